import assert from 'node:assert/strict';
import { test } from 'node:test';

import { setCatalogue } from '../../../static/js/core/i18n.js';
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

test('every kind of space is one space, wherever it stands', () => {
  for (const space of ['\n', '\t', '\u00a0', '\u2028', '  ', ' \n', '\r\n', '\u3000']) {
    for (const text of [`a${space}b`, `${space}a b${space}`, `a b${space}c`, `Größe${space}b`]) {
      assert.equal(fold(text), text.toLowerCase().replace('ö', 'o').replace('ß', 'ss').split(/\s+/).filter(Boolean).join(' '), JSON.stringify(text));
    }
  }
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

test('in another language their words are those of that one', (context) => {
  context.after(() => setCatalogue({}, 'en'));
  const search = createSearch();
  search.index(ENTRIES);
  setCatalogue({ Money: 'Geld' }, 'de');
  search.index(ENTRIES);
  assert.deepEqual([search.find('geld'), search.find('money')], [['a'], []]);
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

test('what is said of the photos of an entry is found, as it stands now', () => {
  const captions = { a: ['Two cups on the sill', 'the CAFÉ'], b: [] };
  const search = createSearch({ captionsOf: (id) => captions[id] ?? [] });
  search.index(ENTRIES);
  assert.deepEqual([search.find('sill'), search.find('cups rent'), search.find('sill the')], [['a'], ['a'], ['a']]);
  captions.a = [];
  captions.b = ['a window sill'];
  search.index(ENTRIES);
  assert.deepEqual(search.find('sill'), ['b'], 'the entry itself did not change');
});

test('the gentle way gives the same and lets others through between pieces', async () => {
  const many = Array.from({ length: 600 }, (_, at) => entry(String(at), { happened: `text ${at}` }));
  const search = createSearch();
  let breaths = 0;
  assert.equal(await search.indexGently(many, async () => void (breaths += 1)), true);
  assert.equal(breaths, 30);
  assert.deepEqual(search.find('text 599'), ['599']);
});

test('a newer index overtakes one on its way, and what that had folded is not folded again', async () => {
  let folded = 0;
  const many = Array.from({ length: 100 }, (_, at) => entry(String(at), { get happened() { folded += 1; return `text ${at}`; } }));
  const search = createSearch();
  let isOvertaken = false;
  const first = search.indexGently(many, async () => {
    if (isOvertaken) return;
    isOvertaken = true;
    await search.indexGently(many.slice(0, 60), async () => undefined);
  });
  assert.equal(await first, false);
  assert.deepEqual([folded, search.find('text 59'), search.find('text 99')], [60, ['59'], []]);
});

test('an index that is on its way when the lock comes is not put in place after it', async () => {
  const many = Array.from({ length: 100 }, (_, at) => entry(String(at), { happened: `text ${at}` }));
  const search = createSearch();
  assert.equal(await search.indexGently(many, async () => search.forget()), false);
  assert.deepEqual(search.find(''), []);
});

test('after a lock nothing is left to be found', () => {
  const search = createSearch();
  search.index(ENTRIES);
  search.forget();
  assert.deepEqual(search.find(''), []);
});
