/**
 * What both marked, by the week from which it is shown: the same on both phones, whenever each of them was unlocked.
 * One number for each of the sixteen topics, so that the record has one size, whatever was found. Pure.
 */
import { concat, fromBase64url, readUnsigned, toBase64url, u32 } from '../../core/bytes.js';
import { TOPIC_IDS } from '../topics.js';

/** A match stands for four weeks, and does not come again before eight are over. */
export const SHOWN_WEEKS = 4;
export const REST_WEEKS = 8;
const BYTES = 4;

/** @typedef {number[]} Weeks by topic, in the order of the list; 0: never */

/** @type {Readonly<Weeks>} */
export const NEVER = Object.freeze(TOPIC_IDS.map(() => 0));

/** @param {Readonly<Weeks>} weeks @returns {string} */
export const weeksText = (weeks) => toBase64url(concat(...weeks.map((week) => u32(week))));

/** @param {string | undefined} text @returns {Weeks} */
export function readWeeks(text) {
  if (!text) return [...NEVER];
  const bytes = fromBase64url(text);
  return NEVER.map((_, at) => readUnsigned(bytes.subarray(at * BYTES, (at + 1) * BYTES)));
}

/**
 * Shown from the next window on, or, where the coin held it, from the one after that.
 * @param {Readonly<Weeks>} weeks @param {{ topic: string, week: number, isHeld: boolean }[]} matches week: of the run
 * @returns {Weeks}
 */
export function withMatches(weeks, matches) {
  const next = [...weeks];
  for (const { topic, week, isHeld } of matches) {
    const at = TOPIC_IDS.indexOf(topic);
    const from = week + (isHeld ? 2 : 1);
    if (next[at] === 0 || from >= next[at] + REST_WEEKS) next[at] = from;
  }
  return next;
}

/**
 * @param {Readonly<Weeks>} weeks @param {Readonly<Weeks>} away what I put away, by the week from which it was shown @param {number} now the week
 * @returns {string[]} topics to show, the newest first
 */
export function shownIn(weeks, away, now) {
  const shown = TOPIC_IDS.map((topic, at) => ({ topic, from: weeks[at], isAway: weeks[at] === away[at] }));
  const standing = shown.filter(({ from, isAway }) => from > 0 && from <= now && now < from + SHOWN_WEEKS && !isAway);
  return standing.sort((a, b) => b.from - a.from).map(({ topic }) => topic);
}
