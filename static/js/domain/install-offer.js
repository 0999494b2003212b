/**
 * Whether the home screen is offered: after the first page, in one unlock, and never again, on no device
 * of this person. Seen counts, answered or not; so does an app that was put there without the offer.
 */

import { observable } from '../core/observable.js';

/**
 * @template T
 * @typedef {{ readonly value: T, subscribe: (watcher: (value: T) => void) => () => void }} Followed
 */

/**
 * @param {object} deps
 * @param {{ way: Followed<string>, isInstalled: Followed<boolean> }} deps.install
 * @param {Pick<import('./settings.js').SettingsRoom, "value" | "save">} deps.settings
 * @param {Pick<import('./journal.js').Journal, "isEmpty">} deps.journal
 * @param {Pick<import('./vault/vault.js').Vault, "ready" | "version">} deps.vault
 * @param {Pick<import('./account/account.js').Account, "onLock">} deps.account
 */
export function createInstallOffer({ install, settings, journal, vault, account }) {
  const isDue = observable(false);
  /** Shown since the last unlock, where it stays until it is answered. */
  let isShown = false;
  let isAnswered = false;
  let isRemembered = false;

  function look() {
    const isOpen = vault.ready.value && install.way.value !== 'none' && !journal.isEmpty();
    isDue.value = isOpen && !isAnswered && (isShown || !settings.value.value.installOffered);
    if (vault.ready.value && install.isInstalled.value) remember();
  }

  function remember() {
    if (isRemembered || settings.value.value.installOffered) return;
    isRemembered = true;
    // Refused by a full phone: then it is offered once more, which is no harm.
    void settings.save({ installOffered: true }).catch(() => undefined);
  }

  for (const each of [install.way, install.isInstalled, settings.value, vault.ready, vault.version]) each.subscribe(look);
  account.onLock(() => {
    [isShown, isAnswered, isRemembered] = [false, false, false];
    look();
  });

  return {
    isDue,

    /** It stands on the screen. */
    shown() {
      isShown = true;
      remember();
    },

    /** Put away, or followed. */
    answered() {
      isAnswered = true;
      look();
    },
  };
}
