/**
 * The turns of one offer, checked from the release on: each signed by the one whose turn it was, each pointing at the one
 * before. Anything left over was forged, exchanged or put in another order, and then none of it is shown as theirs.
 */
import { equalBytes } from '../../core/bytes.js';
import { sha256 } from '../../crypto/primitives.js';
import { isTurnAllowed, nextTurn } from '../turns.js';
import { ForgedStatementError } from './refusals.js';
import { openShared } from './shared.js';

/** @typedef {import('./items.js').TurnItem} TurnItem */
/** @typedef {import('./context.js').Couple} Couple */
/** @typedef {import('../offer-chain.js').Chain} Chain */
/** @typedef {import('../turns.js').Role} Role */
/** @typedef {{ id: string, by: Role, step: import('../turns.js').Step, text: string }} Turn */

/**
 * @param {readonly TurnItem[]} items all turns of this offer, in any order
 * @param {Couple} couple
 * @param {Uint8Array} ref 16: the offer
 * @param {Chain} chain checked, and opened
 * @returns {Promise<{ turns: Turn[], head: Uint8Array }>} head: what the next turn points at, 32
 * @throws {ForgedStatementError}
 */
export async function checkTurns(items, couple, ref, chain) {
  /** @type {Turn[]} */
  const turns = [];
  let head = /** @type {Uint8Array} */ (chain.lastHash);
  while (turns.length < items.length) {
    const following = items.filter(({ prev }) => equalBytes(prev, head));
    const { who } = nextTurn(turns);
    if (following.length !== 1 || who === null) throw new ForgedStatementError();
    const place = { keyring: couple.keyring, space: couple.space, author: speaker(couple, chain, who), ref, prev: head };
    const { value, message } = await openShared(place, following[0], 'turn');
    if (!isTurnAllowed(turns, value, who)) throw new ForgedStatementError();
    turns.push({ id: following[0].id, by: who, step: value.step, text: value.text ?? '' });
    head = await sha256(message);
  }
  return { turns, head };
}

/** @param {Couple} couple @param {Chain} chain @param {Role} role */
function speaker({ me, partner }, { direction }, role) {
  return (role === 'author') === (direction === 'out') ? me : partner;
}
