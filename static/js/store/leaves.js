/**
 * The leaves of the manifest as kept on this device: for each first byte of an id the joined
 * (record id 16 ‖ u64 revision ‖ SHA-256(envelope)), sorted by id (protocol.md, The manifest).
 * They also say what is stored without reading the records themselves.
 */

import { compareBytes, concat, fromBase64url, readUnsigned, toBase64url, u64 } from '../core/bytes.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {{ id: string, revision: number, hash: Bytes }} LeafEntry id base64url, hash 32 bytes */

const ENTRY_BYTES = 56;

/** @param {string} id base64url of 16 bytes @returns {number} which leaf it belongs to */
export const leafOf = (id) => fromBase64url(id)[0];

/** @param {Uint8Array} leaf @returns {LeafEntry[]} */
export function readLeaf(leaf) {
  const entries = [];
  for (let at = 0; at < leaf.length; at += ENTRY_BYTES) {
    entries.push({
      id: toBase64url(leaf.subarray(at, at + 16)),
      revision: readUnsigned(leaf.subarray(at + 16, at + 24)),
      hash: leaf.slice(at + 24, at + ENTRY_BYTES),
    });
  }
  return entries;
}

/**
 * @param {Uint8Array} leaf
 * @param {LeafEntry[]} changes all of this leaf
 * @returns {Bytes} the leaf after them
 */
export function changeLeaf(leaf, changes) {
  const byId = new Map(readLeaf(leaf).map((entry) => [entry.id, entry]));
  for (const change of changes) byId.set(change.id, change);
  const rows = [...byId.values()].map(({ id, revision, hash }) => concat(fromBase64url(id), u64(revision), hash));
  return concat(...rows.sort(compareBytes));
}

/**
 * @template {LeafEntry} T
 * @param {T[]} entries
 * @returns {Map<number, T[]>} by leaf
 */
export function byLeaf(entries) {
  /** @type {Map<number, T[]>} */
  const groups = new Map();
  for (const entry of entries) groups.set(leafOf(entry.id), [...(groups.get(leafOf(entry.id)) ?? []), entry]);
  return groups;
}
