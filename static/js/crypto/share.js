/**
 * A record key, or a space key, sealed to one person (HPKE, RFC 9180, base mode; protocol.md, The bridge).
 * Everything that the wrap is bound to stands in `info`; the aad stays empty.
 * Never: wraps for a key that was not pinned (the caller passes the pinned bundle's), nor before the
 * acceptance was checked (domain/bridge).
 */
import { u64 } from '../core/bytes.js';
import { IdentityMismatchError, WrapUnopenableError } from '../core/errors.js';
import { tuple } from './encoding.js';
import { hpkeOpen, hpkeSeal, importPublic, sha256 } from './primitives.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {{ publicKey: CryptoKey, privateKey: CryptoKey }} KemPair private half non-extractable */
/**
 * @typedef {object} ShareContext
 * @property {Uint8Array} space 16
 * @property {Uint8Array} record 16
 * @property {number} revision
 * @property {Uint8Array} ownerFp 32
 * @property {Uint8Array} recipientFp 32
 * @property {Uint8Array} envelopeHash 32, SHA-256(envelope)
 */

export const WRAP_BYTES = 113;

/** @param {Uint8Array} wrap 113 @returns {Promise<Bytes>} 32: what a release names */
export function wrapHash(wrap) {
  return sha256(wrap);
}

/** @param {ShareContext} context @returns {Bytes} the HPKE info */
export function shareInfo({ space, record, revision, ownerFp, recipientFp, envelopeHash }) {
  return tuple('share', space, record, u64(revision), ownerFp, recipientFp, envelopeHash);
}

/**
 * @param {Uint8Array} secret32 the key to hand over
 * @param {Uint8Array} kemPublic 65, of the recipient's pinned bundle
 * @param {Uint8Array} info a tuple
 * @returns {Promise<Bytes>} 113
 * @throws {IdentityMismatchError} not a point of the curve
 */
export async function wrapFor(secret32, kemPublic, info) {
  if (secret32.length !== 32) throw new RangeError('a key has 32 bytes');
  const publicKey = await importPublic('kem', kemPublic).catch((cause) => {
    throw new IdentityMismatchError('not a public key', { cause });
  });
  return hpkeSeal(publicKey, info, secret32);
}

/**
 * @param {Uint8Array} wrap 113
 * @param {KemPair} pair
 * @param {Uint8Array} info
 * @returns {Promise<Bytes>} 32, secret
 * @throws {WrapUnopenableError} for another record, revision, pair of people, or changed
 */
export async function unwrapWith(wrap, pair, info) {
  if (wrap.length !== WRAP_BYTES) throw new WrapUnopenableError('wrap: length');
  try {
    return await hpkeOpen(pair, info, wrap);
  } catch (cause) {
    throw new WrapUnopenableError('wrap: does not open', { cause });
  }
}

/**
 * @param {Uint8Array} recordKey 32, secret
 * @param {Uint8Array} kemPublic 65, pinned
 * @param {ShareContext} context
 * @returns {Promise<Bytes>} 113
 */
export function wrapShare(recordKey, kemPublic, context) {
  return wrapFor(recordKey, kemPublic, shareInfo(context));
}

/**
 * @param {Uint8Array} wrap 113
 * @param {KemPair} pair
 * @param {ShareContext} context
 * @returns {Promise<Bytes>} the record key: 32, secret
 * @throws {WrapUnopenableError}
 */
export function unwrapShare(wrap, pair, context) {
  return unwrapWith(wrap, pair, shareInfo(context));
}
