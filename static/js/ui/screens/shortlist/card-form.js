/** A card while it is typed: everything is text until it is kept. */
import { CARD_FIELDS } from "../../../domain/shortlist/card-fields.js";
import { readAmount } from "../../../domain/shortlist/amounts.js";

/** @typedef {import("../../../domain/shortlist/card-fields.js").CardField} CardField */
/** @typedef {Record<string, any>} Typed */

/** @param {Record<string, any>} values of a card @returns {Typed} */
export function typedOf(values) {
  return Object.fromEntries(CARD_FIELDS.map((field) => [field.name, typed(field, values[field.name] ?? null)]));
}

/** @param {CardField} field @param {any} value */
function typed({ kind }, value) {
  if (kind === "one") return value;
  if (kind === "some") return value ?? [];
  if (kind === "list") return (value ?? []).join(", ");
  if (typeof value === "number") return new Intl.NumberFormat(navigator.language, { useGrouping: false, maximumFractionDigits: 2 }).format(value);
  return value ?? "";
}

/** @param {Typed} words @returns {Record<string, any>} as a card holds it */
export function valuesOf(words) {
  return Object.fromEntries(CARD_FIELDS.map((field) => [field.name, valueOf(field, words[field.name])]));
}

/** @param {CardField} field @param {any} value */
function valueOf({ kind }, value) {
  if (kind === "number" || kind === "money") return readAmount(value ?? "", navigator.language);
  if (kind === "list") return (value ?? "").split(",").map((/** @type {string} */ part) => part.trim()).filter(Boolean);
  if (kind === "currency") return (value ?? "").trim().toUpperCase();
  return value;
}
