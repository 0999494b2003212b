/** Tables of therapists, in and out, by Papa Parse. What looks like a formula to a spreadsheet is defused on the way out. */
import { t } from '../../core/i18n.js';
import Papa from '../../vendor/papaparse-5.7.1.js';
import { CARD_FIELDS } from './card-fields.js';
import { mapColumns } from './columns.js';
import { ROWS_MOST } from './importing.js';
import { atOnce } from './slices.js';
import { readingLines } from './table-lines.js';

/** @typedef {import('./card-fields.js').CardValues} CardValues */
/** @typedef {import('./importing.js').Row} Row */
/** @typedef {{ rows: Row[], notTaken: string[] }} Table at: line of the table, from 2; one row over the most, and reading ends */

// An apostrophe in front, also of one that is there already: taking one away undoes it exactly.
const FORMULA = /^'*(?:[\t\r\n]|[\s\p{C}]*[=+\-@＝＋－＠])/u;
const DEFUSED = new RegExp(`^'(?=${FORMULA.source.slice(1)})`, 'u');

/** @param {string} text @returns {Table} the first line that is not empty names the columns */
export const readCsv = (text) => atOnce(readingCsv(text));

/** The same, a slice at a time. @param {string} text @returns {Generator<number, Table, void>} share: 0 … 1 */
export function* readingCsv(text) {
  /** @type {ReturnType<typeof mapColumns> | null} */
  let columns = null;
  /** @type {Row[]} */
  const rows = [];
  for (const { lines, share } of readingLines(text)) {
    for (const { at, cells, isBroken } of lines) {
      if (isBroken) rows.push({ at, row: {}, why: t('It is damaged: a quotation mark in it has no end.') });
      else if (cells.some((cell) => cell.trim())) {
        if (columns) rows.push({ at, row: rowOf(cells, columns.mapped) });
        else columns = mapColumns(cells);
      }
    }
    if (rows.length > ROWS_MOST) break;
    yield share;
  }
  return { rows, notTaken: columns?.notTaken ?? [] };
}

/** @param {string[]} cells @param {import('./columns.js').Mapped[]} mapped */
const rowOf = (cells, mapped) => Object.fromEntries(mapped.map(({ field, column }) => [field, (cells[column] ?? '').trim().replace(DEFUSED, '')]));

/** @param {CardValues[]} cards @returns {string} with the mark that spreadsheets look for */
export function writeCsv(cards) {
  const lines = cards.map((card) => CARD_FIELDS.map(({ name }) => cellOf(card[name])));
  return `\ufeff${Papa.unparse([CARD_FIELDS.map(({ name }) => name), ...lines], { newline: '\r\n', escapeFormulae: FORMULA })}\r\n`;
}

/** @param {any} value */
function cellOf(value) {
  if (Array.isArray(value)) return value.join('; ');
  // Three digits behind a point are thousands in half of the languages; a fourth makes them cents in all.
  if (typeof value === 'number') return String(value).replace(/\.\d{3}$/, '$&0');
  return value ?? '';
}
