/**
 * A voice note while it is spoken: every second of it goes sealed to the disk as it comes, so that a lock, Hide now or a
 * page that died loses the last second and no more. The next unlock puts what was left on its page. Owns the pieces.
 * Never: the microphone, and anything that opens without the account.
 */
import { concat, fromBase64url, fromUtf8, toBase64url, u32, utf8, wipe } from '../../core/bytes.js';
import { CacheUnopenableError } from '../../core/errors.js';
import { random16 } from '../../core/ids.js';
import { tuple } from '../../crypto/encoding.js';
import { unlessLocked } from '../errors.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {{ media: string, entry: string | null }} About entry: the page it is spoken for, null where that was not made yet */
/** @typedef {ReturnType<typeof createRecordings>} Recordings */

const LOCK_NAME = 'couplebridge-recording';
/** The first piece says what the others are. */
const ABOUT = 0;
/** How much time a piece holds; the recorder cuts by it. */
export const PIECE_S = 1;

/**
 * @param {{
 *   account: Pick<import('../account/account.js').Account, 'keyring' | 'onLock'>,
 *   chunks: Pick<import('../../store/chunks.js').ChunkStore, 'addPiece' | 'pieces' | 'recordings' | 'dropPieces'>,
 *   attachments: Pick<import('./attachments.js').Attachments, 'add'>,
 *   journal: Pick<import('../journal.js').Journal, 'entry' | 'create'>,
 *   locks?: { request: (name: string, options: { ifAvailable: boolean }, work: (lock: unknown) => Promise<any>) => Promise<any> } | null,
 * }} deps locks: over all tabs, so that none takes what another one is still recording
 */
export function createRecordings({ account, chunks, attachments, journal, locks = null }) {
  /** How each one under way is let go of, by id. @type {Map<string, () => void>} */
  const goingOn = new Map();

  // What is on the disk stays there for the next unlock; nothing of it stays in memory.
  account.onLock(() => {
    for (const leave of [...goingOn.values()]) leave();
  });

  /** @param {string} id @param {number} n @param {Uint8Array} bytes @returns {Promise<void>} on disk; nothing where it was locked meanwhile */
  async function addPiece(id, n, bytes) {
    try {
      const sealed = await account.keyring()?.sealCache(bytes, contextOf(id, n));
      if (sealed) await chunks.addPiece(id, n, sealed);
    } catch (problem) {
      unlessLocked(problem);
    }
  }

  /** @param {string} id @returns {Promise<{ about: About, pieces: Bytes[] } | null>} null: nothing that can be opened */
  async function open(id) {
    const keyring = account.keyring();
    const opened = [];
    for (const { n, sealed } of await chunks.pieces(id)) {
      if (!keyring || n !== opened.length) break;
      try {
        opened.push(await keyring.openCache(sealed, contextOf(id, n)));
      } catch (problem) {
        if (problem instanceof CacheUnopenableError) break; // damaged, or of another account that was here
        throw problem;
      }
    }
    const [about, ...pieces] = opened;
    return about && pieces.length > 0 ? { about: JSON.parse(fromUtf8(about)), pieces } : null;
  }

  /** @param {string} id */
  async function settleOne(id) {
    const found = await open(id);
    if (!account.keyring()) return 0;
    if (found) await keep(found.about.entry, found.about.media, found.pieces, found.pieces.length * PIECE_S);
    await chunks.dropPieces(id);
    return found ? 1 : 0;
  }

  /** @param {string | null} entry @param {string} media @param {Bytes[]} pieces @param {number} seconds */
  async function keep(entry, media, pieces, seconds) {
    const content = concat(...pieces);
    // Of a page that is gone for good by now, the words get one of their own.
    const page = entry && journal.entry(entry) ? entry : await journal.create({});
    const id = await attachments.add(page, { kind: 'voice', media, content, seconds });
    wipe(content);
    return id;
  }

  return {
    /** @param {About} about */
    begin({ media, entry }) {
      const id = toBase64url(random16());
      /** @type {Bytes[]} */
      const pieces = [];
      let page = entry;
      /** @type {Promise<unknown>} */
      let last = Promise.resolve();
      /** @type {unknown} */
      let problem = null;
      /** @type {() => void} */
      let letGo = () => undefined;
      void locks?.request(LOCK_NAME, { ifAvailable: true }, () => new Promise((resolve) => (letGo = () => resolve(undefined))));

      /** @param {number} n @param {Uint8Array} bytes one after the other, so that there is no gap */
      const write = (n, bytes) => {
        // Sealed at once, while there are keys; waited for one after the other.
        const sealing = addPiece(id, n, bytes).catch((cause) => void (problem ??= cause));
        last = last.then(() => sealing);
      };
      const end = () => {
        goingOn.delete(id);
        letGo();
        pieces.length = 0;
      };
      goingOn.set(id, end);
      write(ABOUT, utf8(JSON.stringify({ media, entry })));

      return {
        /** @param {Bytes} bytes the next second */
        piece(bytes) {
          pieces.push(bytes);
          write(pieces.length, bytes);
        },
        /** It belongs to this page. @param {string} made */
        on(made) {
          page = made;
          write(ABOUT, utf8(JSON.stringify({ media, entry: made })));
        },
        /** A disk that takes no more: what was spoken is still in memory until `keep`. @returns {unknown} */
        problem: () => problem,
        /** @param {number} seconds @returns {Promise<string | null>} the id of the voice note; null where nothing was recorded */
        async keep(seconds) {
          await last;
          try {
            if (pieces.length === 0) return null;
            const kept = await keep(page, media, pieces, seconds);
            await chunks.dropPieces(id);
            return kept;
          } finally {
            end();
          }
        },
        /** The person does not want it. */
        async drop() {
          await last;
          end();
          await chunks.dropPieces(id);
        },
      };
    },

    /** After an unlock. @returns {Promise<number>} how many voice notes were cut off, and are on their pages now */
    async settle() {
      let found = 0;
      /** @param {unknown} lock */
      const work = async (lock) => {
        if (locks && !lock) return; // another tab is recording
        for (const id of await chunks.recordings()) if (!goingOn.has(id)) found += await settleOne(id);
      };
      await (locks ? locks.request(LOCK_NAME, { ifAvailable: true }, work) : work(null));
      return found;
    },
  };
}

/** @param {string} id @param {number} n */
const contextOf = (id, n) => tuple('recording', fromBase64url(id), u32(n));
