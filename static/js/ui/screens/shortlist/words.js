/** How the values of a card are written: money and days as the phone's language does, choices by their words. */
import { formatDate, formatList, formatNumber, t } from "../../../core/i18n.js";
import { isBlank } from "../../../domain/shortlist/card-values.js";
import { harmless } from "../parts/person-words.js";

/** @typedef {import("../../../domain/shortlist/card-fields.js").CardField} CardField */

/** As the phone writes money, whatever language the app speaks. @param {number} amount @param {string} currency ISO 4217, or '' @returns {string} */
export function moneyWords(amount, currency) {
  const whole = { minimumFractionDigits: Number.isInteger(amount) ? 0 : 2 };
  return new Intl.NumberFormat(navigator.language, currency ? { style: "currency", currency, ...whole } : whole).format(amount);
}

/** @param {CardField} field @param {any} value @param {string} currency of the card @returns {string} '' where nothing is known */
export function valueWords({ kind, options }, value, currency) {
  if (isBlank(value)) return "";
  const label = (/** @type {string} */ each) => options?.().find((option) => option.value === each)?.label ?? "";
  if (kind === "one") return label(value);
  if (kind === "some") return formatList(value.map(label));
  if (kind === "list") return formatList(value.map(harmless));
  if (kind === "money") return moneyWords(value, currency);
  if (kind === "date") return formatDate(Date.parse(`${value}T12:00`));
  return typeof value === "number" ? formatNumber(value) : harmless(value);
}

/** @returns {Record<import("../../../domain/shortlist/cards.js").How, string>} */
export const howWords = () => ({ phone: t("By phone"), email: t("By e-mail"), form: t("By a form"), "in-person": t("In person") });

/** @returns {Record<import("../../../domain/shortlist/cards.js").Answer, string>} */
export const answerWords = () => ({ yes: t("They have time for us"), no: t("They have no time"), "waiting-list": t("A waiting list"), "call-back": t("They call back") });
