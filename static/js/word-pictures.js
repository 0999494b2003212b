/**
 * Words drawn with the faces that this phone has, for a PDF (domain/pdf/journal.js): any script, in its own direction. Loaded
 * when asked for; with parts.js the place that knows the browser's globals. Never: keeps what it drew.
 */
import { t } from './core/i18n.js';
import { DomainError } from './domain/errors.js';

/** @typedef {import('./domain/pdf/journal.js').Picture} Picture */

const LINE_HEIGHT = 1.5;
const BASELINE = 1 / 3;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const LETTER = /\p{L}/u;

/** This browser gives no true picture of what it draws, as some do on purpose. */
export class WordPictureError extends DomainError {
  constructor() {
    super('word-picture', t('Some letters have no place in a PDF, and this browser does not let the app draw them. Choose the text to read instead. No file was made.'));
  }
}

/** @param {string} text @returns {boolean} by its first letter */
export function isRightToLeft(text) {
  return RIGHT_TO_LEFT.test([...text].find((letter) => LETTER.test(letter)) ?? '');
}

/** @param {string} word @returns {string[]} what a reader takes for one letter */
function lettersOf(word) {
  if (!('Segmenter' in Intl)) return [...word];
  return [...new Intl.Segmenter().segment(word)].map(({ segment }) => segment);
}

/** @param {string} text @param {(words: string) => boolean} fits @returns {string[]} lines; between words where that is possible */
export function linesThatFit(text, fits) {
  /** @type {string[]} */
  const lines = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = '';
    for (const letter of lettersOf(word)) {
      if (line && !fits(line + letter)) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
  }
  return [...lines, line].filter(Boolean);
}

/** @param {Uint8ClampedArray} rgba @returns {Uint8Array<ArrayBuffer>} a byte for each point */
function grayOf(rgba) {
  const gray = new Uint8Array(rgba.length / 4);
  for (let at = 0; at < gray.length; at += 1) gray[at] = (rgba[4 * at] * 77 + rgba[4 * at + 1] * 150 + rgba[4 * at + 2] * 29) >> 8;
  return gray;
}

/** Paper is white at both ends, and what can be seen left ink. @param {string} words @param {Uint8Array} gray */
const isTrue = (words, gray) => gray[0] === 255 && gray[gray.length - 1] === 255 && (!LETTER.test(words) || gray.some((point) => point < 200));

/** @type {import('./domain/pdf/journal.js').Draw} */
export function draw(text, { sizePt, roomPt, scale, isStrong }) {
  const canvas = document.createElement('canvas');
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true, alpha: false }));
  const [isRtl, heightPx] = [isRightToLeft(text), Math.ceil(sizePt * LINE_HEIGHT * scale)];
  const ready = () => {
    pen.font = `${isStrong ? '600 ' : ''}${sizePt * scale}px system-ui, sans-serif`;
    [pen.direction, pen.textAlign, pen.textBaseline] = [isRtl ? 'rtl' : 'ltr', 'start', 'alphabetic'];
  };
  ready();
  const lines = linesThatFit(text, (words) => pen.measureText(words).width <= roomPt * scale).map((words) => {
    ready();
    const widthPx = Math.max(1, Math.ceil(pen.measureText(words).width) + 2);
    [canvas.width, canvas.height] = [widthPx, heightPx];
    ready();
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, widthPx, heightPx);
    pen.fillStyle = '#000';
    pen.fillText(words, isRtl ? widthPx - 1 : 1, heightPx * (1 - BASELINE));
    const gray = grayOf(pen.getImageData(0, 0, widthPx, heightPx).data);
    if (!isTrue(words, gray)) throw new WordPictureError();
    return { widthPx, heightPx, gray };
  });
  return { lines, isRtl };
}
