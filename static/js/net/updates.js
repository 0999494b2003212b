/**
 * Releases: registers the service worker and says when a new one waits. Applying it reloads the page,
 * so that is left to the person.
 */

import { observable } from '../core/observable.js';

/**
 * @param {{ serviceWorker?: ServiceWorkerContainer, url: any, reload: () => void }} deps url: through the worker policy
 */
export function createUpdates({ serviceWorker, url, reload }) {
  const isWaiting = observable(false);
  /** @type {ServiceWorkerRegistration | null} */
  let registration = null;
  let isApplying = false;

  function look() {
    // Without a controller this is the first visit: there is nothing old to replace.
    isWaiting.value = Boolean(registration?.waiting && serviceWorker?.controller);
  }

  /** @param {ServiceWorker | null} installing */
  function watch(installing) {
    installing?.addEventListener('statechange', look);
  }

  return {
    isWaiting,

    /** @returns {Promise<boolean>} whether the app now works offline; false where there are no workers */
    async start() {
      if (!serviceWorker) return false;
      registration = await serviceWorker.register(url, { scope: '/' });
      watch(registration.installing);
      registration.addEventListener('updatefound', () => watch(registration?.installing ?? null));
      serviceWorker.addEventListener('controllerchange', () => {
        if (isApplying) reload();
      });
      look();
      return true;
    },

    /** Looks for a new release; offline is no news. */
    async check() {
      await registration?.update().catch(() => undefined); // no network: the next look will tell
    },

    apply() {
      isApplying = true;
      registration?.waiting?.postMessage('apply');
    },
  };
}
