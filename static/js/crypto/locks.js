/**
 * Locking a text in for a together, and the one word on which it opens (protocol.md, Together).
 * Owns: the format of a lock, what names both, and the check of a now. A lock names a sealed text and no key, under a label
 * of its own: none can ever stand for an offer.
 */
import { equalBytes, readUnsigned, u8, u64 } from '../core/bytes.js';
import { StatementInvalidError } from '../core/errors.js';
import { parseTuple, tuple } from './encoding.js';
import { randomBytes, sha256 } from './primitives.js';
import { signatureMatches } from './signatures.js';
import { ACTIONS, LATEST_MS, TIERS, verifyStatement } from './statements.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {import('./statements.js').Link} Link */
/**
 * @typedef {object} Lock
 * @property {Uint8Array} space 16
 * @property {Uint8Array} together 16
 * @property {Uint8Array} record 16: the text
 * @property {number} revision
 * @property {Uint8Array} envelopeHash 32
 * @property {Uint8Array} ownerFp 32
 * @property {Uint8Array} recipientFp 32
 * @property {number} policy one of TIERS
 * @property {number} timeMs for people only
 * @property {Uint8Array} nonce 16
 * @property {Uint8Array} prev 32: the link of the proposal
 */
/** @typedef {{ lock: Lock, both: Uint8Array }} Commit what a text of a together must be: its author's lock, and the 32 bytes that name both */

const LABEL = 'together-lock';
const LENGTHS = Object.freeze([16, 16, 16, 8, 32, 32, 32, 1, 8, 16, 32]);

/** @param {Omit<Lock, "nonce">} lock @returns {Bytes} the message to sign, 272 bytes */
export function buildLock({ space, together, record, revision, envelopeHash, ownerFp, recipientFp, policy, timeMs, prev }) {
  return tuple(LABEL, space, together, record, u64(revision), envelopeHash, ownerFp, recipientFp, u8(policy), u64(timeMs), randomBytes(16), prev);
}

/** @param {Uint8Array} message @returns {Lock} @throws {StatementInvalidError} */
export function parseLock(message) {
  const lock = readFields(message);
  if (!Object.values(TIERS).includes(/** @type {any} */ (lock.policy))) throw new StatementInvalidError('tier');
  if (lock.timeMs > LATEST_MS) throw new StatementInvalidError('time');
  return lock;
}

/** @param {Uint8Array} message @returns {Lock} */
function readFields(message) {
  try {
    const [space, together, record, revision, envelopeHash, ownerFp, recipientFp, policy, timeMs, nonce, prev] = parseTuple(LABEL, LENGTHS, message);
    return {
      space, together, record, revision: readUnsigned(revision), envelopeHash, ownerFp, recipientFp,
      policy: readUnsigned(policy), timeMs: readUnsigned(timeMs), nonce, prev,
    };
  } catch (cause) {
    throw new StatementInvalidError('not a lock', { cause });
  }
}

/** @param {Link} link @param {Uint8Array} signingPublic 65, pinned @returns {Promise<Lock>} @throws {StatementInvalidError} */
export async function verifyLock({ message, signature }, signingPublic) {
  const lock = parseLock(message);
  if (!(await signatureMatches(message, signature, signingPublic))) throw new StatementInvalidError('signature');
  return lock;
}

/**
 * @param {Uint8Array} proposalLink 32
 * @param {Uint8Array} proposers the message of the lock of whoever proposed
 * @param {Uint8Array} others
 * @returns {Promise<Bytes>} 32: names both texts; what both say now to
 */
export async function bothLocked(proposalLink, proposers, others) {
  return sha256(tuple('together-both', proposalLink, await sha256(proposers), await sha256(others)));
}

/**
 * What an author said now to: exactly the text that they locked in, and exactly these two.
 * @param {Link} link
 * @param {Uint8Array} signingPublic 65, pinned
 * @param {Commit} commit
 * @returns {Promise<import('./statements.js').Statement>}
 * @throws {StatementInvalidError}
 */
export async function verifyCommit(link, signingPublic, { lock, both }) {
  const statement = await verifyStatement(link, signingPublic);
  const named = [statement.space, statement.record, statement.envelopeHash, statement.ownerFp, statement.recipientFp, statement.prev];
  const wanted = [lock.space, lock.record, lock.envelopeHash, lock.ownerFp, lock.recipientFp, both];
  const fits = statement.action === ACTIONS.commit && statement.revision === lock.revision && statement.policy === lock.policy;
  if (!fits || !named.every((bytes, at) => equalBytes(bytes, wanted[at]))) throw new StatementInvalidError('not the now of this text');
  return statement;
}
