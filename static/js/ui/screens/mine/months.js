/** A long list with the months between its entries. */
import { formatDate, t } from "../../../core/i18n.js";

/** @typedef {import("../../../domain/entries.js").Entry} Entry */
/** @typedef {{ key: string, month: string } | { key: string, entry: Entry }} MineRow */

/** A day is read out of its text once: ten thousand of them a letter are what a search would wait for. @type {WeakMap<Entry["fields"], string>} */
const months = new WeakMap();

/**
 * @param {Entry[]} entries newest first
 * @param {number} nowMs
 * @returns {MineRow[]}
 */
export function rowsByMonth(entries, nowMs) {
  /** @type {MineRow[]} */
  const rows = [];
  let last = "";
  for (const entry of entries) {
    const month = monthOf(entry.fields);
    if (month !== last) rows.push({ key: `month ${month}`, month: monthWords(month, nowMs) });
    rows.push({ key: entry.id, entry });
    last = month;
  }
  return rows;
}

/** @param {Entry["fields"]} fields @returns {string} year and month, local */
function monthOf(fields) {
  const known = months.get(fields);
  if (known !== undefined) return known;
  const day = new Date(fields.createdAt);
  const month = `${day.getFullYear()}-${day.getMonth()}`;
  months.set(fields, month);
  return month;
}

/** @param {string} month @param {number} nowMs */
function monthWords(month, nowMs) {
  const now = new Date(nowMs);
  const [year, number] = month.split("-").map(Number);
  if (year === now.getFullYear() && number === now.getMonth()) return t("This month");
  const isThisYear = year === now.getFullYear();
  return formatDate(new Date(year, number, 1).getTime(), isThisYear ? { month: "long" } : { month: "long", year: "numeric" });
}
