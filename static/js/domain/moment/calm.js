/**
 * The private question before a moment: what I answered, and what the two phones make of it. The answer is an exponent in
 * this account's vault and nothing else; it is gone with the hour. Owns when a phone speaks, and that after the hour nothing
 * becomes a yes any more but what was all there before it. Never: says which of the two was not calm, or who has answered.
 */
import { same } from '../../core/same.js';
import { DomainError } from '../errors.js';
import { t } from '../../core/i18n.js';
import { advance, newSecrets, turnedOff } from './calm-run.js';
import { CALM_MS, calmIdOf, readMoment } from './reading.js';

/** @typedef {import('./reading.js').Own} Own */
/** @typedef {Own & { moment: string, space: string, secrets: import('./calm-run.js').Secrets | null, isTold: boolean }} OwnRecord isTold: all that I had to say was with the server before the hour */

const OF = 'calm';
const TYPE = 'moment-own';
/** So long after the hour a phone without a network waits for one before it says "another time". */
export const GRACE_MS = 5 * 60_000;

/** It is not the hour before, or it was answered. */
export class CalmClosedError extends DomainError {
  constructor() {
    super('calm-closed', t('This can be answered once, in the hour before.'));
  }
}

/**
 * @param {{
 *   things: import('../shared/things.js').Things, vault: any, clock: import('../../core/clock.js').Clock,
 *   shared: { isPublished: (thing: string) => Promise<boolean>, catchUp: () => Promise<boolean> },
 * }} deps things: of the couple; catchUp: brings what is on the server, and says whether it could be asked
 */
export function createCalm({ things, vault, clock, shared }) {
  const scope = () => /** @type {import('../shared/things.js').Scope & { partner: string }} */ (things.scope());
  /** @param {string} id */
  const record = (id) => vault.singleton(`moment:${id}`);

  /** @param {string} id of the moment @returns {OwnRecord | null} */
  function own(id) {
    const fields = record(id).get();
    return fields?.type === TYPE ? { at: 0, secrets: null, outcome: null, isAside: false, ...fields } : null;
  }

  /** @param {string} id @param {Partial<OwnRecord>} fields @returns {Promise<unknown>} on disk */
  const keep = (id, fields) => record(id).put({ v: 1, type: TYPE, moment: id, ...fields });

  /** By what the vault says: whether the two are linked is found out later than that. @param {string} space @returns {boolean} */
  const isLeft = (space) => {
    const current = vault.singleton('space').get();
    return current?.space !== space || Boolean(current.ended);
  };

  /** @param {string} id @returns {import('./calm-run.js').Said} */
  function theirs(id) {
    const values = things.get(calmIdOf(id))?.values ?? {};
    return { one: values[`one:${scope().partner}`], two: values[`two:${scope().partner}`] };
  }

  /** By my own part alone: whoever clears it must not be told by the answer that I am here. @param {string} id @returns {import('./calm-run.js').Said} */
  function said(id) {
    const [one, two] = ['one', 'two'].map((name) => things.said(calmIdOf(id), `${name}:${scope().me}`));
    return { one, two };
  }

  /** @param {string} id @param {import('./calm-run.js').Said | { one: null, two: null }} said */
  const publish = (id, said) => things.changeAlone(calmIdOf(id), OF, Object.fromEntries(Object.entries(said).map(([name, value]) => [`${name}:${scope().me}`, value])));

  /** @param {OwnRecord} mine with secrets */
  const lookAt = (mine) => advance({ scene: { space: mine.space, moment: mine.moment, atMs: mine.at }, secrets: /** @type {any} */ (mine.secrets), theirs: theirs(mine.moment) });

  /** Before the hour. @param {OwnRecord} mine */
  async function goOn(mine) {
    const { moment, secrets } = mine;
    const next = await lookAt(mine);
    // Which message is answered must be on disk before the answer leaves.
    if (!same(next.secrets, secrets)) await keep(moment, { secrets: next.secrets });
    const before = said(moment);
    // The other may have taken their own words away: then there is less to say, and what was said stays.
    if (!same({ ...before, ...next.mine }, before)) await publish(moment, next.mine);
    else if (next.mine.two && !mine.isTold && (await shared.isPublished(calmIdOf(moment)))) await keep(moment, { isTold: true });
  }

  /** From the hour on. @param {OwnRecord} mine */
  async function settle(mine) {
    if (!mine.isTold) return tooLate(mine);
    const isFresh = await shared.catchUp();
    if (!isFresh && clock.nowMs() < mine.at + GRACE_MS) return;
    const { isBoth } = await lookAt(mine);
    // A yes that this phone knows of may have been taken back meanwhile: without the server nothing is a yes.
    await keep(mine.moment, { secrets: null, outcome: isBoth && isFresh ? 'both' : 'another' });
  }

  /** What has not left this phone by the hour does not become an answer afterwards. @param {OwnRecord} mine */
  async function tooLate({ moment }) {
    const { one, two } = said(moment);
    // Where nothing could become an answer nothing is written: by itself it would tell that the app was open here.
    if (two || (one && !(await shared.isPublished(calmIdOf(moment))))) await publish(moment, { one: null, two: null });
    await keep(moment, { secrets: null, outcome: 'another' });
  }

  /** @param {OwnRecord} mine */
  async function once(mine) {
    if (isLeft(mine.space)) return keep(mine.moment, { secrets: null, outcome: 'another' });
    if (!things.scope()) return;
    if (clock.nowMs() >= mine.at) return settle(mine);
    if (things.isGone(calmIdOf(mine.moment))) return;
    const thing = things.get(mine.moment);
    // Let go, or picked anew: nothing is said of an hour that is not the one that was asked about.
    if (thing && readMoment(thing, scope())?.picked === mine.at) await goOn(mine);
  }

  return {
    own,

    /** Everything that this phone can do now by itself. */
    async refresh() {
      const open = vault.all(TYPE).filter((/** @type {any} */ { fields }) => fields.secrets);
      for (const { fields } of open) await once(/** @type {OwnRecord} */ (own(fields.moment)));
    },

    /** @returns {number[]} when to look again, for those whose hour has come and that are not found out */
    waiting: () => vault.all(TYPE).filter((/** @type {any} */ { fields }) => fields.secrets && fields.at <= clock.nowMs()).map(() => clock.nowMs() + 15_000),

    /** Kept before anything leaves. @param {string} id @param {boolean} isYes @throws {CalmClosedError} */
    async answer(id, isYes) {
      const thing = things.get(id);
      const picked = thing && readMoment(thing, scope())?.picked;
      const nowMs = clock.nowMs();
      if (!picked || nowMs >= picked || nowMs < picked - CALM_MS || own(id)?.at) throw new CalmClosedError();
      const secrets = await newSecrets({ space: scope().space, moment: id, atMs: picked }, isYes);
      await keep(id, { space: scope().space, at: picked, secrets, outcome: null, isTold: false });
    },

    /** Better another time, after all: of my answer nothing is left, and what was sent of it says nothing any more. @param {string} id */
    async turnOff(id) {
      const mine = own(id);
      if (mine?.secrets) await keep(id, { secrets: await turnedOff(mine.secrets), isTold: false });
    },

    /** Mine alone: the other's proposal stands aside. @param {string} id @param {boolean} isAside */
    setAside: (id, /** @type {boolean} */ isAside) => keep(id, { space: scope().space, isAside }),
  };
}
