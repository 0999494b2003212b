/**
 * Signatures of what both read (kind 2: covers, moments, turns): each by its author, over exactly
 * this envelope in this place (docs/protocol.md, A record). Altered by anyone: refused and said (R4).
 */
import { u64 } from '../core/bytes.js';
import { EncodingInvalidError } from '../core/errors.js';
import { tuple, ZERO_16, ZERO_32 } from './encoding.js';
import { sha256 } from './primitives.js';
import { verifySignature } from './signatures.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/**
 * @typedef {object} SharedRecord
 * @property {Uint8Array} space 16
 * @property {Uint8Array} record 16
 * @property {number} revision
 * @property {Uint8Array} envelope whole
 * @property {Uint8Array} authorFp 32
 * @property {Uint8Array} [ref] 16: the record it belongs to; zeros unless given
 * @property {Uint8Array} [prev] 32: the link before it; zeros unless given
 */

/**
 * @param {SharedRecord} shared
 * @returns {Promise<Bytes>} the tuple to sign; its SHA-256 is the `prev` of a next turn
 * @throws {EncodingInvalidError} a field of another length
 */
export async function sharedRecordMessage({ space, record, revision, envelope, authorFp, ref = ZERO_16, prev = ZERO_32 }) {
  const fits = [space, record, ref].every(({ length }) => length === 16) && [authorFp, prev].every(({ length }) => length === 32);
  if (!fits) throw new EncodingInvalidError('shared record: lengths');
  return tuple('shared', space, record, u64(revision), await sha256(envelope), authorFp, ref, prev);
}

/**
 * @param {SharedRecord} shared
 * @param {{ sign: (message: Uint8Array) => Promise<Bytes> }} signer a Keyring
 * @returns {Promise<Bytes>} signature, 64
 */
export async function signSharedRecord(shared, signer) {
  return signer.sign(await sharedRecordMessage(shared));
}

/**
 * @param {SharedRecord} shared the fields that the reader expects
 * @param {Uint8Array} signature 64
 * @param {Uint8Array} signingPublic 65, of the pinned author
 * @throws {import('../core/errors.js').SignatureInvalidError}
 */
export async function verifySharedRecord(shared, signature, signingPublic) {
  await verifySignature(await sharedRecordMessage(shared), signature, signingPublic);
}
