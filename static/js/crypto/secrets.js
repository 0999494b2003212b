/**
 * From what a person has or knows to the 32 secret bytes of a slot, and what is sent instead of
 * secrets: the auth key and the find tag (protocol.md, The account).
 * Never: sends, stores or logs anything; a name itself never leaves the device.
 */
import { concat, u8, utf8, wipe } from '../core/bytes.js';
import { EncodingInvalidError } from '../core/errors.js';
import { tuple } from './encoding.js';
import { hkdfBits, importHkdfKey, sha256 } from './primitives.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

const CODE_BYTES = 16;

/**
 * @param {Uint8Array} bytes
 * @param {number} length
 */
function expectLength(bytes, length) {
  if (bytes.length !== length) throw new EncodingInvalidError(`a secret of ${length} bytes was expected`);
}

/** @param {Uint8Array} material @param {Uint8Array} info @param {number} length @returns {Promise<Bytes>} */
async function derive(material, info, length) {
  return hkdfBits(await importHkdfKey(material), info, length);
}

/**
 * Both halves are needed: without the account code no passphrase can be tried (safety.md, O2).
 * @param {Uint8Array} stretched 32, from kdf.js, secret
 * @param {Uint8Array} accountCode 16, secret
 * @param {Uint8Array} userId 16
 * @returns {Promise<Bytes>} 32, secret
 */
export async function passphraseSecret(stretched, accountCode, userId) {
  expectLength(stretched, 32);
  expectLength(accountCode, CODE_BYTES);
  const material = concat(stretched, accountCode);
  const secret = await derive(material, tuple('account-secret', userId), 32);
  wipe(material);
  return secret;
}

/**
 * @param {Uint8Array} recoveryCode 16, secret; opens alone
 * @param {Uint8Array} userId 16
 * @returns {Promise<Bytes>} 32, secret
 */
export async function recoverySecret(recoveryCode, userId) {
  expectLength(recoveryCode, CODE_BYTES);
  return derive(recoveryCode, tuple('recovery-secret', userId), 32);
}

/**
 * @param {Uint8Array} prfOutput 32, secret
 * @param {Uint8Array} userId 16
 * @returns {Promise<Bytes>} 32, secret
 */
export async function passkeySecret(prfOutput, userId) {
  expectLength(prfOutput, 32);
  return derive(prfOutput, tuple('passkey-secret', userId), 32);
}

/**
 * What is sent to sign in; it leads back neither to the secret nor to the slot's key.
 * @param {Uint8Array} secret 32, of a slot
 * @param {Uint8Array} userId 16
 * @returns {Promise<Bytes>} 32
 */
export async function authKey(secret, userId) {
  expectLength(secret, 32);
  return derive(secret, tuple('auth', userId), 32);
}

/** @param {string} name as typed @returns {string} NFKC, trimmed, lower-cased */
export function normalizeName(name) {
  return name.normalize('NFKC').trim().toLowerCase();
}

/**
 * Sent in place of the name: without the code nobody can try names against a server (safety.md, S1).
 * @param {Uint8Array} code 16: the account code for slot type 1, the recovery code for type 2
 * @param {number} slotType
 * @param {string} name as typed
 * @returns {Promise<Bytes>} 16
 */
export async function findTag(code, slotType, name) {
  expectLength(code, CODE_BYTES);
  return derive(code, tuple('find', u8(slotType), utf8(normalizeName(name))), 16);
}

/**
 * What the slot of a passkey is found by; the server knows the credential id anyway.
 * @param {Uint8Array} credentialId 1 … 960
 * @returns {Promise<Bytes>} 16
 */
export async function passkeyFindTag(credentialId) {
  return (await sha256(tuple('find-passkey', credentialId))).slice(0, 16);
}
