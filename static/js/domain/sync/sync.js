/**
 * Keeps this device and the server alike while unlocked. Owns when it runs, that one runs at a time,
 * and what the person is told. Pulling, pushing and the manifest have rooms of their own.
 * Never: deletes anything, or goes on after a state was refused.
 */

import { fromBase64url } from '../../core/bytes.js';
import { createEmitter } from '../../core/events.js';
import { CoupleBridgeError } from '../../core/errors.js';
import { t } from '../../core/i18n.js';
import { observable } from '../../core/observable.js';
import { ApiProblem, NetworkError } from '../../net/errors.js';
import { StoreChangedError } from '../../store/errors.js';
import { AccountLockedError, isOfLock, ServerAnswerRefusedError } from '../errors.js';
import { decodeItem } from './items.js';
import { createManifestState } from './manifest-state.js';
import { createPulling } from './pulling.js';
import { createPushing } from './pushing.js';

/** @typedef {{ state: "idle" | "sending" | "offline" | "stopped", unsent: number, problem: string | null }} SyncStatus */
/** @typedef {ReturnType<typeof createSync>} Sync */
/** @typedef {{ request: (name: string, work: () => Promise<any>) => Promise<any> }} Locks */
/** @typedef {{ set: (fn: () => void, ms: number) => any, clear: (handle: any) => void }} Timers */

/** @type {Timers} */
const pageTimers = { set: (fn, ms) => setTimeout(fn, ms), clear: (handle) => clearTimeout(handle) };
const LOCK_NAME = 'couplebridge-sync';
const ROUNDS = 6;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 300_000;

/**
 * @param {object} deps
 * @param {import('../../net/api.js').Api} deps.api
 * @param {import('../../store/store.js').Store} deps.store
 * @param {import('../vault/vault.js').Vault} deps.vault
 * @param {Pick<import('../account/account.js').Account, "keyring" | "session" | "onLock">} deps.account
 * @param {Locks | null} [deps.locks] Web Locks: one sender over all tabs; without them one in this page
 * @param {Timers} [deps.timers]
 * @param {{ ask: () => void } | null} [deps.background] sends what was left ready when the network is back and nobody is here
 */
