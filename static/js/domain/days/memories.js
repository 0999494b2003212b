/**
 * "On this day": pages begun on the same day in earlier years, and a month ago where there is no such year. Pure.
 * Never: a safety note, or a page out of a place of its own.
 */
import { localDay } from '../check-in/rules.js';
import { isPage } from '../entries.js';
import { dayOfEntry, monthBeside } from './calendar.js';

/** @typedef {import('../entries.js').Entry} Entry */

/** @param {Entry} entry */
const mayComeBack = (entry) => isPage(entry) && entry.fields.kind !== 'safety';

/** @param {string} day 'YYYY-MM-DD' @returns {string[]} the days of a year that are remembered on it: the 29th of February is not left out for three years */
function sameDays(day) {
  const [year, rest] = [Number(day.slice(0, 4)), day.slice(5)];
  const isLeap = new Date(year, 1, 29).getMonth() === 1;
  return rest === '02-28' && !isLeap ? [rest, '02-29'] : [rest];
}

/** @param {readonly Entry[]} entries newest first, without the bin @param {number} nowMs @returns {Entry[]} newest first */
export function onThisDay(entries, nowMs) {
  const today = localDay(nowMs);
  const same = sameDays(today);
  const own = entries.filter(mayComeBack);
  const earlier = own.filter((entry) => dayOfEntry(entry) < today.slice(0, 4) && same.includes(dayOfEntry(entry).slice(5)));
  if (earlier.length > 0) return earlier;
  const monthAgo = `${monthBeside(today.slice(0, 7), -1)}-${today.slice(8)}`;
  return own.filter((entry) => dayOfEntry(entry) === monthAgo);
}
