/**
 * The private records of this account: opened in memory, sealed on disk. Owns reading, writing and
 * forgetting them. A write is on disk, in the outbox, before its promise resolves; sending it is the
 * business of sync. Never: keeps anything opened after a lock.
 */

import { createEmitter } from '../../core/events.js';
import { KeyringLockedError } from '../../core/errors.js';
import { pause } from '../../core/breather.js';
import { random16 } from '../../core/ids.js';
import { toBase64url } from '../../core/bytes.js';
import { observable } from '../../core/observable.js';
import { oneAfterAnother } from '../../core/one-at-a-time.js';
import { StoreChangedError } from '../../store/errors.js';
import { AccountLockedError, RecordMissingError, unlessLocked } from '../errors.js';
import { createBulk } from './bulk.js';
import { makeVersion, settleAll, stepOf, withoutFields } from './absorbing.js';
import { loadVault } from './loading.js';
import { createMemory } from './memory.js';
import { mergeRecords } from './merge.js';
import { createPacking } from './packing.js';
import { markOf } from './packs.js';
import { openPrivate, sealPrivate } from './sealing.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {import('../../crypto/keyring.js').Keyring} Keyring */
/** @typedef {import('./sealing.js').Fields} Fields */
/** @typedef {{ id: string, fields: Fields, revision: number, unsent: boolean }} VaultRecord id base64url */
/** @typedef {ReturnType<typeof createVault>} Vault */
/** @typedef {(fields: Fields | null) => Fields} Change */

const ATTEMPTS = 5;

/**
 * @param {object} deps
 * @param {{ keyring: () => Keyring | null, onLock: (listener: () => void) => void }} deps.account
 * @param {import('../../store/store.js').Store} deps.store
 * @param {import('../../core/clock.js').Clock} deps.clock
 * @param {(work: () => void) => void} [deps.whenIdle]
 */
