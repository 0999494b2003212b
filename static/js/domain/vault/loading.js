/**
 * From the disk into memory after an unlock: unsent first, then packs, then whatever no pack holds.
 * Never blocks for long, and stops at once when the account is locked meanwhile.
 */

import { KeyringLockedError, UnopenableError } from '../../core/errors.js';
import { createBreather } from '../../core/breather.js';
import { readLeaf } from '../../store/leaves.js';
import { markOf, openPack, PACK_RECORDS } from './packs.js';
import { openPrivate } from './sealing.js';

/** @typedef {import('../../crypto/keyring.js').Keyring} Keyring */
/** @typedef {ReturnType<typeof import('./memory.js').createMemory>} Memory */
/** @typedef {Map<string, { revision: number, mark: string }>} Wanted confirmed records that are still to be read, by id */

const FIRST_RECORDS = 50;
/** Read and opened together: one after the other most of the time would be waiting. */
const PACKS_AT_ONCE = 8;

/**
 * @param {{ store: import('../../store/store.js').Store, memory: Memory, keyring: Keyring, onFirst: () => void, breathe?: () => Promise<void> }} deps
 * @returns {Promise<{ loose: Set<string>, packs: Map<number, Set<string>>, unopenable: string[] }>}
 *   loose: ids that no pack holds; packs: what each still holds
 */
export async function loadVault({ store, memory, keyring, onFirst, breathe = createBreather() }) {
  let isFirst = true;
  /** @type {string[]} */
  const unopenable = [];
  const wanted = await readWanted(store, breathe);

  function tellFirst() {
    if (!isFirst) return;
    isFirst = false;
    memory.changed();
    onFirst();
  }

  /** @param {import('./memory.js').Held} record @throws {KeyringLockedError} what was opened while the lock fell stays nowhere */
  function put(record) {
    if (keyring.isLocked) throw new KeyringLockedError('the account is locked');
    memory.set(record);
  }

  /** @param {import('../../store/store.js').Sealed} sealed @param {string | null} mark */
  async function remember(sealed, mark) {
    try {
      const fields = await openPrivate(keyring, sealed);
      put({ id: sealed.id, fields, revision: sealed.revision, unsent: mark === null, mark });
    } catch (problem) {
      // One damaged record must not keep the others from being read; it is told, and stays on disk.
      if (!(problem instanceof UnopenableError)) throw problem;
      unopenable.push(sealed.id);
    }
  }

  for (const entry of await store.outbox()) {
    await remember(entry, null);
    wanted.delete(entry.id);
    await breathe();
  }
  const packs = await loadPacks();
  const loose = new Set(wanted.keys());
  await loadLoose();
  tellFirst();
  memory.changed();
  return { loose, packs, unopenable };

  async function loadPacks() {
    /** @type {Map<number, Set<string>>} */
    const live = new Map();
    const numbers = (await store.packNumbers()).reverse();
    // The newest alone, so that it is there first. The next ones are read while these are opened.
    let at = 1;
    let coming = read(numbers.slice(0, at));
    for (let some = await coming; some.length > 0; some = await coming) {
      coming = read(numbers.slice(at, at + PACKS_AT_ONCE));
      at += PACKS_AT_ONCE;
      const opened = await Promise.all(some.map(({ pack }) => (pack ? openPack(keyring, pack) : [])));
      for (const [place, { n }] of some.entries()) {
        live.set(n, takeFresh(opened[place]));
        if (memory.size() >= FIRST_RECORDS) tellFirst();
        await breathe();
      }
    }
    return live;
  }

  /** @param {number[]} numbers */
  function read(numbers) {
    const reading = store.packs(numbers).then((packs) => numbers.map((n, place) => ({ n, pack: packs[place] })));
    reading.catch(() => undefined); // whoever awaits it hears of it; locked meanwhile, nobody does
    return reading;
  }

  /** @param {import('./packs.js').Packed[]} packed @returns {Set<string>} ids of those that are still right */
  function takeFresh(packed) {
    const fresh = packed.filter(({ id, revision, mark }) => wanted.get(id)?.revision === revision && wanted.get(id)?.mark === mark);
    for (const { id, revision, mark, fields } of fresh) {
      put({ id, fields, revision, unsent: false, mark });
      wanted.delete(id);
    }
    return new Set(fresh.map(({ id }) => id));
  }

  async function loadLoose() {
    const ids = [...loose];
    for (let at = 0; at < ids.length; at += PACK_RECORDS) {
      const chunk = ids.slice(at, at + PACK_RECORDS);
      for (const record of await store.records(chunk)) {
        await remember(record, markOf(record.hash));
        await breathe();
      }
      if (memory.size() >= FIRST_RECORDS) tellFirst();
    }
  }
}

/** @param {import('../../store/store.js').Store} store @param {() => Promise<void>} breathe @returns {Promise<Wanted>} */
async function readWanted(store, breathe) {
  /** @type {Wanted} */
  const wanted = new Map();
  for (const leaf of await store.leaves()) {
    for (const { id, revision, hash } of readLeaf(leaf)) wanted.set(id, { revision, mark: markOf(hash) });
    await breathe();
  }
  return wanted;
}
