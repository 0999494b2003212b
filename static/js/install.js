/**
 * How this browser could keep the app on the home screen, and whether it is there. Owns the browser's
 * own question, which is kept back until the person asks for it. Used by parts.js and extras.js alone.
 */

import { observable } from './core/observable.js';

/** @typedef {"none" | "prompt" | "ios" | "android" | "dock"} InstallWay prompt: the browser can ask; the others: the person does it, in a menu of the browser */

/** @param {Window} window @returns {boolean} opened from the home screen */
export const isStandalone = (window) => window.matchMedia('(display-mode: standalone)').matches || Boolean(/** @type {any} */ (window.navigator).standalone);

/** An iPad says that it is a Mac; no Mac has more than one touch point. @param {Pick<Navigator, "userAgent" | "maxTouchPoints">} navigator @returns {boolean} */
export const isIos = ({ userAgent, maxTouchPoints }) => /iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);

/** @param {Window} window */
export function createInstall(window) {
  const isInstalled = observable(isStandalone(window));
  const way = observable(isInstalled.value ? 'none' : wayOf(window.navigator));
  /** @type {any} */
  let offer = null;
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event;
    way.value = 'prompt';
  });
  window.addEventListener('appinstalled', () => {
    [offer, way.value, isInstalled.value] = [null, 'none', true];
  });
  return {
    way,
    isInstalled,
    /** @returns {Promise<boolean>} */
    async prompt() {
      const { outcome } = (await offer?.prompt()) ?? { outcome: 'dismissed' };
      [offer, way.value] = [null, 'none'];
      return outcome === 'accepted';
    },
  };
}

/**
 * Browsers that have it in a menu and never ask.
 * @param {Pick<Navigator, "userAgent" | "maxTouchPoints">} navigator
 * @returns {InstallWay}
 */
function wayOf({ userAgent, maxTouchPoints }) {
  const isMac = /Macintosh/.test(userAgent);
  if (isIos({ userAgent, maxTouchPoints })) return 'ios';
  if (/Android/.test(userAgent) && /Firefox/.test(userAgent)) return 'android';
  return isMac && /Version\/[\d.]+ Safari/.test(userAgent) ? 'dock' : 'none';
}
