/**
 * The small language in which the rules of gentle words are written (docs/gentle-words.md), read into steps.
 * No regular expression comes out of a rule, so no text can make one run away.
 */
import { RulesInvalidError } from './errors.js';

/** @typedef {Map<number, Set<string>>} Parts beginnings or ends of words by their length: a word is looked up once for each length */
/** @typedef {{ exact: Set<string>, starts: Parts, ends: Parts, raw: Set<string>, except: Matcher | null, isAny: boolean }} Matcher */
/**
 * @typedef {{ kind: 'word', matcher: Matcher, isOptional: boolean } | { kind: 'not', matcher: Matcher }
 *   | { kind: 'gap', most: number, overCommas: boolean, without: Matcher | null }
 *   | { kind: 'edge', at: 'start' | 'end', pause: 1 | 2 } | { kind: 'asks' }} Step
 */
/** @typedef {Map<string, Matcher>} Groups */

const MOST_STEPS = 16;
const MOST_GAPS = 4;
const WIDEST_GAP = 12;
const GAP = /^(~~?)(\d+)(?:-(\S+))?$/;
/** @type {Record<string, Step>} */
const SIGNS = {
  '^': { kind: 'edge', at: 'start', pause: 1 },
  '^^': { kind: 'edge', at: 'start', pause: 2 },
  $: { kind: 'edge', at: 'end', pause: 1 },
  $$: { kind: 'edge', at: 'end', pause: 2 },
  '[?]': { kind: 'asks' },
};

/**
 * @param {string} written atoms with "|" between them: word, start*, *end, =Exact, <group>
 * @param {Groups} groups
 * @param {import('./fold.js').Fold} fold
 * @returns {Matcher}
 * @throws {RulesInvalidError}
 */
export function matcherOf(written, groups, fold) {
  /** @type {Matcher} */
  const matcher = { exact: new Set(), starts: new Map(), ends: new Map(), raw: new Set(), except: null, isAny: false };
  for (const atom of written.split('|')) addAtom(matcher, atom, groups, fold);
  return matcher;
}

/**
 * @param {Matcher} matcher @param {string} atom @param {Groups} groups @param {import('./fold.js').Fold} fold
 */
function addAtom(matcher, atom, groups, fold) {
  if (atom === '*') matcher.isAny = true;
  else if (atom.startsWith('<') && atom.endsWith('>')) addGroup(matcher, atom.slice(1, -1), groups);
  else if (atom.startsWith('=')) matcher.raw.add(plain(atom.slice(1)));
  else if (atom.startsWith('*')) addPart(matcher.ends, fold(plain(atom.slice(1))));
  else if (atom.endsWith('*')) addPart(matcher.starts, fold(plain(atom.slice(0, -1))));
  else matcher.exact.add(fold(plain(atom)));
}

/** @param {Parts} parts @param {string} part */
function addPart(parts, part) {
  parts.set(part.length, (parts.get(part.length) ?? new Set()).add(part));
}

/** @param {string} word @returns {string} @throws {RulesInvalidError} */
function plain(word) {
  if (!/^[\p{L}\p{M}\p{N}']+$/u.test(word)) throw new RulesInvalidError(`no word of a rule: ${word}`);
  return word;
}

/** @param {Matcher} matcher @param {string} name @param {Groups} groups */
function addGroup(matcher, name, groups) {
  const group = groups.get(name);
  if (!group) throw new RulesInvalidError(`no such group: ${name}`);
  for (const word of group.exact) matcher.exact.add(word);
  for (const word of group.raw) matcher.raw.add(word);
  for (const part of [...group.starts.values()].flatMap((parts) => [...parts])) addPart(matcher.starts, part);
  for (const part of [...group.ends.values()].flatMap((parts) => [...parts])) addPart(matcher.ends, part);
  matcher.isAny ||= group.isAny;
  // What a group leaves out stays out wherever the group is used; two that leave out different things do not mix.
  if (group.except && matcher.except) throw new RulesInvalidError(`two groups with exceptions in one place: ${name}`);
  matcher.except ??= group.except;
}

/**
 * @param {string} written such as "<you> ~2-<self> always"
 * @param {Groups} groups
 * @param {import('./fold.js').Fold} fold
 * @returns {Step[][]} each begins with a word that must be there; more than one where the first may be left out
 * @throws {RulesInvalidError}
 */
export function stepsOf(written, groups, fold) {
  const steps = written.split(' ').map((part) => stepOf(part, groups, fold));
  const first = steps.findIndex(({ kind }) => kind !== 'edge');
  const step = steps[first];
  if (step?.kind !== 'word' || step.matcher.isAny) throw new RulesInvalidError(`begins with no word: ${written}`);
  if (steps.length > MOST_STEPS || steps.filter(({ kind }) => kind === 'gap').length > MOST_GAPS) throw new RulesInvalidError(`too long: ${written}`);
  const whole = steps.with(first, { ...step, isOptional: false });
  return step.isOptional ? [whole, ...stepsOf(written.split(' ').toSpliced(first, 1).join(' '), groups, fold)] : [whole];
}

/** @param {string} part @param {Groups} groups @param {import('./fold.js').Fold} fold @returns {Step} */
function stepOf(part, groups, fold) {
  if (Object.hasOwn(SIGNS, part)) return SIGNS[part];
  const gap = GAP.exec(part);
  if (gap) return gapOf(Number(gap[2]), gap[1] === '~~', gap[3] ? matcherOf(gap[3], groups, fold) : null);
  if (part.startsWith('!')) return { kind: 'not', matcher: matcherOf(part.slice(1), groups, fold) };
  const isOptional = part.length > 1 && part.endsWith('?');
  return { kind: 'word', matcher: matcherOf(isOptional ? part.slice(0, -1) : part, groups, fold), isOptional };
}

/** @param {number} most @param {boolean} overCommas @param {Matcher | null} without @returns {Step} */
function gapOf(most, overCommas, without) {
  if (most > WIDEST_GAP) throw new RulesInvalidError(`too wide a gap: ${most}`);
  return { kind: 'gap', most, overCommas, without };
}

/** @param {Matcher} matcher @param {{ word: string, raw: string }} token @returns {boolean} */
export function fits(matcher, token) {
  return isNamed(matcher, token) && !(matcher.except && isNamed(matcher.except, token));
}

/** @param {Matcher} matcher @param {{ word: string, raw: string }} token */
function isNamed({ exact, raw, starts, ends, isAny }, token) {
  if (isAny || exact.has(token.word) || raw.has(token.raw)) return true;
  const { word } = token;
  for (const [length, parts] of ends) if (word.length > length && parts.has(word.slice(-length))) return true;
  for (const [length, parts] of starts) if (word.length >= length && parts.has(word.slice(0, length))) return true;
  return false;
}
