/**
 * Signing and checking: ECDSA P-256, SHA-256, raw r‖s of 64 bytes, over a tuple and nothing else.
 * Never: uses signature bytes as an id (a valid signature has a valid twin).
 */
import { SignatureInvalidError } from '../core/errors.js';
import { ecdsaMatches, ecdsaSign, importPublic } from './primitives.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

/** @param {CryptoKey} signingKey private @param {Uint8Array} message a tuple @returns {Promise<Bytes>} 64 */
export function signMessage(signingKey, message) {
  return ecdsaSign(signingKey, message);
}

/**
 * @param {Uint8Array} message
 * @param {Uint8Array} signature 64; DER is refused
 * @param {Uint8Array} signingPublic 65, pinned
 * @returns {Promise<boolean>} false also for a key that is none
 */
export async function signatureMatches(message, signature, signingPublic) {
  const publicKey = await importPublic('signing', signingPublic).catch(() => null);
  return publicKey !== null && ecdsaMatches(publicKey, signature, message);
}

/**
 * @param {Uint8Array} message
 * @param {Uint8Array} signature 64
 * @param {Uint8Array} signingPublic 65, pinned
 * @throws {SignatureInvalidError}
 */
export async function verifySignature(message, signature, signingPublic) {
  if (!(await signatureMatches(message, signature, signingPublic))) throw new SignatureInvalidError('signature refused');
}
