/**
 * What a check-in is (protocol.md, `check-in`): four sliders from 0 to 10, each of which may stay unset, and one line.
 * Pure. Never: a score, a streak, an average, or anything that says whether a number is good.
 */
import { t } from '../../core/i18n.js';
import { DomainError } from '../errors.js';
import { dayOf, textOf } from '../shared/plain-values.js';

/** @typedef {'communication' | 'connection' | 'conflict' | 'trust'} SliderId */
/** @typedef {Record<SliderId, number | null>} Values */
/** @typedef {Values & { line: string, tellsLine: boolean }} Wish tellsLine: the line may be seen too, while it is seen together */
/** @typedef {Wish & { id: string, on: string, at: string }} CheckIn on: the day it was at that place, 'YYYY-MM-DD'; at: ISO time */
/** @typedef {Values & { on: string, line: string }} Shown of one check-in as the other sees it: no hour */

export const SLIDERS = Object.freeze(/** @type {SliderId[]} */ (['communication', 'connection', 'conflict', 'trust']));
export const VALUE_MAX = 10;
export const LINE_MAX = 280;
/** Of the newest only so many are seen together: a part has a size. */
export const SHOWN_MOST = 200;

/** Nothing was said in it. */
export class CheckInEmptyError extends DomainError {
  constructor() {
    super('check-in-empty', t('Move one slider, or write a line first.'));
  }
}

/** @returns {{ id: SliderId, label: string, hint: string }[]} in their order */
export const sliders = () => [
  { id: 'communication', label: t('Communication'), hint: t('How well can we talk?') },
  { id: 'connection', label: t('Connection'), hint: t('How close do I feel?') },
  { id: 'conflict', label: t('Handling conflict'), hint: t('How do we get through it when we disagree?') },
  { id: 'trust', label: t('Trust and teamwork'), hint: t('How much do we pull together?') },
];

/** @param {unknown} value @returns {number | null} a whole number from 0 to 10, or unset */
export const valueOf = (value) => (Number.isInteger(value) && /** @type {number} */ (value) >= 0 && /** @type {number} */ (value) <= VALUE_MAX ? /** @type {number} */ (value) : null);

/** @param {Record<string, any>} fields @returns {Values} */
const valuesOf = (fields) => /** @type {Values} */ (Object.fromEntries(SLIDERS.map((id) => [id, valueOf(fields[id])])));

/** @param {string} text @returns {string} one line, and no longer than it may be */
const lineOf = (text) => [...text.replace(/\s+/g, ' ').trim()].slice(0, LINE_MAX).join('');

/** @param {Wish} wish @returns {Wish} as it is kept @throws {CheckInEmptyError} */
export function tidy(wish) {
  const line = lineOf(wish.line);
  const kept = { ...valuesOf(wish), line, tellsLine: line !== '' && wish.tellsLine === true };
  if (line === '' && SLIDERS.every((id) => kept[id] === null)) throw new CheckInEmptyError();
  return kept;
}

/** @param {number} nowMs @returns {string} the day it is here, 'YYYY-MM-DD' */
export function localDay(nowMs) {
  const now = new Date(nowMs);
  return [String(now.getFullYear()).padStart(4, '0'), ...[now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, '0'))].join('-');
}

/** @param {string} day 'YYYY-MM-DD' @returns {number} its noon in ms, at the place of this phone */
export const noonOf = (day) => new Date(`${day}T12:00:00`).getTime();

/** @param {{ id: string, fields: Record<string, any> }} record @returns {CheckIn | null} null: of no day that there is */
export function readCheckIn({ id, fields }) {
  const on = dayOf(fields.on);
  if (!on) return null;
  return { id, on, at: textOf(fields.at, 40), ...valuesOf(fields), line: lineOf(textOf(fields.line, LINE_MAX * 2)), tellsLine: fields.tellsLine === true };
}

/** By day, then by hour. @param {CheckIn} a @param {CheckIn} b */
export function newestFirst(a, b) {
  const [one, two] = [a, b].map(({ on, at, id }) => `${on} ${at} ${id}`);
  return one < two ? 1 : -1;
}

/**
 * @param {CheckIn[]} all newest first
 * @param {string} from ISO time
 * @returns {Shown[]} what the other may see of them, the oldest first; the line only where that was chosen
 */
export function shownOf(all, from) {
  const chosen = all.filter(({ at }) => at >= from).slice(0, SHOWN_MOST).reverse();
  const shown = chosen.map(({ on, line, tellsLine, ...rest }) => ({ on, ...valuesOf(rest), line: tellsLine ? line : '' }));
  return shown.filter(({ line, ...rest }) => line !== '' || SLIDERS.some((id) => rest[id] !== null));
}

/** @param {unknown} list as somebody's part holds it @returns {Shown[]} what may be shown of it, by day */
export function readShown(list) {
  if (!Array.isArray(list)) return [];
  const rows = list.slice(-SHOWN_MOST).map((row) => (typeof row === 'object' && row !== null ? row : {}));
  const read = rows.flatMap((row) => {
    const on = dayOf(row.on);
    return on ? [{ on, ...valuesOf(row), line: lineOf(textOf(row.line, LINE_MAX * 2)) }] : [];
  });
  return read.sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1));
}
