/**
 * Photos and voice notes of one's own pages. Owns their records, and what is kept sealed on this device before anything
 * is sent. They are private: nothing here goes over the bridge, and no part of them is in an entry that could.
 */
import { fromBase64url, toBase64url, wipe } from '../../core/bytes.js';
import { random16 } from '../../core/ids.js';
import { oncePer } from '../../core/once-per.js';
import { contentHash, countChunks, newAttachmentKey, sealAttachment } from '../../crypto/attachments.js';
import { StorageFullError } from '../../store/errors.js';
import { AccountLockedError, RecordMissingError, TextTooLongError } from '../errors.js';
import { AttachmentTooLargeError } from './errors.js';
import { MAX_WORDS, newFields, shown, TYPE } from './fields.js';

/** @typedef {import('./fields.js').Attachment} Attachment */
/** @typedef {import('./fields.js').NewAttachment} NewAttachment */
/** @typedef {ReturnType<typeof createAttachments>} Attachments */

/** Held over all tabs from the first chunk on the disk to the record that names them: until then they look like nobody's. */
export const ADDING_LOCK = 'couplebridge-adding';

/** Where words for a photo are while they are typed (protocol.md, `draft`). @param {string} id */
export const wordsPurpose = (id) => `words:${id}`;

/**
 * @param {{
 *   vault: Pick<import('../vault/vault.js').Vault, 'get' | 'all' | 'put' | 'patch'>,
 *   account: Pick<import('../account/account.js').Account, 'keyring'>,
 *   chunks: import('../../store/chunks.js').ChunkStore,
 *   cache: { makeRoom: (isDire?: boolean) => Promise<number>, nextTurn: () => Promise<number> },
 *   sending: { nudge: () => void },
 *   drafting: Pick<import('../drafting.js').Drafting, 'read'>,
 *   clock: import('../../core/clock.js').Clock,
 *   locks?: { request: (name: string, options: { mode: 'shared' }, work: () => Promise<void>) => Promise<void> } | null,
 * }} deps
 */
