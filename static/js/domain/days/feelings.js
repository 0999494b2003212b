/**
 * Feelings over time: on which days a page named one of each family. Pure.
 * Never: a sum, an average, a trend, or a word on whether it is good so.
 */
import { within } from '../check-in/chart.js';
import { noonOf } from '../check-in/rules.js';
import { isPage } from '../entries.js';
import { feelingFamilies, feelings } from '../feelings.js';
import { dayOfEntry } from './calendar.js';

/** @typedef {import('../check-in/chart.js').Span} Span */
/** @typedef {{ on: string, feelings: string[] }} Felt of one page; feelings: ids that this version knows */
/** @typedef {{ id: string, label: string, days: string[], marks: number[] }} Strip days: the oldest first; marks: from 0 to 1 */

const DAY_MS = 86_400_000;
/** More marks than that would not be told apart on a phone. */
const MARKS_MOST = 90;

/** @param {readonly import('../entries.js').Entry[]} entries newest first @returns {Felt[]} the newest first; pages without a feeling are none */
export function feltOf(entries) {
  const known = new Map(feelings().map(({ id }) => [id, true]));
  const felt = entries.filter(isPage).map((entry) => ({ on: dayOfEntry(entry), feelings: namedIn(entry.fields, known) }));
  return felt.filter(({ feelings: named }) => named.length > 0);
}

/** @param {Record<string, any>} fields @param {Map<string, boolean>} known @returns {string[]} */
const namedIn = ({ feelings: named }, known) => (Array.isArray(named) ? named : []).filter((id) => known.has(id));

/** @param {Felt[]} felt @param {Span} span @returns {Strip[]} a strip for each family, in their order, also where nothing is on it */
export function stripsOf(felt, span) {
  const inside = /** @type {any[]} */ (within(/** @type {any[]} */ (felt), span));
  return feelingFamilies().map(({ id, label, feelings: own }) => {
    const ids = new Set(own.map((feeling) => feeling.id));
    const days = [...new Set(inside.filter((one) => one.feelings.some((/** @type {string} */ each) => ids.has(each))).map(({ on }) => on))].sort();
    return { id, label, days, marks: marksOf(days, span) };
  });
}

/** @param {string[]} days @param {Span} span @returns {number[]} where they stand; days too near to be told apart stand as one */
function marksOf(days, { from, to }) {
  const start = noonOf(from);
  const length = Math.round((noonOf(to) - start) / DAY_MS) + 1;
  const columns = Math.min(length, MARKS_MOST);
  const at = days.map((on) => Math.floor((Math.round((noonOf(on) - start) / DAY_MS) * columns) / length));
  return [...new Set(at)].map((column) => (column + 0.5) / columns);
}
