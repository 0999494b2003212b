/**
 * What each keeps privately about offers: the author which entry it was and when it ended, the recipient their "not now".
 * Ordinary private records: to the server they are like any other.
 */

import { LAPSE_MS } from './rules.js';

/** @typedef {import('./book.js').Checked} Checked */
/** @typedef {import('./book.js').Over} Over */

/** @param {{ vault: any, clock: import('../../core/clock.js').Clock }} deps */
export function createMemory({ vault, clock }) {
  /** @param {string} type @param {string} id @returns {Record<string, any> | null} */
  const find = (type, id) => vault.all(type).find((/** @type {any} */ { fields }) => fields.offer === id)?.fields ?? null;
  /** @param {string} id */
  const out = (id) => find('offer-out', id);
  /** @param {number} timeMs */
  const iso = (timeMs) => new Date(timeMs).toISOString();

  /** @param {string} id @param {Record<string, any>} fields */
  const rememberOut = async (id, fields) => {
    await vault.singleton(`offer:${id}`).put({ v: 1, ...out(id), type: 'offer-out', offer: id, ...fields });
  };

  return {
    out,
    /** @param {string} id */
    in: (id) => find('offer-in', id),
    /** @returns {Record<string, any>[]} */
    allOut: () => vault.all('offer-out').map((/** @type {any} */ { fields }) => fields),
    rememberOut,
    /** Mine, and over as far as this account itself knows, whoever says otherwise. @param {string} id */
    isOver(id) {
      const made = out(id);
      return made !== null && (Boolean(made.endedAt) || Date.parse(made.at) + LAPSE_MS <= clock.nowMs());
    },
    /** The server refused it, so it never was. @param {string} id */
    async forgetOut(id) {
      const found = vault.all('offer-out').find((/** @type {any} */ { fields }) => fields.offer === id);
      if (found) await vault.purge(found.id);
    },
    /** Writes nothing where nothing was remembered and nothing is to be. @param {string} id @param {'not-now' | null} answer */
    async rememberIn(id, answer) {
      if ((find('offer-in', id)?.answer ?? null) === answer) return;
      await vault.singleton(`offer:${id}`).put({ v: 1, type: 'offer-in', offer: id, answer, at: iso(clock.nowMs()) });
    },
    /** From the opening on its entry and topic rest. @param {Checked[]} entries */
    async noteOpened(entries) {
      for (const { id, state, chain } of entries) {
        const made = out(id);
        const isUnnoted = state === 'opened' && chain.direction === 'out' && made !== null && !made.endedAt;
        if (isUnnoted) await rememberOut(id, { endedAt: iso(/** @type {any} */ (chain.last).timeMs) });
      }
    },
    /** Ended in whatever way, or put away: the rest counts from then. @param {Over[]} over those seen for the first time */
    async noteOver(over) {
      for (const { id, state } of over) {
        const made = out(id);
        if (!made) continue;
        // This device may have slept past the lapse; the rest must not grow by that.
        const endedMs = state === 'ended' ? Math.min(clock.nowMs(), Date.parse(made.at) + LAPSE_MS) : clock.nowMs();
        await rememberOut(id, { endedAt: iso(endedMs) });
      }
    },
  };
}
