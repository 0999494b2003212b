import assert from 'node:assert/strict';
import test from 'node:test';
import { rowsByMonth } from '../../../static/js/ui/screens/mine/months.js';

const NOW_MS = new Date(2026, 2, 15, 12).getTime();

/** @param {Date[]} dates */
const entriesAt = (dates) => dates.map((date, at) => ({ id: `e${at}`, fields: { createdAt: date.toISOString() } }));

/** @param {{ fields: { createdAt: string } }[]} entries */
const shown = (entries) => rowsByMonth(entries, NOW_MS).map((row) => row.month ?? row.entry.id);

test('a month stands above its entries, its first and its last moment of the local clock among them', () => {
  const entries = entriesAt([
    new Date(2026, 2, 1, 0, 0, 0, 0), new Date(2026, 1, 28, 23, 59, 59, 999), new Date(2026, 1, 1), new Date(2025, 11, 31, 23, 59), new Date(2024, 11, 31),
  ]);
  assert.deepEqual(shown(entries), ['This month', 'e0', 'February', 'e1', 'e2', 'December 2025', 'e3', 'December 2024', 'e4']);
});

test('a time that is written without its milliseconds stands in the same month', () => {
  const first = new Date(2026, 1, 1).toISOString();
  const entries = [{ id: 'a', fields: { createdAt: new Date(2026, 1, 2).toISOString() } }, { id: 'b', fields: { createdAt: first.replace('.000Z', 'Z') } }];
  assert.deepEqual(shown(entries), ['February', 'a', 'b']);
});

test('a year before 100 is that year, and its entries stand under one month', () => {
  assert.deepEqual(rowsByMonth([{ id: 'a', fields: { createdAt: '0001-05-03T12:00:00.000Z' } }, { id: 'b', fields: { createdAt: '0001-05-02T12:00:00.000Z' } }], NOW_MS).map(({ key }) => key), ['month 1-4', 'a', 'b']);
});

test('an entry of the years to come has its month as well', () => {
  assert.deepEqual(shown(entriesAt([new Date(2027, 0, 1), new Date(2026, 2, 1)])), ['January 2027', 'e0', 'This month', 'e1']);
});

test('what is no time stands under what is above it, and nothing breaks', () => {
  const [one, other] = entriesAt([new Date(2026, 2, 2), new Date(2026, 1, 2)]);
  const broken = [{ id: 'x', fields: { createdAt: '' } }, { id: 'y', fields: {} }, { id: 'z', fields: { createdAt: 'yesterday' } }];
  assert.deepEqual(shown([one, ...broken, other]), ['This month', 'e0', 'x', 'y', 'z', 'February', 'e1']);
});

test('each row has a key of its own', () => {
  const keys = rowsByMonth(entriesAt([new Date(2026, 2, 2), new Date(2026, 1, 2), new Date(2025, 2, 2)]), NOW_MS).map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length);
});
