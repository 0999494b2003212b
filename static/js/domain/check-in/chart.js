/** Where check-ins stand in a chart, and what is said beside it. Pure. Never: an average, a trend, or a word of praise. */
import { localDay, noonOf, SLIDERS } from './rules.js';

/** @typedef {import('./rules.js').SliderId} SliderId */
/** @typedef {import('./rules.js').Values & { on: string }} Row of mine, or of theirs */
/** @typedef {{ from: string, to: string }} Span two days, both of it */

const DAY_MS = 86_400_000;

/** @param {Row[]} rows @param {number | null} days at most so many; null: all @param {number} nowMs @returns {Span} from the first one in it up to today */
export function spanOf(rows, days, nowMs) {
  const to = localDay(nowMs);
  const first = rows.reduce((least, { on }) => (on < least ? on : least), to);
  const earliest = days === null ? first : localDay(noonOf(to) - (days - 1) * DAY_MS);
  return { from: first > earliest ? first : earliest, to };
}

/** @template {Row} T @param {T[]} rows @param {Span} span @returns {T[]} */
export const within = (rows, { from, to }) => rows.filter(({ on }) => on >= from && on <= to);

/**
 * @param {Row[]} rows the oldest first
 * @param {SliderId} id
 * @param {Span} span
 * @returns {{ x: number, value: number }[]} x from 0 to 1: by day, and those of one day side by side
 */
export function pointsOf(rows, id, span) {
  const set = within(rows, span).filter((row) => row[id] !== null);
  const [start, days] = [noonOf(span.from), Math.round((noonOf(span.to) - noonOf(span.from)) / DAY_MS) + 1];
  return set.map((row, at) => {
    const ofDay = set.filter(({ on }) => on === row.on);
    const share = (at - set.indexOf(ofDay[0]) + 1) / (ofDay.length + 1);
    return { x: (Math.round((noonOf(row.on) - start) / DAY_MS) + share) / days, value: Number(row[id]) };
  });
}

/** @param {Row[]} rows the oldest first @param {SliderId} id @returns {{ count: number, least: number, most: number, latest: number, on: string } | null} null: it was never set */
export function saidOf(rows, id) {
  const set = rows.filter((row) => row[id] !== null);
  const last = set.at(-1);
  if (!last) return null;
  const values = set.map((row) => Number(row[id]));
  return { count: set.length, least: Math.min(...values), most: Math.max(...values), latest: Number(last[id]), on: last.on };
}

/** @param {Row} row @returns {boolean} */
export const hasNumbers = (row) => SLIDERS.some((id) => row[id] !== null);