export function createSync({ api, store, vault, account, locks = null, timers = pageTimers, background = null }) {
  const status = observable(/** @type {SyncStatus} */ ({ state: 'idle', unsent: 0, problem: null }));
  const emitter = createEmitter();
  /** @type {Map<number, import('../../core/observable.js').Observable<any[]>>} */
  const lists = new Map();
  const manifest = createManifestState({ store });
  const pulling = createPulling({ api, store, vault, manifest, onItems: keepItems, itemsHere: (type) => listOf(type).value });
  const pushing = createPushing({ api, store, vault, manifest });
  /** @type {Promise<void> | null} */
  let running = null;
  let isAskedAgain = false;
  let isForced = false;
  let needsPull = true;
  let failures = 0;
  /** @type {any} */
  let retryTimer = null;

  vault.onWrite(() => {
    status.value = { ...status.value, unsent: vault.unsent() };
    if (vault.unsent() > 0) nudge();
  });
  account.onLock(() => {
    timers.clear(retryTimer);
    manifest.forget();
    needsPull = true;
    for (const list of lists.values()) list.value = [];
    status.value = { state: 'idle', unsent: 0, problem: null };
  });
  store.onForeignChange(({ items }) => {
    manifest.forget();
    if (items && account.keyring()) void loadItems();
  });

  /** @param {number} type */
  function listOf(type) {
    const list = lists.get(type) ?? observable(/** @type {any[]} */ ([]));
    lists.set(type, list);
    return list;
  }

  /** @param {import('../../store/store.js').StoredItem[]} items */
  function keepItems(items) {
    for (const type of new Set(items.map((item) => item.type))) {
      const fresh = items.filter((item) => item.type === type).map(decodeStored);
      const ids = new Set(fresh.map(({ id }) => id));
      listOf(type).update((list) => [...list.filter(({ id }) => !ids.has(id)), ...fresh]);
    }
    emitter.emit('items');
  }

  async function loadItems() {
    const items = await store.items();
    if (items.length > 0) keepItems(items.sort((a, b) => a.seq - b.seq));
  }

  /** @param {SyncStatus["state"]} state @param {string | null} problem */
  function tell(state, problem) {
    if (account.keyring()) status.value = { state, unsent: vault.unsent(), problem };
  }

  /** @param {boolean} isConflict the round before ended in one */
  async function round(isConflict) {
    const keyring = account.keyring();
    if (!keyring) throw new AccountLockedError();
    const isPulling = needsPull;
    // Before the pull and not after: whoever asks while it runs may have news that it no longer sees.
    needsPull = false;
    const items = isPulling ? await pulling.pull(keyring) : 1;
    // A conflict, and nothing new to explain it: the server shows two states at once.
    if (isConflict && items === 0) throw new ServerAnswerRefusedError();
    await pushing.push(keyring);
  }

  /**
   * Pull and push until nothing waits; a conflict means that another device was first.
   * @returns {Promise<void>}
   */
  async function rounds(left = ROUNDS, isConflict = false) {
    try {
      return await round(isConflict);
    } catch (problem) {
      if (left === 1 || !isAnotherFirst(problem)) throw problem;
      await giveWay(problem);
      return rounds(left - 1, problem instanceof ApiProblem && problem.code === 'conflict');
    }
  }

  /** @param {unknown} problem */
  async function giveWay(problem) {
    needsPull = true;
    if (problem instanceof ApiProblem && problem.code === 'no-session' && !(await account.session.ensure())) throw account.session.refusal() ?? problem;
  }

  async function once() {
    if (!account.keyring()) return;
    tell('sending', status.value.problem);
    try {
      if (!(await account.session.ensure())) throw sessionProblem();
      await alone(() => rounds());
      failures = 0;
      tell('idle', null);
    } catch (problem) {
      needsPull = true;
      failed(problem);
      if (problem instanceof NetworkError) await handOn();
    }
  }

  /** For a phone that is put away before the network is back. */
  async function handOn() {
    const keyring = account.keyring();
    if (!background || !keyring) return;
    try {
      if (await alone(() => pushing.leaveReady(keyring))) background.ask();
    } catch (problem) {
      // Locked, or written to, meanwhile: what waits in the outbox waits there as before.
      if (!(isOfLock(problem) || problem instanceof StoreChangedError)) throw problem;
    }
  }

  /** @returns {CoupleBridgeError} */
  function sessionProblem() {
    const refusal = account.session.refusal();
    if (refusal) return refusal;
    return account.session.state.value === 'signed-out' ? new ApiProblem({ status: 401, code: 'no-session' }) : new NetworkError();
  }

  /** @param {unknown} problem */
  function failed(problem) {
    if (isOfLock(problem)) return;
    if (problem instanceof ServerAnswerRefusedError) return tell('stopped', problem.message);
    if (problem instanceof NetworkError) tell('offline', null);
    else if (problem instanceof CoupleBridgeError && 'code' in problem) tell('offline', problem.message);
    else {
      tell('stopped', t('Something went wrong while keeping this up to date. Nothing was lost on this device.'));
      throw problem;
    }
    retryLater(problem instanceof ApiProblem ? problem.retryAfter : null);
  }

  /** @param {number | null} afterS what the server asked for */
  function retryLater(afterS) {
    timers.clear(retryTimer);
    if (!account.keyring()) return;
    const waitMs = afterS === null ? Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures) : afterS * 1_000;
    failures += 1;
    retryTimer = timers.set(nudge, waitMs);
  }

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  const alone = (work) => (locks ? locks.request(LOCK_NAME, work) : work());

  /** Runs, and once more when something was written, or a look was asked for, meanwhile. */
  async function run() {
    try {
      do {
        isAskedAgain = false;
        isForced = false;
        await once();
      } while (isForced || (isAskedAgain && status.value.state === 'idle'));
    } finally {
      running = null; // in the same breath as the last look, so that nobody asks in between and is not heard
    }
  }

  /** @returns {Promise<void>} */
  function start() {
    isAskedAgain = true;
    running ??= run();
    return running;
  }

  /** Something waits to be sent. */
  function nudge() {
    if (status.value.state !== 'stopped') void start();
  }

  return {
    status,

    /** Pulls and pushes; resolves when that ended, well or not: see `status`. */
    now() {
      needsPull = true;
      isForced = true;
      return start();
    },

    nudge,

    /** To be called after the vault was loaded: shows the items on this device, then syncs. */
    async begin() {
      await loadItems();
      await this.now();
    },

    /**
     * @param {number} type 5 offers, 6 turns, 7 pairing, 8 space
     * @returns {import('../../core/observable.js').Observable<any[]>} decoded items, unproved, in the order of the feed
     */
    items: listOf,

    /** @param {() => void} listener */
    onItems: (listener) => emitter.on('items', listener),
  };
}

/** @param {unknown} problem @returns {boolean} */
const isAnotherFirst = (problem) => problem instanceof StoreChangedError || (problem instanceof ApiProblem && ['conflict', 'no-session'].includes(problem.code));

/** @param {import('../../store/store.js').StoredItem} item */
function decodeStored({ type, id, revision, parts }) {
  return decodeItem({ type, id: fromBase64url(id), revision, parts });
}
