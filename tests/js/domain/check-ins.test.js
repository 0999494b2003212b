import assert from 'node:assert/strict';
import { test } from 'node:test';

import { pointsOf, saidOf, spanOf, within } from '../../../static/js/domain/check-in/chart.js';
import { createCheckIns } from '../../../static/js/domain/check-in/check-ins.js';
import { LINE_MAX, localDay, readCheckIn, readShown, SHOWN_MOST, shownOf, tidy } from '../../../static/js/domain/check-in/rules.js';
import { memoryVault } from './helpers/memory-vault.js';

const NONE = { communication: null, connection: null, conflict: null, trust: null, line: '', tellsLine: false };
const NOON = new Date(2026, 4, 3, 12).getTime();

function room(nowMs = NOON) {
  const clock = { at: nowMs, nowMs: () => clock.at };
  return { clock, checkIns: createCheckIns({ vault: memoryVault(), clock }) };
}

test('a slider holds a whole number from 0 to 10 or stays unset, and a line is one line of a bounded length', () => {
  const kept = tidy({ ...NONE, communication: 0, connection: 10, conflict: 11, trust: 2.5, line: `  one\n two ${'😀'.repeat(400)}` });
  assert.deepEqual([kept.communication, kept.connection, kept.conflict, kept.trust], [0, 10, null, null]);
  assert.ok(kept.line.startsWith('one two 😀'));
  assert.equal([...kept.line].length, LINE_MAX);
  for (const value of [-1, '5', NaN, Infinity, true, {}]) assert.throws(() => tidy({ ...NONE, trust: value }), { code: 'check-in-empty' });
});

test('one slider or a line is enough; nothing at all is refused in words', () => {
  assert.throws(() => tidy({ ...NONE, line: ' \n ', tellsLine: true }), { code: 'check-in-empty', message: 'Move one slider, or write a line first.' });
  assert.equal(tidy({ ...NONE, trust: 0 }).trust, 0);
  assert.equal(tidy({ ...NONE, line: 'x' }).tellsLine, false, 'nothing is chosen beforehand');
  assert.equal(tidy({ ...NONE, trust: 1, tellsLine: true }).tellsLine, false, 'there is no line to tell');
});

test('several a day, the newest first, by the day at the place where they were made', async () => {
  const { clock, checkIns } = room();
  const first = await checkIns.add({ ...NONE, trust: 3 });
  clock.at += 60_000;
  const second = await checkIns.add({ ...NONE, trust: 4 });
  clock.at = new Date(2026, 4, 2, 23, 59).getTime();
  const before = await checkIns.add({ ...NONE, line: 'late' });
  assert.deepEqual(checkIns.all().map(({ id, on }) => [id, on]), [[second, '2026-05-03'], [first, '2026-05-03'], [before, '2026-05-02']]);
  assert.equal(localDay(new Date(2026, 11, 31, 23, 59).getTime()), '2026-12-31');
});

test('it is changed in its place, taken away, and brought back while that is offered', async () => {
  const { clock, checkIns } = room();
  const id = await checkIns.add({ ...NONE, trust: 3, line: 'a' });
  const { on, at } = checkIns.get(id);
  clock.at += 3 * 86_400_000;
  await checkIns.change(id, { ...NONE, conflict: 7, line: 'b' });
  assert.deepEqual(checkIns.get(id), { ...NONE, id, on, at, conflict: 7, line: 'b' });
  const undo = await checkIns.remove(id);
  assert.deepEqual([checkIns.all(), checkIns.get(id)], [[], null]);
  await assert.rejects(checkIns.change(id, { ...NONE, trust: 1 }), { name: 'RecordMissingError' });
  await undo();
  assert.deepEqual(checkIns.all().map(({ id: _, ...rest }) => rest), [{ ...NONE, on, at, conflict: 7, line: 'b' }]);
});

test('its line is found by words without case and accents', async () => {
  const { checkIns } = room();
  await checkIns.add({ ...NONE, line: 'Déjà vu at the lake' });
  await checkIns.add({ ...NONE, trust: 1 });
  assert.deepEqual(['deja LAKE', 'sea', ' '].map((query) => checkIns.find(query).length), [1, 0, 0]);
});

test('what another version or a damaged record says is read as a check-in or not at all', () => {
  assert.equal(readCheckIn({ id: 'x', fields: { on: '2026-02-31' } }), null);
  assert.deepEqual(readCheckIn({ id: 'x', fields: { on: '2026-02-03', trust: '9', line: { a: 1 }, tellsLine: 1 } }), { ...NONE, id: 'x', on: '2026-02-03', at: '' });
});

test('of mine the other sees what came from then on, without an hour, and the line only where that was chosen', () => {
  const one = (at, more) => ({ ...NONE, id: at, on: at.slice(0, 10), at, ...more });
  const all = [one('2026-05-04T08:00:00.000Z', { trust: 4, line: 'told', tellsLine: true }), one('2026-05-03T08:00:00.000Z', { trust: 3, line: 'kept' }), one('2026-05-03T07:00:00.000Z', { line: 'only a line' }), one('2026-05-01T08:00:00.000Z', { trust: 9 })];
  const { line: _, tellsLine: __, ...unset } = NONE;
  assert.deepEqual(shownOf(all, '2026-05-02T00:00:00.000Z'), [{ ...unset, on: '2026-05-03', trust: 3, line: '' }, { ...unset, on: '2026-05-04', trust: 4, line: 'told' }]);
  assert.equal(shownOf(Array.from({ length: 300 }, () => all[0]), '').length, SHOWN_MOST);
});

test('what a changed app of the other sends is shown as a check-in or not at all', () => {
  for (const list of [null, 7, {}, 'x', [null, 7, [], { on: 'soon' }, { on: '2026-13-01' }]]) assert.deepEqual(readShown(list), []);
  const [row] = readShown([{ on: '2026-05-03', trust: 99, conflict: -0.5, connection: 2, line: 'x'.repeat(5000), extra: '<b>' }]);
  assert.deepEqual({ ...row, line: row.line.length }, { on: '2026-05-03', communication: null, connection: 2, conflict: null, trust: null, line: LINE_MAX });
  assert.equal(readShown(Array.from({ length: 5000 }, () => ({ on: '2026-05-03' }))).length, SHOWN_MOST);
});

test('a chart goes up to today, holds what lies in it, and puts those of one day side by side', () => {
  const rows = [['2026-03-01', 1], ['2026-05-02', 2], ['2026-05-02', null], ['2026-05-03', 4], ['2026-05-03', 8]].map(([on, trust]) => ({ ...NONE, on, trust }));
  assert.deepEqual([spanOf(rows, null, NOON), spanOf(rows, 30, NOON), spanOf(rows.slice(1), 30, NOON), spanOf([], 30, NOON)].map(({ from, to }) => `${from} ${to}`),
    ['2026-03-01 2026-05-03', '2026-04-04 2026-05-03', '2026-05-02 2026-05-03', '2026-05-03 2026-05-03']);
  const span = spanOf(rows.slice(1), 30, NOON);
  assert.deepEqual(pointsOf(rows, 'trust', span).map(({ x, value }) => [Number(x.toFixed(3)), value]), [[0.25, 2], [0.667, 4], [0.833, 8]]);
  assert.deepEqual(saidOf(within(rows, span), 'trust'), { count: 3, least: 2, most: 8, latest: 8, on: '2026-05-03' });
  assert.deepEqual([saidOf(rows, 'conflict'), pointsOf(rows, 'conflict', span)], [null, []]);
});
