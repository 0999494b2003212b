/**
 * What this device keeps: records as the server confirmed them, the outbox, items of the feed and
 * packs. Owns which of them change together. Never: a key, or anything readable that a person wrote.
 */

import { asked } from './database.js';
import { byLeaf, changeLeaf } from './leaves.js';
import { StoreChangedError } from './errors.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {{ id: string, revision: number, envelope: Bytes, wrap: Bytes }} Sealed id base64url, wrap 60 */
/** @typedef {Sealed & { seq: number, hash: Bytes }} StoredRecord hash = SHA-256(envelope) */
/** @typedef {Sealed & { sent: Bytes[] }} OutboxEntry sent = seal tags of envelopes that may have arrived */
/** @typedef {{ record: StoredRecord | null, entry: OutboxEntry | null }} Current */
/** @typedef {{ key: string, type: number, id: string, revision: number, seq: number, parts: Bytes[] }} StoredItem key "type:id" */
/** @typedef {{ n: number, sealed: Bytes }} StoredPack */
/**
 * One step, all or nothing. `expect`: what was stored when the step was thought out; anything else
 * now, and nothing is done.
 * @typedef {object} Step
 * @property {StoredRecord[]} [records]
 * @property {OutboxEntry[]} [outbox]
 * @property {string[]} [confirmed] ids that leave the outbox
 * @property {Map<string, Current>} [expect] by id
 * @property {StoredItem[]} [items]
 * @property {Record<string, any>} [meta]
 */
/** @typedef {ReturnType<typeof createStore>} Store */
/** @typedef {{ postMessage: (message: any) => void, addEventListener: (type: "message", listener: (event: { data: any }) => void) => void }} Channel */

/** @type {import('./database.js').StoreName[]} */
const ALL = ['meta', 'records', 'leaves', 'outbox', 'items', 'packs', 'chunks', 'attachments', 'pieces'];
const NONE = new Uint8Array(0);

/** @param {Uint8Array} envelope @returns {Bytes} 44: commitment and nonce, new with every sealing */
export const sealTag = (envelope) => new Uint8Array(envelope.subarray(64, 108));

/**
 * @param {import('./database.js').Database} database
 * @param {{ channel?: Channel | null }} [deps] the channel tells other tabs what changed on disk
 */
