/** The person's own settings, one private record. Owns the defaults; nobody else ever sees these. */

import { observable } from '../core/observable.js';
import { same } from '../core/same.js';

/** @typedef {{ name: string, partnerName: string, awayMinutes: number, idleMinutes: number, paused: boolean, installOffered: boolean, kitToKeep: boolean, gentleWords: boolean, writingLanguage: string, checkInsFrom: string | null, onThisDay: boolean, stillTrue: boolean, signs: import('./signs.js').SignHours }} Settings kitToKeep: shown once, and not confirmed yet; writingLanguage: for gentle words, empty where it is that of the app; checkInsFrom: ISO time, from which on check-ins are seen together while that is on; onThisDay, stillTrue: Today may offer it */
/** @typedef {ReturnType<typeof createSettings>} SettingsRoom */

/** @type {Readonly<Settings>} */
export const DEFAULTS = Object.freeze({ name: '', partnerName: '', awayMinutes: 2, idleMinutes: 5, paused: false, installOffered: false, kitToKeep: false, gentleWords: true, writingLanguage: '', checkInsFrom: null, onThisDay: true, stillTrue: true, signs: { days: [0, 1, 2, 3, 4, 5, 6], from: 8 * 60, until: 21 * 60 } });

/** @param {{ vault: Pick<import('./vault/vault.js').Vault, "singleton" | "version"> }} deps */
export function createSettings({ vault }) {
  const own = vault.singleton('settings');
  const value = observable(/** @type {Settings} */ ({ ...DEFAULTS }));
  /** On its way to the disk: shown at once, and the next choice builds on it. @type {Set<Partial<Settings>>} */
  const chosen = new Set();
  vault.version.subscribe(show);

  function show() {
    const { v, type, ...saved } = own.get() ?? { v: 1, type: 'settings' };
    const next = /** @type {Settings} */ (Object.assign({ ...DEFAULTS }, saved, ...chosen));
    if (!same(next, value.value)) value.value = next;
  }

  return {
    value,
    /** @param {Partial<Settings>} patch @returns {Promise<string>} on disk; a choice that does not get there is no longer shown */
    async save(patch) {
      chosen.add(patch);
      show();
      try {
        return await own.put({ ...patch, v: 1, type: 'settings' });
      } finally {
        chosen.delete(patch);
        show();
      }
    },
  };
}
