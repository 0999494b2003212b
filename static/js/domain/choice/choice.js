/**
 * Choosing a therapist by two (product.md, "The therapist card and the choice"). Owns the private ballot and what is published of
 * a run; the phones go on by themselves once a person has locked. The ballot is gone for good as soon as there is a
 * result, or the choice was stopped. Never: shows or sends an order, a score, or what was set aside.
 */
import { observable } from '../../core/observable.js';
import { oneAtATime } from '../../core/one-at-a-time.js';
import { same } from '../../core/same.js';
import { CoupleBridgeError } from '../../core/errors.js';
import { isOfLock } from '../errors.js';
import { CARDS_LEAST, CARDS_MOST, setAsidesAllowed, shownCount } from './ballots.js';
import { advance, ChoiceRefusedError, newSecrets } from './run.js';

/** @typedef {import('../shared/things.js').Thing} Thing */
/** @typedef {import('../shared/things.js').Scope} Scope */
/**
 * @typedef {object} ChoiceView
 * @property {string} id
 * @property {'ordering' | 'locked' | 'result' | 'chosen' | 'used-up' | 'failed'} kind
 * @property {string[]} cards ids
 * @property {string[]} order my own, the best first; only while ordering
 * @property {number} setAsides of mine; only while ordering
 * @property {number} allowed how many I may set aside
 * @property {string | null} up the card that both are asked about, or chose
 * @property {string[]} others the runners-up, in no order
 * @property {boolean} isMyYes I have said yes to the one that is up
 */
/** @typedef {ReturnType<typeof createChoice>} Choice */

const OF = 'choice';
const STEPS = /** @type {const} */ (['lock', 'coin', 'table', 'check']);

