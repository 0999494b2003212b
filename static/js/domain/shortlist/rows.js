/** A row of text as the values of a card. */
import { CARD_FIELDS } from './card-fields.js';
import { readAmount } from './amounts.js';

/** @typedef {import('./card-fields.js').CardField} CardField */

/** @param {Record<string, string>} row field → text; firstName and lastName make a name @param {string} locale @returns {Record<string, any>} */
export function valuesOfRow({ firstName = '', lastName = '', ...row }, locale) {
  const name = row.name?.trim() || `${firstName.trim()} ${lastName.trim()}`.trim();
  const read = CARD_FIELDS.filter((field) => row[field.name]?.trim()).map((field) => [field.name, readText(field, row[field.name].trim(), locale)]);
  return { ...Object.fromEntries(read), name };
}

/** @param {CardField} field @param {string} text @param {string} locale @returns {any} */
function readText({ kind, options }, text, locale) {
  if (kind === 'number' || kind === 'money') return readAmount(text, locale);
  if (kind === 'currency') return text.toUpperCase();
  if (kind === 'list') return parts(text);
  if (kind === 'one') return choose(options, text);
  return kind === 'some' ? parts(text).map((part) => choose(options, part)).filter(Boolean) : text;
}

/** @param {string} text */
const parts = (text) => text.split(/[;,|]/).map((part) => part.trim()).filter(Boolean);

/** By its value, or by its words. @param {CardField['options']} options @param {string} text */
const choose = (options, text) => options?.().find(({ value, label }) => [value, label.toLowerCase()].includes(text.toLowerCase()))?.value ?? null;
