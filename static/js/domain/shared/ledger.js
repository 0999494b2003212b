/**
 * What one of the two has published in a space, as the tree behind their manifest (protocol.md, "Parts"): so that a server
 * can neither leave a part out nor put an older one back. Owns the tree; deletes nothing.
 */
import { equalBytes, fromBase64url, toBase64url } from '../../core/bytes.js';
import { manifestId, parseManifest } from '../../crypto/manifest.js';
import { ManifestTree } from '../../crypto/manifest-tree.js';
import { sha256 } from '../../crypto/primitives.js';
import { openShared, sealShared } from '../bridge/shared.js';

/** @typedef {import('../bridge/context.js').Couple} Couple */
/** @typedef {import('../bridge/context.js').Person} Person */
/** @typedef {import('../sync/items.js').PartItem} PartItem */

const TYPE = 'parts-manifest';

export function createLedger() {
  const tree = new ManifestTree();
  /** @type {Map<string, number>} item id → revision that is in the tree */
  const known = new Map();

  return {
    /** @param {string} id @returns {number} 0: never published */
    revision: (id) => known.get(id) ?? 0,

    /** @param {PartItem[]} items of this person in this space @param {() => Promise<void>} breathe */
    async follow(items, breathe) {
      for (const item of items) {
        if (known.get(item.id) === item.revision) continue;
        tree.put(await entryOf(item));
        known.set(item.id, item.revision);
        await breathe();
      }
    },

    /**
     * @param {Couple} couple
     * @param {Person} author
     * @param {PartItem | null} item the manifest that arrived; none yet is right as long as there are no parts
     * @returns {Promise<boolean>} it is the author's, and says just what is here
     */
    async isWhole({ keyring, space }, author, item) {
      if (!item) return tree.count === 0;
      const record = await manifestId(author.userId, space);
      const { value } = await openShared({ keyring, space, author, record, revision: item.revision }, item, TYPE);
      const { type: _, ...fields } = value;
      const { counter, count, root } = parseManifest(fields);
      return counter === item.revision && count === tree.count && equalBytes(root, await tree.root());
    },

    /**
     * @param {Couple} couple
     * @param {PartItem[]} coming what is to be published with it
     * @param {PartItem | null} last the manifest before
     * @returns {Promise<PartItem>} the tree is as it was
     */
    async next(couple, coming, last) {
      const { count, root } = await tree.rootWith(await Promise.all(coming.map(entryOf)));
      const record = await manifestId(couple.me.userId, couple.space);
      const counter = (last?.revision ?? 0) + 1;
      const sealed = await sealShared(
        { keyring: couple.keyring, space: couple.space, author: couple.me, record, revision: counter },
        { v: 1, type: TYPE, counter, count, root: toBase64url(root) },
        last?.wrap ?? null,
      );
      return { id: toBase64url(record), revision: counter, ...sealed };
    },
  };
}

/** @param {PartItem} item @returns {Promise<import('../../crypto/manifest-tree.js').ManifestEntry>} */
const entryOf = async ({ id, revision, envelope }) => ({ record: fromBase64url(id), revision, envelopeHash: await sha256(envelope) });
