/**
 * The identity bundle: a person's two public keys in 154 bytes, and its fingerprint, which the
 * partner pins (protocol.md, Pairing). Everything here is public.
 */
import { concat, equalBytes, readUnsigned, u8, u32, utf8 } from '../core/bytes.js';
import { IdentityMismatchError } from '../core/errors.js';
import { tuple } from './encoding.js';
import { importPublic, sha256 } from './primitives.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/**
 * @typedef {object} Identity
 * @property {Uint8Array} userId 16
 * @property {number} epoch of the identity, from 1
 * @property {Uint8Array} kemPublic 65
 * @property {Uint8Array} signingPublic 65
 */

export const BUNDLE_BYTES = 154;
const MAGIC = concat(utf8('CBI'), u8(1));

/** @param {Identity} identity @returns {Bytes} 154 */
export function buildBundle({ userId, epoch, kemPublic, signingPublic }) {
  return concat(MAGIC, userId, u32(epoch), kemPublic, signingPublic);
}

/**
 * @param {Uint8Array} bundle
 * @returns {Promise<Identity>} both keys lie on the curve
 * @throws {IdentityMismatchError} not 154 bytes of a bundle
 */
export async function parseBundle(bundle) {
  if (bundle.length !== BUNDLE_BYTES || !equalBytes(bundle.subarray(0, 4), MAGIC)) throw new IdentityMismatchError('not a bundle');
  const identity = {
    userId: bundle.slice(4, 20),
    epoch: readUnsigned(bundle.subarray(20, 24)),
    kemPublic: bundle.slice(24, 89),
    signingPublic: bundle.slice(89),
  };
  try {
    await Promise.all([importPublic('kem', identity.kemPublic), importPublic('signing', identity.signingPublic)]);
  } catch (cause) {
    throw new IdentityMismatchError('not public keys', { cause });
  }
  return identity;
}

/** @param {Uint8Array} bundle 154 @returns {Promise<Bytes>} 32 */
export function fingerprint(bundle) {
  return sha256(tuple('identity', bundle));
}

/**
 * The one place that compares a partner's key with the pinned one; there is no "trust anyway".
 * @param {Uint8Array} bundle as it arrived
 * @param {Uint8Array} pinnedFp 32
 * @throws {IdentityMismatchError} everything stops
 */
export async function checkPinned(bundle, pinnedFp) {
  if (!equalBytes(await fingerprint(bundle), pinnedFp)) throw new IdentityMismatchError('not the pinned key');
}
