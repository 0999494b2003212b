/**
 * The one face that every reader of PDF has (Helvetica in WinAnsiEncoding, ISO 32000-1, annex D): which letters it holds, how
 * wide they are, and lines of them that fit. Pure.
 */

/** Between the controls and the letters of Latin-1: what WinAnsiEncoding has from 80 to 9f, a space where it has nothing. */
const SIGNS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const LATIN = Array.from({ length: 224 }, (_, at) => (at >= 96 && at < 128 ? SIGNS[at - 96] : String.fromCharCode(at + 32)));
/** @type {Map<string, number>} letter → code; of two places for a space the first */
const ENCODER = new Map(LATIN.map((letter, at) => /** @type {[string, number]} */ ([letter, at + 32])).filter(([letter, code]) => letter !== ' ' || code === 32));
/** Widths of Helvetica from the space to ~, in thousandths (Adobe, Core 14 metrics); letters with accents are as wide as without. */
const WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const WIDEST = 1_000;

/** @param {string} text @returns {boolean} every letter of it has a place in the face that readers have */
export const fitsPdf = (text) => [...text.normalize('NFC').replaceAll('\n', '')].every((letter) => ENCODER.has(letter));

/** @param {string} word @param {number} size @returns {number} in points, never less than it is */
function widthOf(word, size) {
  const plain = word.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return [...plain].reduce((sum, letter) => sum + (WIDTHS[letter.charCodeAt(0) - 32] ?? WIDEST), 0) * (size / 1_000);
}

/** @param {string} text @param {number} size @param {number} room in points @returns {string[]} lines that fit into it */
export function wrapped(text, size, room) {
  return text.split('\n').flatMap((paragraph) => paragraph.split(/\s+/).reduce((/** @type {string[]} */ lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, size) <= room) return [...lines.slice(0, -1), `${last} ${word}`];
    return [...lines, ...pieces(word, size, room)];
  }, []));
}

/** A word that is longer than a line. @param {string} word @param {number} size @param {number} room @returns {string[]} */
function pieces(word, size, room) {
  const found = [''];
  for (const letter of word) {
    if (widthOf(found[found.length - 1] + letter, size) > room) found.push('');
    found[found.length - 1] += letter;
  }
  return found;
}

/** @param {string} text @returns {string} a hexadecimal string: no letter of it can end the string */
export const hexOf = (text) => `<${[...text].map((letter) => /** @type {number} */ (ENCODER.get(letter)).toString(16).padStart(2, '0')).join('')}>`;
