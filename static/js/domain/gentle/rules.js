/**
 * One language's rules (static/data/gentle/*.json), checked and made ready. The files are of the release; they are
 * checked all the same, so that a slip in one of them is an error with a name and not a phone that hangs.
 */
import { RulesInvalidError } from './errors.js';
import { createFold } from './fold.js';
import { fits, matcherOf, stepsOf } from './patterns.js';
import { typosOf } from './typos.js';

/** @typedef {import('./patterns.js').Step} Step */
/** @typedef {import('./patterns.js').Matcher} Matcher */
/** @typedef {'always' | 'you-are' | 'should' | 'names' | 'mind' | 'but' | 'several' | 'contempt'} Kind */
/** @typedef {{ kind: Kind, steps: Step[] }} Pattern */
/** @typedef {{ byWord: Map<string, Pattern[]>, others: { first: Matcher, pattern: Pattern }[] }} Index by the first word; others: those that begin with a part of a word */
/** @typedef {{ topics: Matcher[], atLeast: number, needs: Matcher, without: Matcher }} Counting several topics in one sentence */
/** @typedef {{ begin: string, about: string, need: string, us: string, and: string, none: string, feelings: Map<string, string> }} Frames of the sentence that is built */
/** @typedef {{ language: string, spelling: import('./tokens.js').Spelling, lead: Matcher, marks: Index, spares: Index, counting: Counting, frames: Frames }} Rules lead: words with which a sentence may begin before it begins ("and", "so") */

/** In the order in which they are explained. @type {readonly Kind[]} */
export const KINDS = Object.freeze(['always', 'you-are', 'should', 'names', 'mind', 'but', 'several', 'contempt']);
const MOST_PATTERNS = 3_000;

/**
 * @param {any} file parsed JSON, from anywhere
 * @returns {Rules}
 * @throws {RulesInvalidError}
 */
export function readRules(file) {
  const { language, letters = {}, spellings = {}, endings = {}, typos = '', groups = {}, kinds, several, frames } = table(file, 'file');
  if (file.v !== 1) throw new RulesInvalidError('rules of another version');
  const fold = createFold(textsOf(letters, 'letters'));
  const read = { groups: groupsOf(textsOf(groups, 'groups'), fold), fold };
  const spelling = { fold, spellings: spellingsOf(textsOf(spellings, 'spellings'), text(typos, 'typos'), fold), endings: endingsOf(textsOf(endings, 'endings')) };
  return {
    language: text(language, 'language'), spelling,
    lead: matcherOf('<lead>', read.groups, fold),
    marks: indexOf(patternsOf(kinds, 'marks', read)),
    spares: indexOf(patternsOf(kinds, 'spares', read)),
    counting: countingOf(table(several, 'several'), read),
    frames: framesOf(table(frames, 'frames')),
  };
}

/** @typedef {{ groups: import('./patterns.js').Groups, fold: import('./fold.js').Fold }} Reading */

/** @param {any} kinds @param {'marks' | 'spares'} which @param {Reading} reading @returns {Pattern[]} */
function patternsOf(kinds, which, { groups, fold }) {
  const written = Object.entries(table(kinds, 'kinds'));
  if (written.some(([kind]) => !KINDS.includes(/** @type {Kind} */ (kind)))) throw new RulesInvalidError('a kind that nobody knows');
  const patterns = written.flatMap(([kind, lists]) => list(table(lists, kind)[which] ?? [], kind)
    .flatMap((line) => stepsOf(text(line, kind), groups, fold).map((steps) => ({ kind: /** @type {Kind} */ (kind), steps }))));
  if (patterns.length > MOST_PATTERNS) throw new RulesInvalidError('too many patterns');
  return patterns;
}

