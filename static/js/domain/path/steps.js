/**
 * Steps: small things that two people tick off (product.md, "Steps"), and the same for one alone. Owns what "done" means.
 * Never: says when somebody ticked, counts per person, or calls a step late.
 */
import { DomainError } from '../errors.js';
import { t } from '../../core/i18n.js';
import { oncePer } from '../../core/once-per.js';
import { dayOf, oneOf, textOf } from '../shared/plain-values.js';
import { isPlace, placeBetween } from './order.js';
import { defaultSteps, stageOf, stages } from './stages.js';

/** @typedef {import('../shared/things.js').Things} Things */
/** @typedef {import('./stages.js').StageId} StageId */
/** @typedef {import('./stages.js').StepKind} StepKind */
/**
 * @typedef {object} Step
 * @property {string} id
 * @property {string} title
 * @property {string[]} alsoTitled what the other wrote at the same time
 * @property {StageId} stage
 * @property {StepKind} kind
 * @property {'me' | 'partner' | null} whose it is, for `one`
 * @property {string | null} dueOn 'YYYY-MM-DD'
 * @property {string} order
 * @property {{ me: boolean, partner: boolean }} ticks who; never when
 * @property {boolean} isDone
 * @property {boolean} isNotNow set aside for good, which is a good ending too
 * @property {boolean} isTrial
 * @property {boolean} isArchived
 */
/** @typedef {Partial<{ title: string, stage: StageId, kind: StepKind, whose: 'me' | 'partner' | null, dueOn: string | null }>} StepWish */
/** @typedef {ReturnType<typeof createSteps>} Steps */

export const TITLE_MAX = 200;
const OF = 'step';
const KINDS = /** @type {const} */ (['joint', 'one', 'either']);

/** A step without words. */
export class StepTitleMissingError extends DomainError {
  constructor() {
    super('no-title', t('Give the step a few words first.'));
  }
}

/** @param {{ things: Things }} deps of the couple, or one's own */
export function createSteps({ things }) {
  const read = oncePer(() => readAll(/** @type {import('../shared/things.js').Scope} */ (things.scope())));

  /** @returns {Step[]} every step that was not let go, in its place */
  const all = () => (things.scope() ? read(things.state()) : []);

  /** @param {import('../shared/things.js').Scope} scope */
  function readAll(scope) {
    const touched = new Map(things.list(OF).map((thing) => [thing.id, thing]));
    const defaults = defaultSteps(scope.partner !== null).filter(({ id }) => !things.isGone(id));
    const untouched = defaults.map((step) => stepOf(scope, step.id, touched.get(step.id) ?? null, step));
    const ids = new Set(defaults.map(({ id }) => id));
    const others = [...touched.values()].filter(({ id }) => !ids.has(id)).map((thing) => stepOf(scope, thing.id, thing, null));
    return [...untouched, ...others].sort(byPlace);
  }

  /** @param {string} id @returns {Step | null} */
  const get = (id) => all().find((step) => step.id === id) ?? null;

  /** @param {string} id @param {import('../shared/things.js').Values} values */
  const change = (id, values) => things.change(id, OF, values);

  /** @param {StepWish} wish @returns {import('../shared/things.js').Values} @throws {StepTitleMissingError} */
  function written({ whose, ...wish }) {
    const { me, partner } = /** @type {import('../shared/things.js').Scope} */ (things.scope());
    return { ...tidy(wish), ...(whose === undefined ? {} : { who: whose && (whose === 'me' ? me : partner) }) };
  }

  /** @param {StageId} stage @returns {string} a place behind the last one */
  function lastPlace(stage) {
    const there = all().filter((step) => step.stage === stage);
    return placeBetween(there.at(-1)?.order ?? '', null);
  }

  return {
    version: things.version,
    /** Ours, and not one's own. */
    isOurs: () => Boolean(things.scope()?.partner),
    all,
    get,

    /** @param {StageId} stage @returns {Step[]} those that are not archived */
    inStage: (stage) => all().filter((step) => step.stage === stage && !step.isArchived),
    /** @returns {Step[]} those that somebody has written something of */
    touched: () => all().filter(({ id }) => things.get(id) !== null),
    archived: () => all().filter((step) => step.isArchived),

    /** @returns {Step | null} the first that is open, where this person may do something */
    next: () => all().find((step) => !step.isArchived && !step.isDone && !step.isNotNow && !step.ticks.me && step.whose !== 'partner') ?? null,

    /** @param {StepWish & { title: string, stage: StageId }} wish @returns {Promise<string>} id @throws {StepTitleMissingError} */
    async create(wish) {
      return things.add(OF, { ...written(wish), order: lastPlace(wish.stage) });
    },

    /** @param {string} id @param {StepWish} wish @throws {StepTitleMissingError} */
    async edit(id, wish) {
      const step = get(id);
      const moved = wish.stage !== undefined && wish.stage !== step?.stage ? { order: lastPlace(wish.stage) } : {};
      await change(id, { ...written(wish), ...moved });
    },

    /** My own tick; nobody ticks for another. @param {string} id @param {boolean} isTicked */
    tick: (id, isTicked) => change(id, { [tickOf(things.scope()?.me)]: isTicked, notNow: null }),

    /** Opens it again, whoever had ticked. @param {string} id */
    reopen(id) {
      const { me, partner } = /** @type {import('../shared/things.js').Scope} */ (things.scope());
      const ticks = [me, partner].filter((person) => person !== null).map((person) => [tickOf(person), false]);
      return change(id, { ...Object.fromEntries(ticks), notNow: null });
    },

    /** @param {string} id @param {boolean} isNotNow */
    setNotNow: (id, isNotNow) => change(id, { notNow: isNotNow || null }),
    /** @param {string} id @param {boolean} isArchived */
    setArchived: (id, isArchived) => change(id, { archived: isArchived || null }),

    /** @param {string} id @returns {Promise<() => Promise<void>>} the way back */
    async letGo(id) {
      // A step that nobody has touched is written nowhere yet: what is let go must be there first.
      if (!things.get(id)) await change(id, { stage: /** @type {Step} */ (get(id)).stage });
      return things.letGo(id);
    },

    /**
     * @param {string} id
     * @param {number} to its place among the steps of its stage that are not archived, from 0
     */
    async move(id, to) {
      const step = /** @type {Step} */ (get(id));
      const others = all().filter((other) => other.stage === step.stage && !other.isArchived && other.id !== id);
      const [before, after] = [others[to - 1]?.order ?? '', others[to]?.order ?? null];
      if (after !== null && after <= before) return this.spread(step.stage, [...others.slice(0, to), step, ...others.slice(to)]);
      await change(id, { order: placeBetween(before, after) });
    },

    /** Two that were put into one place at the same time: all of the stage get places of their own. @param {StageId} stage @param {Step[]} inOrder */
    async spread(stage, inOrder) {
      let order = '';
      for (const { id } of inOrder) {
        order = placeBetween(order, null);
        await change(id, { stage, order });
      }
    },
  };
}

