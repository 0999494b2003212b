/** Shared by the crypto tests: fixed ids, an unlocked account of the cast, and one way to change one byte. */
import { fromHex } from '../../../static/js/core/bytes.js';
import { parseBundle } from '../../../static/js/crypto/identity.js';
import { Keyring } from '../../../static/js/crypto/keyring.js';

/** @param {number} byte @param {number} [length] */
export const filled = (byte, length = 16) => new Uint8Array(length).fill(byte);

export const SPACE = filled(0x5a);
export const RECORD = filled(0x4e);
export const ALICE_ID = filled(0xa1);
export const BOB_ID = filled(0xb0);
export const MALLORY_ID = filled(0x3a);

/** @param {Uint8Array} bytes @param {number} at negative counts from the end */
export function flipped(bytes, at) {
  const copy = bytes.slice();
  copy[at < 0 ? copy.length + at : at] ^= 1;
  return copy;
}

/** @param {Uint8Array} userId @param {number} [accountByte] */
export async function unlocked(userId, accountByte = 7) {
  return Keyring.unlock({ accountKey: filled(accountByte, 32), userId, epoch: 1 });
}

/** A person with keys of their own. @param {Uint8Array} userId */
export async function person(userId) {
  const keyring = await unlocked(userId);
  const stored = await keyring.generateIdentity(1);
  const bundle = await parseBundle(stored.bundle);
  return { keyring, stored, bundle, fp: keyring.identity.fingerprint };
}

export { fromHex };
