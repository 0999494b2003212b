import assert from 'node:assert/strict';
import { test } from 'node:test';

import { dayOfEntry, daysOf, firstByRegion, firstOfWeek, monthBeside, monthsFrom, weekdayOf, weeksOf } from '../../../static/js/domain/days/calendar.js';
import { feltOf, stripsOf } from '../../../static/js/domain/days/feelings.js';
import { onThisDay } from '../../../static/js/domain/days/memories.js';

const at = (year, month, day, hour = 12) => new Date(year, month - 1, day, hour).toISOString();
let made = 0;
const page = (createdAt, more = {}) => ({ id: `e${(made += 1)}`, fields: { type: 'entry', kind: 'concern', createdAt, feelings: [], ...more } });

test('a day is the one it was at this place, late at night too', () => {
  const entry = page(at(2026, 5, 3, 23));
  assert.equal(dayOfEntry(entry), '2026-05-03');
  entry.fields.createdAt = 'changed behind its back';
  assert.equal(dayOfEntry(entry), '2026-05-03', 'it is read once');
});

test('only days that hold something are there, the newest first, and what has a place of its own stands in none', () => {
  const entries = [page(at(2026, 5, 3)), page(at(2026, 5, 3, 8)), page(at(2026, 4, 1)), page(at(2026, 4, 2), { kind: 'reason' })];
  const days = daysOf(entries, [{ on: '2026-05-01' }, { on: '2026-05-03' }]);
  assert.deepEqual([...days.values()].map(({ on, entries: own, checkIns }) => [on, own.length, checkIns.length]), [['2026-05-03', 2, 1], ['2026-05-01', 0, 1], ['2026-04-01', 1, 0]]);
});

test('a month is whole weeks, from the day on which the week begins there', () => {
  assert.deepEqual(weeksOf('2026-02', 6).map((week) => week.length), [7, 7, 7, 7], 'a February that fits exactly');
  const [first] = weeksOf('2026-05', 0);
  assert.deepEqual(first, [null, null, null, null, '2026-05-01', '2026-05-02', '2026-05-03']);
  assert.deepEqual(weeksOf('2026-05', 6).at(-1), ['2026-05-31', null, null, null, null, null, null]);
  assert.equal(weeksOf('2028-02', 0).flat().filter(Boolean).length, 29);
  assert.deepEqual(['2026-01', '2026-12'].map((month, index) => monthBeside(month, index === 0 ? -1 : 1)), ['2025-12', '2027-01']);
  assert.deepEqual(['2026-05-04', '2026-05-10'].map(weekdayOf), [0, 6]);
});

test('a month of any year has one before it, and turning back ends at 1900', () => {
  assert.deepEqual(['0100-01', '0099-01', '0001-12', '1900-01'].map((month) => monthBeside(month, -1)), ['0099-12', '0098-12', '0001-11', '1899-12']);
  assert.deepEqual([monthBeside('0099-12', 1), monthBeside('2026-05', -29), monthBeside('2026-05', 20)], ['0100-01', '2023-12', '2028-01']);
  assert.deepEqual(monthsFrom('2025-11', '2026-02'), ['2026-02', '2026-01', '2025-12', '2025-11']);
  for (const first of ['0001-01', '0099-12', '1899-12', '-001-01']) assert.deepEqual([monthsFrom(first, '2026-05').length, monthsFrom(first, '2026-05').at(-1)], [126 * 12 + 5, '1900-01'], first);
  assert.equal(weeksOf('0099-02', 0).flat().filter(Boolean).length, 28);
});

test('where the week begins is the language’s to say, or the region’s where the browser does not know', () => {
  assert.deepEqual(['en-US', 'de', 'ar-EG', 'en-GB'].map(firstOfWeek), [6, 0, 5, 0]);
  assert.deepEqual(['US', 'EG', 'DE'].map(firstByRegion), [6, 5, 0]);
  const { Locale } = Intl;
  Intl.Locale = class { constructor(tag) { this.tag = tag; } maximize() { return { region: 'JP' }; } };
  try {
    assert.equal(firstOfWeek('ja'), 6);
    Intl.Locale.prototype.getWeekInfo = () => ({ firstDay: 3 });
    assert.equal(firstOfWeek('ja'), 2);
  } finally {
    Intl.Locale = Locale;
  }
});

test('feelings are the families of the days on which a page named them, each day once', () => {
  const entries = [page(at(2026, 5, 3), { feelings: ['hurt', 'let-down', 'sad'] }), page(at(2026, 5, 3, 8), { feelings: ['hurt'] }), page(at(2026, 5, 1), { feelings: ['from-a-later-version'] }),
    page(at(2026, 4, 30), { feelings: ['close'] }), page(at(2026, 4, 30), { kind: 'reason', feelings: ['hurt'] }), page(at(2026, 4, 29), { feelings: 'hurt' })];
  const felt = feltOf(entries);
  assert.deepEqual(felt.map(({ on, feelings }) => [on, feelings.join()]), [['2026-05-03', 'hurt,let-down,sad'], ['2026-05-03', 'hurt'], ['2026-04-30', 'close']]);
  const strips = stripsOf(felt, { from: '2026-04-30', to: '2026-05-03' });
  assert.equal(strips.length, 8);
  assert.deepEqual(strips.filter(({ days }) => days.length > 0).map(({ id, days, marks }) => [id, days.join(), marks]), [['hurt', '2026-05-03', [0.875]], ['sad', '2026-05-03', [0.875]], ['warm', '2026-04-30', [0.125]]]);
  assert.deepEqual(stripsOf(felt, { from: '2026-05-01', to: '2026-05-02' }).flatMap(({ marks }) => marks), []);
});

test('days that could not be told apart stand as one mark', () => {
  const felt = feltOf(Array.from({ length: 30 }, (_, index) => page(at(2026, 1, 30 - index), { feelings: ['sad'] })));
  const sad = stripsOf(felt, { from: '2016-01-01', to: '2026-01-30' }).find(({ id }) => id === 'sad');
  assert.equal(sad.days.length, 30);
  assert.ok(sad.marks.length <= 2 && sad.marks.every((x) => x > 0.98 && x < 1));
});

test('on this day: earlier years, or a month ago where there is no such year, and never a safety note', () => {
  const now = new Date(2026, 4, 3, 9).getTime();
  const years = [page(at(2025, 5, 3)), page(at(2020, 5, 3))];
  const noise = [page(at(2026, 5, 3)), page(at(2025, 5, 4)), page(at(2024, 5, 3), { kind: 'safety' }), page(at(2023, 5, 3), { kind: 'need' })];
  const monthAgo = page(at(2026, 4, 3));
  assert.deepEqual(onThisDay([...noise, monthAgo, ...years], now), years);
  assert.deepEqual(onThisDay([...noise, monthAgo, page(at(2026, 4, 3), { kind: 'safety' })], now), [monthAgo]);
  assert.deepEqual(onThisDay([page(at(2026, 4, 30)), page(at(2026, 5, 1))], new Date(2026, 4, 31).getTime()), [], 'there was no 31st of April');
});

test('the 29th of February comes back on the 28th of the years that have none', () => {
  const leap = page(at(2024, 2, 29));
  assert.deepEqual(onThisDay([leap], new Date(2026, 1, 28, 9).getTime()), [leap]);
  assert.deepEqual(onThisDay([leap], new Date(2028, 1, 28, 9).getTime()), []);
  assert.deepEqual(onThisDay([leap], new Date(2028, 1, 29, 9).getTime()), [leap]);
});
