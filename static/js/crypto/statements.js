/**
 * Consent statements: who said what about exactly which text (protocol.md, The bridge).
 * Owns: the format, and checking one statement by itself; a whole offer is in statement-chain.js.
 * Never: says that something was declined or read (actions 4 and 5 do not exist).
 */
import { readUnsigned, u8, u64 } from '../core/bytes.js';
import { StatementInvalidError } from '../core/errors.js';
import { parseTuple, tuple, ZERO_32 } from './encoding.js';
import { randomBytes, sha256 } from './primitives.js';
import { signatureMatches } from './signatures.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/**
 * @typedef {object} Statement
 * @property {number} action one of ACTIONS
 * @property {Uint8Array} space 16
 * @property {Uint8Array} record 16: the offer's id
 * @property {number} revision of the text
 * @property {Uint8Array} envelopeHash 32
 * @property {Uint8Array} wrapHash 32, zeros before the release
 * @property {Uint8Array} ownerFp 32
 * @property {Uint8Array} recipientFp 32
 * @property {number} policy one of TIERS
 * @property {number} timeMs for people only, never for order
 * @property {Uint8Array} nonce 16
 * @property {Uint8Array} prev 32: statementHash of the one before, zeros for the first
 */
/** @typedef {{ message: Uint8Array, signature: Uint8Array }} Link */

export const ACTIONS = Object.freeze({ offer: 1, accept: 2, withdraw: 3, commit: 6, release: 7 });
export const TIERS = Object.freeze({ topic: 1, sentence: 2, whole: 3 });
/** The last millisecond that a date can show: beyond it a screen would break on what a partner signed. */
export const LATEST_MS = 8_640_000_000_000_000;
const LABEL = 'consent';
const LENGTHS = Object.freeze([1, 16, 16, 8, 32, 32, 32, 32, 1, 8, 16, 32]);

/**
 * @param {Omit<Statement, "nonce" | "wrapHash" | "prev"> & Partial<Pick<Statement, "nonce" | "wrapHash" | "prev">>} statement
 * @returns {Bytes} the message to sign, 287 bytes
 * @throws {StatementInvalidError | import('../core/errors.js').EncodingInvalidError} a field of another length or value
 */
export function buildStatement(statement) {
  const { wrapHash = ZERO_32, nonce = randomBytes(16), prev = ZERO_32 } = statement;
  const { action, space, record, revision, envelopeHash, ownerFp, recipientFp, policy, timeMs } = statement;
  const message = tuple(
    LABEL, u8(action), space, record, u64(revision), envelopeHash, wrapHash, ownerFp, recipientFp, u8(policy), u64(timeMs), nonce, prev,
  );
  parseStatement(message);
  return message;
}

/**
 * @param {Uint8Array} message
 * @returns {Statement}
 * @throws {StatementInvalidError} not a statement, an action, tier or time that does not exist, bytes left over
 */
export function parseStatement(message) {
  const statement = readFields(message);
  if (!Object.values(ACTIONS).includes(/** @type {any} */ (statement.action))) throw new StatementInvalidError('action');
  if (!Object.values(TIERS).includes(/** @type {any} */ (statement.policy))) throw new StatementInvalidError('tier');
  if (statement.timeMs > LATEST_MS) throw new StatementInvalidError('time');
  return statement;
}

/** @param {Uint8Array} message @returns {Statement} */
function readFields(message) {
  try {
    const fields = parseTuple(LABEL, LENGTHS, message);
    const [action, space, record, revision, envelopeHash, wrapHash, ownerFp, recipientFp, policy, timeMs, nonce, prev] = fields;
    return {
      action: readUnsigned(action), space, record, revision: readUnsigned(revision), envelopeHash, wrapHash,
      ownerFp, recipientFp, policy: readUnsigned(policy), timeMs: readUnsigned(timeMs), nonce, prev,
    };
  } catch (cause) {
    throw new StatementInvalidError('not a statement', { cause });
  }
}

/** @param {Uint8Array} message @returns {Promise<Bytes>} 32: what the next statement names as `prev` */
export function statementHash(message) {
  return sha256(message);
}

/**
 * One statement by itself: form and signature. For an offer use `verifyChain`.
 * @param {Link} link
 * @param {Uint8Array} signingPublic 65, pinned
 * @returns {Promise<Statement>}
 * @throws {StatementInvalidError}
 */
export async function verifyStatement({ message, signature }, signingPublic) {
  const statement = parseStatement(message);
  if (!(await signatureMatches(message, signature, signingPublic))) throw new StatementInvalidError('signature');
  return statement;
}