/** @param {Pattern[]} patterns @returns {Index} */
function indexOf(patterns) {
  /** @type {Index} */
  const index = { byWord: new Map(), others: [] };
  for (const pattern of patterns) {
    const { matcher: first } = /** @type {{ matcher: Matcher }} */ (pattern.steps.find(({ kind }) => kind === 'word'));
    const isWhole = first.starts.size + first.ends.size + first.raw.size === 0 && !first.except;
    if (!isWhole) index.others.push({ first, pattern });
    else for (const word of first.exact) index.byWord.set(word, [...(index.byWord.get(word) ?? []), pattern]);
  }
  return index;
}

/** @param {Index} index @param {import('./tokens.js').Token} token @returns {Pattern[]} those that may begin here */
export function beginningWith(index, token) {
  const whole = index.byWord.get(token.word) ?? [];
  return [...whole, ...index.others.filter(({ first }) => fits(first, token)).map(({ pattern }) => pattern)];
}

/** @param {Record<string, string>} written words with spaces between them; -word is left out @param {import('./fold.js').Fold} fold */
function groupsOf(written, fold) {
  /** @type {import('./patterns.js').Groups} */
  const groups = new Map();
  for (const [name, words] of Object.entries(written)) {
    const atoms = words.split(' ');
    const [kept, out] = [atoms.filter((atom) => !atom.startsWith('-')), atoms.filter((atom) => atom.startsWith('-')).map((atom) => atom.slice(1))];
    const matcher = matcherOf(kept.join('|'), groups, fold);
    if (out.length > 0) matcher.except = matcherOf(out.join('|'), groups, fold);
    groups.set(name, matcher);
  }
  return groups;
}

/** @param {Record<string, string>} written @param {string} typos words in which slips are known @param {import('./fold.js').Fold} fold */
function spellingsOf(written, typos, fold) {
  const known = new Map(Object.entries(written).map(([word, words]) => [fold(word), words.split(' ').map(fold)]));
  for (const word of typos.split(' ').map(fold)) {
    for (const slip of typosOf(word)) if (!known.has(slip)) known.set(slip, [word]);
  }
  return known;
}

/** @param {Record<string, string>} written @returns {[string, string[]][]} */
const endingsOf = (written) => Object.entries(written).map(([end, words]) => [end, words.split(' ').filter(Boolean)]);

/** @param {Record<string, any>} written @param {Reading} reading @returns {Counting} */
function countingOf({ topics, atLeast, needs, without }, { groups, fold }) {
  if (!Number.isInteger(atLeast) || atLeast < 2) throw new RulesInvalidError('several: how many');
  return {
    topics: list(topics, 'topics').map((words) => matcherOf(text(words, 'topics').split(' ').join('|'), groups, fold)),
    atLeast, needs: matcherOf(text(needs, 'needs'), groups, fold), without: matcherOf(text(without, 'without'), groups, fold),
  };
}

/** @param {Record<string, any>} written @returns {Frames} */
function framesOf({ feelings, ...lines }) {
  const [begin, about, need, us, and, none] = ['begin', 'about', 'need', 'us', 'and', 'none'].map((name) => text(lines[name], name));
  return { begin, about, need, us, and, none, feelings: new Map(Object.entries(textsOf(feelings, 'feelings'))) };
}

/** @param {any} value @param {string} what @returns {Record<string, any>} */
function table(value, what) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new RulesInvalidError(`${what}: not a table`);
  return value;
}

/** @param {any} value @param {string} what @returns {any[]} */
function list(value, what) {
  if (!Array.isArray(value)) throw new RulesInvalidError(`${what}: not a list`);
  return value;
}

/** @param {any} value @param {string} what @returns {string} */
function text(value, what) {
  if (typeof value !== 'string') throw new RulesInvalidError(`${what}: not a text`);
  return value;
}

/** @param {any} value @param {string} what @returns {Record<string, string>} */
function textsOf(value, what) {
  return Object.fromEntries(Object.entries(table(value, what)).map(([name, each]) => [name, text(each, `${what}.${name}`)]));
}
