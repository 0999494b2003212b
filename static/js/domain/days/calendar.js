/**
 * The days on which something was written, a month at a time. Pure.
 * Never: a count of days in a row, or anything that makes an empty day look like a day that is missing.
 */
import { localDay, noonOf } from '../check-in/rules.js';
import { isPage } from '../entries.js';

/** @typedef {import('../entries.js').Entry} Entry */
/** @typedef {import('../check-in/rules.js').CheckIn} CheckIn */
/** @typedef {{ on: string, entries: Entry[], checkIns: CheckIn[] }} Day on: 'YYYY-MM-DD' */

/** What is said to be older has no date, but a mistake of some program: nobody turns through so many months. */
export const OLDEST_DAY = '1900-01-01';
const OLDEST_MONTH = OLDEST_DAY.slice(0, 7);

/** A day is read out of its text once: a calendar of ten thousand pages is drawn often. @type {WeakMap<Record<string, any>, string>} */
const days = new WeakMap();
/** Where the week does not begin on a Monday, for browsers that cannot say it themselves (CLDR, weekData). */
// not a text: codes of countries
const SUNDAY_FIRST = new Set('AG AS AU BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW'.split(' '));
// not a text: codes of countries
const SATURDAY_FIRST = new Set('AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY'.split(' '));

/** @param {Entry} entry @returns {string} the day on which it was begun, at the place of this phone */
export function dayOfEntry({ fields }) {
  const known = days.get(fields);
  if (known !== undefined) return known;
  const day = localDay(Date.parse(fields.createdAt));
  days.set(fields, day);
  return day;
}

/**
 * @param {readonly Entry[]} entries newest first @param {CheckIn[]} checkIns newest first
 * @returns {Map<string, Day>} only those that hold something, the newest first
 */
export function daysOf(entries, checkIns) {
  /** @type {Map<string, Day>} */
  const found = new Map();
  const dayAt = (/** @type {string} */ on) => found.get(on) ?? (found.set(on, { on, entries: [], checkIns: [] }), /** @type {Day} */ (found.get(on)));
  for (const entry of entries) if (isPage(entry)) dayAt(dayOfEntry(entry)).entries.push(entry);
  for (const checkIn of checkIns) dayAt(checkIn.on).checkIns.push(checkIn);
  return new Map([...found].sort(([one], [two]) => (one < two ? 1 : -1)));
}

/** @param {string} month 'YYYY-MM' @param {number} by months @returns {string} */
export function monthBeside(month, by) {
  // Counted, and not asked of a Date: to that the year 99 is 1999.
  const [year, number] = month.split('-').map(Number);
  const at = year * 12 + number - 1 + by;
  return [String(Math.floor(at / 12)).padStart(4, '0'), String((at % 12) + 1).padStart(2, '0')].join('-');
}

/**
 * What can be turned to, the newest first; not beyond the first month that a calendar here has.
 * @param {string} first 'YYYY-MM' @param {string} last 'YYYY-MM'
 * @returns {string[]}
 */
export function monthsFrom(first, last) {
  const months = [];
  const oldest = first > OLDEST_MONTH ? first : OLDEST_MONTH;
  for (let each = last; each >= oldest; each = monthBeside(each, -1)) months.push(each);
  return months;
}

/**
 * @param {string} month 'YYYY-MM'
 * @param {number} first day of the week: 0 Monday … 6 Sunday
 * @returns {(string | null)[][]} weeks of seven days; null: of another month
 */
export function weeksOf(month, first) {
  const last = new Date(noonOf(`${monthBeside(month, 1)}-01`));
  last.setDate(0);
  const before = (weekdayOf(`${month}-01`) - first + 7) % 7;
  const cells = [...Array(before).fill(null), ...Array.from({ length: last.getDate() }, (_, at) => `${month}-${String(at + 1).padStart(2, '0')}`)];
  while (cells.length % 7 > 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/** @param {string} day @returns {number} 0 Monday … 6 Sunday */
export const weekdayOf = (day) => (new Date(noonOf(day)).getDay() + 6) % 7;

/**
 * @param {string} locale BCP 47
 * @returns {number} 0 Monday … 6 Sunday
 */
export function firstOfWeek(locale) {
  const here = /** @type {any} */ (new Intl.Locale(locale));
  const said = (here.getWeekInfo?.() ?? here.weekInfo)?.firstDay;
  return Number.isInteger(said) ? (said + 6) % 7 : firstByRegion(here.maximize().region);
}

/** @param {string} region such as 'DE' @returns {number} 0 Monday … 6 Sunday */
export function firstByRegion(region) {
  if (SATURDAY_FIRST.has(region)) return 5;
  return SUNDAY_FIRST.has(region) ? 6 : 0;
}
