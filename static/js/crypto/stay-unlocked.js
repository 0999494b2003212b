/**
 * "Stay unlocked for …": the account key on this device under a share that the server keeps with the
 * session and forgets on lock, sign-out or idle time. Disk alone and server alone open nothing.
 * Never: is used without the person's choice; the share is never stored on the device.
 */
import { wipe } from '../core/bytes.js';
import { EncodingInvalidError } from '../core/errors.js';
import { tuple } from './encoding.js';
import { hkdfAesKey, importHkdfKey } from './primitives.js';
import { openBytes, sealBytes } from './sealed-bytes.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

/** @param {Uint8Array} share @param {Uint8Array} userId @param {KeyUsage} usage */
async function stayKey(share, userId, usage) {
  if (share.length !== 32) throw new EncodingInvalidError('a share has 32 bytes');
  return hkdfAesKey(await importHkdfKey(share), tuple('stay-unlocked', userId), [usage]);
}

/**
 * To be called inside the callback of `openSlot`, where the raw account key exists.
 * @param {Uint8Array} accountKey 32, secret
 * @param {Uint8Array} share 32, random, kept by the server
 * @param {Uint8Array} userId 16
 * @returns {Promise<Bytes>} 60, for IndexedDB
 */
export async function sealStayUnlocked(accountKey, share, userId) {
  return sealBytes(await stayKey(share, userId, 'encrypt'), accountKey, tuple('stay', userId));
}

/**
 * @template T
 * @param {Uint8Array} sealed 60
 * @param {Uint8Array} share 32, fetched from the server now
 * @param {Uint8Array} userId 16
 * @param {(accountKey: Bytes) => Promise<T> | T} use as for `openSlot`: the bytes are zeroed afterwards
 * @returns {Promise<T>}
 * @throws {import('../core/errors.js').WrapUnopenableError} another share, user or device
 */
export async function openStayUnlocked(sealed, share, userId, use) {
  const accountKey = await openBytes(await stayKey(share, userId, 'decrypt'), sealed, tuple('stay', userId));
  try {
    return await use(accountKey);
  } finally {
    wipe(accountKey);
  }
}
