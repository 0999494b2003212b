/**
 * The lines of a table in slices, by Papa Parse, so that a long file never blocks a touch. A quotation mark that is never
 * closed costs its own line and not the rest of the file.
 */
import Papa from '../../vendor/papaparse-5.7.1.js';

/** @typedef {{ delimiter: string, newline: string }} Dialect */
/** @typedef {{ at: number, cells: string[], isBroken: boolean }} TableLine at: from 1, empty lines counted, as a spreadsheet shows it */

const SLICE_LINES = 50;
/** Longer than any line that a program writes. */
const LINE_CHARS_MOST = 1 << 18;
const HEAD_CHARS = 1 << 16;
const DELIMITERS = [',', ';', '\t', '|'];
const SEPARATOR_LINE = /^\ufeff?(?:sep=(.)\r?\n)?/i;

/**
 * @param {string} text
 * @returns {Generator<{ lines: TableLine[], share: number }, void, void>} share: of the text, 0 … 1
 */
export function* readingLines(text) {
  const [start, said] = /** @type {RegExpExecArray} */ (SEPARATOR_LINE.exec(text));
  const dialect = dialectOf(text.slice(start.length, start.length + HEAD_CHARS), said);
  for (let [from, at] = [start.length, 1]; from < text.length;) {
    const { rows, isBroken, chars } = sliceOf(text, from, dialect);
    const first = at;
    yield { lines: rows.map((cells, n) => ({ at: first + n, cells, isBroken })), share: (from + chars) / text.length };
    [from, at] = [from + chars, at + rows.length];
  }
}

/** The line with the names of the columns tells. @param {string} head @param {string | undefined} said by the file itself, as Excel writes it @returns {Dialect} */
function dialectOf(head, said) {
  const outside = head.replaceAll(/"[^"]*"/g, '');
  const [names = ''] = outside.split(/[\r\n]/).filter((line) => line.trim());
  const [most] = [...DELIMITERS].sort((a, b) => names.split(b).length - names.split(a).length);
  // The \r of a \r\n is trimmed from its cell, so that a file with both kinds of ends is read too.
  return { delimiter: said ?? most, newline: outside.includes('\n') || !outside.includes('\r') ? '\n' : '\r' };
}

/** @param {string} text @param {number} from @param {Dialect} dialect @returns {{ rows: string[][], isBroken: boolean, chars: number }} at least one row */
function sliceOf(text, from, dialect) {
  const part = text.slice(from, from + LINE_CHARS_MOST);
  const { data, errors, meta } = parse(part, dialect, SLICE_LINES);
  if (meta.truncated) return { rows: data, isBroken: false, chars: meta.cursor };
  const isWhole = from + part.length === text.length && !errors.some(({ code }) => code === 'MissingQuotes');
  if (isWhole) return { rows: data, isBroken: false, chars: part.length };
  // The last row is cut off by the slice, or runs on to the end: the ones before it are good.
  if (data.length > 1) return { rows: data.slice(0, -1), isBroken: false, chars: parse(part, dialect, data.length - 1).meta.cursor };
  const end = text.indexOf(dialect.newline, from);
  return { rows: [[]], isBroken: true, chars: (end < 0 ? text.length : end + 1) - from };
}

/** Not the fast mode: it would split all of the slice for each few lines. @param {string} part @param {Dialect} dialect @param {number} preview */
const parse = (part, dialect, preview) => Papa.parse(part, { ...dialect, preview, fastMode: false });
