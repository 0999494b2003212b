/** What a screen gets to see of a together. Nothing here tells whether the other has locked in or said now before both have. */
import { toBase64url } from '../../core/bytes.js';
import { LATEST_MS } from '../../crypto/statements.js';
import { doesNotAddUp } from './words.js';

/** @typedef {import('./book.js').Entry} Entry */
/** @typedef {import('./book.js').Refused} Refused */
/**
 * @typedef {object} TogetherView
 * @property {string} id
 * @property {'open' | 'both-locked' | 'opened' | 'refused'} state
 * @property {string | null} topic
 * @property {boolean} byMe who proposed it
 * @property {boolean} isLocked mine is locked in
 * @property {boolean} saidNow I have
 * @property {import('../bridge/offered-text.js').Offered | null} own what I locked in, until it is opened
 * @property {{ mine: string, theirs: string } | null} texts what was opened, by the ids under which the bridge has them
 * @property {string | null} lapsesAt ISO; never shown as a countdown
 * @property {boolean} isPutOff I said not now; nobody else knows
 * @property {string | null} problem
 */

/** @param {Entry | Refused} entry @param {import('./memory.js').Made | null} made @returns {TogetherView} */
export function togetherView(entry, made) {
  if (entry.state === 'refused') {
    const { id, state } = entry;
    return { id, state, topic: null, byMe: false, isLocked: false, saidNow: false, own: null, texts: null, lapsesAt: null, isPutOff: false, problem: doesNotAddUp() };
  }
  const { id, state, topic, byMe, lock, theirLock, item, own } = entry;
  const [mine, theirs] = [lock, theirLock].map((one) => (one ? toBase64url(one.record) : ''));
  const lapsesAt = new Date(Math.min(/** @type {number} */ (item.lapsesAtMs), LATEST_MS)).toISOString();
  return {
    id, state, topic, byMe, isLocked: lock !== null, saidNow: item.now !== null, own,
    texts: state === 'opened' ? { mine, theirs } : null, lapsesAt, isPutOff: made?.isPutOff === true, problem: null,
  };
}
