import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fixedClock } from '../../../static/js/core/clock.js';
import { reminderCalendar } from '../../../static/js/domain/reminders/calendar.js';
import { createReminders } from '../../../static/js/domain/reminders/reminders.js';
import { isDue, LATER_MS, momentOf, readReminder, TEXT_MAX, tidyReminder } from '../../../static/js/domain/reminders/rules.js';
import { memoryVault } from './helpers/memory-vault.js';

const HOUR_MS = 3_600_000;
// a Sunday
const at = (day, hour, minute = 0) => new Date(2026, 4, day, hour, minute).getTime();
const WEEKLY = { text: 'Ask how the day was', on: null, days: [6, 2], minutes: 18 * 60 };
const ONCE = { text: 'Ring them', on: '2026-05-03', days: [], minutes: 9 * 60 + 30 };

function room(nowMs = at(3, 8)) {
  const [vault, clock] = [memoryVault(), fixedClock(nowMs)];
  return { vault, clock, reminders: createReminders({ vault, clock }) };
}

test('words and a day are needed; the rest is brought into shape', () => {
  assert.deepEqual(tidyReminder({ ...WEEKLY, text: ` one\n two ${'😀'.repeat(400)}`, days: [6, 2, 2, 9, '1'] }), { ...WEEKLY, text: `one two ${'😀'.repeat(TEXT_MAX - 8)}`, days: [2, 6] });
  assert.deepEqual(tidyReminder({ ...ONCE, days: [1], minutes: 5000 }), { ...ONCE, minutes: 18 * 60 });
  for (const wish of [{ ...WEEKLY, text: ' ' }, { ...WEEKLY, days: [] }, { ...WEEKLY, days: 'all' }, { ...ONCE, on: '2026-02-31' }]) assert.throws(() => tidyReminder(wish), { code: 'reminder-empty' });
});

test('one of a week is due on its day from its hour on until midnight, and is not made up for', async () => {
  const { clock, reminders } = room();
  const id = await reminders.add(WEEKLY);
  const dueAt = (nowMs) => isDue(reminders.get(id), nowMs);
  assert.deepEqual([at(3, 17, 59), at(3, 18), at(3, 23, 59), at(4, 0), at(4, 18), at(6, 18)].map(dueAt), [false, true, true, false, false, true]);
  clock.advanceMs(10 * HOUR_MS + 60_000);
  assert.equal(reminders.due().id, id);
  await reminders.done(id);
  assert.deepEqual([reminders.due(), dueAt(at(6, 18))], [null, true], 'done is done for that day');
});

test('put off in the evening, it comes back in the night, stands for a day, and is done with once', async () => {
  const { clock, reminders } = room();
  const id = await reminders.add({ ...WEEKLY, minutes: 22 * 60 });
  const dueAt = (nowMs) => isDue(reminders.get(id), nowMs);
  clock.advanceMs(14 * HOUR_MS + 30 * 60_000);
  assert.equal(reminders.due().id, id);
  await reminders.later(id);
  assert.deepEqual([at(3, 22, 31), at(4, 0, 29), at(4, 0, 30), at(4, 20), at(5, 0, 29), at(5, 0, 30), at(6, 22)].map(dueAt), [false, false, true, true, true, false, true]);
  clock.advanceMs(10 * HOUR_MS);
  const undo = await reminders.done(id);
  assert.deepEqual([reminders.due(), dueAt(at(6, 22))], [null, true]);
  await undo();
  assert.equal(reminders.due().id, id);
  await reminders.stop(id);
  assert.equal(reminders.due(), null);
});

test('done on one phone after it was put off on the other: it does not come back', () => {
  const iso = (ms) => new Date(ms).toISOString();
  const fields = { ...WEEKLY, setAt: iso(at(2, 8)), laterUntil: iso(at(3, 23)) };
  for (const [doneAt, isBack] of [[at(3, 20, 59), true], [at(3, 21), false], [at(3, 23, 1), false]]) {
    assert.equal(isDue(readReminder({ id: 'x', fields: { ...fields, doneAt: iso(doneAt) } }), at(4, 1)), isBack);
  }
});

test('one that was set after its hour waits for the next day of the week', async () => {
  const { reminders } = room(at(3, 19));
  await reminders.add(WEEKLY);
  assert.equal(reminders.due(), null);
});

