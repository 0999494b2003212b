/** Working days, for the rule of the outreach log: no answer in five of them, and it is the turn of the next one. */

/** @typedef {'YYYY-MM-DD'} Day as text */

const DAY_MS = 86_400_000;
const SATURDAY_AND_SUNDAY = [6, 7];
export const WAIT_DAYS = 5;

/** @param {string} day @returns {number} ms, at noon UTC: far from any change of the clocks */
const noonOf = (day) => Date.parse(`${day}T12:00:00Z`);

/** @param {number} ms @returns {number} 1 Monday … 7 Sunday */
const weekdayOf = (ms) => ((new Date(ms).getUTCDay() + 6) % 7) + 1;

/** @param {string} locale BCP 47 @returns {number[]} the days that are no working days where the phone is at home */
export function weekendOf(locale) {
  const info = /** @type {any} */ (new Intl.Locale(locale));
  return info.getWeekInfo?.().weekend ?? info.weekInfo?.weekend ?? SATURDAY_AND_SUNDAY;
}

/** @param {string} from 'YYYY-MM-DD' @param {string} to @param {number[]} [weekend] @returns {number} whole working days that have passed */
export function workingDaysBetween(from, to, weekend = SATURDAY_AND_SUNDAY) {
  let days = 0;
  for (let at = noonOf(from) + DAY_MS; at <= noonOf(to) && days <= WAIT_DAYS; at += DAY_MS) if (!weekend.includes(weekdayOf(at))) days += 1;
  return days;
}

/** @param {number} nowMs @returns {string} today where the phone is */
export function todayOf(nowMs) {
  const now = new Date(nowMs);
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