export function createVault({ account, store, clock, whenIdle = (work) => void setTimeout(work, 2_000) }) {
  const ready = observable(false);
  const unopenable = observable(/** @type {string[]} */ ([]));
  const memory = createMemory();
  const packing = createPacking({ store, memory });
  const emitter = createEmitter();
  /** One change after the other: each builds on what the one before left on disk. */
  const inTurn = oneAfterAnother();
  /** @type {(() => void)[]} */
  const preparations = [];

  account.onLock(forget);
  store.onForeignChange(({ ids }) => {
    if (account.keyring()) void inTurn(() => refresh(ids)).catch(unlessLocked);
  });

  /** @returns {Keyring} @throws {AccountLockedError} */
  function keys() {
    const keyring = account.keyring();
    if (!keyring) throw new AccountLockedError();
    return keyring;
  }

  function forget() {
    memory.forget();
    packing.forget();
    ready.value = false;
  }

  /** What was sealed is safe; but it is shown only to the unlock that wrote it. @param {Keyring} keyring @param {import('./memory.js').Held} record */
  function remember(keyring, record) {
    if (account.keyring() !== keyring) return;
    memory.set(record);
    packing.loosen(record.id);
  }

  /** Another tab, or a crash between disk and memory: the disk is right. @param {string[]} ids */
  async function refresh(ids) {
    const keyring = keys();
    for (const { record, entry } of await store.currents(ids)) {
      const sealed = entry ?? record;
      if (!sealed) continue;
      const mark = entry ? null : markOf(/** @type {import('../../store/store.js').StoredRecord} */ (record).hash);
      remember(keyring, { id: sealed.id, fields: await openPrivate(keyring, sealed), revision: sealed.revision, unsent: Boolean(entry), mark });
    }
    memory.changed();
    emitter.emit('write');
  }

  /** @param {string} id @param {Change} change */
  async function write(id, change) {
    await inTurn(() => untilSteady(() => writeOnce(id, change))).catch(lockedInWords);
    memory.changed();
    emitter.emit('write');
  }

  /** @param {string} id @param {Change} change */
  async function writeOnce(id, change) {
    const keyring = keys();
    const [{ record, entry }] = await store.currents([id]);
    const base = entry ?? record;
    const stored = base ? await openPrivate(keyring, base) : null;
    const { fields, seen, lost } = changed(id, stored, change);
    const revision = (record?.revision ?? 0) + 1;
    const sealed = { ...(await sealPrivate(keyring, { id, revision, fields, wrap: base?.wrap })), sent: entry?.sent ?? [] };
    const version = lost ? await makeVersion({ keyring, clock }, id, lost) : null;
    await store.apply({
      outbox: version ? [sealed, withoutFields(version)] : [sealed],
      expect: new Map([[id, { record, entry }]]),
    });
    if (version) remember(keyring, { id: version.id, fields: version.fields, revision: 1, unsent: true, mark: null });
    remember(keyring, { id, fields, revision, unsent: true, mark: null });
    memory.show(id, seen);
  }

  /** What a person changed is told from what they saw, which is not always what is stored. @param {string} id @param {Fields | null} stored @param {Change} change */
  function changed(id, stored, change) {
    const shown = memory.shown(id);
    if (!shown || !stored) {
      const fields = change(stored);
      return { fields, seen: fields, lost: null };
    }
    const seen = change(shown.fields);
    const { fields, lost } = mergeRecords(shown.fields, seen, stored);
    return { fields, seen, lost: lost && stored.type === 'entry' ? stored : null };
  }

  /** @returns {Fields} the only thing that deletes */
  const gone = () => ({ v: 1, type: 'gone', at: new Date(clock.nowMs()).toISOString() });

  function repackWhenIdle() {
    if (!packing.isWorthIt()) return;
    whenIdle(() => {
      const keyring = account.keyring();
      if (keyring && ready.value) void inTurn(async () => packing.isWorthIt() && packing.repack(keyring)).catch(unlessLocked);
    });
  }

  /** What is dear the first time, in turns of its own, before anybody draws what is here. @param {Keyring} keyring @returns {Promise<boolean>} whether it is still this unlock */
  async function prepare(keyring) {
    for (const work of preparations) {
      await pause();
      if (account.keyring() !== keyring) return false;
      work();
    }
    await pause();
    return account.keyring() === keyring;
  }

  const changedMany = () => (memory.changed(), emitter.emit('write'));
  const bulk = createBulk({ keys, store, inTurn, untilSteady, remember, changed: changedMany, gone, isGone: (id) => memory.stored(id)?.fields.type === 'gone' });

  return {
    ready,
    version: memory.version,
    /** Ids of records on this device that are damaged; they stay where they are. */
    unopenable,

    /** @param {{ onFirst?: () => void }} [options] onFirst: the first fifty can be shown */
    async load({ onFirst = () => undefined } = {}) {
      const keyring = keys();
      const loaded = await inTurn(() => loadVault({ store, memory, keyring, onFirst }));
      // Locked meanwhile: what was read after that must not stay.
      if (account.keyring() !== keyring) return forget();
      packing.start(loaded);
      unopenable.value = loaded.unopenable;
      if (!(await prepare(keyring))) return;
      ready.value = true;
      emitter.emit('write');
      repackWhenIdle();
    },

    /** @param {() => void} work done at each unlock when all records are there, before they are shown */
    beforeReady: (work) => void preparations.push(work),

    /** @param {string} id @returns {VaultRecord | null} */
    get: (id) => memory.get(id),

    /** @param {string} id @returns {boolean} it was purged: what is only absent is not gone */
    isGone: (id) => memory.stored(id)?.fields.type === 'gone',

    /** @param {string} type @returns {readonly VaultRecord[]} the same array for as long as nothing in it changed */
    all: (type) => memory.all(type),

    /** @param {Record<string, any>} fields with its type @param {string} [id] @returns {Promise<string>} id; on disk */
    async put(fields, id = toBase64url(random16())) {
      await write(id, (current) => /** @type {Fields} */ ({ ...current, ...fields }));
      return id;
    },

    /** @param {string} id @param {Record<string, any>} fields @throws {RecordMissingError} */
    patch: (id, fields) => write(id, (current) => {
      if (!current || current.type === 'gone') throw new RecordMissingError();
      return { ...current, ...fields };
    }),

    /** Writes a `gone`: the only thing that deletes. @param {string} id */
    purge: (id) => write(id, gone),

    /** Many in one step on disk: all of them, or none. @param {import('./bulk.js').Made[]} made @param {import('./bulk.js').How} [how] @returns {Promise<string[]>} their ids */
    addAll: (made, how) => bulk.addAll(made, how).catch(lockedInWords),
    /** @param {string[]} ids @param {import('./bulk.js').How} [how] */
    purgeAll: (ids, how) => bulk.purgeAll(ids, how).catch(lockedInWords),
    /** The id of what is brought under this name: the same each time, in this account alone. @param {string} name @returns {Promise<string>} */
    idFor: async (name) => toBase64url(await keys().singletonId(name)),
    /** @param {string} id @returns {string | null} the type of what is or was there; null: it was never used */
    typeOf: (id) => memory.stored(id)?.fields.type ?? null,

    /** @param {string} name as in protocol.md */
    singleton: (name) => ({
      /** @returns {Fields | null} */
      get: () => memory.named(name)?.fields ?? null,
      /** @param {Record<string, any>} fields with its type @returns {Promise<string>} id; on disk */
      async put(fields) {
        const id = toBase64url(await keys().singletonId(name));
        await write(id, (current) => /** @type {Fields} */ ({ ...current, ...fields }));
        return id;
      },
      /** What was in it is gone for good, if it was there. */
      async purge() {
        if (memory.named(name)) await write(toBase64url(await keys().singletonId(name)), gone);
      },
      /** For what builds on what is stored, whatever another tab wrote meanwhile. @param {Change} change @returns {Promise<void>} on disk */
      async change(change) {
        await write(toBase64url(await keys().singletonId(name)), change);
      },
    }),

    /** Someone is typing in it: until `release` they go on seeing what they see. @param {string} id */
    hold: memory.hold,
    release: memory.release,

    /** How many records have not reached the server yet. */
    unsent: () => memory.unsent(),

    /**
     * For sync: what the server confirmed or brought.
     * @param {import('./absorbing.js').Arrived[]} arrived
     * @param {import('../../store/store.js').Step} [extra] items and cursor of the same page
     * @returns {Promise<import('../../store/store.js').StoredRecord[]>} what is confirmed now and was not before
     * @throws {import('../errors.js').ServerAnswerRefusedError} nothing was changed
     */
    async absorb(arrived, extra = {}) {
      const keyring = keys();
      const settled = await inTurn(() => untilSteady(async () => {
        const all = await settleAll({ keyring, store, clock }, arrived);
        await store.apply({ ...extra, ...stepOf(all) });
        for (const one of all) rememberSettled(keyring, one);
        return all;
      }));
      if (settled.length > 0) memory.changed();
      emitter.emit('write');
      if (ready.value) repackWhenIdle();
      return settled.map(({ record }) => record);
    },

    /** @param {() => void} listener something was written here, or the number of unsent ones changed */
    onWrite: (listener) => emitter.on('write', listener),
    forget,
  };

  /** @param {Keyring} keyring @param {import('./absorbing.js').Settled} settled */
  function rememberSettled(keyring, { record, mine, mineFields, version }) {
    const revision = mine ? mine.revision : record.revision;
    remember(keyring, { id: record.id, fields: mineFields, revision, unsent: Boolean(mine), mark: mine ? null : markOf(record.hash) });
    if (version) remember(keyring, { id: version.id, fields: version.fields, revision: 1, unsent: true, mark: null });
  }
}

/** @param {unknown} problem locked between two steps of a write @returns {never} */
function lockedInWords(problem) {
  throw problem instanceof KeyringLockedError ? new AccountLockedError() : problem;
}

/**
 * Every look at the disk and the change that follows it are compared in one transaction; when another
 * tab was faster, it is looked at again.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function untilSteady(work, left = ATTEMPTS) {
  try {
    return await work();
  } catch (problem) {
    if (!(problem instanceof StoreChangedError) || left === 1) throw problem;
    return untilSteady(work, left - 1);
  }
}
