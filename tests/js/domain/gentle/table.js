/** The sentences by which gentle words are judged (tests/gentle), and how they are counted. Used by the tests and by ./run bench words. */
import { readFileSync } from 'node:fs';
import { WRITTEN } from '../../../../static/js/core/languages.js';
import { findMarks } from '../../../../static/js/domain/gentle/marks.js';
import { KINDS, readRules } from '../../../../static/js/domain/gentle/rules.js';

/** @typedef {{ sentence: string, kinds: string[] }} Row */
/** @typedef {{ hits: number, wrong: number, missed: number }} Count */

export const LANGUAGES = WRITTEN;
export const PARTS = ['tuned', 'held-out'];

/** @param {string} path from the root of the project */
const fileOf = (path) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');

/** @param {string} language @param {string} part @returns {Row[]} a line each: kinds | sentence; "-" for none */
export function rowsOf(language, part) {
  return fileOf(`tests/gentle/${part}/${language}.txt`).trim().split('\n').map((line) => {
    const [kinds, ...sentence] = line.split(' | ');
    return { sentence: sentence.join(' | '), kinds: kinds === '-' ? [] : kinds.split(', ') };
  });
}

/** @param {string} language */
export const rulesOf = (language) => readRules(JSON.parse(fileOf(`static/data/gentle/${language}.json`)));

/** @param {string} sentence @param {ReturnType<typeof rulesOf>} rules @returns {string[]} the kinds found, each once */
export const kindsIn = (sentence, rules) => [...new Set(findMarks(sentence, rules).map(({ kind }) => kind))];

/** @param {string} language @param {string} part @returns {Map<string, Count>} by kind, and "all" of them together: each kind of each sentence counts once */
export function countsOf(language, part) {
  const rules = rulesOf(language);
  const counts = new Map([...KINDS, 'all'].map((kind) => [kind, { hits: 0, wrong: 0, missed: 0 }]));
  const add = (/** @type {string} */ kind, /** @type {keyof Count} */ what) => [kind, 'all'].forEach((name) => (counts.get(name)[what] += 1));
  for (const { sentence, kinds } of rowsOf(language, part)) {
    const found = kindsIn(sentence, rules);
    for (const kind of found) add(kind, kinds.includes(kind) ? 'hits' : 'wrong');
    for (const kind of kinds) if (!found.includes(kind)) add(kind, 'missed');
  }
  return counts;
}

/** @param {Count} count @returns {number} of what was marked, how much rightly; 1 where nothing was marked */
export const precisionOf = ({ hits, wrong }) => (hits + wrong === 0 ? 1 : hits / (hits + wrong));

/** @param {Count} count @returns {number} of what should be marked, how much was; 1 where there is nothing */
export const recallOf = ({ hits, missed }) => (hits + missed === 0 ? 1 : hits / (hits + missed));
