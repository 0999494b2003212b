/** Notes on a step or a card: each by whoever wrote it, so that nobody's words are changed by the other. */
import { textOf } from './plain-values.js';

/** @typedef {{ id: string, text: string, isMine: boolean }} Note */

export const NOTE_MAX = 4_000;
const OF = 'note';

/** @param {{ things: import('./things.js').Things }} deps */
export function createNotes({ things }) {
  return {
    /** @param {string} on id of the step or card @returns {Note[]} the oldest first */
    on(on) {
      const found = things.list(OF).filter(({ values }) => values.on === on);
      return found.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).map(({ id, values, writers }) => ({ id, text: textOf(values.text, NOTE_MAX), isMine: writers.has(/** @type {import('./things.js').Scope} */ (things.scope()).me) }));
    },

    /** @param {string} on @param {string} text @returns {Promise<string>} id */
    add(on, text) {
      const places = things.list(OF).map(({ values }) => values.place).filter(Number.isSafeInteger);
      return things.add(OF, { on, text: text.trim().slice(0, NOTE_MAX), place: Math.max(0, ...places) + 1 });
    },

    /** @param {string} id of one's own @param {string} text */
    change: (id, text) => things.change(id, OF, { text: text.trim().slice(0, NOTE_MAX) }),

    /** @param {string} id @returns {Promise<() => Promise<void>>} the way back */
    letGo: (id) => things.letGo(id),
  };
}

/** By its place, and where two have one by its id. @param {import('./things.js').Thing} thing */
const keyOf = ({ id, values }) => `${String(Number.isSafeInteger(values.place) ? values.place : 0).padStart(16, '0')} ${id}`;
