/**
 * A moment as it stands in what the two wrote of it (protocol.md, "A good moment"), and what it is now. Pure. The proposal is
 * a personal field of whoever made it and the pick one of the other, so that nobody writes either in another's name; a pick
 * names the hour and the place that it says yes to, so that neither can be changed afterwards.
 */
import { fromBase64url, toBase64url } from '../../core/bytes.js';
import { textOf } from '../shared/plain-values.js';
import { readZone } from './zones.js';

/** @typedef {import('../shared/things.js').Thing} Thing */
/** @typedef {import('../shared/things.js').Scope} Scope */
/** @typedef {{ id: string, isMine: boolean, times: number[], place: string, zone: string | null, picked: number | null }} Proposal times: ms, the soonest first; zone: of whoever proposed */
/** @typedef {'proposed' | 'asked' | 'aside' | 'agreed' | 'calm' | 'answered' | 'stands' | 'another' | 'over'} Phase */
/** @typedef {{ at: number, secrets: object | null, outcome: 'both' | 'another' | null, isAside: boolean }} Own what of it is private */

export const TIMES_LEAST = 2;
export const TIMES_MOST = 3;
export const PLACE_MAX = 200;
/** So long before its hour each may say whether they are calm enough. */
export const CALM_MS = 60 * 60_000;
/** So long after its hour it is still shown how it turned out. */
export const SHOWN_MS = 12 * 60 * 60_000;

/** @param {unknown} value ISO time, to the minute @returns {number} NaN: none */
function readTime(value) {
  const at = typeof value === 'string' && value.length <= 30 ? Date.parse(value) : NaN;
  return at % 60_000 === 0 ? at : NaN;
}

/** @param {number} atMs @returns {string} as it is written */
export const timeText = (atMs) => new Date(atMs).toISOString();

/** @param {Thing} thing @param {Scope} scope @returns {Proposal | null} null: nothing that one could answer */
export function readMoment({ id, values }, { me, partner }) {
  const [mine, theirs] = [me, partner].map((person) => values[asksOf(person)] ?? null);
  // Of one person: where a changed app wrote a second one there is nothing that both could mean.
  if ((mine === null) === (theirs === null)) return null;
  const asks = mine ?? theirs;
  const times = Array.isArray(asks.times) ? [...new Set(asks.times.slice(0, TIMES_MOST).map(readTime))].sort((a, b) => a - b) : [];
  if (times.length === 0 || times.some(Number.isNaN)) return null;
  const place = textOf(asks.place, PLACE_MAX);
  return { id, isMine: mine !== null, times, place, zone: readZone(asks.zone), picked: readPick(values[picksOf(mine ? partner : me)], times, place) };
}

/** @param {any} pick @param {number[]} times @param {string} place @returns {number | null} */
function readPick(pick, times, place) {
  const at = readTime(pick?.at);
  return times.includes(at) && pick.place === place ? at : null;
}

/** @param {string | null} person user id */
export const asksOf = (person) => `asks:${person}`;
/** @param {string | null} person user id */
export const picksOf = (person) => `picks:${person}`;

/** The thing in which the two phones find out whether both are calm: its id is that of the moment with every bit turned. @param {string} id @returns {string} */
export const calmIdOf = (id) => toBase64url(fromBase64url(id).map((byte) => byte ^ 0xff));

/** @param {Proposal} proposal @param {Own | null} own @param {number} nowMs @returns {Phase} */
export function phaseOf({ isMine, times, picked }, own, nowMs) {
  if (picked !== null) return agreedPhase(picked, own, nowMs);
  if (times[times.length - 1] <= nowMs) return 'over';
  if (isMine) return 'proposed';
  return own?.isAside ? 'aside' : 'asked';
}

/** @param {number} picked @param {Own | null} own @param {number} nowMs @returns {Phase} */
function agreedPhase(picked, own, nowMs) {
  if (nowMs < picked - CALM_MS) return 'agreed';
  if (nowMs >= picked + SHOWN_MS) return 'over';
  const isAnswered = Boolean(own?.at);
  if (nowMs < picked) return isAnswered ? 'answered' : 'calm';
  // Until it is found out the words are those of the hour before.
  if (own?.secrets) return 'answered';
  return own?.outcome === 'both' && own.at === picked ? 'stands' : 'another';
}

/** @param {Proposal} proposal @param {number} nowMs @returns {number[]} when this phone has to look again by itself */
export const boundaries = ({ times, picked }, nowMs) => (picked === null ? times.slice(-1) : [picked - CALM_MS, picked, picked + SHOWN_MS]).filter((at) => at > nowMs);
