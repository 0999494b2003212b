/**
 * The values of a card as they may be shown: each read as the kind that its field is, whatever a changed app or a file wrote.
 */
import { dayOf, textOf } from '../shared/plain-values.js';
import { CALL_FIELDS } from './call-sheet.js';
import { CARD_FIELDS, LINE_CHARS_MAX, LIST_MOST, TEXT_CHARS_MAX } from './card-fields.js';

/** @typedef {import('./card-fields.js').CardField} CardField */
/** @typedef {import('./card-fields.js').CardValues} CardValues */

const NUMBER_MOST = 100_000;
const CURRENCY = /^[A-Z]{3}$/;

/** @type {Record<string, (value: any, field: CardField) => any>} */
const READERS = {
  text: (value) => textOf(value, LINE_CHARS_MAX),
  phone: (value) => textOf(value, LINE_CHARS_MAX),
  email: (value) => textOf(value, LINE_CHARS_MAX),
  url: (value) => textOf(value, LINE_CHARS_MAX),
  lines: (value) => textOf(value, TEXT_CHARS_MAX),
  number: (value, { most = NUMBER_MOST }) => amountOf(value, most),
  money: (value) => amountOf(value, NUMBER_MOST),
  currency: (value) => (CURRENCY.test(textOf(value, 3)) ? value : ''),
  date: dayOf,
  one: (value, { options }) => options?.().find((option) => option.value === value)?.value ?? null,
  some: (value, { options }) => /** @type {NonNullable<CardField['options']>} */ (options)().map((option) => option.value).filter((option) => Array.isArray(value) && value.includes(option)),
  list: (value) => (Array.isArray(value) ? value : []).slice(0, LIST_MOST).map((each) => textOf(each, LINE_CHARS_MAX)).filter(Boolean),
};

/** @param {unknown} value @param {number} most */
const amountOf = (value, most) => (typeof value === 'number' && value >= 0 && value <= most ? value : null);

/** @param {Record<string, any>} values as written @returns {CardValues} every field of the table, and the answers of the call sheet */
export function readCard(values) {
  return Object.fromEntries([...CARD_FIELDS, ...CALL_FIELDS].map((field) => [field.name, READERS[field.kind](values[field.name], field)]));
}

/** @param {unknown} value @returns {boolean} nothing is known here */
export const isBlank = (value) => value === null || value === '' || (Array.isArray(value) && value.length === 0);

/**
 * For writing: tidy, bounded, and without what nobody typed.
 * @param {Record<string, any>} values some fields of a card
 * @returns {Record<string, any>} null clears a field
 */
export function tidyCard(values) {
  const read = readCard(values);
  return Object.fromEntries(Object.keys(values).filter((name) => name in read).map((name) => [name, tidy(read[name])]));
}

/** @param {any} value */
function tidy(value) {
  const trimmed = typeof value === 'string' ? value.trim() : value;
  return isBlank(trimmed) ? null : trimmed;
}
