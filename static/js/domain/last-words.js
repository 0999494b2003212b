/**
 * What was typed and not yet saved in the moment of a lock. Nothing waits for it: it is sealed with a
 * reference of its own to the key, as the keys go, and only sealed bytes go on to the disk. The next
 * unlock puts it where it belongs. Owns the sealed bytes on this device; never anything readable.
 */

import { equalBytes, fromUtf8, utf8, wipe } from '../core/bytes.js';
import { CacheUnopenableError } from '../core/errors.js';
import { observable } from '../core/observable.js';
import { tuple } from '../crypto/encoding.js';
import { isOfLock } from './errors.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {import('../crypto/keyring.js').Keyring} Keyring */
/** @typedef {import('./journal.js').Unsaved} Unsaved */

const KEY = 'lastWords';
const CONTEXT = tuple('last-words');

/**
 * @param {object} deps
 * @param {Pick<import('./account/account.js').Account, "keyring" | "onLeaving">} deps.account
 * @param {Pick<import('../store/store.js').Store, "meta" | "changeMeta">} deps.store
 * @param {Pick<import('./journal.js').Journal, "leave" | "catchUp">} deps.journal
 */
export function createLastWords({ account, store, journal }) {
  /** @type {Set<Promise<void>>} */
  const underWay = new Set();
  /** Sealed, and refused by the disk: tried again while this page lives. @type {Bytes[]} */
  let stranded = [];

  account.onLeaving(() => {
    const keyring = account.keyring();
    const unsaved = journal.leave();
    if (!keyring || unsaved.length === 0) return;
    const going = keep(seal(keyring, unsaved)).finally(() => underWay.delete(going));
    underWay.add(going);
  });

  /** @param {Promise<Bytes>} sealing */
  async function keep(sealing) {
    const sealed = await sealing;
    try {
      await store.changeMeta(KEY, (/** @type {Bytes[] | null} */ kept) => [...(kept ?? []), sealed]);
    } catch {
      // Nobody is there to be told; `settle` still has it.
      stranded.push(sealed);
    }
  }

  /** Whether some of it could not be put where it belongs: it stays sealed on this device until the next unlock. */
  const isHeldBack = observable(false);

  /** Each alone: what one of them meets keeps no other from its place. @param {Unsaved[]} unsaved @param {unknown[]} problems @returns {Promise<Unsaved[]>} those that found no place */
  async function placeEach(unsaved, problems) {
    const left = [];
    for (const one of unsaved) {
      try {
        await journal.catchUp([one]);
      } catch (problem) {
        if (isOfLock(problem)) throw problem;
        problems.push(problem);
        left.push(one);
      }
    }
    return left;
  }

  /** What has its place leaves at once: put there again at a later unlock, it would stand against newer words. @param {Bytes} sealed @param {Bytes[]} rest */
  async function replace(sealed, rest) {
    stranded = stranded.flatMap((one) => (one === sealed ? rest : [one]));
    // Another tab may have added its own since.
    await store.changeMeta(KEY, (/** @type {Bytes[] | null} */ now) => (now ?? []).flatMap((one) => (equalBytes(one, sealed) ? rest : [one])));
  }

  /** @param {Keyring} keyring @param {Bytes} sealed @param {unknown[]} problems */
  async function settleOne(keyring, sealed, problems) {
    const unsaved = await open(keyring, sealed);
    const left = await placeEach(unsaved, problems);
    if (left.length > 0 && left.length === unsaved.length) return;
    try {
      await replace(sealed, left.length > 0 ? [await seal(keyring, left)] : []);
    } catch (problem) {
      if (isOfLock(problem)) throw problem;
      problems.push(problem);
    }
  }

  return {
    isHeldBack,

    /** @returns {Promise<boolean>} nothing that was typed is in the memory of this page alone */
    async isKept() {
      await Promise.all(underWay);
      return stranded.length === 0;
    },

    /**
     * After the vault was loaded: what was typed before the lock is put where it belongs. What finds no place there is kept.
     * @throws what no one foresaw, when all others have their place
     */
    async settle() {
      await Promise.all(underWay);
      const keyring = account.keyring();
      if (!keyring) return;
      const kept = /** @type {Bytes[]} */ ((await store.meta(KEY)) ?? []);
      /** @type {unknown[]} */
      const problems = [];
      for (const sealed of [...kept, ...stranded]) {
        // Of another unlock by now, which begins again.
        if (account.keyring() !== keyring) return;
        await settleOne(keyring, sealed, problems);
      }
      isHeldBack.value = problems.length > 0;
      const unforeseen = problems.find((problem) => !(problem instanceof Error && 'code' in problem));
      if (unforeseen) throw unforeseen;
    },
  };
}

/** @param {Keyring} keyring @param {Unsaved[]} unsaved @returns {Promise<Bytes>} the seal has begun when this returns */
function seal(keyring, unsaved) {
  const text = utf8(JSON.stringify(unsaved));
  return keyring.sealCache(text, CONTEXT).finally(() => wipe(text));
}

/** @param {Keyring} keyring @param {Bytes} sealed @returns {Promise<Unsaved[]>} */
async function open(keyring, sealed) {
  try {
    return JSON.parse(fromUtf8(await keyring.openCache(sealed, CONTEXT)));
  } catch (problem) {
    // Damaged, or of another account that was on this device: nobody here can ever read it.
    if (problem instanceof CacheUnopenableError) return [];
    throw problem;
  }
}
