/**
 * A step with a day, as a file for the phone's own calendar (RFC 5545): one whole day, no alarm, no place, no person.
 * Owns the escaping and folding of its lines; what stands in it is what the person sees on the screen.
 */
import { utf8 } from '../../core/bytes.js';

const LINE_BYTES = 75;
const DAY_MS = 86_400_000;

/**
 * @param {{ id: string, title: string, dueOn: string, nowMs: number }} step id base64url; dueOn 'YYYY-MM-DD'
 * @returns {string} the whole file, lines ended by CRLF
 */
export function stepCalendar({ id, title, dueOn, nowMs }) {
  const dayAfter = new Date(Date.parse(`${dueOn}T00:00:00Z`) + DAY_MS).toISOString();
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//CoupleBridge//Steps//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${id}@couplebridge.invalid`, `DTSTAMP:${compact(new Date(nowMs).toISOString().slice(0, 19))}Z`,
    `DTSTART;VALUE=DATE:${compact(dueOn)}`, `DTEND;VALUE=DATE:${compact(dayAfter.slice(0, 10))}`,
    `SUMMARY:${escaped(title)}`, 'TRANSP:TRANSPARENT', 'CLASS:PRIVATE',
    'END:VEVENT', 'END:VCALENDAR',
  ];
  return lines.map(foldLine).join('\r\n') + '\r\n';
}

/** @param {string} time ISO */
const compact = (time) => time.replaceAll(/[-:]/g, '');

/** RFC 5545, 3.3.11. @param {string} text */
function escaped(text) {
  const oneLine = text.replaceAll(/\r\n?/g, '\n').replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ');
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
