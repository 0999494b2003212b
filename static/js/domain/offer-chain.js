/**
 * Everything that is checked about an offer before it is shown, released or opened (protocol.md, "The bridge"):
 * the chain of statements against the pinned keys, that the feed's state is what the chain says, that nothing seen before
 * was taken away or exchanged, and that text and wrap are the very ones that were named.
 */
import { equalBytes, toBase64url } from '../core/bytes.js';
import { sha256 } from '../crypto/primitives.js';
import { verifyCommit } from '../crypto/locks.js';
import { verifyChain } from '../crypto/statement-chain.js';
import { ACTIONS, parseStatement, statementHash } from '../crypto/statements.js';
import { asForged, ForgedStatementError, ForgedTogetherError } from './bridge/refusals.js';

/** @typedef {import('./bridge/items.js').OfferItem} OfferItem */
/** @typedef {import('./bridge/context.js').Couple} Couple */
/** @typedef {Awaited<ReturnType<typeof verifyChain>>} Walked */
/** @typedef {Walked & { direction: 'out' | 'in', offer: import('../crypto/statements.js').Statement }} Chain */
/** @typedef {{ count: number, last: string } | { ended: true }} Seen last = hash of the last statement, base64url */

/** Where the action of a statement stands: behind the label, the number of fields and one length. */
const ACTION_AT = 17;

/** @param {boolean} holds */
function insist(holds) {
  if (!holds) throw new ForgedStatementError();
}

/**
 * @param {OfferItem} item in one of the states offered, ready, opened
 * @param {Couple} couple
 * @param {Seen | undefined} seen what this device saw of this offer before
 * @param {import('../crypto/locks.js').Commit | null} [commit] of a text that opened in a checked together: it stands on one statement alone
 * @returns {Promise<{ chain: Chain, seen: Seen }>} `seen` is to be remembered
 * @throws {ForgedStatementError}
 */
export async function checkOffer(item, couple, seen, commit = null) {
  try {
    insist(item.links.length > 0);
    const direction = directionOf(item, couple);
    const [owner, recipient] = direction === 'out' ? [couple.me, couple.partner] : [couple.partner, couple.me];
    const expected = { space: couple.space, record: item.idBytes, owner, recipient };
    const chain = commit ? await readCommit(item, owner, commit) : await verifyChain(item.links, expected);
    insist(chain.state === item.state);
    await checkContinues(item, seen);
    const checked = /** @type {Chain} */ ({ ...chain, direction });
    await checkTexts(item, checked);
    return { chain: checked, seen: { count: item.links.length, last: toBase64url(chain.lastHash) } };
  } catch (cause) {
    throw saysNow(item) ? asForgedTogether(cause) : asForged(cause);
  }
}

/** @param {OfferItem} item @param {import('./bridge/context.js').Person} owner @param {import('../crypto/locks.js').Commit} commit @returns {Promise<Walked>} */
async function readCommit({ links, idBytes }, owner, commit) {
  insist(links.length === 1 && equalBytes(commit.lock.record, idBytes));
  const statement = await verifyCommit(links[0], owner.signingPublic, commit);
  return { state: 'opened', offer: statement, last: statement, lastHash: await statementHash(links[0].message), statements: [statement] };
}

/** It claims to have opened in a together. @param {OfferItem} item */
const saysNow = ({ links }) => links[0]?.message[ACTION_AT] === ACTIONS.commit;

/** @param {unknown} cause */
function asForgedTogether(cause) {
  const problem = asForged(cause);
  return problem instanceof ForgedStatementError ? new ForgedTogetherError({ cause }) : problem;
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
