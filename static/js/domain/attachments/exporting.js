/**
 * Photos and voice notes in the files one takes along (protocol.md, The export file). Owns how much of them a file may
 * hold: one that is too large for the phone's memory would be no file at all. What is left out is counted and said.
 */
import { fromBase64url, toBase64url } from '../../core/bytes.js';
import { observable } from '../../core/observable.js';
import { CoupleBridgeError } from '../../core/errors.js';
import { CHUNK_BYTES } from '../../crypto/attachments.js';
import { CHUNK } from '../../net/frames.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {ReturnType<typeof createExporting>} Exporting */

/** 96 MiB: a hundred and fifty photos, or six hours of voice notes. */
export const MOST_EXPORTED_CHUNKS = 1_536;
/** The same in base64, each chunk with an end of its own: what a copy that is brought back may hold beside its text. */
export const MOST_EXPORTED_DATA_BYTES = MOST_EXPORTED_CHUNKS * 4 * Math.ceil(CHUNK_BYTES / 3);

/**
 * @param {{
 *   attachments: Pick<import('./attachments.js').Attachments, 'every'>,
 *   reading: Pick<ReturnType<typeof import('./reading.js').createReading>, 'read' | 'sealed'>, mostChunks?: number,
 * }} deps
 */
export function createExporting({ attachments, reading, mostChunks = MOST_EXPORTED_CHUNKS }) {
  const leftOut = observable(0);

  /**
   * The newest first, as far as there is room.
   * @template T
   * @param {(id: string) => Promise<T>} take
   * @returns {Promise<Map<string, T>>} by id; without those that could not be had
   */
  async function takeAll(take) {
    const taken = new Map();
    let room = mostChunks;
    const all = attachments.every();
    for (const { id, size } of [...all].reverse()) {
      const chunks = Math.ceil(size / CHUNK_BYTES);
      if (!(chunks <= room)) continue;
      try {
        taken.set(id, await take(id));
        room -= chunks;
      } catch (problem) {
        // Not on this phone, and not to be had now: what can be taken along is taken along, and the rest is counted.
        if (!(problem instanceof CoupleBridgeError && 'code' in problem && problem.code !== 'locked')) throw problem;
      }
    }
    leftOut.value = all.length - taken.size;
    return taken;
  }

  return {
    /** How many the file that was made last does not hold. */
    leftOut,

    /** @returns {Promise<Record<string, any>[]>} `data`: the content in base64 (RFC 4648, section 4), null where it is left out */
    async plain() {
      const contents = await takeAll((id) => reading.read(id));
      return attachments.every().map(({ thumbnail, unsent, ...said }) => ({ ...said, data: contents.has(said.id) ? toBase64(/** @type {Bytes} */ (contents.get(said.id))) : null }));
    },

    /** @returns {Promise<import('../../net/frames.js').Frame[]>} sealed chunks, as the server has them */
    async frames() {
      const sealed = await takeAll((id) => reading.sealed(id));
      return [...sealed].flatMap(([id, chunks]) => chunks.map((chunk, position) => ({ type: CHUNK, id: fromBase64url(id), revision: position + 1, seq: 0, parts: [chunk] })));
    },
  };
}

/** @param {Bytes} bytes @returns {string} with padding, for programs of others */
function toBase64(bytes) {
  const text = toBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}
