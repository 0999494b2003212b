/**
 * Everything that is checked about an offer before it is shown, released or opened (protocol.md, "The bridge"):
 * the chain of statements against the pinned keys, that the feed's state is what the chain says, that nothing seen before
 * was taken away or exchanged, and that text and wrap are the very ones that were named.
 */
import { equalBytes, toBase64url } from '../core/bytes.js';
import { sha256 } from '../crypto/primitives.js';
import { verifyChain } from '../crypto/statement-chain.js';
import { parseStatement, statementHash } from '../crypto/statements.js';
import { asForged, ForgedStatementError } from './bridge/refusals.js';

/** @typedef {import('./bridge/items.js').OfferItem} OfferItem */
/** @typedef {import('./bridge/context.js').Couple} Couple */
/** @typedef {Awaited<ReturnType<typeof verifyChain>>} Walked */
/** @typedef {Walked & { direction: 'out' | 'in', offer: import('../crypto/statements.js').Statement }} Chain */
/** @typedef {{ count: number, last: string } | { ended: true }} Seen last = hash of the last statement, base64url */

/** @param {boolean} holds */
function insist(holds) {
  if (!holds) throw new ForgedStatementError();
}

/**
 * @param {OfferItem} item in one of the states offered, ready, opened
 * @param {Couple} couple
 * @param {Seen | undefined} seen what this device saw of this offer before
 * @returns {Promise<{ chain: Chain, seen: Seen }>} `seen` is to be remembered
 * @throws {ForgedStatementError}
 */
export async function checkOffer(item, couple, seen) {
  try {
    insist(item.links.length > 0);
    const direction = directionOf(item, couple);
    const [owner, recipient] = direction === 'out' ? [couple.me, couple.partner] : [couple.partner, couple.me];
    const chain = await verifyChain(item.links, { space: couple.space, record: item.idBytes, owner, recipient });
    insist(chain.state === item.state);
    await checkContinues(item, seen);
    const checked = /** @type {Chain} */ ({ ...chain, direction });
    await checkTexts(item, checked);
    return { chain: checked, seen: { count: item.links.length, last: toBase64url(chain.lastHash) } };
  } catch (cause) {
    throw asForged(cause);
  }
}

/** @param {OfferItem} item @param {Couple} couple @returns {'out' | 'in'} */
function directionOf({ links }, { me, partner }) {
  const { ownerFp } = parseStatement(links[0].message);
  insist(equalBytes(ownerFp, me.fingerprint) || equalBytes(ownerFp, partner.fingerprint));
  return equalBytes(ownerFp, me.fingerprint) ? 'out' : 'in';
}

/** A chain only ever grows: an ended offer stays ended, and a taken-back word stays taken back. @param {OfferItem} item @param {Seen | undefined} seen */
async function checkContinues({ links }, seen) {
  if (!seen) return;
  insist('count' in seen && links.length >= seen.count);
  const { count, last } = /** @type {{ count: number, last: string }} */ (seen);
  insist(toBase64url(await statementHash(links[count - 1].message)) === last);
}

/** @param {OfferItem} item @param {Chain} chain */
async function checkTexts({ text, share }, chain) {
  const isOpened = chain.state === 'opened';
  // Before the release a recipient who is sent anything of the text is being sent something nobody agreed to.
  insist(chain.direction === 'out' || isOpened === (text !== null) && isOpened === (share !== null));
  insist(chain.direction === 'in' || text !== null);
  if (text) insist(equalBytes(await sha256(text.envelope), chain.offer.envelopeHash));
  if (share) insist(equalBytes(await sha256(share), /** @type {any} */ (chain.last).wrapHash));
}