export function createStore(database, { channel = null } = {}) {
  /** @param {Step} step */
  function announce({ records = [], outbox = [], items = [] }) {
    channel?.postMessage({ ids: [...records, ...outbox].map(({ id }) => id), items: items.length > 0 });
  }

  /** @param {Step} step @returns {Promise<void>} resolved: on disk. @throws {StoreChangedError} nothing was done */
  async function apply(step) {
    await database.write(['meta', 'records', 'leaves', 'outbox', 'items'], async (stores) => {
      await checkExpected(stores, step.expect ?? new Map());
      await writeRecords(stores, step.records ?? []);
      for (const id of step.confirmed ?? []) stores('outbox').delete(id);
      for (const entry of step.outbox ?? []) stores('outbox').put(entry);
      for (const item of step.items ?? []) stores('items').put(item);
      for (const [key, value] of Object.entries(step.meta ?? {})) stores('meta').put(value, key);
    });
    announce(step);
  }

  return {
    apply,

    /** @param {string} key @returns {Promise<any>} null when it is not there */
    async meta(key) {
      return (await database.read(['meta'], (stores) => asked(stores('meta').get(key)))) ?? null;
    },

    /** @param {string} key @param {any} value null removes it */
    async setMeta(key, value) {
      await database.write(['meta'], async (stores) => {
        if (value === null) stores('meta').delete(key);
        else stores('meta').put(value, key);
      });
    },

    /** As one step, whatever other tabs do. @param {string} key @param {(value: any) => any} change an empty list removes it */
    async changeMeta(key, change) {
      await database.write(['meta'], async (stores) => {
        const value = change((await asked(stores('meta').get(key))) ?? null);
        if (value.length === 0) stores('meta').delete(key);
        else stores('meta').put(value, key);
      });
    },

    /** @param {string[]} ids all in the leaves, so all there @returns {Promise<StoredRecord[]>} in the same order */
    records(ids) {
      return database.read(['records'], (stores) => Promise.all(ids.map((id) => asked(stores('records').get(id)))));
    },

    /** @param {string[]} ids @returns {Promise<Current[]>} in the same order, all of one moment */
    currents(ids) {
      return database.read(['records', 'outbox'], (stores) => Promise.all(ids.map(async (id) => {
        const [record, entry] = await Promise.all([asked(stores('records').get(id)), asked(stores('outbox').get(id))]);
        return { record: record ?? null, entry: entry ?? null };
      })));
    },

    /** @param {number} [limit] @returns {Promise<OutboxEntry[]>} */
    outbox(limit) {
      return database.read(['outbox'], (stores) => asked(stores('outbox').getAll(null, limit)));
    },

    /** @returns {Promise<StoredItem[]>} */
    items() {
      return database.read(['items'], (stores) => asked(stores('items').getAll()));
    },

    /** @returns {Promise<Bytes[]>} all 256 */
    leaves() {
      return database.read(['leaves'], async (stores) => {
        const [keys, values] = await Promise.all([asked(stores('leaves').getAllKeys()), asked(stores('leaves').getAll())]);
        const leaves = Array.from({ length: 256 }, () => NONE);
        keys.forEach((key, at) => {
          leaves[Number(key)] = values[at];
        });
        return leaves;
      });
    },

    /** @returns {Promise<number[]>} */
    async packNumbers() {
      return /** @type {number[]} */ (await database.read(['packs'], (stores) => asked(stores('packs').getAllKeys())));
    },

    /** @param {number[]} numbers @returns {Promise<(StoredPack | null)[]>} in the same order */
    async packs(numbers) {
      if (numbers.length === 0) return [];
      return database.read(['packs'], (stores) => Promise.all(numbers.map(async (n) => (await asked(stores('packs').get(n))) ?? null)));
    },

    /** @param {{ put: StoredPack[], remove: number[] }} change */
    async changePacks({ put, remove }) {
      await database.write(['packs'], async (stores) => {
        for (const n of remove) stores('packs').delete(n);
        for (const pack of put) stores('packs').put(pack);
      });
    },

    /** Forgets everything of this account on this device. */
    async wipe() {
      await database.write(ALL, async (stores) => {
        for (const name of ALL) stores(name).clear();
      });
    },

    /** @param {(change: { ids: string[], items: boolean }) => void} listener another tab wrote */
    onForeignChange(listener) {
      channel?.addEventListener('message', ({ data }) => listener(data));
    },

    close: () => database.close(),
  };
}

/** @param {import('./database.js').Stores} stores @param {Map<string, Current>} expect */
async function checkExpected(stores, expect) {
  for (const [id, { record, entry }] of expect) {
    const [recordNow, entryNow] = await Promise.all([asked(stores('records').get(id)), asked(stores('outbox').get(id))]);
    if (fingerprintOf(recordNow) !== fingerprintOf(record) || fingerprintOf(entryNow) !== fingerprintOf(entry)) throw new StoreChangedError();
  }
}

/**
 * What was sent counts too: a write that overlooked it could not tell its own record from another's.
 * @param {(Sealed & { sent?: Bytes[] }) | null | undefined} sealed
 * @returns {string}
 */
const fingerprintOf = (sealed) => (sealed ? `${sealTag(sealed.envelope)} ${sealed.sent?.length}` : '');

/** @param {import('./database.js').Stores} stores @param {StoredRecord[]} records */
async function writeRecords(stores, records) {
  for (const [number, group] of byLeaf(records)) {
    const leaf = (await asked(stores('leaves').get(number))) ?? NONE;
    stores('leaves').put(changeLeaf(leaf, group), number);
    for (const record of group) stores('records').put(record);
  }
}
