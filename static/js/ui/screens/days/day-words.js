/** What a day holds, in words: also what is read aloud in the calendar. */
import { t, tn } from "../../../core/i18n.js";

/** @param {import("../../../domain/days/calendar.js").Day} day @returns {string} */
export function dayWords({ entries, checkIns }) {
  const pages = entries.length > 0 && tn("A page", "{n} pages", entries.length);
  const sliders = checkIns.length > 0 && tn("A check-in", "{n} check-ins", checkIns.length);
  return [pages, sliders].filter(Boolean).join(", ");
}
