/**
 * Builds "I feel … about … I need …" out of a person's own words, in the language they write in, and puts it where they
 * choose. Pure. It adds nothing of its own to what they wrote, and takes nothing away.
 */

/** @typedef {import('./rules.js').Frames} Frames */
/** @typedef {{ feelings: string[], about: string, need: string, us: string }} Pieces feelings: ids; us: what the two could try */
/** @typedef {'before' | 'after' | 'instead'} Where */

const MOST_FEELINGS = 3;
const END = /[.!?…]$/u;
const TRAILING = /[\s.,;:]+$/u;

/**
 * @param {Pieces} pieces
 * @param {Frames} frames
 * @returns {string} "" while there is nothing to build from
 */
export function buildSentence({ feelings, about, need, us }, frames) {
  const own = { about: bare(about), need: bare(need), us: bare(us) };
  if (feelings.length === 0 && !own.about && !own.need && !own.us) return '';
  const felt = feelings.slice(0, MOST_FEELINGS).map((id) => frames.feelings.get(id)).filter(Boolean).join(frames.and);
  const first = felt ? frames.begin.replace('{feelings}', () => felt) : frames.none;
  const isSaid = feelings.length > 0 || own.about !== '';
  const sentences = [
    isSaid ? ended(first + (own.about && frames.about.replace('{about}', () => own.about))) : '',
    own.need && frames.need.replace('{need}', () => own.need),
    own.us && frames.us.replace('{us}', () => own.us),
  ];
  return sentences.filter(Boolean).map(capital).join(' ');
}

/**
 * @param {string} text what stands there
 * @param {string} built
 * @param {Where} where
 * @returns {string}
 */
export function putInto(text, built, where) {
  if (where === 'instead' || text.trim() === '') return built;
  return where === 'before' ? `${built}\n${text}` : `${text.trimEnd()}\n${built}`;
}

/**
 * Undo: exactly what stood there, unless something was typed since; then only the built sentence goes.
 * @param {string} now
 * @param {string} before
 * @param {string} built
 * @param {Where} where
 * @returns {string}
 */
export function takeOut(now, before, built, where) {
  if (now === putInto(before, built, where)) return before;
  const rest = now.replace(built, () => '').trim();
  return where === 'instead' ? [before, rest].filter(Boolean).join('\n') : rest;
}

/** @param {string} words @returns {string} on one line, without a full stop, which the frame has */
const bare = (words) => words.replace(/\s+/g, ' ').trim().replace(TRAILING, '');

/** @param {string} sentence */
const ended = (sentence) => (END.test(sentence) ? sentence : `${sentence}.`);

/** @param {string} sentence */
const capital = (sentence) => sentence.replace(/\p{L}/u, (letter) => letter.toUpperCase());
