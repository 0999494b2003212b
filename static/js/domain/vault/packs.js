/**
 * Packs: a hundred opened records sealed as one under the cache key, so that ten thousand are read in
 * a blink. Only a copy: whatever does not fit the records any more, or does not open, is left aside.
 */

import { fromUtf8, toBase64url, u32, utf8 } from '../../core/bytes.js';
import { CacheUnopenableError } from '../../core/errors.js';
import { tuple } from '../../crypto/encoding.js';

/** @typedef {import('../../crypto/keyring.js').Keyring} Keyring */
/** @typedef {{ id: string, revision: number, mark: string, fields: import('./sealing.js').Fields }} Packed */

export const PACK_RECORDS = 100;
const MARK_BYTES = 9;

/** @param {Uint8Array} hash SHA-256 of the envelope @returns {string} enough of it to tell one revision from another */
export const markOf = (hash) => toBase64url(hash.subarray(0, MARK_BYTES));

/** @param {Keyring} keyring @param {number} n */
const context = (keyring, n) => tuple('pack', keyring.userId, u32(n));

/**
 * @param {Keyring} keyring
 * @param {number} n
 * @param {Packed[]} packed
 * @returns {Promise<import('../../store/store.js').StoredPack>}
 */
export async function sealPack(keyring, n, packed) {
  const rows = packed.map(({ id, revision, mark, fields }) => [id, revision, mark, fields]);
  return { n, sealed: await keyring.sealCache(utf8(JSON.stringify(rows)), context(keyring, n)) };
}

/**
 * @param {Keyring} keyring
 * @param {import('../../store/store.js').StoredPack} pack
 * @returns {Promise<Packed[]>} none when the pack is damaged: the records themselves are read instead
 */
export async function openPack(keyring, { n, sealed }) {
  try {
    const rows = JSON.parse(fromUtf8(await keyring.openCache(sealed, context(keyring, n))));
    return rows.map((/** @type {[string, number, string, any]} */ [id, revision, mark, fields]) => ({ id, revision, mark, fields }));
  } catch (problem) {
    if (problem instanceof CacheUnopenableError) return [];
    throw problem;
  }
}
