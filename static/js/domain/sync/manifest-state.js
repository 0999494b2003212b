/**
 * What this device has confirmed, as the tree behind the manifest, and the check of a state that the
 * server shows (safety.md, M2, M4). Owns the highest counter ever seen.
 */

import { equalBytes, fromBase64url, wipe } from '../../core/bytes.js';
import { createBreather } from '../../core/breather.js';
import { ManifestMismatchError, UnopenableError } from '../../core/errors.js';
import { checkManifest, manifestHeader, manifestId, openManifest, sealManifest } from '../../crypto/manifest.js';
import { ManifestTree } from '../../crypto/manifest-tree.js';
import { newRecordKey } from '../../crypto/records.js';
import { MANIFEST } from '../../net/frames.js';
import { ServerAnswerRefusedError } from '../errors.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {import('../../crypto/keyring.js').Keyring} Keyring */
/** @typedef {import('../../net/frames.js').Frame} Frame */
/** @typedef {{ revision: number, envelope: Bytes, wrap: Bytes }} StoredManifest */
/** @typedef {{ id: string, revision: number, hash: Bytes }} Confirmed */

export const MANIFEST_KEY = 'manifest';
export const HIGHEST_KEY = 'manifestHighest';

/** @param {{ store: import('../../store/store.js').Store }} deps */
export function createManifestState({ store }) {
  /** @type {ManifestTree | null} */
  let tree = null;

  /** @returns {Promise<ManifestTree>} */
  async function currentTree() {
    if (tree) return tree;
    const breathe = createBreather();
    const built = new ManifestTree();
    for (const [number, leaf] of (await store.leaves()).entries()) {
      built.putLeaf(number, leaf);
      await breathe();
    }
    tree = built;
    return built;
  }

  /** @returns {Promise<number>} 0 on a new device */
  const highest = async () => (await store.meta(HIGHEST_KEY)) ?? 0;

  return {
    /** The disk was changed by someone else: read it again when it is needed. */
    forget() {
      tree = null;
    },

    /** @param {Confirmed[]} confirmed is on disk now */
    note(confirmed) {
      for (const entry of confirmed) tree?.put(asEntry(entry));
    },

    /**
     * @param {Keyring} keyring
     * @param {Frame} frame as it arrived
     * @returns {Promise<StoredManifest>} authentic, and not older than what was seen
     * @throws {ServerAnswerRefusedError}
     */
    async accept(keyring, { id, revision, parts }) {
      const stored = { revision, envelope: parts[0], wrap: parts[1] };
      const isOurs = equalBytes(id, await manifestId(keyring.userId)) && parts.length === 2;
      if (!isOurs || revision < (await highest())) throw new ServerAnswerRefusedError();
      await open(keyring, stored);
      return stored;
    },

    /**
     * After a complete pull: does what is here equal what the account says it holds?
     * @param {Keyring} keyring
     * @throws {ServerAnswerRefusedError}
     */
    async check(keyring) {
      const stored = await store.meta(MANIFEST_KEY);
      const here = await currentTree();
      if (!stored && here.count === 0) return;
      if (!stored) throw new ServerAnswerRefusedError();
      const manifest = await open(keyring, stored);
      try {
        checkManifest(manifest, { count: here.count, root: await here.root(), highestCounter: await highest() });
      } catch (cause) {
        throw cause instanceof ManifestMismatchError ? new ServerAnswerRefusedError({ cause }) : cause;
      }
      if (manifest.counter > (await highest())) await store.setMeta(HIGHEST_KEY, manifest.counter);
    },

    /**
     * The manifest of the state after a push.
     * @param {Keyring} keyring
     * @param {Confirmed[]} coming
     * @returns {Promise<{ frame: Frame, stored: StoredManifest }>}
     */
    async next(keyring, coming) {
      const { count, root } = await (await currentTree()).rootWith(coming.map(asEntry));
      const last = await store.meta(MANIFEST_KEY);
      const counter = (last?.revision ?? 0) + 1;
      const header = await manifestHeader(keyring.userId, counter);
      const recordKey = last ? await keyring.unwrapRecordKey(last.wrap, header) : newRecordKey();
      const envelope = await sealManifest({ counter, count, root }, keyring.userId, recordKey);
      const wrap = last?.wrap ?? (await keyring.wrapRecordKey(recordKey, header));
      wipe(recordKey);
      const stored = { revision: counter, envelope, wrap };
      return { stored, frame: { type: MANIFEST, id: new Uint8Array(header.record), revision: counter, seq: 0, parts: [envelope, wrap] } };
    },
  };
}

/** @param {Confirmed} confirmed @returns {import('../../crypto/manifest-tree.js').ManifestEntry} */
const asEntry = ({ id, revision, hash }) => ({ record: fromBase64url(id), revision, envelopeHash: hash });

/**
 * @param {Keyring} keyring
 * @param {StoredManifest} stored
 * @returns {Promise<import('../../crypto/manifest.js').Manifest>}
 * @throws {ServerAnswerRefusedError} not this account's
 */
async function open(keyring, { revision, envelope, wrap }) {
  try {
    const recordKey = await keyring.unwrapRecordKey(wrap, await manifestHeader(keyring.userId, revision));
    return await openManifest(envelope, { owner: keyring.userId, counter: revision }, recordKey);
  } catch (cause) {
    throw cause instanceof UnopenableError ? new ServerAnswerRefusedError({ cause }) : cause;
  }
}
