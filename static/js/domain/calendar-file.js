/**
 * One event as a file for the phone's own calendar (RFC 5545). Owns escaping, folding and how a time is written. An hour is
 * written in UTC: every calendar shows it in its own zone, whatever the clocks do, and no table of zones has to come along.
 * Never: a person, an address of the app; an alarm only where the person asked to be reminded.
 */
import { utf8 } from '../core/bytes.js';

/** @typedef {{ day: string } | { fromMs: number, untilMs: number } | { day: string, minutes: number, forMinutes: number }} When day 'YYYY-MM-DD': the whole of it; or from and until, to the second; or an hour of wherever the phone is ("floating", 3.3.5) */
/** @typedef {{ uid: string, title: string, when: When, place?: string, weekly?: number[], hasAlarm?: boolean }} CalendarEvent uid: the same for the same thing, so that it is not there twice; weekly: the days, 0 Monday */

const LINE_BYTES = 75;
const DAY_MS = 86_400_000;
const WEEKDAYS = Object.freeze(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']);

/** @param {string} time ISO */
const compact = (time) => time.replaceAll(/[-:]/g, '');
/** @param {number} ms @returns {string} such as '20261231T183000Z' */
const utc = (ms) => `${compact(new Date(ms).toISOString().slice(0, 19))}Z`;

/**
 * @param {CalendarEvent} event
 * @param {number} nowMs
 * @returns {string} the whole file, lines ended by CRLF
 */
export function calendarFile({ uid, title, when, place = '', weekly = [], hasAlarm = false }, nowMs) {
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//CoupleBridge//CoupleBridge//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    'BEGIN:VEVENT', `UID:${uid}@couplebridge.invalid`, `DTSTAMP:${utc(nowMs)}`,
    ...times(when), ...(weekly.length > 0 ? [`RRULE:FREQ=WEEKLY;BYDAY=${weekly.map((day) => WEEKDAYS[day]).join(',')}`] : []),
    `SUMMARY:${escaped(title)}`, ...(place ? [`LOCATION:${escaped(place)}`] : []), 'CLASS:PRIVATE',
    ...(hasAlarm ? ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(title)}`, 'TRIGGER:PT0S', 'END:VALARM'] : []),
    'END:VEVENT', 'END:VCALENDAR',
  ];
  return lines.map(foldLine).join('\r\n') + '\r\n';
}

/** @param {When} when */
const times = (when) => ('fromMs' in when ? hours(when) : 'minutes' in when ? floating(when) : wholeDay(when.day));

/** @param {{ day: string, minutes: number, forMinutes: number }} when minutes: of the day */
function floating({ day, minutes, forMinutes }) {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0'));
  return [`DTSTART:${compact(day)}T${hour}${minute}00`, `DURATION:PT${forMinutes}M`, 'TRANSP:TRANSPARENT'];
}

/** @param {string} day */
function wholeDay(day) {
  const dayAfter = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return [`DTSTART;VALUE=DATE:${compact(day)}`, `DTEND;VALUE=DATE:${compact(dayAfter)}`, 'TRANSP:TRANSPARENT'];
}

/** @param {{ fromMs: number, untilMs: number }} when */
const hours = ({ fromMs, untilMs }) => [`DTSTART:${utc(fromMs)}`, `DTEND:${utc(untilMs)}`, 'TRANSP:OPAQUE'];

/** RFC 5545, 3.3.11. @param {string} text */
function escaped(text) {
  const oneLine = text.replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ');
  return oneLine.replaceAll(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
}

/** RFC 5545, 3.1, and RFC 6350, 3.2: at most 75 octets a line, never inside a character. @param {string} line @returns {string} */
export function foldLine(line) {
  let [out, bytes] = ['', 0];
  for (const character of line) {
    const size = utf8(character).length;
    if (bytes + size > LINE_BYTES) [out, bytes] = [`${out}\r\n `, 1];
    out += character;
    bytes += size;
  }
  return out;
}
