/** Two or three cards side by side: first where they differ, then where they are alike; what nobody knows is no row. */
import { same } from '../../core/same.js';
import { CALL_FIELDS } from './call-sheet.js';
import { CARD_FIELDS } from './card-fields.js';
import { isBlank } from './card-values.js';

/** @typedef {import('./card-fields.js').CardField} CardField */
/** @typedef {{ field: CardField, values: any[], differs: boolean }} Row */

/** The name stands above the columns, the currency beside each amount; how to reach somebody is nothing to compare. */
const LEFT_OUT = new Set(['name', 'phone', 'email', 'web', 'street', 'postcode', 'licenceNumber', 'npi', 'currency']);

/** @param {import('./card-fields.js').CardValues[]} cards @returns {Row[]} */
export function compareCards(cards) {
  const rows = [...CARD_FIELDS, ...CALL_FIELDS].filter(({ name }) => !LEFT_OUT.has(name)).map((field) => rowOf(field, cards));
  const known = rows.filter(({ values }) => !values.every(isBlank));
  return [...known.filter(({ differs }) => differs), ...known.filter(({ differs }) => !differs)];
}

/** @param {CardField} field @param {import('./card-fields.js').CardValues[]} cards @returns {Row} */
function rowOf(field, cards) {
  const values = cards.map((card) => card[field.name]);
  return { field, values, differs: values.some((value) => !same(value, values[0])) };
}
