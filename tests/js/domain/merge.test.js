import assert from 'node:assert/strict';
import test from 'node:test';
import { same } from '../../../static/js/core/same.js';
import { mergeFields, mergeRecords } from '../../../static/js/domain/vault/merge.js';

const base = { type: 'entry', happened: 'a', felt: 'b', tags: ['x'], editedAt: '1' };

test('each side keeps what only it changed', () => {
  const merged = mergeFields(base, { ...base, happened: 'A', extra: 1 }, { ...base, felt: 'B', tags: ['y'] });
  assert.deepEqual(merged, { fields: { ...base, happened: 'A', felt: 'B', tags: ['y'], extra: 1 }, lost: false });
});

test('where both changed one field, mine stays and the loss is told', () => {
  const { fields, lost } = mergeFields(base, { ...base, happened: 'M', editedAt: '3' }, { ...base, happened: 'T', editedAt: '2' });
  assert.deepEqual([fields.happened, fields.editedAt, lost], ['M', '3', true]);
  assert.equal(mergeFields(base, { ...base, editedAt: '2' }, { ...base, editedAt: '3' }).fields.editedAt, '3');
});

test('a field that one side took away stays away', () => {
  const { felt, ...without } = base;
  assert.equal('felt' in mergeFields(base, without, base).fields, false);
  assert.equal(felt, 'b');
});

test('a purge gives way to words written meanwhile, and to nothing else', () => {
  const gone = { type: 'gone', at: '9' };
  assert.equal(mergeRecords(base, gone, base).fields.type, 'gone');
  assert.equal(mergeRecords(base, base, gone).fields.type, 'gone');
  assert.equal(mergeRecords(base, { ...base, happened: 'new' }, gone).fields.happened, 'new');
  assert.equal(mergeRecords(base, { ...base, happened: 'new' }, base).fields.happened, 'new');
});

test('JSON is compared by what it says', () => {
  assert.ok(same({ a: [1, { b: null }] }, { a: [1, { b: null }] }));
  for (const [a, b] of [[{ a: 1 }, { a: 1, b: 2 }], [{ a: 1 }, { b: 1 }], [null, {}], [{}, null], [1, '1'], [{}, 1], [[1], [2]]]) assert.equal(same(a, b), false);
});
