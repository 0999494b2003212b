/**
 * How much of photos and voice notes stays on this device. Owns the bound and what goes first: what was looked at longest
 * ago. Never: lets go of what the server does not have.
 */

/** A hundred MiB or so: a hundred photos, or an hour and a half of voice notes. */
export const MOST_CHUNKS_HERE = 1_600;
/** When the disk is full, this share of it goes at once. */
const DIRE_SHARE = 0.5;

/** @param {{ chunks: import('../../store/chunks.js').ChunkStore, mostChunks?: number }} deps */
export function createCache({ chunks, mostChunks = MOST_CHUNKS_HERE }) {
  /** @type {number | null} */
  let last = null;

  return {
    /** @returns {Promise<number>} greater than any before it */
    async nextTurn() {
      last ??= Math.max(0, ...(await chunks.rows()).map(({ turn }) => turn));
      last += 1;
      return last;
    },

    /** @param {boolean} [isDire] the disk is full: more than is needed goes @returns {Promise<number>} how many were let go of */
    async makeRoom(isDire = false) {
      const rows = await chunks.rows();
      let held = rows.reduce((sum, row) => sum + row.chunks, 0);
      const most = isDire ? Math.floor(held * DIRE_SHARE) : mostChunks;
      const gone = [];
      for (const row of rows.filter(({ isSent }) => isSent).sort((a, b) => a.turn - b.turn)) {
        if (held <= most) break;
        held -= row.chunks;
        gone.push(row.id);
      }
      if (gone.length > 0) await chunks.forget(gone);
      return gone.length;
    },
  };
}
