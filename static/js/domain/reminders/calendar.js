/**
 * A reminder as a file for the phone's own calendar, which can wake the phone where a web page cannot. What stands in it
 * is a neutral title: a calendar is often shared, and shown on a locked screen. The hour is that of wherever the phone is.
 */
import { calendarFile } from '../calendar-file.js';
import { localDay, noonOf } from '../check-in/rules.js';
import { weekdayOf } from '../days/calendar.js';

const DAY_MS = 86_400_000;

/** @param {import('./rules.js').Reminder} reminder @param {number} nowMs @returns {string} the day of the first one: a rule has to begin on a day that it names */
function firstDay({ on, days }, nowMs) {
  if (on) return on;
  const noon = noonOf(localDay(nowMs));
  const coming = [0, 1, 2, 3, 4, 5, 6].map((ahead) => localDay(noon + ahead * DAY_MS));
  return /** @type {string} */ (coming.find((day) => days.includes(weekdayOf(day))));
}

/**
 * @param {import('./rules.js').Reminder} reminder
 * @param {{ title: string, nowMs: number }} how title: neutral
 * @returns {string} the whole file, lines ended by CRLF
 */
export function reminderCalendar(reminder, { title, nowMs }) {
  const when = { day: firstDay(reminder, nowMs), minutes: reminder.minutes, forMinutes: 15 };
  return calendarFile({ uid: reminder.id, title, when, weekly: reminder.on ? [] : reminder.days, hasAlarm: true }, nowMs);
}
