/**
 * IndexedDB as promises. Owns opening, upgrading and transactions; what is kept is the business of
 * store.js. A write has durability "strict": resolved means on disk.
 */

import { observable } from '../core/observable.js';
import { SCHEMAS } from './schemas.js';
import { StorageFullError, StorageOvertakenError, StorageUnavailableError } from './errors.js';

/** So long a newer page waits for what is being typed in this one. */
const FAREWELL_MS = 2_000;

/** @typedef {"meta" | "records" | "leaves" | "outbox" | "items" | "packs" | "chunks" | "attachments" | "pieces"} StoreName */
/** @typedef {(name: StoreName) => IDBObjectStore} Stores */
/**
 * @typedef {object} Database
 * @property {<T>(names: StoreName[], work: (stores: Stores) => Promise<T>) => Promise<T>} read
 * @property {<T>(names: StoreName[], work: (stores: Stores) => Promise<T>) => Promise<T>} write all or nothing
 * @property {() => void} close
 * @property {import('../core/observable.js').Observable<boolean>} isOvertaken a newer page in another tab changed its shape: nothing is read or written here any more
 * @property {(work: () => Promise<unknown>) => void} beforeGivingWay what is to reach the disk first
 */

/**
 * @param {IDBFactory} indexedDB
 * @param {string} [name]
 * @returns {Promise<Database>}
 * @throws {StorageUnavailableError}
 */
export async function openDatabase(indexedDB, name = 'couplebridge') {
  const database = await openRaw(indexedDB, name);
  const isOvertaken = observable(false);
  /** @type {(() => Promise<unknown>)[]} */
  const farewells = [];
  // A newer page wants to upgrade: give way, or it would wait for ever. What is being typed goes first; a save that hangs does not.
  database.addEventListener('versionchange', async () => {
    await withinMs(FAREWELL_MS, Promise.allSettled(farewells.map(async (work) => work())));
    isOvertaken.value = true;
    database.close();
  });
  /** @param {IDBTransactionMode} mode @returns {Database["read"]} */
  const inMode = (mode) => async (names, work) => {
    if (isOvertaken.value) throw new StorageOvertakenError();
    return transact(database, names, mode, work);
  };
  return {
    read: inMode('readonly'),
    write: inMode('readwrite'),
    close: () => database.close(),
    isOvertaken,
    beforeGivingWay: (work) => void farewells.push(work),
  };
}

/** @param {number} ms @param {Promise<unknown>} work @returns {Promise<void>} when it is done, or was given up */
function withinMs(ms, work) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    void work.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** @param {IDBFactory} indexedDB @param {string} name @returns {Promise<IDBDatabase>} */
async function openRaw(indexedDB, name) {
  try {
    const opening = indexedDB.open(name, SCHEMAS.length);
    opening.addEventListener('upgradeneeded', ({ oldVersion }) => {
      for (const step of SCHEMAS.slice(oldVersion)) step(opening.result);
    });
    return await asked(opening);
  } catch (cause) {
    throw new StorageUnavailableError({ cause });
  }
}

/**
 * Forgets everything kept on this device.
 * @param {IDBFactory} indexedDB
 * @param {string} [name]
 */
export async function deleteDatabase(indexedDB, name = 'couplebridge') {
  await asked(indexedDB.deleteDatabase(name));
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export function asked(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

/**
 * @template T
 * @param {IDBDatabase} database
 * @param {StoreName[]} names
 * @param {IDBTransactionMode} mode
 * @param {(stores: Stores) => Promise<T>} work must only await requests of this transaction
 * @returns {Promise<T>}
 */
async function transact(database, names, mode, work) {
  const transaction = begin(database, names, mode);
  const done = finished(transaction);
  try {
    const result = await work((name) => transaction.objectStore(name));
    await done;
    return result;
  } catch (problem) {
    if (transaction.error === null) abort(transaction);
    await done.catch(() => undefined); // its reason is `problem`, which is thrown
    throw inWords(problem);
  }
}

/** @param {IDBDatabase} database @param {StoreName[]} names @param {IDBTransactionMode} mode */
function begin(database, names, mode) {
  try {
    return database.transaction(names, mode, { durability: mode === 'readwrite' ? 'strict' : 'default' });
  } catch (cause) {
    throw new StorageUnavailableError({ cause });
  }
}

/** @param {IDBTransaction} transaction @returns {Promise<void>} */
function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new StorageUnavailableError()));
  });
}

/** @param {IDBTransaction} transaction */
function abort(transaction) {
  try {
    transaction.abort();
  } catch (problem) {
    // It ended by itself already; any other refusal is a mistake of ours.
    if (/** @type {DOMException} */ (problem).name !== 'InvalidStateError') throw problem;
  }
}

/** @param {any} problem @returns {unknown} */
function inWords(problem) {
  return problem?.name === 'QuotaExceededError' ? new StorageFullError({ cause: problem }) : problem;
}
