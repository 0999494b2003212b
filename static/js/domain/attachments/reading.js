/**
 * One photo or voice note, whole: out of the sealed cache, and what is not there from the server, chunk by chunk.
 * Every chunk is proved when it comes; nothing is handed out before all of it is, and nothing after a lock.
 */
import { toBase64url, wipe } from '../../core/bytes.js';
import { AttachmentUnopenableError, EncodingInvalidError } from '../../core/errors.js';
import { chunkOpener, joinAttachment } from '../../crypto/attachments.js';
import { ApiProblem } from '../../net/errors.js';
import { CHUNK } from '../../net/frames.js';
import { StorageFullError } from '../../store/errors.js';
import { AccountLockedError, RecordMissingError } from '../errors.js';
import { expected } from './attachments.js';
import { AttachmentElsewhereError, AttachmentRefusedError } from './errors.js';
import { TYPE } from './fields.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {(position: number, sealed: Uint8Array) => Promise<Bytes>} Open */
/** @typedef {{ sealed: Bytes, opened: Bytes }} Part */

/**
 * @param {{
 *   vault: Pick<import('../vault/vault.js').Vault, 'get'>, account: Pick<import('../account/account.js').Account, 'keyring'>,
 *   ask: import('../bridge/asking.js').AskWhole, chunks: import('../../store/chunks.js').ChunkStore,
 *   cache: { makeRoom: (isDire?: boolean) => Promise<number>, nextTurn: () => Promise<number> },
 * }} deps
 */
export function createReading({ vault, account, ask, chunks, cache }) {
  /** @param {string} id @param {number} first @returns {Promise<Map<number, Bytes>>} unproved */
  async function fetchFrom(id, first) {
    try {
      const { frames } = await ask('GET', `/attachments/${id}/chunks?from=${first}`);
      const fitting = frames.filter((frame) => frame.type === CHUNK && toBase64url(frame.id) === id && frame.parts.length === 1);
      if (!fitting.some(({ revision }) => revision === first + 1)) throw new AttachmentRefusedError();
      return new Map(fitting.map(({ revision, parts }) => [revision - 1, parts[0]]));
    } catch (problem) {
      throw problem instanceof ApiProblem && problem.code === 'not-found' ? new AttachmentElsewhereError({ cause: problem }) : problem;
    }
  }

  /** @param {string} id @param {number} position @param {Bytes} sealed @param {{ chunks: number, turn: number }} of a full disk is no reason not to show it */
  async function keep(id, position, sealed, of) {
    try {
      await chunks.cache(id, position, sealed, of);
    } catch (problem) {
      if (!(problem instanceof StorageFullError)) throw problem;
      await cache.makeRoom(true);
    }
  }

  /** @param {string} id @param {number} position @param {Open} open @returns {Promise<Part | null>} null: not here, or damaged here */
  async function openHere(id, position, open) {
    const sealed = await chunks.chunk(id, position);
    if (!sealed) return null;
    try {
      return { sealed, opened: await open(position, sealed) };
    } catch (problem) {
      if (problem instanceof AttachmentUnopenableError) return null;
      throw problem;
    }
  }

  /** @param {string} id @param {number} of @param {Open} open @param {(share: number) => void} onPart */
  async function gather(id, of, open, onPart) {
    const turn = await cache.nextTurn();
    /** @type {Map<number, Bytes>} */
    let arrived = new Map();
    const parts = [];
    for (let position = 0; position < of; position += 1) {
      let part = await openHere(id, position, open);
      if (!part) {
        if (!arrived.has(position)) arrived = await fetchFrom(id, position);
        const sealed = /** @type {Bytes} */ (arrived.get(position));
        part = { sealed, opened: await open(position, sealed) };
        await keep(id, position, sealed, { chunks: of, turn });
      }
      if (!account.keyring()) throw new AccountLockedError();
      parts.push(part);
      onPart((position + 1) / of);
    }
    await chunks.use(id, turn);
    return parts;
  }

  /** @param {string} id @param {(share: number) => void} onPart @returns {Promise<{ content: Bytes, sealed: Bytes[] }>} proved whole */
  async function whole(id, onPart) {
    const keyring = account.keyring();
    if (!keyring) throw new AccountLockedError();
    const record = vault.get(id);
    if (record?.fields.type !== TYPE) throw new RecordMissingError();
    try {
      const { place, said, chunks: of } = expected(record.fields, id, keyring.userId);
      const open = await chunkOpener(place, of);
      wipe(place.key);
      const parts = await gather(id, of, open, onPart);
      const content = await joinAttachment(parts.map(({ opened }) => opened), said);
      if (account.keyring() !== keyring) throw new AccountLockedError();
      await cache.makeRoom();
      return { content, sealed: parts.map(({ sealed }) => sealed) };
    } catch (problem) {
      throw problem instanceof AttachmentUnopenableError || problem instanceof EncodingInvalidError ? new AttachmentRefusedError({ cause: problem }) : problem;
    }
  }

  return {
    /**
     * @param {string} id
     * @param {{ onPart?: (share: number) => void }} [options] share of it that is here
     * @returns {Promise<Bytes>} the content
     * @throws {AttachmentRefusedError | AttachmentElsewhereError | RecordMissingError | AccountLockedError | import('../../net/errors.js').NetworkError}
     */
    read: async (id, { onPart = () => undefined } = {}) => (await whole(id, onPart)).content,

    /** As it lies on the server, for a copy. @param {string} id @returns {Promise<Bytes[]>} every chunk, in order; throws what `read` throws */
    sealed: async (id) => (await whole(id, () => undefined)).sealed,
  };
}
