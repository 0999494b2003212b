/**
 * The browser's side of signs: its question to the person, its subscription, its badge. Owns nothing.
 * Where a sign is shown is sw.js; nothing here ever asks by itself.
 */

import { fromBase64url, toBase64url } from '../core/bytes.js';
import { PushServiceError } from './errors.js';

/** @typedef {"yes" | "install" | "no"} Support install: only when it is kept on the home screen (iPhone) */
/** @typedef {{ endpoint: string, p256dh: string, auth: string, key: string | null }} Subscription key: the server's, with which it was made; base64url, null where the browser does not say */
/** @typedef {ReturnType<typeof createPush>} Push */

/** What the service worker tells the page. */
export const CHANGED = 'push-changed';
const TAG = 'sign';

/**
 * @param {{ navigator: any, window: any, isIos: boolean, isStandalone: () => boolean }} browser
 */
export function createPush({ navigator, window, isIos, isStandalone }) {
  /** @returns {Promise<ServiceWorkerRegistration | undefined>} */
  const registration = async () => navigator.serviceWorker?.getRegistration();

  /** @returns {Promise<PushSubscription | null>} */
  async function current() {
    return (await (await registration())?.pushManager?.getSubscription()) ?? null;
  }

  return {
    /** @returns {Support} */
    support() {
      if (navigator.serviceWorker && 'PushManager' in window && 'Notification' in window) return 'yes';
      return isIos && !isStandalone() ? 'install' : 'no';
    },

    /** @returns {"default" | "granted" | "denied"} */
    permission: () => window.Notification?.permission ?? 'denied',

    /** To be called right in a press. @returns {Promise<"default" | "granted" | "denied">} */
    ask: () => window.Notification.requestPermission(),

    /** @returns {Promise<Subscription | null>} */
    subscription: async () => described(await current()),

    /** In place of what was here before. @param {string} key the server's, base64url @returns {Promise<Subscription>} @throws {PushServiceError} */
    async subscribe(key) {
      try {
        await (await current())?.unsubscribe();
        const { pushManager } = /** @type {ServiceWorkerRegistration} */ (await navigator.serviceWorker.ready);
        const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: fromBase64url(key) });
        return /** @type {Subscription} */ (described(made));
      } catch (cause) {
        if (cause instanceof DOMException) throw new PushServiceError({ cause });
        throw cause;
      }
    },

    /** From here on the address is gone, whether or not the server hears of it. */
    async unsubscribe() {
      await (await current())?.unsubscribe();
    },

    /** The owner looks: no badge, and no sign on the lock screen. */
    async clear() {
      // not waited for: a badge that the system does not take away is no reason to leave the sign where it is
      navigator.clearAppBadge?.().catch(() => undefined);
      const shown = await (await registration())?.getNotifications?.({ tag: TAG });
      for (const sign of shown ?? []) sign.close();
    },

    /** @param {() => void} listener the browser made the subscription anew, or took it away */
    onChanged(listener) {
      navigator.serviceWorker?.addEventListener('message', (/** @type {MessageEvent} */ event) => {
        if (event.data === CHANGED) listener();
      });
    },
  };
}

/** @param {PushSubscription | null} made @returns {Subscription | null} */
function described(made) {
  if (!made) return null;
  const { endpoint, keys } = made.toJSON();
  const own = made.options?.applicationServerKey;
  return { endpoint: String(endpoint), p256dh: String(keys?.p256dh), auth: String(keys?.auth), key: own ? toBase64url(new Uint8Array(own)) : null };
}
