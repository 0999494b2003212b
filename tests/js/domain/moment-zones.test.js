/** A day and an hour in a zone: right over the nights in which clocks change, for two in two zones, and as a calendar file. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { calendarFile } from '../../../static/js/domain/calendar-file.js';
import { momentCalendar } from '../../../static/js/domain/moment/calendar.js';
import { nothingTyped, readTyped } from '../../../static/js/domain/moment/wish.js';
import { instantsOf, localIn, readZone, zoneHere } from '../../../static/js/domain/moment/zones.js';
import { seeded } from '../support/seeded.js';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'America/St_Johns', 'Africa/Casablanca', 'Pacific/Kiritimati', 'Pacific/Niue'];
const iso = (/** @type {string} */ local, /** @type {string} */ zone) => instantsOf(local, zone)?.instants.map((at) => new Date(at).toISOString());

test('an ordinary hour is one instant; in the night that skips an hour there is none, and where it comes twice the first is meant', () => {
  assert.deepEqual(iso('2026-12-05T19:30', 'Europe/Berlin'), ['2026-12-05T18:30:00.000Z']);
  assert.deepEqual(iso('2027-07-05T19:30', 'Europe/Berlin'), ['2027-07-05T17:30:00.000Z']);
  assert.deepEqual(iso('2027-03-28T02:30', 'Europe/Berlin'), []);
  assert.deepEqual(iso('2027-10-31T02:30', 'Europe/Berlin'), ['2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z']);
  assert.deepEqual(iso('2027-04-04T01:45', 'Australia/Lord_Howe'), ['2027-04-03T14:45:00.000Z', '2027-04-03T15:15:00.000Z'], 'half an hour twice');
  assert.deepEqual(iso('2026-12-05T19:30:00', 'UTC'), ['2026-12-05T19:30:00.000Z'], 'some wheels write seconds');
  for (const wrong of ['', 'soon', '2026-02-30T10:00', '2026-12-05', '2026-12-05T24:30', '2026-12-05T19:30Z']) assert.equal(instantsOf(wrong, 'UTC'), null, wrong);
});

test('any minute of five years, in ten zones: there and back again', () => {
  const random = seeded(1);
  for (let n = 0; n < 2_000; n += 1) {
    const zone = ZONES[Math.floor(random() * ZONES.length)];
    const at = Math.floor((Date.UTC(2026, 0, 1) + random() * 5 * 365 * 86_400_000) / 60_000) * 60_000;
    assert.ok(instantsOf(localIn(at, zone), zone)?.instants.includes(at), `${zone} ${new Date(at).toISOString()}`);
  }
});

test('only a zone that this phone knows is one', () => {
  assert.deepEqual(ZONES.map(readZone), ZONES);
  for (const wrong of [undefined, 7, '', 'Europe/Nowhere', 'x'.repeat(65)]) assert.equal(readZone(wrong), null);
  assert.equal(readZone(zoneHere()), zoneHere());
});

test('what is wrong with each time is said at its field', () => {
  const here = { zone: 'Europe/Berlin', nowMs: Date.parse('2027-03-27T10:00:00Z') };
  const errors = (/** @type {any} */ typed) => Object.keys(readTyped({ ...nothingTyped(), ...typed }, here).errors);
  assert.deepEqual(errors({}), ['first', 'second']);
  assert.deepEqual(errors({ first: '2027-03-28T02:30', second: '2027-03-27T10:00' }), ['first', 'second']);
  assert.deepEqual(errors({ first: '2027-03-28T09:00', second: '2027-03-28T09:00', third: 'x' }), ['second', 'third']);
  const { times, errors: none } = readTyped({ first: '2027-03-28T09:00', second: '2027-03-29T09:00', third: '', place: '' }, here);
  assert.deepEqual([times.map((at) => new Date(at).toISOString()), none], [['2027-03-28T07:00:00.000Z', '2027-03-29T07:00:00.000Z'], {}]);
});

const NOW = Date.UTC(2026, 10, 27, 8, 5, 9);
const unfolded = (/** @type {string} */ file) => file.replaceAll('\r\n ', '').split('\r\n');

test('a moment in the calendar: an hour in UTC, neutral words, the same entry on both phones', () => {
  const lines = unfolded(momentCalendar({ id: 'abc', picked: Date.parse('2027-03-28T00:30:00Z'), place: 'the bench; by the lake, left\nor right' }, NOW));
  assert.deepEqual(lines, [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//CoupleBridge//CoupleBridge//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', 'BEGIN:VEVENT',
    'UID:abc@couplebridge.invalid', 'DTSTAMP:20261127T080509Z', 'DTSTART:20270328T003000Z', 'DTEND:20270328T013000Z', 'TRANSP:OPAQUE',
    'SUMMARY:Time for us', 'LOCATION:the bench\\; by the lake\\, left\\nor right', 'CLASS:PRIVATE', 'END:VEVENT', 'END:VCALENDAR', '',
  ]);
  assert.ok(!momentCalendar({ id: 'abc', picked: NOW, place: '' }, NOW).includes('LOCATION'));
});

test('no words of a person become a line of their own, and no line is longer than 75 octets or cut inside a character', () => {
  const random = seeded(3);
  const letters = ['a', 'ü', '\n', '\r', '\r\n', ',', ';', '\\', '😀', '漢', ' ', ':', '\u2028', '\u0085', '\u0000', '\t', 'BEGIN:', 'END:VEVENT'];
  for (let n = 0; n < 300; n += 1) {
    const words = () => Array.from({ length: Math.floor(random() * 80) }, () => letters[Math.floor(random() * letters.length)]).join('');
    const file = calendarFile({ uid: 'abc', title: words(), place: words(), when: { fromMs: NOW, untilMs: NOW + 60_000 } }, NOW);
    assert.ok(file.endsWith('\r\n') && !/[^\r]\n|\r[^\n]/.test(file));
    for (const line of file.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75 && !line.includes('\ufffd'), line);
    const names = unfolded(file).filter(Boolean).map((line) => line.split(/[:;]/)[0]);
    assert.deepEqual(names.filter((name) => name !== 'LOCATION'), ['BEGIN', 'VERSION', 'PRODID', 'CALSCALE', 'METHOD', 'BEGIN', 'UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'TRANSP', 'SUMMARY', 'CLASS', 'END', 'END']);
  }
});
