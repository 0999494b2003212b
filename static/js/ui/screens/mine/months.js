/** A long list with the months between its entries. */
import { formatDate, t } from "../../../core/i18n.js";

/** @typedef {import("../../../domain/entries.js").Entry} Entry */
/** @typedef {{ key: string, month: string } | { key: string, entry: Entry }} MineRow */

/**
 * A date is read out of its text once a month, and not for each of ten thousand entries: a letter of a search waits for this.
 * @param {readonly Entry[]} entries newest first
 * @param {number} nowMs
 * @returns {MineRow[]}
 */
export function rowsByMonth(entries, nowMs) {
  /** @type {MineRow[]} */
  const rows = [];
  let beganAt = "~"; // after every time
  for (const entry of entries) {
    const first = entry.fields.createdAt < beganAt ? firstOfMonth(entry.fields.createdAt) : null;
    if (first) {
      beganAt = first.toISOString();
      rows.push({ key: `month ${first.getFullYear()}-${first.getMonth()}`, month: monthWords(first, nowMs) });
    }
    rows.push({ key: entry.id, entry });
  }
  return rows;
}

/** @param {string} at an ISO time in UTC @returns {Date | null} the first moment of its month, local; null: it is no time */
function firstOfMonth(at) {
  const day = new Date(at);
  if (Number.isNaN(day.getTime())) return null;
  // Moved, and not made anew: of a year before 100 that would make one of the last century.
  day.setDate(1);
  day.setHours(0, 0, 0, 0);
  return day;
}

/** @param {Date} first of the month @param {number} nowMs */
function monthWords(first, nowMs) {
  const now = new Date(nowMs);
  const isThisYear = first.getFullYear() === now.getFullYear();
  if (isThisYear && first.getMonth() === now.getMonth()) return t("This month");
  return formatDate(first.getTime(), isThisYear ? { month: "long" } : { month: "long", year: "numeric" });
}
