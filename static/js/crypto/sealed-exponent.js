/**
 * The exponent of one echo run, sealed so that it outlives a lock: a run takes days, and the phone locks in between
 * (protocol.md, "Echo"). Made, sealed and opened inside WebCrypto. Never: shows an exponent to JavaScript, or opens it for another run.
 */
import { concat } from '../core/bytes.js';
import { WrapUnopenableError } from '../core/errors.js';
import { tuple } from './encoding.js';
import { generateSealedPair, hkdfAesKey, NONCE_BYTES, openPrivate, randomBytes } from './primitives.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

/** @param {CryptoKey} account HKDF @param {Uint8Array} userId 16 */
const wrapKeyOf = (account, userId) => hkdfAesKey(account, tuple('echo-exponent', userId), ['wrapKey', 'unwrapKey']);

/** @param {Uint8Array} run 16 */
const contextOf = (run) => tuple('echo-exponent-run', run);

/** @param {CryptoKey} account HKDF @param {Uint8Array} userId 16 @param {Uint8Array} run 16 @returns {Promise<Bytes>} nonce ‖ sealed pkcs8 */
export async function newSealedExponent(account, userId, run) {
  const nonce = randomBytes(NONCE_BYTES);
  const { sealedPkcs8 } = await generateSealedPair('kem', await wrapKeyOf(account, userId), nonce, contextOf(run));
  return concat(nonce, sealedPkcs8);
}

/**
 * @param {CryptoKey} account HKDF @param {Uint8Array} userId 16 @param {Uint8Array} run 16 @param {Uint8Array} sealed
 * @returns {Promise<CryptoKey>} ECDH, non-extractable
 * @throws {WrapUnopenableError}
 */
export async function openSealedExponent(account, userId, run, sealed) {
  const wrapKey = await wrapKeyOf(account, userId);
  try {
    return await openPrivate('kem', wrapKey, sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES), contextOf(run));
  } catch (cause) {
    throw new WrapUnopenableError('echo exponent', { cause });
  }
}
