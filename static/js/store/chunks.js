/**
 * Sealed chunks of photos and voice notes on this device: those that wait for the server, and a cache of the others;
 * and the sealed pieces of a recording that goes on. Owns which of them change together. Never: a key, anything that
 * opens, or when something was looked at (`turn` only says what was used before what).
 */

import { asked } from './database.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {{ id: string, chunks: number, isSent: boolean, turn: number }} HeldAttachment chunks: how many it has, here or not */
/** @typedef {ReturnType<typeof createChunkStore>} ChunkStore */

/** @param {string} id @returns {any} of a store whose keys are [id, number] */
const allOf = (id) => [[id], [id, []]];

/** @param {import('./database.js').Database} database @param {{ range?: (from: any, to: any) => any }} [deps] */
export function createChunkStore(database, { range = (from, to) => IDBKeyRange.bound(from, to) } = {}) {
  /** @param {string} id */
  const rangeOf = (id) => range(...(/** @type {[any, any]} */ (allOf(id))));

  return {
    /** All of a new one, or nothing of it. @param {string} id @param {Bytes[]} sealed @param {number} turn @returns {Promise<void>} on disk */
    async keep(id, sealed, turn) {
      await database.write(['chunks', 'attachments'], async (stores) => {
        sealed.forEach((chunk, position) => stores('chunks').put({ id, position, sealed: chunk }));
        stores('attachments').put({ id, chunks: sealed.length, isSent: false, turn });
      });
    },

    /** One that came from the server. @param {string} id @param {number} position @param {Bytes} sealed @param {Omit<HeldAttachment, "id" | "isSent">} of */
    async cache(id, position, sealed, { chunks, turn }) {
      await database.write(['chunks', 'attachments'], async (stores) => {
        const row = await asked(stores('attachments').get(id));
        stores('chunks').put({ id, position, sealed });
        stores('attachments').put({ isSent: true, ...row, id, chunks, turn });
      });
    },

    /** @param {string} id @param {number} position @returns {Promise<Bytes | null>} */
    async chunk(id, position) {
      return (await database.read(['chunks'], (stores) => asked(stores('chunks').get([id, position]))))?.sealed ?? null;
    },

    /** @returns {Promise<HeldAttachment[]>} */
    rows: () => database.read(['attachments'], (stores) => asked(stores('attachments').getAll())),

    /** Everything of it is on the server: from now on it may be made room of. @param {string} id */
    async sent(id) {
      await database.write(['attachments'], async (stores) => {
        const row = await asked(stores('attachments').get(id));
        if (row) stores('attachments').put({ ...row, isSent: true });
      });
    },

    /** It was looked at. @param {string} id @param {number} turn */
    async use(id, turn) {
      await database.write(['attachments'], async (stores) => {
        const row = await asked(stores('attachments').get(id));
        if (row) stores('attachments').put({ ...row, turn });
      });
    },

    /** @param {string[]} ids */
    async forget(ids) {
      await database.write(['chunks', 'attachments'], async (stores) => {
        for (const id of ids) {
          stores('chunks').delete(rangeOf(id));
          stores('attachments').delete(id);
        }
      });
    },

    /** @param {string} id @param {number} n @param {Bytes} sealed */
    async addPiece(id, n, sealed) {
      await database.write(['pieces'], async (stores) => void stores('pieces').put({ id, n, sealed }));
    },

    /** @returns {Promise<string[]>} ids of recordings of which pieces are here */
    async recordings() {
      const keys = await database.read(['pieces'], (stores) => asked(stores('pieces').getAllKeys()));
      return [...new Set(keys.map((key) => /** @type {any[]} */ (key)[0]))];
    },

    /** @param {string} id @returns {Promise<{ n: number, sealed: Bytes }[]>} in order */
    pieces: (id) => database.read(['pieces'], (stores) => asked(stores('pieces').getAll(rangeOf(id)))),

    /** @param {string} id */
    async dropPieces(id) {
      await database.write(['pieces'], async (stores) => void stores('pieces').delete(rangeOf(id)));
    },
  };
}
