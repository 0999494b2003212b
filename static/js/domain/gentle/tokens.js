/**
 * A text as a row of words, each with its place in the text and what stands before it. What somebody else said, between
 * quotation marks, is left out: quoting is not blaming. Every step is linear in the length of the text.
 */

/** @typedef {0 | 1 | 2} Pause what stands before a word: nothing, a comma or the like, the end of a sentence */
/** @typedef {{ word: string, raw: string, start: number, end: number, pause: Pause, asks: boolean }} Token word: folded; raw: as written; asks: its sentence ends with a question mark */
/** @typedef {{ fold: import('./fold.js').Fold, spellings: Map<string, string[]>, endings: [string, string[]][] }} Spelling endings: of contractions, such as 're, and the words they stand for */

const WORD = /[\p{L}\p{M}\p{N}\u00ad\u200b-\u200d\u2060]+(?:['’ʼ][\p{L}\p{M}]+)*/gu;
const ENDS = /[!?;\n\r\u2028\u2029¿¡]|(?<!\.)\.(?!\.)/u;
const PAUSES = /[^\s'’ʼ]/u;
const HYPHENS = new Set(['-', '\u2010', '\u2011']);
const QUOTES = new Map([['"', '"'], ['“', '”'], ['„', '“'], ['«', '»'], ['»', '«'], ['‹', '›'], ['‚', '‘'], ['‘', '’'], ["'", "'"]]);
/** A quotation that is longer is more likely a mark that was forgotten. */
const LONGEST_QUOTE = 300;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * @param {string} text
 * @param {Spelling} spelling of its language
 * @returns {Token[]}
 */
export function tokensOf(text, spelling) {
  const open = withoutQuotes(text);
  /** @type {Token[]} */
  const tokens = [];
  let from = 0;
  for (const { 0: raw, index: start } of open.matchAll(WORD)) {
    const end = start + raw.length;
    const pause = from === 0 ? 2 : pauseOf(open.slice(from, start));
    spell(raw, spelling).forEach((word, n) => tokens.push({ word, raw, start, end, pause: n === 0 ? pause : 0, asks: false }));
    from = end;
  }
  return withQuestions(tokens, open);
}

/** @param {string} between @returns {Pause} */
function pauseOf(between) {
  if (HYPHENS.has(between)) return 0;
  if (ENDS.test(between)) return 2;
  return PAUSES.test(between) ? 1 : 0;
}

/** @param {string} raw @param {Spelling} spelling @returns {string[]} the words it stands for: "you're" for two */
function spell(raw, { fold, spellings, endings }) {
  const word = fold(raw);
  const known = spellings.get(word);
  if (known) return known;
  const ending = word.includes("'") ? endings.find(([end]) => word.endsWith(end)) : undefined;
  if (!ending) return [word];
  const stem = word.slice(0, -ending[0].length);
  return [...(spellings.get(stem) ?? [stem]), ...ending[1]];
}

/** @param {Token[]} tokens @param {string} text @returns {Token[]} the same; those of a question know it */
function withQuestions(tokens, text) {
  let asks = false;
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const isLast = at === tokens.length - 1 || tokens[at + 1].pause === 2;
    if (isLast) asks = text.slice(tokens[at].end, tokens[at + 1]?.start).includes('?');
    tokens[at].asks = asks;
  }
  return tokens;
}

/** @param {string} text @returns {string} as long as before, with commas in the place of what is quoted */
function withoutQuotes(text) {
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const close = QUOTES.get(text[at]);
    const length = close !== undefined && opensAt(text, at) ? quoteLength(text, at, close) : 0;
    out += length > 0 ? ','.repeat(length) : text[at];
    at += Math.max(length - 1, 0);
  }
  return out;
}

/** An apostrophe within a word opens nothing, nor does a mark that stands at a word's end. @param {string} text @param {number} at */
const opensAt = (text, at) => !LETTER.test(text[at - 1] ?? '') && !/\s/.test(text[at + 1] ?? ' ');

/** @param {string} text @param {number} at of the opening mark @param {string} close @returns {number} with both marks; 0 where none closes */
function quoteLength(text, at, close) {
  const rest = text.slice(at + 1, at + 1 + LONGEST_QUOTE).split('\n\n', 1)[0];
  for (let end = rest.indexOf(close); end >= 0; end = rest.indexOf(close, end + 1)) {
    if (!LETTER.test(rest[end + 1] ?? '')) return end + 2;
  }
  return 0;
}
