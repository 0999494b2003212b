/**
 * Finds what may land as blame in a text. Pure: the same text and rules give the same marks, and nothing is kept of
 * either. A suggestion, never a verdict: what a rule's exceptions cover is left alone.
 */
import { fits } from './patterns.js';
import { beginningWith, KINDS } from './rules.js';
import { tokensOf } from './tokens.js';

/** @typedef {import('./tokens.js').Token & { isOpening?: boolean }} Token isOpening: nothing but "and", "so" before it in its part of the sentence */
/** @typedef {import('./rules.js').Rules} Rules */
/** @typedef {{ kind: import('./rules.js').Kind, start: number, end: number }} Mark places in the text, end not included */
/** @typedef {{ kind: import('./rules.js').Kind, from: number, to: number }} Span numbers of words, both included */

/** As long as the longest text of a page; what is behind it is not looked at. */
export const LONGEST_LOOKED_AT = 20_000;
/** Far more than any text needs: a text that was made to be slow gets fewer marks, and nobody waits. */
const MOST_TRIES = 400_000;

/**
 * @param {string} text
 * @param {Rules} rules of the language it is written in
 * @returns {Mark[]} in the order of the text; those of one kind do not overlap
 */
export function findMarks(text, rules) {
  const tokens = withOpenings(tokensOf(text.slice(0, LONGEST_LOOKED_AT), rules.spelling), rules.lead);
  const tries = { left: MOST_TRIES };
  const spared = spansOf(tokens, rules.spares, tries);
  const found = [...spansOf(tokens, rules.marks, tries), ...severalTopics(tokens, rules.counting)]
    .filter((mark) => !spared.some((spare) => spare.kind === mark.kind && overlap(spare, mark)));
  return joined(found).map(({ kind, from, to }) => ({ kind, start: tokens[from].start, end: tokens[to].end }));
}

/** @param {Token[]} tokens @param {import('./patterns.js').Matcher} lead @returns {Token[]} */
function withOpenings(tokens, lead) {
  tokens.forEach((token, at) => {
    const before = tokens[at - 1];
    token.isOpening = token.pause > 0 || Boolean(before?.isOpening && fits(lead, before));
  });
  return tokens;
}

/** @param {Token[]} tokens @param {import('./rules.js').Index} index @param {{ left: number }} tries @returns {Span[]} */
function spansOf(tokens, index, tries) {
  /** @type {Span[]} */
  const spans = [];
  /** The same word is looked up once. @type {Map<string, import('./rules.js').Pattern[]>} */
  const known = new Map();
  tokens.forEach((token, from) => {
    const name = `${token.word} ${token.raw}`;
    const patterns = known.get(name) ?? beginningWith(index, token);
    known.set(name, patterns);
    for (const { kind, steps } of patterns) {
      const end = endOf(tokens, from, steps, 0, tries);
      if (end > from) spans.push({ kind, from, to: end - 1 });
    }
  });
  return spans;
}

/**
 * @param {Token[]} tokens @param {number} at the next word @param {import('./patterns.js').Step[]} steps @param {number} n the next step
 * @param {{ left: number }} tries
 * @returns {number} the word behind the match, or -1
 */
function endOf(tokens, at, steps, n, tries) {
  if (n === steps.length) return at;
  if ((tries.left -= 1) < 0) return -1;
  const step = steps[n];
  const go = (/** @type {number} */ next) => endOf(tokens, next, steps, n + 1, tries);
  if (step.kind === 'edge') return isAtEdge(tokens, at, step) ? go(at) : -1;
  if (step.kind === 'asks') return tokens[at - 1]?.asks ? go(at) : -1;
  if (step.kind === 'not') return isNext(tokens, at, step.matcher) ? -1 : go(at);
  if (step.kind === 'gap') return throughGap(tokens, at, step, go);
  const end = isHere(tokens, at, steps[n - 1], step.matcher) ? endOf(tokens, at + 1, steps, n + 1, tries) : -1;
  return end < 0 && step.isOptional ? endOf(tokens, at, steps, n + 1, tries) : end;
}

/** @param {Token[]} tokens @param {number} at @param {import('./patterns.js').Matcher} matcher no comma before it */
const isNext = (tokens, at, matcher) => tokens[at]?.pause === 0 && fits(matcher, tokens[at]);

/**
 * @param {Token[]} tokens @param {number} at @param {import('./patterns.js').Step | undefined} before the step before: the first word may follow
 * anything, one behind a wide gap a comma, any other nothing
 * @param {import('./patterns.js').Matcher} matcher
 */
function isHere(tokens, at, before, matcher) {
  if (at >= tokens.length) return false;
  const most = !before || before.kind === 'edge' ? 2 : before.kind === 'gap' && before.overCommas ? 1 : 0;
  return tokens[at].pause <= most && fits(matcher, tokens[at]);
}

/** @param {Token[]} tokens @param {number} at @param {{ at: 'start' | 'end', pause: 1 | 2 }} edge */
function isAtEdge(tokens, at, edge) {
  if (at >= tokens.length) return edge.at === 'end';
  return tokens[at].pause >= edge.pause || (edge.at === 'start' && edge.pause === 1 && Boolean(tokens[at].isOpening));
}

/**
 * As few words as it takes.
 * @param {Token[]} tokens @param {number} at @param {{ most: number, overCommas: boolean, without: import('./patterns.js').Matcher | null }} gap
 * @param {(next: number) => number} go
 */
function throughGap(tokens, at, { most, overCommas, without }, go) {
  for (let over = 0; over <= most; over += 1) {
    const end = go(at + over);
    const token = tokens[at + over];
    const isClosed = end >= 0 || !token || token.pause > (overCommas ? 1 : 0) || (without && fits(without, token));
    if (isClosed) return end;
  }
  return -1;
}

/** Several topics within one sentence that is about the other. @param {Token[]} tokens @param {import('./rules.js').Counting} counting @returns {Span[]} */
function severalTopics(tokens, { topics, atLeast, needs, without }) {
  return sentencesOf(tokens).flatMap(([from, to]) => {
    const words = tokens.slice(from, to);
    if (!words.some((word) => fits(needs, word)) || words.some((word) => fits(without, word))) return [];
    const first = topics.map((topic) => words.findIndex((word) => fits(topic, word))).filter((at) => at >= 0).sort((a, b) => a - b);
    return first.length < atLeast ? [] : [{ kind: /** @type {const} */ ('several'), from: from + first[0], to: from + first[first.length - 1] }];
  });
}

/** @param {Token[]} tokens @returns {[number, number][]} first word, and the one behind the last */
function sentencesOf(tokens) {
  const starts = tokens.flatMap(({ pause }, at) => (pause === 2 ? [at] : []));
  return starts.map((start, n) => [start, starts[n + 1] ?? tokens.length]);
}

/** @param {Span} a @param {Span} b */
const overlap = (a, b) => a.from <= b.to && b.from <= a.to;

/** @param {Span[]} spans @returns {Span[]} those of a kind that overlap or touch are one */
function joined(spans) {
  /** @type {Span[]} */
  const out = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))) {
    const before = out.findLast(({ kind }) => kind === span.kind);
    if (before && overlap(before, span)) before.to = Math.max(before.to, span.to);
    else out.push({ ...span });
  }
  return out;
}
