/**
 * The list of passkeys with their names, which nobody but their owner's vault knows. Owns the names; the ways in
 * themselves are account/touches.js's. What the server does not list opens nothing any more, and loses its name here.
 */

import { ApiProblem, NetworkError } from '../net/errors.js';

/** @typedef {{ credential: string, name: string, at: string | null, isHere: boolean }} PasskeyInfo credential: base64url; at: ISO time; isHere: it opens what is on this phone */
/** @typedef {ReturnType<typeof createPasskeys>} Passkeys */

const TYPE = 'passkey';

/**
 * @param {{
 *   account: Pick<import('./account/account.js').Account, "canTouch" | "hasTouch" | "onLock" | "acknowledgePasskeys" | "addPasskey" | "removePasskey" | "passkeys" | "hasPasskeyHere">,
 *   vault: Pick<import('./vault/vault.js').Vault, "singleton" | "all" | "purge">, clock: import('../core/clock.js').Clock,
 * }} deps
 */
export function createPasskeys({ account, vault, clock }) {
  /** Whoever makes one is not the one who is to be told of it: its owner is, at the next unlock (safety.md, P8). */
  let isJustMade = false;
  account.onLock(() => {
    isJustMade = false;
  });

  /** @param {string} credential */
  const named = (credential) => vault.singleton(`${TYPE}:${credential}`);

  /** @param {string} credential @returns {PasskeyInfo} */
  function infoOf(credential) {
    const kept = named(credential).get();
    return { credential, name: kept?.name ?? '', at: kept?.at ?? null, isHere: account.hasPasskeyHere(credential) };
  }

  /** @param {string[]} listed */
  async function forgetNamesBut(listed) {
    for (const { id, fields } of vault.all(TYPE)) if (!listed.includes(fields.credential)) await vault.purge(id);
  }

  /** Needs the server. @returns {Promise<PasskeyInfo[]>} the latest first */
  async function list() {
    const listed = await account.passkeys();
    await forgetNamesBut(listed);
    return listed.map(infoOf).sort((one, other) => (other.at ?? '').localeCompare(one.at ?? ''));
  }

  return {
    list,

    /** The list was shown. @returns {Promise<boolean>} whether that was its owner's look at what is new */
    async seen() {
      if (isJustMade) return false;
      await account.acknowledgePasskeys();
      return true;
    },

    /** After an unlock: a passkey that was taken away on another phone opens nothing here either, from now on. */
    async settle() {
      if (account.hasTouch()) await list().catch(unlessServer);
    },

    /** Whether it is worth offering on this phone. */
    canTouch: () => account.canTouch(),

    /**
     * @param {{ name: string, typed: string, next: import('./account/touches.js').Next }} wish name: at most 40 characters; typed: the passphrase or the recovery code
     */
    async add({ name, typed, next }) {
      isJustMade = true;
      const credential = await account.addPasskey(typed, name, next);
      await named(credential).put({ v: 1, type: TYPE, credential, name, at: new Date(clock.nowMs()).toISOString() });
    },

    /** @param {string} credential @param {import('./account/ways-in.js').Shown} shown */
    async remove(credential, shown) {
      await account.removePasskey(credential, shown);
      await named(credential).purge();
    },
  };
}

/** Without it nothing is known, and nothing changes. @param {unknown} problem */
function unlessServer(problem) {
  if (!(problem instanceof NetworkError || problem instanceof ApiProblem)) throw problem;
}