export function createAttachments({ vault, account, chunks, cache, sending, drafting, clock, locks = null }) {
  /** What did not change is not read again with every save of anything else. @type {WeakMap<Record<string, any>, Attachment>} */
  const read = new WeakMap();
  const nowIso = () => new Date(clock.nowMs()).toISOString();

  /** @param {Attachment} one @returns {Attachment} with the words that are just being typed */
  const withTyped = (one) => ({ ...one, words: drafting.read(wordsPurpose(one.id)).words ?? one.words });

  /** @param {import('../vault/vault.js').VaultRecord} record @returns {Attachment} */
  function readOnce(record) {
    const known = read.get(record.fields);
    if (known?.unsent === record.unsent) return known;
    const one = shown(record);
    read.set(record.fields, one);
    return one;
  }

  /** By entry: a list of two thousand asks once for each row. */
  const byEntry = oncePer((/** @type {readonly import('../vault/vault.js').VaultRecord[]} */ records) => {
    /** @type {Map<string, Attachment[]>} */
    const found = new Map();
    for (const record of records) found.set(record.fields.of, [...(found.get(record.fields.of) ?? []), readOnce(record)]);
    for (const list of found.values()) list.sort(oldestFirst);
    return found;
  });

  /** @param {string} entry @returns {Attachment[]} in the order in which they were made, those removed too */
  const all = (entry) => byEntry(vault.all(TYPE)).get(entry) ?? [];

  /** @param {string} id @param {import('../../core/bytes.js').Bytes[]} sealed */
  async function keepSealed(id, sealed) {
    const turn = await cache.nextTurn();
    try {
      await chunks.keep(id, sealed, turn);
    } catch (problem) {
      // What can be fetched again makes room for what cannot.
      if (!(problem instanceof StorageFullError) || (await cache.makeRoom(true)) === 0) throw problem;
      await chunks.keep(id, sealed, turn);
    }
  }

  /** The chunks first: a record of something that is nowhere would promise what nobody can show. @param {string} id @param {import('../../core/bytes.js').Bytes[]} sealed @param {Record<string, any>} fields */
  async function keepNamed(id, sealed, fields) {
    await keepSealed(id, sealed);
    try {
      await vault.put(fields, id);
    } catch (problem) {
      // Locked in between, as a rule: without the key that is in its record nobody can ever open them.
      await chunks.forget([id]);
      throw problem;
    }
  }

  return {
    /** @param {string} entry @returns {Attachment[]} */
    of: (entry) => all(entry).filter(({ removedAt }) => !removedAt).map(withTyped),

    /** @returns {readonly unknown[]} of all photos and voice notes: the same array for as long as none of them changed */
    records: () => vault.all(TYPE),

    /** What is said of the photos of an entry. @param {string} entry @returns {string[]} */
    captionsOf: (entry) => all(entry).filter(({ removedAt }) => !removedAt).map((one) => withTyped(one).words.trim()).filter(Boolean),

    /** What was taken off this page and can come back. @param {string} entry @returns {Attachment[]} */
    removedOf: (entry) => all(entry).filter(({ removedAt }) => removedAt).map(withTyped),

    /** @param {string} id @returns {boolean} words for it were typed, and are not kept with it yet */
    isTyped: (id) => drafting.read(wordsPurpose(id)).words !== undefined,

    /** @param {string} id @returns {Attachment | null} */
    get(id) {
      const record = vault.get(id);
      return record?.fields.type === TYPE ? withTyped(shown(record)) : null;
    },

    /** @returns {Attachment[]} of all pages */
    every: () => vault.all(TYPE).map(shown).sort(oldestFirst),

    /**
     * Sealed and on the disk of this device before anything is sent.
     * @param {string} entry
     * @param {NewAttachment} made
     * @returns {Promise<string>} its id
     */
    async add(entry, made) {
      const keyring = account.keyring();
      if (!keyring) throw new AccountLockedError();
      checkSize(made.content.length);
      const [id, key] = [random16(), newAttachmentKey()];
      const sealed = await sealAttachment({ owner: keyring.userId, record: id, key }, made.content);
      const fields = newFields(entry, made, { key, sha256: await contentHash(made.content), at: made.at ?? nowIso() });
      wipe(key);
      const name = toBase64url(id);
      const keeping = () => keepNamed(name, sealed, fields);
      await (locks ? locks.request(ADDING_LOCK, { mode: 'shared' }, keeping) : keeping());
      sending.nudge();
      return name;
    },

    /** What is on a photo, for whoever cannot see it. @param {string} id @param {string} words */
    async describe(id, words) {
      if ([...words].length > MAX_WORDS) throw new TextTooLongError();
      if (need(id).words !== words) await vault.patch(id, { words });
    },

    /** Off its page; for thirty days it can come back. @param {string} id */
    remove: (id) => vault.patch(need(id).id, { removedAt: nowIso() }),

    /** @param {string} id */
    putBack: (id) => vault.patch(need(id).id, { removedAt: null }),
  };

  /** @param {string} id @returns {Attachment} */
  function need(id) {
    const record = vault.get(id);
    if (record?.fields.type !== TYPE) throw new RecordMissingError();
    return shown(record);
  }
}

/** @param {number} size */
function checkSize(size) {
  try {
    countChunks(size);
  } catch {
    throw new AttachmentTooLargeError(); // its only reason
  }
}

/** @param {{ at: string, id: string }} a @param {{ at: string, id: string }} b ISO times: code units will do */
const oldestFirst = (a, b) => Number(a.at > b.at) - Number(a.at < b.at) || Number(a.id > b.id) - Number(a.id < b.id);

/** @param {Record<string, any>} fields of a record @param {string} id @param {Uint8Array} owner @returns {{ place: import('../../crypto/attachments.js').AttachmentPlace, said: { size: number, sha256: Uint8Array }, chunks: number }} what its chunks must be; key secret: wipe it */
export function expected(fields, id, owner) {
  const said = { size: fields.size, sha256: fromBase64url(fields.sha256) };
  return { place: { owner, record: fromBase64url(id), key: fromBase64url(fields.key) }, said, chunks: countChunks(fields.size) };
}
