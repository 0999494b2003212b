/** A long list with the months between its entries. */
import { formatDate, t } from "../../../core/i18n.js";

/** @typedef {import("../../../domain/entries.js").Entry} Entry */
/** @typedef {{ key: string, month: string } | { key: string, entry: Entry }} MineRow */

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
    const month = monthOf(entry.fields.createdAt);
    if (month !== last) rows.push({ key: `month ${month}`, month: monthWords(month, nowMs) });
    rows.push({ key: entry.id, entry });
    last = month;
  }
  return rows;
}

/** @param {string} iso @returns {string} year and month, local; comparing text is what keeps ten thousand fast */
function monthOf(iso) {
  const day = new Date(iso);
  return `${day.getFullYear()}-${day.getMonth()}`;
}

/** @param {string} month @param {number} nowMs */
function monthWords(month, nowMs) {
  const now = new Date(nowMs);
  const [year, number] = month.split("-").map(Number);
  if (year === now.getFullYear() && number === now.getMonth()) return t("This month");
  const isThisYear = year === now.getFullYear();
  return formatDate(new Date(year, number, 1).getTime(), isThisYear ? { month: "long" } : { month: "long", year: "numeric" });
}
