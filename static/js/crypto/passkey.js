/**
 * The passkey's secret (WebAuthn PRF) and its removal from everything that is sent.
 * Owns: the salt, reading the PRF value, proving that it comes back the same, the JSON without it.
 * Never: calls `credential.toJSON()` (it contains the secret, and crashes some iPhones), and never
 * lets a `prf` result into anything for the server. The slot's secret is in secrets.js.
 */
import { equalBytes, fromHex, toBase64url } from '../core/bytes.js';
import { PasskeyUnusableError } from '../core/errors.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

/** SHA-256("CB1:prf-salt"). */
const PRF_SALT = fromHex('96ee744917759f1dd3bd10fdfa4bff834213a7247e07a09bf8c4a1bada9b6d49');

/** @returns {Bytes} 32, a fresh copy */
export function prfSalt() {
  return PRF_SALT.slice();
}

/** @returns {{ prf: { eval: { first: Bytes } } }} the extensions to ask for */
export function prfExtensions() {
  return { prf: { eval: { first: prfSalt() } } };
}

/**
 * @param {any} credential a PublicKeyCredential from get()
 * @returns {Bytes} 32, secret
 * @throws {PasskeyUnusableError} this passkey or phone gives none
 */
export function readPrf(credential) {
  const first = credential.getClientExtensionResults()?.prf?.results?.first;
  const output = first === undefined ? new Uint8Array(0) : bytesOf(first).slice();
  if (output.length !== 32) throw new PasskeyUnusableError('no secret from this passkey');
  return output;
}

/**
 * A slot is written only after a second get() gave the same value: one that changes locks out for ever.
 * @param {Uint8Array} once 32, secret
 * @param {Uint8Array} again 32, secret
 * @throws {PasskeyUnusableError}
 */
export function confirmPrf(once, again) {
  if (once.length !== 32 || !equalBytes(once, again)) throw new PasskeyUnusableError('the passkey gave two secrets');
}

/** @param {ArrayBuffer | ArrayBufferView} source @returns {Uint8Array} */
function bytesOf(source) {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

/** Fields of a response that the server needs; nothing else is read. */
const RESPONSE_FIELDS = Object.freeze(['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']);

/**
 * The WebAuthn JSON of a credential, written out by hand field by field, so that the PRF secret cannot
 * slip in. Extension results are left out whole: the server needs none.
 * @param {any} credential
 * @returns {{ id: string, rawId: string, type: string, response: Record<string, string>, clientExtensionResults: {} }}
 */
export function credentialJson(credential) {
  const given = RESPONSE_FIELDS.filter((field) => credential.response[field]);
  const response = Object.fromEntries(given.map((field) => [field, toBase64url(bytesOf(credential.response[field]))]));
  const rawId = toBase64url(bytesOf(credential.rawId));
  return { id: rawId, rawId, type: 'public-key', response, clientExtensionResults: {} };
}