/** @param {string | undefined} person */
const tickOf = (person) => `ticked:${person}`;

/** @param {Step} a @param {Step} b by stage, then by place; by id where two stand in one */
function byPlace(a, b) {
  const ids = stages().map(({ id }) => id);
  const [one, two] = [a, b].map(({ stage, order, id }) => [String(ids.indexOf(stage)), order, id]);
  const at = one.findIndex((part, n) => part !== two[n]);
  return one[at] < two[at] ? -1 : 1;
}

/** @param {Omit<StepWish, 'whose'>} wish @returns {import('../shared/things.js').Values} */
function tidy(wish) {
  const title = wish.title?.trim().slice(0, TITLE_MAX);
  if (title === '') throw new StepTitleMissingError();
  return { ...wish, ...(title === undefined ? {} : { title }) };
}

/**
 * @param {import('../shared/things.js').Scope} scope
 * @param {string} id
 * @param {import('../shared/things.js').Thing | null} thing
 * @param {import('./stages.js').DefaultStep | null} standard
 * @returns {Step}
 */
function stepOf({ me, partner }, id, thing, standard) {
  const values = thing?.values ?? {};
  const kind = partner === null ? 'one' : oneOf(values.kind, KINDS, standard?.kind ?? 'joint');
  const isTheirs = partner !== null && values.who === partner;
  const ticks = { me: values[tickOf(me)] === true, partner: partner !== null && values[tickOf(partner)] === true };
  return {
    id, kind, ticks,
    whose: kind === 'one' ? (isTheirs ? 'partner' : 'me') : null,
    title: textOf(values.title, TITLE_MAX) || (standard?.title ?? ''),
    alsoTitled: (thing?.also.title ?? []).map((title) => textOf(title, TITLE_MAX)).filter(Boolean),
    stage: stageOf(values.stage ?? standard?.stage),
    dueOn: dayOf(values.dueOn),
    order: isPlace(values.order) ? values.order : (standard?.order ?? 'n'),
    isDone: isDone(kind, !isTheirs, ticks),
    isNotNow: values.notNow === true,
    isTrial: standard?.isTrial ?? false,
    isArchived: values.archived === true,
  };
}

/** @param {StepKind} kind @param {boolean} isMine @param {{ me: boolean, partner: boolean }} ticks */
function isDone(kind, isMine, { me, partner }) {
  if (kind === 'joint') return me && partner;
  if (kind === 'either') return me || partner;
  return isMine ? me : partner;
}
