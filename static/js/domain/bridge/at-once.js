/**
 * "Open it at once", as the author chose beforehand: the next unlocked device of theirs does it when an acceptance was checked.
 * Owns which are on their way, so that one offer is not released twice.
 */
/** @typedef {import('./book.js').Checked} Checked */

/** @param {{ author: ReturnType<typeof import('./author.js').createAuthor>, memory: ReturnType<typeof import('./memory.js').createMemory>, hold: Pick<import('../argued.js').Argued, 'isOn'> }} deps */
export function createAtOnce({ author, memory, hold }) {
  /** @type {Set<string>} offers, at the very acceptance that was answered */
  const onTheirWay = new Set();

  return {
    /** @param {Checked[]} entries @returns {Promise<number>} how many went */
    async release(entries) {
      // Held back by its author's own wish: it goes when the day is over.
      if (hold.isOn()) return 0;
      const due = entries.filter(({ id, state, chain }) => state === 'ready' && chain.direction === 'out' && memory.out(id)?.release === 'at-once' && !onTheirWay.has(keyOf(chain)));
      for (const entry of due) {
        onTheirWay.add(keyOf(entry.chain));
        try {
          await author.release(entry);
        } catch (cause) {
          onTheirWay.delete(keyOf(entry.chain));
          throw cause;
        }
      }
      return due.length;
    },
    forget: () => onTheirWay.clear(),
  };
}

/** @param {Checked['chain']} chain */
const keyOf = ({ lastHash }) => lastHash.join();
