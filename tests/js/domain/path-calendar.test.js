import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stepCalendar } from '../../../static/js/domain/path/calendar.js';

const NOW = Date.UTC(2026, 10, 27, 8, 5, 9);
const fileOf = (change = {}) => stepCalendar({ id: 'abc', title: 'Ring them', dueOn: '2026-12-31', nowMs: NOW, ...change });
const unfolded = (file) => file.replaceAll('\r\n ', '').split('\r\n');

test('a step is one whole day, also over the end of a year', () => {
  assert.deepEqual(unfolded(fileOf()), [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//CoupleBridge//CoupleBridge//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', 'BEGIN:VEVENT',
    'UID:abc@couplebridge.invalid', 'DTSTAMP:20261127T080509Z', 'DTSTART;VALUE=DATE:20261231', 'DTEND;VALUE=DATE:20270101',
    'TRANSP:TRANSPARENT', 'SUMMARY:Ring them', 'CLASS:PRIVATE', 'END:VEVENT', 'END:VCALENDAR', '',
  ]);
});

test('words cannot become lines of their own', () => {
  const file = fileOf({ title: 'a, b; c\\d\r\nATTENDEE:mailto:x@example.org\rX\u0007' });
  assert.ok(unfolded(file).includes('SUMMARY:a\\, b\\; c\\\\d\\nATTENDEE:mailto:x@example.org\\nX '));
  assert.ok(!/^ATTENDEE/m.test(file));
});

test('long lines are folded at 75 octets and never inside a character', () => {
  const title = 'Grüße 😀 '.repeat(40);
  const file = fileOf({ title });
  for (const line of file.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  assert.ok(!file.includes('\ufffd') && unfolded(file).includes(`SUMMARY:${title}`));
});
