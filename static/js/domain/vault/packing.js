/**
 * Keeps the packs fresh, when idle and in small bites. Owns which record is in which pack; a pack of
 * which half has changed is taken apart, and its rest goes into a new one.
 */

import { createBreather } from '../../core/breather.js';
import { PACK_RECORDS, sealPack } from './packs.js';

/** @typedef {import('../../crypto/keyring.js').Keyring} Keyring */

const WORTH_A_PACK = 50;

/**
 * @param {{ store: import('../../store/store.js').Store, memory: ReturnType<typeof import('./memory.js').createMemory> }} deps
 */
export function createPacking({ store, memory }) {
  /** @type {Set<string>} */
  let loose = new Set();
  /** @type {Map<number, Set<string>>} */
  let packs = new Map();

  /** @returns {[number, Set<string>][]} packs of which half or more has changed */
  const worn = () => [...packs].filter(([, ids]) => ids.size <= PACK_RECORDS / 2);

  /** @param {string[]} ids @returns {import('./packs.js').Packed[]} confirmed ones only */
  function packable(ids) {
    return ids.flatMap((id) => {
      const record = memory.stored(id);
      return record && record.mark !== null ? [{ id, revision: record.revision, mark: record.mark, fields: record.fields }] : [];
    });
  }

  return {
    /** @param {{ loose: Set<string>, packs: Map<number, Set<string>> }} loaded */
    start(loaded) {
      ({ loose, packs } = loaded);
    },

    /** @param {string} id a record whose packed copy is no longer right */
    loosen(id) {
      for (const ids of packs.values()) ids.delete(id);
      loose.add(id);
    },

    isWorthIt: () => loose.size >= WORTH_A_PACK,

    /** @param {Keyring} keyring @param {() => Promise<void>} [breathe] */
    async repack(keyring, breathe = createBreather()) {
      const old = worn();
      const ids = [...loose, ...old.flatMap(([, rest]) => [...rest])];
      const ready = packable(ids);
      let n = Math.max(0, ...packs.keys());
      for (let at = 0; at < ready.length; at += PACK_RECORDS) {
        const chunk = ready.slice(at, at + PACK_RECORDS);
        n += 1;
        await store.changePacks({ put: [await sealPack(keyring, n, chunk)], remove: [] });
        packs.set(n, new Set(chunk.map(({ id }) => id)));
        for (const { id } of chunk) loose.delete(id);
        await breathe();
      }
      // Last: a crash before this leaves two copies, never none.
      await store.changePacks({ put: [], remove: old.map(([number]) => number) });
      for (const [number] of old) packs.delete(number);
    },

    forget() {
      loose = new Set();
      packs = new Map();
    },
  };
}
