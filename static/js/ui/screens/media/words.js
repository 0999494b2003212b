/** How photos and voice notes are named. */
import { formatDate, formatNumber, t, tn } from "../../../core/i18n.js";
import { harmless } from "../parts/person-words.js";

/** @typedef {import("../../../domain/attachments/fields.js").Attachment} Attachment */

/** @param {number} seconds @returns {string} as on a clock */
export function clockTime(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${formatNumber(Math.floor(whole / 60))}:${formatNumber(whole % 60, { minimumIntegerDigits: 2 })}`;
}

/** @param {Attachment} photo @returns {string} for whoever cannot see it */
export function photoWords({ words, at }) {
  return words.trim() ? harmless(words) : t("A photo, kept on {day}", { day: formatDate(Date.parse(at)) });
}

/** @param {Attachment[]} attached @returns {string[]} what hangs on a page, for a list */
export function attachedWords(attached) {
  const [photos, voices] = ["photo", "voice"].map((kind) => attached.filter((one) => one.kind === kind).length);
  return [photos > 0 && tn("One photo", "{n} photos", photos), voices > 0 && tn("One voice note", "{n} voice notes", voices)].filter((words) => words !== false);
}
