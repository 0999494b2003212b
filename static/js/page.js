/** What the page itself tells the app: hidden, shown, touched, back online. Used by parts.js alone. */

import { t } from './core/i18n.js';

/** @param {Document} document @param {Window} window @returns {import('./net/live.js').Page} */
export function pageOf(document, window) {
  return {
    isVisible: () => document.visibilityState === 'visible',
    onFocus(listener) {
      const shown = () => void (document.visibilityState === 'visible' && listener());
      window.addEventListener('focus', listener);
      window.addEventListener('online', listener);
      document.addEventListener('visibilitychange', shown);
      return () => {
        window.removeEventListener('focus', listener);
        window.removeEventListener('online', listener);
        document.removeEventListener('visibilitychange', shown);
      };
    },
  };
}

/**
 * @param {import('./parts.js').App} app
 * @param {{ document: Document, window: Window }} page
 */
export function wirePage({ account, journal, lockTimer, updates, signs }, { document, window }) {
  for (const type of ['pointerdown', 'keydown', 'input']) {
    window.addEventListener(type, () => lockTimer.activity(), { capture: true, passive: true });
  }
  /** A page in the background may never come back. A save that fails is seen in the draft's state. */
  const away = () => {
    void journal.flushAll().catch(() => undefined);
    lockTimer.hidden();
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') return away();
    lockTimer.visible();
    void updates.check();
    void signs.seen();
  });
  window.addEventListener('pagehide', away);
  window.addEventListener('pageshow', (event) => {
    // From the page cache: whoever holds the phone now may not be the one who left.
    if (event.persisted) void account.lock({ isByItself: true });
  });
}

/**
 * What a session is called in the owner's own list; coarse on purpose.
 * @param {string} userAgent
 * @returns {string} at most 60 characters
 */
export function deviceLabel(userAgent) {
  if (/iPhone/.test(userAgent)) return t('An iPhone');
  if (/iPad/.test(userAgent)) return t('An iPad');
  if (/Android/.test(userAgent)) return t('An Android phone');
  return t('A browser on a computer');
}