/** @param {{ things: import('../shared/things.js').Things, vault: any }} deps things of the couple */
export function createChoice({ things, vault }) {
  /** What went wrong on this phone, in a sentence. */
  const problem = observable(/** @type {string | null} */ (null));

  const scope = () => /** @type {Scope & { partner: string }} */ (things.scope());
  /** @param {string} id */
  const ballotRecord = (id) => vault.singleton(`ballot:${id}`);
  /** @param {string} id @returns {{ order: string[], setAsides: number, secrets: any } | null} */
  const ballotOf = (id) => {
    const fields = ballotRecord(id).get();
    return fields?.type === 'ballot' ? fields : null;
  };

  /** @returns {Thing | null} the one that is going on: of two that began at the same time, the same one on both phones */
  const current = () => (things.scope() ? things.list(OF).filter(isWhole).sort((a, b) => (a.id < b.id ? -1 : 1))[0] ?? null : null);

  /** @param {(name: string) => any} read @param {string} person @returns {import('./run.js').Said} */
  const stepsOf = (read, person) => Object.fromEntries(STEPS.map((step) => [step, read(`${step}:${person}`)]).filter(([, value]) => Boolean(value)));
  /** @param {Thing} thing */
  const theirs = ({ values }) => stepsOf((name) => values[name], scope().partner);
  /** By my own part alone: whoever clears it must not be told by the answer that I am here. @param {Thing} thing */
  const mineOf = ({ id }) => stepsOf((name) => things.said(id, name), scope().me);

  /** @param {Thing} thing @returns {ChoiceView} */
  function viewOf(thing) {
    const { me, partner } = scope();
    const { id, values } = thing;
    const ballot = ballotOf(id);
    const result = resultOf(thing, me);
    const up = result?.[placeOf(values.up)] ?? null;
    const yes = [me, partner].map((person) => up !== null && values[`yes:${person}`] === up);
    return {
      id, cards: values.cards, allowed: setAsidesAllowed(values.cards.length), up,
      kind: kindOf({ result, up, isFailed: Boolean(values[`failed:${me}`] || values[`failed:${partner}`]), isBoth: yes[0] && yes[1], isLocked: Boolean(values[`lock:${me}`]) }),
      order: ballot?.order ?? values.cards, setAsides: ballot?.setAsides ?? 0,
      others: (result ?? []).filter((card) => card !== up).sort(), isMyYes: yes[0],
    };
  }

  /** @param {Record<string, any>} values by step */
  const asMine = (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [`${name}:${scope().me}`, value]));
  /** What this phone says by itself. @param {string} id @param {Record<string, any>} values by step: mine */
  const publish = (id, values) => things.changeAlone(id, OF, asMine(values));

  /** @param {Thing} thing what my phone can do by itself now */
  async function goOn(thing) {
    const { me, partner, space } = scope();
    const result = resultOf(thing, me);
    if (result) return tidyUp(thing, partner);
    const ballot = ballotOf(thing.id);
    const mine = mineOf(thing);
    if (!ballot?.secrets || (mine.lock && mine.lock.id !== ballot.secrets.lockId) || things.said(thing.id, `failed:${me}`)) return;
    const scene = { space, run: thing.id, cards: thing.values.cards, userId: me, partnerId: partner };
    const next = await advance({ scene, secrets: ballot.secrets, mine, theirs: theirs(thing) });
    // Which lock is answered must be on disk before the answer leaves.
    if (!same(next.secrets, ballot.secrets)) await ballotRecord(thing.id).put({ secrets: next.secrets });
    const news = Object.fromEntries(Object.entries(next.mine).filter(([name, value]) => !same(value, /** @type {any} */ (mine)[name])));
    if (next.result) Object.assign(news, { result: next.result });
    if (Object.keys(news).length > 0) await publish(thing.id, news);
    if (next.result) await ballotRecord(thing.id).purge();
  }

  /** Both have the result: nothing of how it was found stays. @param {Thing} thing @param {string} partner */
  async function tidyUp(thing, partner) {
    if (ballotOf(thing.id)) await ballotRecord(thing.id).purge();
    const isLeft = Object.keys(mineOf(thing)).length > 0;
    if (isLeft && resultOf(thing, partner)) await publish(thing.id, Object.fromEntries(STEPS.map((step) => [step, null])));
  }

  /** The other stopped it: my order is forgotten, too. */
  async function forgetStopped() {
    const stopped = vault.all('ballot').filter((/** @type {any} */ { fields }) => things.isGone(fields.choice));
    for (const { fields } of stopped) await ballotRecord(fields.choice).purge();
  }

  async function once() {
    if (!vault.ready.value) return;
    await forgetStopped();
    const thing = current();
    if (!thing) return;
    try {
      await goOn(thing);
    } catch (cause) {
      if (!(cause instanceof ChoiceRefusedError)) throw cause;
      await publish(thing.id, { failed: cause.why });
    }
  }

  /** @param {unknown} cause */
  function told(cause) {
    if (isOfLock(cause) || !things.scope()) return;
    if (!(cause instanceof CoupleBridgeError)) throw cause;
    problem.value = cause.message;
  }

  const refresh = oneAtATime(() => once().catch(told));
  things.version.subscribe(() => void refresh());

  return {
    version: things.version,
    problem,
    refresh,
    least: CARDS_LEAST,
    most: CARDS_MOST,

    /** @returns {ChoiceView | null} */
    view() {
      const thing = current();
      return thing && viewOf(thing);
    },

    /** @param {string[]} cards three to seven ids @returns {Promise<string>} id */
    begin: (cards) => things.add(OF, { cards: [...cards].sort() }),

    /** Mine alone, until I lock. @param {string} id @param {string[]} order @param {number} setAsides */
    arrange: (id, order, setAsides) => ballotRecord(id).put({ v: 1, type: 'ballot', choice: id, order, setAsides, secrets: null }),

    /** From here on my order cannot be changed, and my phone goes on by itself. @param {string} id */
    async lock(id) {
      const { cards, order, setAsides } = viewOf(/** @type {Thing} */ (things.get(id)));
      const secrets = await newSecrets({ order: order.map((card) => cards.indexOf(card)), setAsides });
      await ballotRecord(id).put({ v: 1, type: 'ballot', choice: id, order, setAsides, secrets });
      await refresh();
    },

    /** Either, at any time, for no reason. Nothing of it stays. @param {string} id */
    async stop(id) {
      await ballotRecord(id).purge();
      await things.letGo(id);
    },

    /** @param {string} id @param {string} card the one that is up */
    sayYes: (id, card) => things.change(id, OF, asMine({ yes: card })),

    /** The next one is up, for both. @param {string} id */
    next(id) {
      const { values } = /** @type {Thing} */ (things.get(id));
      return things.change(id, OF, { up: placeOf(values.up) + 1, [`yes:${scope().me}`]: null, [`yes:${scope().partner}`]: null });
    },
  };
}

/** @param {Thing} thing @returns {boolean} three to seven different ids, sorted */
function isWhole({ values: { cards } }) {
  const isList = Array.isArray(cards) && cards.length >= CARDS_LEAST && cards.length <= CARDS_MOST && cards.every((card) => /^[\w-]{22}$/.test(card));
  return isList && same([...new Set(cards)].sort(), cards);
}

/** @param {Thing} thing @param {string} person @returns {string[] | null} */
function resultOf({ values }, person) {
  const result = values[`result:${person}`];
  const fits = Array.isArray(result) && result.length === shownCount(values.cards.length) && result.every((card) => values.cards.includes(card));
  return fits ? result : null;
}

/** @param {unknown} up @returns {number} */
const placeOf = (up) => (Number.isSafeInteger(up) && /** @type {number} */ (up) >= 0 ? /** @type {number} */ (up) : 0);

/** @param {{ result: string[] | null, up: string | null, isFailed: boolean, isBoth: boolean, isLocked: boolean }} facts @returns {ChoiceView['kind']} */
function kindOf({ result, up, isFailed, isBoth, isLocked }) {
  if (result) return up === null ? 'used-up' : isBoth ? 'chosen' : 'result';
  if (isFailed) return 'failed';
  return isLocked ? 'locked' : 'ordering';
}
