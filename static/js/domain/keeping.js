/**
 * Asks the browser once, after the first page was written, not to clear this app away when space is
 * short. Whatever it says: what is on the server comes back by signing in.
 */

const ASKED = 'keepAsked';

/**
 * @param {object} deps
 * @param {StorageManager | undefined} deps.storage
 * @param {Pick<import('../store/store.js').Store, "meta" | "setMeta">} deps.store
 * @param {Pick<import('./vault/vault.js').Vault, "onWrite">} deps.vault
 * @param {Pick<ReturnType<typeof import('./journal.js').createJournal>, "isEmpty">} deps.journal
 */
export function createKeeping({ storage, store, vault, journal }) {
  let isSettled = typeof storage?.persist !== 'function';

  async function ask() {
    if (isSettled || journal.isEmpty()) return;
    isSettled = true;
    if ((await store.meta(ASKED)) || (await storage?.persisted())) return;
    await store.setMeta(ASKED, true); // before: some browsers put a question to the person, and once is enough
    await storage?.persist();
  }

  // Refused, or no room even for the note: nothing that was written depends on it.
  vault.onWrite(() => void ask().catch(() => undefined));
}
