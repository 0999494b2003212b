/**
 * The list of passkeys with their names, which nobody but their owner's vault knows. Owns the names; the ways in
 * themselves are account/touches.js's. What the server does not list opens nothing any more, and loses its name here.
 */

/** @typedef {{ credential: string, name: string, at: string | null, isHere: boolean }} PasskeyInfo credential: base64url; at: ISO time; isHere: it opens what is on this phone */
/** @typedef {ReturnType<typeof createPasskeys>} Passkeys */

const TYPE = 'passkey';
export const NAME_MAX = 40;

/**
 * @param {{
 *   account: Pick<import('./account/account.js').Account, "canTouch" | "addPasskey" | "removePasskey" | "passkeys" | "hasPasskeyHere">,
 *   vault: Pick<import('./vault/vault.js').Vault, "singleton" | "all" | "purge">, clock: import('../core/clock.js').Clock,
 * }} deps
 */
export function createPasskeys({ account, vault, clock }) {
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

  return {
    /** Whether it is worth offering on this phone. */
    canTouch: () => account.canTouch(),

    /** Needs the server. @returns {Promise<PasskeyInfo[]>} the latest first */
    async list() {
      const listed = await account.passkeys();
      await forgetNamesBut(listed);
      return listed.map(infoOf).sort((one, other) => (other.at ?? '').localeCompare(one.at ?? ''));
    },

    /**
     * @param {{ name: string, typed: string, next: import('./account/touches.js').Next }} wish name: at most 40 characters; typed: the passphrase or the recovery code
     */
    async add({ name, typed, next }) {
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
