/**
 * One look at what this device remembers, before the parts are there, so that the right first screen can stand at once.
 * It decides nothing: account.js says a moment later how things are. Imports nothing, because a person is waiting.
 * Never: makes the database, upgrades it, or keeps it open, for the parts may want to upgrade it.
 */

/** Where the language of the app is kept: it has to stand before anybody unlocks, and tells no more than the screen does. */
export const LANGUAGE = 'language';

/**
 * @param {() => Pick<Storage, 'getItem'>} storage asked inside, because some browsers refuse the very question
 * @returns {string} what was chosen on this device; '': nothing, so it is that of the phone
 */
export function chosenLanguage(storage) {
  try {
    return storage().getItem(LANGUAGE) ?? '';
  } catch {
    return '';
  }
}

/** @typedef {{ state: "new" } | { state: "locked", opensWith: "passphrase" | "recovery-code", hasTouch: boolean }} Remembered */

// The names of database.js, account.js, staying.js and session.js, and the place and number of crypto/slots.js.
const [DATABASE, META] = ['couplebridge', 'meta'];
const KEYS = ['device', 'stay', 'session-ended'];
const [SLOT_TYPE_AT, RECOVERY] = [4, 2];

/**
 * @param {IDBFactory} indexedDB
 * @returns {Promise<Remembered | null>} null: only the parts can tell (it may stay unlocked, or nothing can be kept here)
 */
export async function firstLook(indexedDB) {
  try {
    const database = await openExisting(indexedDB);
    return database ? await read(database) : { state: 'new' };
  } catch {
    return null; // refused, as in some private windows: the parts say so in words
  }
}

/** @param {IDBFactory} indexedDB @returns {Promise<IDBDatabase | null>} null: the app was never here */
function openExisting(indexedDB) {
  return new Promise((resolve, reject) => {
    let isMissing = false;
    const opening = indexedDB.open(DATABASE);
    opening.addEventListener('upgradeneeded', () => {
      isMissing = true;
      opening.transaction?.abort();
    });
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => (isMissing ? resolve(null) : reject(opening.error)));
  });
}

/** @param {IDBDatabase} database @returns {Promise<Remembered | null>} */
async function read(database) {
  try {
    const meta = database.transaction(META).objectStore(META);
    const [device, stay, hasEnded] = await Promise.all(KEYS.map((key) => asked(meta.get(key))));
    if (!device) return { state: 'new' };
    if (stay && !hasEnded) return null;
    return { state: 'locked', opensWith: device.slot[SLOT_TYPE_AT] === RECOVERY ? 'recovery-code' : 'passphrase', hasTouch: Boolean(device.passkey) };
  } finally {
    database.close();
  }
}

/** @param {IDBRequest<any>} request @returns {Promise<any>} */
function asked(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}
