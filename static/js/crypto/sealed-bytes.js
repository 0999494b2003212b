/**
 * The small box used wherever one key seals one thing: nonce 12 ‖ AES-256-GCM ciphertext ‖ tag 16.
 * Owns nothing else: which key, which AAD and what a refusal is called belong to the callers.
 */
import { concat } from '../core/bytes.js';
import { WrapUnopenableError } from '../core/errors.js';
import { aesOpen, aesSeal, randomBytes, NONCE_BYTES } from './primitives.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

/**
 * @param {CryptoKey} key AES-256-GCM
 * @param {Uint8Array} plaintext
 * @param {Uint8Array} aad a tuple
 * @returns {Promise<Bytes>} 28 bytes more than the plaintext
 */
export async function sealBytes(key, plaintext, aad) {
  const nonce = randomBytes(NONCE_BYTES);
  return concat(nonce, await aesSeal(key, nonce, plaintext, aad));
}

/**
 * @param {CryptoKey} key
 * @param {Uint8Array} sealed
 * @param {Uint8Array} aad
 * @param {new (message?: string, options?: ErrorOptions) => Error} [Refusal]
 * @returns {Promise<Bytes>}
 * @throws {Error} a `Refusal` (WrapUnopenableError unless given): another key, another context, any change
 */
export async function openBytes(key, sealed, aad, Refusal = WrapUnopenableError) {
  try {
    return await aesOpen(key, sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES), aad);
  } catch (cause) {
    throw new Refusal('does not open', { cause });
  }
}
