/**
 * What a reminder to myself is (protocol.md, `reminder`), and when it is due. Pure.
 * Never: makes up for one that passed, counts those that were done, or says that one was missed.
 */
import { t } from '../../core/i18n.js';
import { localDay, noonOf } from '../check-in/rules.js';
import { weekdayOf } from '../days/calendar.js';
import { DomainError } from '../errors.js';
import { dayOf, textOf } from '../shared/plain-values.js';

/** @typedef {{ text: string, on: string | null, days: number[], minutes: number }} Wish on: one day, 'YYYY-MM-DD'; or days of the week, 0 Monday; minutes of the day */
/** @typedef {Wish & { id: string, setAt: string, doneAt: string | null, laterUntil: string | null, isStopped: boolean }} Reminder times: ISO */

export const TEXT_MAX = 280;
export const LATER_MS = 2 * 3_600_000;
const DAY_MINUTES = 24 * 60;
const DAY_MS = DAY_MINUTES * 60_000;

/** Words, or a day, are missing. */
export class ReminderEmptyError extends DomainError {
  constructor() {
    super('reminder-empty', t('Write what to remind you of, and choose a day.'));
  }
}

/** @param {unknown} days @returns {number[]} each day of the week once, in order */
const daysOf = (days) => (Array.isArray(days) ? [0, 1, 2, 3, 4, 5, 6].filter((day) => days.includes(day)) : []);

/** @param {unknown} minutes @returns {number} */
const minutesOf = (minutes) => (Number.isInteger(minutes) && Number(minutes) >= 0 && Number(minutes) < DAY_MINUTES ? Number(minutes) : 18 * 60);

/** @param {unknown} text @returns {string} one line of a bounded length */
const lineOf = (text) => [...textOf(text, TEXT_MAX * 4).replace(/\s+/g, ' ').trim()].slice(0, TEXT_MAX).join('');

/** @param {unknown} time @returns {string | null} ISO */
const timeOf = (time) => (typeof time === 'string' && Number.isFinite(Date.parse(time)) ? time : null);

/** @param {Wish} wish @returns {Wish} as it is kept @throws {ReminderEmptyError} */
export function tidyReminder(wish) {
  const on = dayOf(wish.on);
  const kept = { text: lineOf(wish.text), on, days: on ? [] : daysOf(wish.days), minutes: minutesOf(wish.minutes) };
  if (kept.text === '' || (on === null && kept.days.length === 0)) throw new ReminderEmptyError();
  return kept;
}

/** @param {{ id: string, fields: Record<string, any> }} record @returns {Reminder | null} null: it says nothing, or has no day */
export function readReminder({ id, fields }) {
  const on = dayOf(fields.on);
  const read = { text: lineOf(fields.text), on, days: on ? [] : daysOf(fields.days), minutes: minutesOf(fields.minutes) };
  const setAt = timeOf(fields.setAt);
  if (read.text === '' || setAt === null || (on === null && read.days.length === 0)) return null;
  return { id, ...read, setAt, doneAt: timeOf(fields.doneAt), laterUntil: timeOf(fields.laterUntil), isStopped: fields.stopped === true };
}

/** @param {string} day @param {number} minutes @returns {number} ms, at the place of this phone */
export function momentOf(day, minutes) {
  const moment = new Date(noonOf(day));
  moment.setHours(0, minutes, 0, 0);
  return moment.getTime();
}

/** @param {Reminder} reminder @param {number} nowMs @returns {number | null} since when it is due; one of a week only on its day */
function since({ on, days, minutes }, nowMs) {
  if (on) return momentOf(on, minutes);
  const today = localDay(nowMs);
  return days.includes(weekdayOf(today)) ? momentOf(today, minutes) : null;
}

/** It was put off in the evening, and "later" is the next day: that is not made up for, it was asked for. @param {Reminder} reminder @param {number} laterMs @param {number} nowMs */
const isBack = ({ doneAt }, laterMs, nowMs) => laterMs <= nowMs && nowMs - laterMs < DAY_MS && !(Date.parse(doneAt ?? '') >= laterMs - LATER_MS);

/** @param {Reminder} reminder @param {number} nowMs @returns {boolean} */
export function isDue(reminder, nowMs) {
  const laterMs = Date.parse(reminder.laterUntil ?? '');
  if (reminder.isStopped || laterMs > nowMs) return false;
  if (isBack(reminder, laterMs, nowMs)) return true;
  const dueMs = since(reminder, nowMs);
  if (dueMs === null || dueMs > nowMs) return false;
  // Set, or done, after that moment: it is the next one that counts.
  return !(Date.parse(reminder.doneAt ?? '') >= dueMs) && (reminder.on !== null || Date.parse(reminder.setAt) <= dueMs);
}

/** @param {Reminder} reminder @returns {boolean} nothing comes of it any more */
export const isOver = ({ on, doneAt, isStopped }) => isStopped || (on !== null && doneAt !== null);

/** @param {Reminder} a @param {Reminder} b @returns {number} those that come first, in an order that stays */
export function byTime(a, b) {
  const [one, two] = [a, b].map(({ on, minutes, id }) => `${on ?? ''} ${String(minutes).padStart(4, '0')} ${id}`);
  return one < two ? -1 : 1;
}
