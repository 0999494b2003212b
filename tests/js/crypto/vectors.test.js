import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { vectorCases } from './vector-cases.js';

const vectors = JSON.parse(await readFile(new URL('../../contract/vectors/v1.json', import.meta.url), 'utf8'));
const cases = vectorCases(vectors);

test('no case of the vectors is left out', () => {
  assert.equal(cases.filter(({ name }) => name.startsWith('refused: ')).length, 45);
  assert.ok(cases.length > 45 + 30);
});
for (const { name, run } of cases) test(name, run);
