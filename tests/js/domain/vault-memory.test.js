import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createMemory } from '../../../static/js/domain/vault/memory.js';

/** @param {string} id @param {Record<string, any>} fields */
const held = (id, fields, { unsent = false } = {}) => ({ id, fields, revision: 1, unsent, mark: unsent ? null : 'mark' });

/** How often any of these was looked at. @param {number} count */
function watched(count) {
  const memory = createMemory();
  let looks = 0;
  for (let at = 0; at < count; at += 1) memory.set(held(`e${at}`, { get type() { looks += 1; return 'entry'; } }));
  looks = 0;
  return { memory, looks: () => looks };
}

test('a change of one record makes no walk over all of them, whatever is asked afterwards', () => {
  const { memory, looks } = watched(1_000);
  memory.set(held('d', { type: 'draft', purpose: 'turn:1' }, { unsent: true }));
  memory.changed();
  assert.equal(memory.all('draft').length, 1);
  assert.equal(memory.all('part').length, 0);
  assert.equal(memory.unsent(), 1);
  assert.equal(looks(), 0);
});

test('the list of a type stays the very same until something in it changes', () => {
  const memory = createMemory();
  memory.set(held('a', { type: 'entry' }));
  const before = memory.all('entry');
  memory.set(held('b', { type: 'draft' }));
  assert.equal(memory.all('entry'), before);
  memory.set(held('a', { type: 'entry', happened: 'more' }));
  assert.notEqual(memory.all('entry'), before);
  assert.deepEqual(before[0].fields, { type: 'entry' }, 'who holds the old list goes on reading what it was');
  assert.deepEqual(memory.all('entry').map(({ fields }) => fields.happened), ['more']);
});

test('what was purged leaves the list of its type', () => {
  const memory = createMemory();
  memory.set(held('a', { type: 'entry' }));
  memory.set(held('b', { type: 'entry' }));
  assert.equal(memory.all('entry').length, 2);
  memory.set(held('a', { type: 'gone' }));
  assert.deepEqual(memory.all('entry').map(({ id }) => id), ['b']);
  assert.deepEqual(memory.all('gone').map(({ id }) => id), ['a']);
});

test('a list shows what the person sees, from the first letter to the release', () => {
  const memory = createMemory();
  memory.set(held('a', { type: 'entry', happened: 'old' }));
  const words = () => memory.all('entry').map(({ fields }) => fields.happened);
  assert.deepEqual(words(), ['old']);
  memory.hold('a');
  memory.set(held('a', { type: 'entry', happened: 'from elsewhere' }));
  assert.deepEqual(words(), ['old']);
  memory.show('a', { type: 'entry', happened: 'typed' });
  assert.deepEqual(words(), ['typed']);
  memory.release('a');
  assert.deepEqual(words(), ['from elsewhere']);
});

test('how many are unsent follows every change', () => {
  const memory = createMemory();
  memory.set(held('a', { type: 'entry' }, { unsent: true }));
  memory.set(held('b', { type: 'entry' }, { unsent: true }));
  memory.set(held('a', { type: 'entry' }, { unsent: true }));
  assert.equal(memory.unsent(), 2);
  memory.set(held('a', { type: 'gone' }));
  assert.equal(memory.unsent(), 1);
  memory.forget();
  assert.deepEqual([memory.unsent(), memory.all('entry')], [0, []]);
});
