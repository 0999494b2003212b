import assert from 'node:assert/strict';
import { test } from 'node:test';

import { feelings } from '../../../../static/js/domain/feelings.js';
import { KINDS } from '../../../../static/js/domain/gentle/rules.js';
import { countsOf, kindsIn, LANGUAGES, PARTS, precisionOf, recallOf, rowsOf, rulesOf } from './table.js';

const [PRECISION, RECALL] = [0.9, 0.85];
const FEWEST = 150;
/** Two sentences of which more than this share of neighbouring words is the same are one template with another word in it. */
const MOST_ALIKE = 0.34;

/** @param {string} sentence @returns {Set<string>} its words, two by two, with where it begins and ends */
function pairsOf(sentence) {
  const words = ['^', ...(sentence.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? []), '$'];
  return new Set(words.slice(1).map((word, n) => `${words[n]} ${word}`));
}

/** @param {Set<string>} a @param {Set<string>} b @returns {number} 0 to 1 */
function alike(a, b) {
  const both = [...a].filter((pair) => b.has(pair)).length;
  return both / (a.size + b.size - both);
}

for (const language of LANGUAGES) {
  const all = PARTS.flatMap((part) => rowsOf(language, part));

  test(`${language}: at least ${FEWEST} sentences, of which half are to be marked, in both parts`, () => {
    assert.ok(all.length >= FEWEST, `${all.length}`);
    for (const part of PARTS) {
      const rows = rowsOf(language, part);
      assert.equal(rows.filter(({ kinds }) => kinds.length > 0).length * 2, rows.length, part);
    }
  });

  test(`${language}: every kind is known, has sentences in both parts, and no sentence names it twice`, () => {
    for (const part of PARTS) {
      const named = rowsOf(language, part).flatMap(({ kinds }) => (assert.equal(new Set(kinds).size, kinds.length), kinds));
      assert.deepEqual([...new Set(named)].sort(), [...KINDS].sort(), part);
    }
  });

  test(`${language}: no two sentences are alike, also not between the two parts`, () => {
    const pairs = all.map(({ sentence }) => pairsOf(sentence));
    for (let a = 0; a < all.length; a += 1) {
      for (let b = 0; b < a; b += 1) {
        assert.ok(alike(pairs[a], pairs[b]) <= MOST_ALIKE, `${all[a].sentence} | ${all[b].sentence}`);
      }
    }
  });

  test(`${language}: on sentences that the rules were not made by, ${PRECISION} of what is marked is right and ${RECALL} of what should be is`, () => {
    const count = countsOf(language, 'held-out').get('all');
    assert.ok(precisionOf(count) >= PRECISION, `precision ${precisionOf(count)}`);
    assert.ok(recallOf(count) >= RECALL, `recall ${recallOf(count)}`);
  });

  test(`${language}: on sentences that the rules were made by, nothing is missed and nothing is wrong`, () => {
    const rules = rulesOf(language);
    for (const { sentence, kinds } of rowsOf(language, 'tuned')) assert.deepEqual(kindsIn(sentence, rules).sort(), [...kinds].sort(), sentence);
  });

  test(`${language}: every feeling has its words for the sentence that is built, and no other has`, () => {
    assert.deepEqual([...rulesOf(language).frames.feelings.keys()].sort(), feelings().map(({ id }) => id).sort());
  });
}