test('one of a single day stands until something is done with it', async () => {
  const { clock, reminders } = room(at(3, 9, 29));
  const id = await reminders.add(ONCE);
  assert.equal(reminders.due(), null);
  clock.advanceMs(60_000 + 5 * 24 * HOUR_MS);
  assert.equal(reminders.due().id, id);
  const undoLater = await reminders.later(id);
  assert.equal(reminders.due(), null);
  await undoLater();
  assert.equal(reminders.due().id, id);
  await reminders.later(id);
  clock.advanceMs(LATER_MS);
  assert.equal(reminders.due().id, id);
  const undo = await reminders.done(id);
  assert.deepEqual([reminders.due(), reminders.coming(), reminders.over().map((one) => one.id)], [null, [], [id]]);
  await undo();
  assert.deepEqual(reminders.coming().map((one) => one.id), [id]);
});

test('stopped is quiet, changed begins anew, removed can be brought back', async () => {
  const { clock, reminders } = room(at(3, 10));
  const id = await reminders.add(ONCE);
  await reminders.stop(id);
  assert.deepEqual([reminders.due(), reminders.over().length], [null, 1]);
  await reminders.change(id, { ...ONCE, text: 'Ring them again' });
  assert.equal(reminders.due().text, 'Ring them again');
  await reminders.done(id);
  clock.advanceMs(HOUR_MS);
  await reminders.change(id, { ...ONCE, on: '2026-05-04' });
  assert.deepEqual([reminders.coming()[0].on, reminders.coming()[0].doneAt], ['2026-05-04', null]);
  const undo = await reminders.remove(id);
  assert.deepEqual([reminders.get(id), reminders.coming()], [null, []]);
  await undo();
  assert.deepEqual(reminders.coming().map(({ text }) => text), ['Ring them']);
  await assert.rejects(reminders.done('nowhere'), { name: 'RecordMissingError' });
});

test('they stand in the order of their days and hours', async () => {
  const { reminders } = room();
  for (const [text, minutes] of [['c', 570], ['b', 5], ['d', 600], ['a', -1]]) await reminders.add(minutes < 0 ? { ...WEEKLY, text } : { ...ONCE, text, minutes });
  assert.deepEqual(reminders.coming().map(({ text }) => text).join(''), 'abcd');
});

test('what another version or a damaged record says is read as a reminder or not at all', () => {
  const whole = { ...WEEKLY, setAt: '2026-05-03T08:00:00.000Z' };
  for (const fields of [{}, { ...whole, text: 7 }, { ...whole, setAt: 'soon' }, { ...whole, days: [9] }]) assert.equal(readReminder({ id: 'x', fields }), null);
  assert.deepEqual(readReminder({ id: 'x', fields: { ...whole, doneAt: 5, laterUntil: 'soon', stopped: 'yes' } }), { id: 'x', ...whole, days: [2, 6], doneAt: null, laterUntil: null, isStopped: false });
});

test('an hour is the hour of this place on the day when the clocks change, too', () => {
  assert.equal(new Date(momentOf('2026-03-29', 18 * 60)).getHours(), 18);
});

const unfolded = (file) => file.replaceAll('\r\n ', '').split('\r\n');
const NOW = Date.UTC(2026, 4, 4, 8, 5, 9);

test('the file for the calendar has a neutral title, an hour of wherever the phone is, and an alarm', () => {
  const one = readReminder({ id: 'abc', fields: { ...ONCE, text: 'SECRET, words', setAt: '2026-05-03T08:00:00.000Z' } });
  const file = reminderCalendar(one, { title: 'A reminder', nowMs: NOW });
  assert.deepEqual(unfolded(file), [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//CoupleBridge//CoupleBridge//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', 'BEGIN:VEVENT',
    'UID:abc@couplebridge.invalid', 'DTSTAMP:20260504T080509Z', 'DTSTART:20260503T093000', 'DURATION:PT15M', 'TRANSP:TRANSPARENT',
    'SUMMARY:A reminder', 'CLASS:PRIVATE', 'BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:A reminder', 'TRIGGER:PT0S', 'END:VALARM', 'END:VEVENT', 'END:VCALENDAR', '',
  ]);
  assert.ok(!file.includes('SECRET'));
});

test('one of a week comes back on its days, and begins on one of them', () => {
  const one = readReminder({ id: 'abc', fields: { ...WEEKLY, setAt: '2026-05-03T08:00:00.000Z' } });
  const lines = unfolded(reminderCalendar(one, { title: 'A reminder', nowMs: NOW }));
  assert.ok(lines.includes('RRULE:FREQ=WEEKLY;BYDAY=WE,SU'));
  assert.ok(lines.includes('DTSTART:20260506T180000'), lines.join());
});
