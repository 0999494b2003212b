/** When a reminder comes, in words. */
import { currentLocale, formatDate, formatTime, t } from "../../../core/i18n.js";
import { noonOf } from "../../../domain/check-in/rules.js";
import { firstOfWeek } from "../../../domain/days/calendar.js";
import { momentOf } from "../../../domain/reminders/rules.js";

/** @typedef {import("../../../domain/reminders/rules.js").Wish} Wish */

// a Monday: the names of the days come from the phone's language
const MONDAY = "2026-11-23";
const DAY_MS = 86_400_000;

/** @param {number} day 0 Monday @param {"short" | "long"} weekday */
const dayName = (day, weekday) => formatDate(noonOf(MONDAY) + day * DAY_MS, { weekday });

/** @returns {{ value: string, label: string }[]} the days of the week, as it begins here */
export function weekdays() {
  const first = firstOfWeek(currentLocale());
  return [0, 1, 2, 3, 4, 5, 6].map((at) => (first + at) % 7).map((day) => ({ value: String(day), label: dayName(day, "short") }));
}

/** @param {Wish} reminder @returns {string} */
export function whenWords({ on, days, minutes }) {
  const hour = formatTime(momentOf(on ?? MONDAY, minutes));
  if (on) return t("{day}, {hour}", { day: formatDate(noonOf(on), { weekday: "short", day: "numeric", month: "short", year: "numeric" }), hour });
  if (days.length === 7) return t("Every day, {hour}", { hour });
  return t("{days}, {hour}", { days: days.map((day) => dayName(day, days.length === 1 ? "long" : "short")).join(", "), hour });
}
