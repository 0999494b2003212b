/**
 * A day and an hour as the phone's wheel gives it, and the instant that is meant in a zone. Pure. In the night in which the
 * clocks go forward an hour is left out: there is no such instant, and that is said. In the night in which they go back an
 * hour comes twice: the first one is meant, and its zone is shown beside it ("CEST").
 */

/** @typedef {{ instants: number[] }} Meant in order: none where the hour is left out, two where it comes twice */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LOCAL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::00(?:\.0+)?)?$/;

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} zone @returns {Intl.DateTimeFormat} @throws {RangeError} no such zone */
function formatOf(zone) {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23',
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  });
  formats.set(zone, format);
  return format;
}

/** @returns {string} the zone of this phone, such as 'Europe/Berlin' */
export const zoneHere = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** @param {unknown} zone as somebody's part holds it @returns {string | null} a zone that this phone knows */
export function readZone(zone) {
  if (typeof zone !== 'string' || zone.length > 64) return null;
  try {
    formatOf(zone);
    return zone;
  } catch {
    return null; // no such zone is all that it says
  }
}

/** @param {number} atMs @param {string} zone @returns {string} 'YYYY-MM-DDTHH:MM', as the wheel writes it */
export function localIn(atMs, zone) {
  const part = Object.fromEntries(formatOf(zone).formatToParts(atMs).map(({ type, value }) => [type, value]));
  return `${part.year.padStart(4, '0')}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/** @param {string} local @returns {number} NaN: no day and hour */
function asIfUtc(local) {
  const [, ...found] = LOCAL.exec(local) ?? [];
  if (found.length === 0) return NaN;
  const [year, month, day, hour, minute] = found.map(Number);
  const ms = Date.UTC(year, month - 1, day, hour, minute);
  return new Date(ms).toISOString().startsWith(local.slice(0, 16)) ? ms : NaN;
}

/**
 * @param {string} local 'YYYY-MM-DDTHH:MM'
 * @param {string} zone
 * @returns {Meant | null} null: no day and hour
 */
export function instantsOf(local, zone) {
  const wanted = asIfUtc(local);
  if (Number.isNaN(wanted)) return null;
  // Zones differ from UTC by less than a day, and the clocks change at most once in two.
  const offsets = [wanted - DAY_MS, wanted + DAY_MS].map((at) => asIfUtc(localIn(at, zone)) - Math.floor(at / MINUTE_MS) * MINUTE_MS);
  const instants = [...new Set(offsets.map((offset) => wanted - offset))].filter((at) => localIn(at, zone) === local.slice(0, 16));
  return { instants: instants.sort((a, b) => a - b) };
}
