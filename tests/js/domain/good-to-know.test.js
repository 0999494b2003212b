import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { createGoodToKnow, languageFor, PagesNotHereError } from '../../../static/js/domain/good-to-know.js';
import { defaultSteps, readingFor } from '../../../static/js/domain/path/stages.js';
import { worries } from '../../../static/js/domain/path/worries.js';

const PLAN = readFileSync(new URL('../../../couplebridge/pages/pages.toml', import.meta.url), 'utf8');
const PAGES = [...PLAN.matchAll(/^id = "(.+)"$/gm)].map(([, id]) => id);
const shelf = (language) => ({ language, words: {}, pages: [] });

test('the language is the first that the reader asks for and that there is', () => {
  assert.equal(languageFor(['de-AT', 'en']), 'de');
  assert.equal(languageFor(['fr', 'ES-mx', 'de']), 'es');
  assert.equal(languageFor(['fr']), 'en');
  assert.equal(languageFor([]), 'en');
});

test('all pages of a language are fetched once, and known at once from then on', async () => {
  const asked = [];
  const room = createGoodToKnow({ load: async (language) => (asked.push(language), shelf(language)), wanted: () => ['es'] });
  assert.equal(room.language.value, 'es');
  assert.equal(room.known('es'), null);
  assert.deepEqual(await room.shelf('es'), shelf('es'));
  assert.deepEqual(room.known('es'), shelf('es'));
  await room.shelf('es');
  await room.shelf('de');
  assert.deepEqual(asked, ['es', 'de']);
});

test('pages that are not here are said in a sentence, and asked for again the next time', async () => {
  let isThere = false;
  const room = createGoodToKnow({ load: async (language) => (isThere ? shelf(language) : Promise.reject(new TypeError('offline'))), wanted: () => ['en'] });
  await assert.rejects(room.shelf('en'), (problem) => problem instanceof PagesNotHereError && /not on this phone/.test(problem.message));
  isThere = true;
  assert.deepEqual(await room.shelf('en'), shelf('en'));
});

test('every worry leads to a page that there is', () => {
  assert.ok(PAGES.length >= 15);
  for (const { id, page } of worries()) assert.ok(PAGES.includes(page), id);
});

test('steps that there are from the beginning lead to pages that there are; their own lead to none', () => {
  for (const isOurs of [true, false]) {
    const found = defaultSteps(isOurs).map(({ id }) => readingFor(id, isOurs)).filter((page) => page !== null);
    assert.ok(found.length >= 5);
    for (const page of found) assert.ok(PAGES.includes(page), page);
    assert.equal(readingFor('AAAAAAAAAAAAAAAAAAAAAA', isOurs), null);
  }
  const [first] = defaultSteps(false);
  assert.deepEqual([readingFor(first.id, true), readingFor(first.id, false)], ['first-session', 'alone']);
});
