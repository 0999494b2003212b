/**
 * The hash tree over what an account holds: 256 leaves by the first byte of the id
 * (docs/protocol.md, The manifest). One change costs one leaf and eight nodes.
 */
import { inBites } from '../core/breather.js';
import { compareBytes, concat, readUnsigned, toHex, u8, u64 } from '../core/bytes.js';
import { EncodingInvalidError } from '../core/errors.js';
import { tuple } from './encoding.js';
import { sha256 } from './primitives.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {{ record: Uint8Array, revision: number, envelopeHash: Uint8Array }} ManifestEntry 16, 32 */

const LEAVES = 256;
const ENTRY_BYTES = 56;
const ROOT = 1;

export class ManifestTree {
  /** A heap: the root is 1, the children of n are 2n and 2n + 1, leaf b is 256 + b. @type {Bytes[]} */
  #nodes = new Array(2 * LEAVES);
  /** @type {Map<string, ManifestEntry>[]} */
  #leaves = Array.from({ length: LEAVES }, () => new Map());
  /** Leaves that were given whole and not changed since, joined as they are hashed: ten thousand entries are not taken apart for nothing. @type {(Uint8Array | null)[]} */
  #whole = new Array(LEAVES).fill(null);
  #dirty = new Set(this.#leaves.keys());
  /** @type {Promise<void>} */
  #refreshed = Promise.resolve();

  /** @param {Iterable<ManifestEntry>} [entries] */
  constructor(entries = []) {
    for (const entry of entries) this.put(entry);
  }

  /** @returns {number} of records */
  get count() {
    return this.#leaves.reduce((sum, leaf, number) => sum + (this.#whole[number] ? this.#whole[number].length / ENTRY_BYTES : leaf.size), 0);
  }

  /**
   * All of one leaf at once, in place of what it held.
   * @param {number} number 0 … 255
   * @param {Uint8Array} joined its entries (record 16 ‖ u64 revision ‖ hash 32), sorted by record
   */
  putLeaf(number, joined) {
    if (joined.length % ENTRY_BYTES !== 0) throw new EncodingInvalidError('manifest leaf: length');
    this.#leaves[number].clear();
    this.#whole[number] = joined.slice();
    this.#dirty.add(number);
  }

  /** New, or a newer revision. @param {ManifestEntry} entry */
  put({ record, revision, envelopeHash }) {
    if (record.length !== 16 || envelopeHash.length !== 32) throw new EncodingInvalidError('manifest entry: lengths');
    this.#opened(record[0]).set(toHex(record), { record: record.slice(), revision, envelopeHash: envelopeHash.slice() });
    this.#dirty.add(record[0]);
  }

  /** @param {Uint8Array} record 16 */
  remove(record) {
    this.#opened(record[0]).delete(toHex(record));
    this.#dirty.add(record[0]);
  }

  /** @returns {Promise<Bytes>} 32: over everything put before this call */
  async root() {
    // One refresh after the other: two at once would mix two states into one root.
    this.#refreshed = this.#refreshed.then(() => this.#refresh());
    await this.#refreshed;
    return this.#nodes[ROOT].slice();
  }

  /**
   * The tree as it would be with these, and left as it was: nothing is confirmed before the server said so.
   * @param {ManifestEntry[]} entries
   * @returns {Promise<{ count: number, root: Bytes }>} root 32
   */
  async rootWith(entries) {
    const before = entries.map(({ record }) => this.#opened(record[0]).get(toHex(record)) ?? null);
    for (const entry of entries) this.put(entry);
    const after = { count: this.count, root: await this.root() };
    entries.forEach(({ record }, at) => {
      const entry = before[at];
      if (entry) this.put(entry);
      else this.remove(record);
    });
    return after;
  }

  /** @param {number} number @returns {Map<string, ManifestEntry>} the leaf entry by entry, to look into and to change */
  #opened(number) {
    const [leaf, whole] = [this.#leaves[number], this.#whole[number]];
    this.#whole[number] = null;
    for (let at = 0; whole && at < whole.length; at += ENTRY_BYTES) {
      const record = whole.subarray(at, at + 16);
      leaf.set(toHex(record), { record, revision: readUnsigned(whole.subarray(at + 16, at + 24)), envelopeHash: whole.subarray(at + 24, at + ENTRY_BYTES) });
    }
    return leaf;
  }

  async #refresh() {
    const changed = [...this.#dirty];
    this.#dirty.clear();
    // All inputs are read before anything is awaited, so that they are of one moment.
    const inputs = changed.map((leaf) => leafInput(leaf, this.#whole[leaf] ?? joinedOf([...this.#leaves[leaf].values()])));
    const hashes = await inBites(inputs, sha256);
    changed.forEach((leaf, i) => (this.#nodes[LEAVES + leaf] = hashes[i]));
    await this.#climb(new Set(changed.map((leaf) => (LEAVES + leaf) >> 1)));
  }

  /** @param {Set<number>} level nodes of one level whose children changed */
  async #climb(level) {
    const nodes = this.#nodes;
    await inBites([...level], async (n) => {
      nodes[n] = await sha256(tuple('manifest-node', nodes[2 * n], nodes[2 * n + 1]));
    });
    const parents = new Set([...level].map((n) => n >> 1).filter((n) => n >= ROOT));
    if (parents.size > 0) await this.#climb(parents);
  }
}

/** @param {ManifestEntry[]} entries @returns {Bytes} */
function joinedOf(entries) {
  entries.sort((a, b) => compareBytes(a.record, b.record));
  return concat(...entries.flatMap(({ record, revision, envelopeHash }) => [record, u64(revision), envelopeHash]));
}

/** @param {number} leaf @param {Uint8Array} joined */
const leafInput = (leaf, joined) => tuple('manifest-leaf', u8(leaf), joined);
