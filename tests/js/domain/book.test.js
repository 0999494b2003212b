import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createBook } from '../../../static/js/domain/bridge/book.js';

const ENDED = { id: 'AAAAAAAAAAAAAAAAAAAAAA', revision: 1, state: /** @type {const} */ ('ended'), lapsesAtMs: null, statements: [], cover: null, moment: null, text: null, shareWrap: null };

test('what a lock interrupts is not remembered, and not told', async () => {
  /** @type {any[]} */
  const told = [];
  /** @type {any[]} */
  const kept = [];
  const store = { meta: async () => null, setMeta: async (/** @type {string} */ _key, /** @type {any} */ value) => void kept.push(value) };
  const book = createBook({ offerItems: () => [ENDED], turnItems: () => [], coupleIn: () => null, store });
  const reading = book.refresh(async (over) => void told.push(...over));
  book.forget();
  assert.equal(await reading, false);
  assert.deepEqual([told, kept, book.all()], [[], [], []]);
  assert.equal(await book.refresh(async (over) => void told.push(...over)), true);
  assert.equal(await book.refresh(async (over) => void told.push(...over)), true);
  assert.equal(told.length, 1, 'an end is told once');
  assert.deepEqual(kept, [{ [ENDED.id]: { ended: true } }]);
});
