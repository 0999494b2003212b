import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createSearch, fold } from '../../../static/js/domain/search.js';

/** @param {string} id @param {Record<string, any>} fields */
const entry = (id, fields) => ({ id, fields });
const ENTRIES = [
  entry('a', { happened: 'The café was CLOSED', felt: 'small', feelings: ['hurt', 'from-a-later-version'], topic: 'money', tags: ['rent'] }),
  entry('b', { happened: 'We talked', longing: 'Größe und Nähe', feelings: ['lonely'], topic: null, tags: [] }),
  entry('c', {}),
];

test('accents, case and doubled spaces make no difference', () => {
  assert.equal(fold('  Café\n  ÉTÉ  Straße Æsir Łódź '), 'cafe ete strasse aesir lodz');
});

test('every word of the query must be there, anywhere in the entry', () => {
  const search = createSearch();
  search.index(ENTRIES);
  assert.deepEqual(search.find('CAFE'), ['a']);
  assert.deepEqual(search.find('closed rent'), ['a']);
  assert.deepEqual(search.find('closed nowhere'), []);
  assert.deepEqual(search.find('grosse nahe'), ['b']);
  assert.deepEqual(search.find('closed small'), ['a'], 'in two fields');
});

test('the words of topics and feelings are found too', () => {
  const search = createSearch();
  search.index(ENTRIES);
  assert.deepEqual(search.find('money'), ['a']);
  assert.deepEqual(search.find('lonely'), ['b']);
});

test('an empty query gives everything, in the order of the entries, and filters narrow it', () => {
  const search = createSearch();
  search.index(ENTRIES);
  assert.deepEqual(search.find(''), ['a', 'b', 'c']);
  assert.deepEqual(search.find('', { topic: 'money' }), ['a']);
  assert.deepEqual(search.find('', { feeling: 'lonely' }), ['b']);
  assert.deepEqual(search.find('', { topic: 'money', feeling: 'lonely' }), []);
});

test('what changed is found anew, and what did not is not folded again', () => {
  const search = createSearch();
  let folded = 0;
  const watched = { get happened() { folded += 1; return 'quiet'; } };
  search.index([entry('a', watched), entry('b', { happened: 'loud' })]);
  search.index([entry('a', watched), entry('b', { happened: 'soft' })]);
  assert.equal(folded, 1);
  assert.deepEqual(search.find('soft'), ['b']);
  assert.deepEqual(search.find('loud'), []);
});

test('the gentle way gives the same and pauses between pieces', async () => {
  const many = Array.from({ length: 600 }, (_, at) => entry(String(at), { happened: `text ${at}` }));
  const search = createSearch();
  let pauses = 0;
  await search.indexGently(many, async () => void (pauses += 1));
  assert.equal(pauses, 11);
  assert.deepEqual(search.find('text 599'), ['599']);
});

test('after a lock nothing is left to be found', () => {
  const search = createSearch();
  search.index(ENTRIES);
  search.forget();
  assert.deepEqual(search.find(''), []);
});
