/** What a screen gets to see of an offer. Nothing here tells one "not opened yet" from another. */
import { formatDateTime } from '../../core/i18n.js';
import { nextTurn } from '../turns.js';
import { atGoodMoment, notOpenedYet, readyAtOnce, readyToAsk, somethingToTell, waitsForAuthor } from './words.js';

/** @typedef {import('./book.js').Checked} Checked */
/** @typedef {import('./book.js').Refused} Refused */
/** @typedef {import('./cover.js').Cover} Cover */
/**
 * @typedef {object} OutgoingView
 * @property {string} id
 * @property {'offered' | 'ready' | 'refused'} state
 * @property {string} says
 * @property {number} [tier]
 * @property {string | null} [topic]
 * @property {string} [text]
 * @property {string} [kind]
 * @property {Record<string, any>} [fields]
 * @property {Cover} [cover]
 * @property {string} [lapsesAt] ISO; never shown as a countdown
 * @property {string | null} [moment] ISO
 * @property {boolean} askRelease
 * @property {'ask' | 'at-once'} [release]
 * @property {string | null} entryId
 */
/**
 * @typedef {object} IncomingView
 * @property {string} id
 * @property {'offered' | 'ready' | 'refused'} state
 * @property {string} says
 * @property {number} [tier]
 * @property {Cover} [cover]
 * @property {string} [lapsesAt] ISO; never shown as a countdown
 * @property {string | null} [moment] ISO
 * @property {'not-now' | null} answer mine, private
 */
/**
 * @typedef {object} OpenedView
 * @property {string} id
 * @property {'me' | 'partner'} by
 * @property {number} tier
 * @property {string | null} topic
 * @property {string} text
 * @property {string} kind of the entry: its parts are named by it
 * @property {Record<string, any>} fields
 * @property {Cover} cover
 * @property {string} openedAt ISO
 * @property {string | null} together id of the one in which it opened, at the same moment as another text
 * @property {string | null} turnsProblem
 * @property {boolean} myTurn
 */
/** @typedef {{ turns: { by: 'me' | 'partner', step: import('../turns.js').Step, text: string }[], whose: 'me' | 'partner' | null, steps: readonly import('../turns.js').Step[], problem: string | null }} TurnsView */

/** @param {Checked} entry */
const lapsesAt = ({ item }) => new Date(item.lapsesAtMs).toISOString();

/** @param {Checked | Refused} entry @param {Record<string, any> | null} made the `offer-out` @returns {OutgoingView} */
export function outgoingView(entry, made) {
  const entryId = made?.entry ?? null;
  if (entry.state === 'refused') return { id: entry.id, state: 'refused', says: entry.problem.message, askRelease: false, entryId };
  const { id, cover, moment } = entry;
  const isReady = entry.state === 'ready';
  const { tier, topic, text, kind, fields } = /** @type {import('./offered-text.js').Offered} */ (entry.offered);
  const release = made?.release === 'at-once' ? 'at-once' : 'ask';
  const waiting = moment ? atGoodMoment(formatDateTime(Date.parse(moment))) : notOpenedYet();
  const ready = release === 'ask' ? readyToAsk() : readyAtOnce();
  return {
    id, state: isReady ? 'ready' : 'offered', says: isReady ? ready : waiting, tier, topic: made?.topic ?? topic, text, kind, fields, cover,
    lapsesAt: lapsesAt(entry), moment, askRelease: isReady && release === 'ask', release, entryId,
  };
}

/** @param {Checked | Refused} entry @param {Record<string, any> | null} answered the `offer-in` @returns {IncomingView} */
export function incomingView(entry, answered) {
  const answer = answered?.answer ?? null;
  if (entry.state === 'refused') return { id: entry.id, state: 'refused', says: entry.problem.message, answer };
  const { id, cover, moment, chain } = entry;
  const isReady = entry.state === 'ready';
  return {
    id, state: isReady ? 'ready' : 'offered', says: isReady ? waitsForAuthor() : somethingToTell(), tier: chain.offer.policy, cover,
    lapsesAt: lapsesAt(entry), moment, answer,
  };
}

/** @param {Checked} entry opened @returns {OpenedView} */
export function openedView(entry) {
  const { id, chain, cover, together, turnsProblem } = entry;
  const offered = /** @type {import('./offered-text.js').Offered} */ (entry.offered);
  const openedAtMs = /** @type {import('../../crypto/statements.js').Statement} */ (chain.last).timeMs;
  return {
    id, by: chain.direction === 'out' ? 'me' : 'partner', ...offered, cover, openedAt: new Date(openedAtMs).toISOString(),
    together, turnsProblem: turnsProblem?.message ?? null, myTurn: turnsView(entry).whose === 'me',
  };
}

/** @param {Checked} entry opened @returns {TurnsView} */
export function turnsView({ chain, turns, turnsProblem }) {
  /** @param {import('../turns.js').Role | null} role */
  const whose = (role) => (role === null ? null : (role === 'author') === (chain.direction === 'out') ? 'me' : 'partner');
  const next = turnsProblem ? { who: null, steps: [] } : nextTurn(turns);
  return {
    turns: turns.map(({ by, step, text }) => ({ by: /** @type {'me' | 'partner'} */ (whose(by)), step, text })),
    whose: whose(next.who), steps: next.steps, problem: turnsProblem?.message ?? null,
  };
}
