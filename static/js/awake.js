/**
 * The screen of this phone, kept from going dark while somebody speaks: with it dark the page is put away, and that ends a
 * recording. Owns the browser's lock on it, and lets go of it on every way out. Used by media.js alone.
 */

import { observable } from './core/observable.js';

/** @typedef {ReturnType<typeof createAwake>} Awake */

/** @param {{ wakeLock: WakeLock | undefined, document: Pick<Document, 'visibilityState' | 'addEventListener'> }} deps wakeLock: absent without HTTPS, and in some browsers */
export function createAwake({ wakeLock, document }) {
  /** The phone may still go dark by itself: it would not, or it took back what it gave. */
  const isRefused = observable(false);
  let isWanted = false;
  /** @type {WakeLockSentinel | null} */
  let held = null;

  async function ask() {
    if (!isWanted || held || document.visibilityState !== 'visible') return;
    // Whatever the reason is, as a battery that runs low: what it means for the person is the same.
    const given = (await wakeLock?.request('screen').catch(() => null)) ?? null;
    if (given && (!isWanted || held)) return void given.release();
    if (!held) take(given);
  }

  /** @param {WakeLockSentinel | null} given */
  function take(given) {
    held = given;
    isRefused.value = isWanted && !given;
    given?.addEventListener('release', () => held === given && take(null), { once: true });
  }

  // Put away, the page loses it.
  document.addEventListener('visibilitychange', () => void ask());

  return {
    isRefused,
    hold() {
      isWanted = true;
      void ask();
    },
    release() {
      isWanted = false;
      const given = held;
      take(null);
      void given?.release();
    },
  };
}
