/**
 * Keeps in the vault what the account's other devices and an export need of the ways in: the account
 * code and the sign-in name, so that a device that was opened with the recovery code or a passkey alone learns them, and
 * the recovery slot, so that an export made anywhere opens with the recovery code. Neither is sent in any other way.
 */

import { fromBase64url, toBase64url } from '../core/bytes.js';

/** @typedef {ReturnType<typeof createCodeKeeper>} CodeKeeper */

/**
 * @param {{
 *   account: Pick<import('./account/account.js').Account, "device" | "keyring" | "adoptTold" | "recoveryTold">,
 *   vault: Pick<import('./vault/vault.js').Vault, "singleton">,
 *   sync: Pick<import('./sync/sync.js').Sync, "now">,
 * }} deps
 */
export function createCodeKeeper({ account, vault, sync }) {
  const own = vault.singleton('account');

  /** @param {Record<string, any>} fields */
  const keep = (fields) => own.put({ v: 1, type: 'account', ...fields });

  async function settleCode() {
    const kept = own.get()?.accountCode ?? null;
    const code = account.device.value?.accountCode ?? null;
    if (code && !kept) await keep({ accountCode: toBase64url(code) });
    if (!code && kept) await account.adoptTold({ accountCode: fromBase64url(kept) });
  }

  /** A device that was signed in by a touch does not know it, and needs it for the passphrase. */
  async function settleName() {
    const kept = own.get()?.name ?? '';
    const name = account.device.value?.name ?? '';
    if (name !== '' && name !== kept) await keep({ name });
    if (name === '' && kept !== '') await account.adoptTold({ name: kept });
  }

  async function settleRecovery() {
    const untold = account.device.value?.untoldRecovery;
    if (untold === undefined) return;
    await keep({ recoverySlot: untold ? toBase64url(untold) : null });
    await account.recoveryTold(untold);
  }

  async function settle() {
    await settleCode();
    await settleName();
    await settleRecovery();
  }

  return {
    /** On a device that came in a moment ago: what it has to know lies in the vault, which may still be on its way. */
    async learn() {
      if (account.device.value?.accountCode) return;
      await sync.now();
      await settle();
    },

    /** To be called when the vault is ready and the first sync is over, and after the recovery code was made or removed. */
    settle,
  };
}
