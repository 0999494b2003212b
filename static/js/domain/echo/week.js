/**
 * The weeks of the echo: one window in each, at the day and hour that the couple chose (protocol.md, "Echo"). Pure.
 * A week has a number that no setting can change, so that no change of the hour makes room for a second run.
 */
/** @typedef {{ day: number, minute: number, zone: string }} Hour day: 0 Monday … 6; minute of the day; zone: IANA */
/** @typedef {Hour & { from: number, was: Hour | null }} HourSetting from: the first week that it is for; was: until then */

export const DAY_MS = 86_400_000;
export const WEEK_MS = 7 * DAY_MS;
/** Monday, 5 January 1970. */
const WEEK_0_MS = 4 * DAY_MS;
/** Sunday evening. @type {Readonly<Hour>} */
export const CALM_HOUR = Object.freeze({ day: 6, minute: 18 * 60, zone: 'UTC' });

/** @type {Map<string, Intl.DateTimeFormat | null>} null: no zone of this phone */
const clocks = new Map();

/** @param {string} zone @returns {Intl.DateTimeFormat | null} */
function clockOf(zone) {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const made = makeClock(zone);
  clocks.set(zone, made);
  return made;
}

/** @param {string} zone */
function makeClock(zone) {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' });
  } catch {
    return null; // a RangeError, of a name that this phone does not know
  }
}

/** @param {string} zone @param {number} ms @returns {number} what a clock on the wall shows there, as if it were UTC */
function wallOf(zone, ms) {
  const parts = /** @type {Intl.DateTimeFormat} */ (clockOf(zone)).formatToParts(ms);
  const [year, month, day, hour, minute] = ['year', 'month', 'day', 'hour', 'minute'].map((type) => Number(parts.find((part) => part.type === type)?.value));
  return Date.UTC(year, month - 1, day, hour, minute);
}

/** @param {Hour} hour @param {number} week @returns {number} ms at which its window opens */
export function opensAt({ day, minute, zone }, week) {
  const wall = WEEK_0_MS + week * WEEK_MS + day * DAY_MS + minute * 60_000;
  const near = wall - (wallOf(zone, wall) - wall);
  return wall - (wallOf(zone, near) - near);
}

/** @param {unknown} value @param {number} end */
const isBelow = (value, end) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < end;

/** @param {any} value @returns {Hour | null} null: none */
export function readHour(value) {
  if (typeof value !== 'object' || value === null) return null;
  const { day, minute, zone } = value;
  const isWhole = isBelow(day, 7) && isBelow(minute, 1_440);
  return isWhole && typeof zone === 'string' && zone.length <= 64 && clockOf(zone) ? { day, minute, zone } : null;
}

/** @param {any} value as somebody's part holds it @param {number} week @returns {Hour} that of this week */
export function hourIn(value, week) {
  const isLater = Number.isSafeInteger(value?.from) && value.from > week;
  return readHour(isLater ? value.was : value) ?? CALM_HOUR;
}

/** @param {any} value @param {number} nowMs @returns {number} the week whose window opened last */
export function weekAt(value, nowMs) {
  // From the next one back: where clocks are ahead, its Monday may have begun.
  let week = Math.floor((nowMs - WEEK_0_MS) / WEEK_MS) + 1;
  while (opensAt(hourIn(value, week), week) > nowMs) week -= 1;
  return week;
}
