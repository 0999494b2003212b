import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import test from 'node:test';
import { nameOfLanguage, WRITTEN } from '../../../static/js/core/languages.js';

const named = (path) => readdirSync(new URL(`../../../${path}`, import.meta.url)).map((name) => name.replace(/\.json$/, ''));

test('each has its pages and its gentle words, and no other language has any', () => {
  assert.deepEqual(named('couplebridge/pages').filter((name) => !name.includes('.')).sort(), [...WRITTEN].sort());
  assert.deepEqual(named('static/data/gentle').sort(), [...WRITTEN].sort());
  assert.equal(WRITTEN[0], 'en');
});

test('a language is called what its speakers call it', () => {
  assert.deepEqual(WRITTEN.map(nameOfLanguage), ['English', 'Español', 'Deutsch']);
});
