/**
 * Many records in one step on disk: all of them, or none (vault.js). For what a file brings, and for taking that back.
 * Never: replaces what is there. A record that came under the same id meanwhile stops the whole step.
 */
import { createBreather } from '../../core/breather.js';
import { toBase64url } from '../../core/bytes.js';
import { sealPrivate } from './sealing.js';

/** @typedef {import('./sealing.js').Fields} Fields */
/** @typedef {{ fields: Fields, name?: string, id?: string }} Made name: of a singleton that was never used; or an id that is new; or of what is gone, which is there again then */
/** @typedef {{ fields: Fields, current: import('../../store/store.js').Current, entry: import('../../store/store.js').OutboxEntry }} Over current: what it is written over */
/** @typedef {{ onSealed?: (share: number) => void, breathe?: () => Promise<void> }} How onSealed may throw, to stop it: then nothing was done */

/**
 * @param {{
 *   keys: () => import('../../crypto/keyring.js').Keyring, store: import('../../store/store.js').Store,
 *   inTurn: <T>(work: () => Promise<T>) => Promise<T>, untilSteady: <T>(work: () => Promise<T>) => Promise<T>,
 *   remember: (keyring: import('../../crypto/keyring.js').Keyring, record: import('./memory.js').Held) => void, changed: () => void, gone: () => Fields, isGone: (id: string) => boolean,
 * }} deps
 */
export function createBulk({ keys, store, inTurn, untilSteady, remember, changed, gone, isGone }) {
  /**
   * Over what stands there now.
   * @param {import('../../crypto/keyring.js').Keyring} keyring @param {{ id: string, fields: Fields }[]} rows @param {(at: number) => Promise<void>} [step] after each
   * @returns {Promise<Over[]>} without those that were never there
   */
  async function sealOver(keyring, rows, step = async () => undefined) {
    const currents = await store.currents(rows.map(({ id }) => id));
    const sealed = [];
    for (const [at, { record, entry }] of currents.entries()) {
      const [base, { id, fields }] = [entry ?? record, rows[at]];
      if (base) sealed.push({ fields, current: { record, entry }, entry: { ...(await sealPrivate(keyring, { id, revision: (record?.revision ?? 0) + 1, fields, wrap: base.wrap })), sent: entry?.sent ?? [] } });
      await step(at);
    }
    return sealed;
  }

  /** @param {import('../../crypto/keyring.js').Keyring} keyring @param {() => Promise<Over[]>} sealAll looked at again when something moved meanwhile */
  async function write(keyring, sealAll) {
    const sealed = await inTurn(() => untilSteady(async () => {
      const all = await sealAll();
      await store.apply({ outbox: all.map(({ entry }) => entry), expect: new Map(all.map(({ entry, current }) => [entry.id, current])) });
      return all;
    }));
    for (const { fields, entry } of sealed) remember(keyring, { id: entry.id, fields, revision: entry.revision, unsent: true, mark: null });
    changed();
  }

  return {
    /** @param {Made[]} made @param {How} [how] @returns {Promise<string[]>} their ids, in the same order */
    async addAll(made, { onSealed = () => undefined, breathe = createBreather() } = {}) {
      const keyring = keys();
      /** @type {Over[]} */
      const fresh = [];
      const [ids, again] = [/** @type {string[]} */ ([]), /** @type {{ id: string, fields: Fields }[]} */ ([])];
      for (const [at, { name, id: given, fields }] of made.entries()) {
        const id = given ?? toBase64url(await keyring.singletonId(/** @type {string} */ (name)));
        ids.push(id);
        if (isGone(id)) again.push({ id, fields });
        else fresh.push({ fields, current: { record: null, entry: null }, entry: { ...(await sealPrivate(keyring, { id, revision: 1, fields })), sent: [] } });
        onSealed((at + 1) / made.length);
        await breathe();
      }
      await write(keyring, async () => [...fresh, ...(await sealOver(keyring, again))]);
      return ids;
    },

    /** Writes a `gone` for each. @param {string[]} ids @param {How} [how] */
    async purgeAll(ids, { onSealed = () => undefined, breathe = createBreather() } = {}) {
      const keyring = keys();
      await write(keyring, () => sealOver(keyring, ids.map((id) => ({ id, fields: gone() })), async (at) => {
        onSealed((at + 1) / ids.length);
        await breathe();
      }));
    },
  };
}
