/**
 * What I marked, my pause, and what I put away: one private record, written only when I do something (protocol.md, "Echo").
 * Never: gives a choice back to a screen. `take` hands it to a run, and `choose` knows the one before only for as long as it can be undone.
 */
import { fromBase64url, toBase64url } from '../../core/bytes.js';
import { SLOTS } from '../../crypto/echo-messages.js';
import { TOPIC_IDS } from '../topics.js';
import { NEVER, readWeeks, weeksText } from './found.js';
import { DAY_MS } from './week.js';

/** @typedef {ReturnType<typeof createChoosing>} Choosing */

export const MARKS_MOST = SLOTS;
const STANDS_MS = 56 * DAY_MS;
const NAME = 'echo';
/** A time before all others. */
const NOTHING = { v: 1, type: NAME, chosen: '', paused: false, away: weeksText(NEVER) };

/** @param {{ vault: Pick<import('../vault/vault.js').Vault, 'singleton'>, clock: import('../../core/clock.js').Clock, space: () => string | null }} deps */
export function createChoosing({ vault, clock, space }) {
  const record = () => vault.singleton(NAME);

  /** Of this couple, and of no earlier one. */
  const fields = () => {
    const kept = record().get();
    return kept?.type === NAME && kept.space === space() ? kept : { ...NOTHING, space: space() };
  };

  /** One size, and the same fields, whatever is changed. @param {Record<string, any>} change */
  const write = (change) => record().change((/** @type {any} */ current) => ({ ...NOTHING, ...(current?.space === space() ? current : {}), space: space(), ...change }));

  return {
    /** @param {string[]} topics up to five, none as well @returns {Promise<() => Promise<void>>} the way back to the choice before, without a word of what it was */
    async choose(topics) {
      const before = fields().chosen;
      // The time first, so that of two choices the later one is the greater text (vault/merge.js).
      await write({ chosen: `${new Date(clock.nowMs()).toISOString()} ${marksText(topics)}` });
      return () => write({ chosen: before });
    },

    /** For a run that begins now, and for nothing else. @returns {string[]} none after eight weeks, and none while paused */
    take() {
      const { chosen, paused } = fields();
      const [at, text] = String(chosen).split(' ');
      const isStanding = !paused && clock.nowMs() - Date.parse(at) < STANDS_MS;
      return isStanding ? readMarks(text) : [];
    },

    /** @returns {boolean} */
    isPaused: () => fields().paused === true,
    /** @param {boolean} paused */
    pause: (paused) => write({ paused }),

    /** @returns {import('./found.js').Weeks} by topic, the week from which what I put away was shown */
    away: () => readWeeks(fields().away),
    /** @param {string} topic @param {number} week @returns {Promise<() => Promise<void>>} the way back */
    async putAway(topic, week) {
      const before = readWeeks(fields().away);
      await write({ away: weeksText(before.map((old, at) => (TOPIC_IDS[at] === topic ? week : old))) });
      return () => write({ away: weeksText(before) });
    },
  };
}

/** @param {string[]} topics @returns {string} always five bytes: the places in the list from 1 on, then zeros */
function marksText(topics) {
  const places = TOPIC_IDS.flatMap((topic, at) => (topics.includes(topic) ? [at + 1] : [])).slice(0, SLOTS);
  return toBase64url(Uint8Array.from({ length: SLOTS }, (_, at) => places[at] ?? 0));
}

/** @param {string} text @returns {string[]} */
const readMarks = (text) => [...fromBase64url(text)].flatMap((place) => TOPIC_IDS[place - 1] ?? []);
