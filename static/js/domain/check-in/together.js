/**
 * Check-ins that two see together, only while both have that on (protocol.md, "Check-ins together"). Owns this rule: what
 * is mine leaves the vault only while both switches are on as far as this phone knows, and off wins over whatever was
 * written at the same time. Never: says whether the other has it on, since when, or why nothing is there.
 */
import { concat, toBase64url, utf8 } from '../../core/bytes.js';
import { same } from '../../core/same.js';
import { unlessLocked } from '../errors.js';
import { readShown, shownOf } from './rules.js';

/** @typedef {import('./rules.js').Shown} Shown */
/** @typedef {import('./rules.js').Wish} Wish */
/** @typedef {{ mine: Shown[], theirs: Shown[] }} Both by day */
/** @typedef {ReturnType<typeof createTogether>} Together */

const OF = 'check-in';
const NAME = utf8('check-in/both');
/** The one thing of a couple in which it lies. */
export const THING = toBase64url(concat(NAME, new Uint8Array(16 - NAME.length)));

/**
 * @param {{
 *   things: import('../shared/things.js').Things, checkIns: import('./check-ins.js').CheckIns,
 *   settings: Pick<import('../settings.js').SettingsRoom, 'value' | 'save'>, clock: import('../../core/clock.js').Clock,
 * }} deps things: those of the couple
 */
export function createTogether({ things, checkIns, settings, clock }) {
  let isSettling = false;

  /** @param {string | null | undefined} person @returns {unknown[] | null} what they let be seen; null: they have it off */
  function listOf(person) {
    const thing = things.get(THING);
    const name = nameOf(person);
    const standing = [thing?.values[name], ...(thing?.also[name] ?? [])];
    return standing.every(Array.isArray) ? standing[0] : null;
  }
  const me = () => things.scope()?.me;
  const partner = () => things.scope()?.partner;
  const isOn = () => listOf(me()) !== null;
  const isBothOn = () => isOn() && listOf(partner()) !== null;

  /** @param {boolean} isSeen @param {string} [from] */
  const rows = (isSeen, from = settings.value.value.checkInsFrom ?? '') => (isSeen && from ? shownOf(checkIns.all(), from) : []);

  /** Only where it is on in what is stored, whatever this tab believes. @param {Shown[]} list */
  const write = (list) => things.change(THING, OF, (mine) => (isOnIn(mine[nameOf(me())]) ? { [nameOf(me())]: list } : {}));

  /** Only together with something that this person did: by itself it would tell that the app was open here. */
  async function publish() {
    const now = listOf(me());
    if (!now) return;
    const list = rows(isBothOn());
    if (!same(list, now)) await write(list);
  }

  const switchOff = () => (things.scope() ? things.change(THING, OF, { [nameOf(me())]: null }) : Promise.resolve());

  /** Two devices of mine wrote at the same time: off wins, and of two lists a new one is made. */
  async function settle() {
    const mine = things.scope() ? things.mine(THING)[nameOf(me())] ?? [] : [];
    // Of two devices that both settle it each writes the same, so that it comes to rest.
    if (isSettling || mine.every(([, , value]) => same(value, mine[0][2]))) return;
    isSettling = true;
    try {
      await (isOnIn(mine) ? write(rows(isBothOn())) : switchOff());
    } finally {
      isSettling = false;
    }
  }

  things.version.subscribe(() => void settle().catch(unlessLocked));

  return {
    version: things.version,
    /** There is somebody to see it with. */
    isPossible: () => Boolean(partner()),
    /** My own switch; the other's is nobody's to see. */
    isOn,

    /**
     * @returns {Both | null} null: nothing is seen together. Why not is the same to everybody: the other may have it off,
     * may not have written anything, or may not have been here
     */
    both() {
      if (!isBothOn()) return null;
      const theirs = readShown(listOf(partner()));
      return theirs.length > 0 ? { mine: readShown(listOf(me())), theirs } : null;
    },

    /** @param {number} [daysBefore] how many of the days before now may be seen too @returns {Promise<void>} on disk */
    async switchOn(daysBefore = 0) {
      const from = new Date(clock.nowMs() - daysBefore * 86_400_000).toISOString();
      await settings.save({ checkInsFrom: from });
      // Whoever let the thing go for both, with a changed app, ends nothing for good by it.
      await things.change(THING, OF, { [nameOf(me())]: rows(listOf(partner()) !== null, from), gone: null });
    },

    /** At once, here, and for good: what was seen of mine is taken out of what the other's phone is given. @returns {Promise<void>} on disk */
    switchOff,

    /** @param {Wish} wish @returns {Promise<string>} id */
    async add(wish) {
      const id = await checkIns.add(wish);
      await publish();
      return id;
    },

    /** @param {string} id @param {Wish} wish */
    async change(id, wish) {
      await checkIns.change(id, wish);
      await publish();
    },

    /** @param {string} id @returns {Promise<() => Promise<void>>} the way back */
    async remove(id) {
      const undo = await checkIns.remove(id);
      await publish();
      return async () => {
        await undo();
        await publish();
      };
    },
  };
}

/** @param {string | null | undefined} person user id */
const nameOf = (person) => `seen:${person}`;

/** @param {import('../shared/registers.js').Entry[]} [entries] standing in one part @returns {boolean} */
const isOnIn = (entries = []) => entries.length > 0 && entries.every(([, , value]) => Array.isArray(value));
