/**
 * Releases: registers the service worker, says when a newer one is there, and when this one is too old
 * for the server. Taking it loads the page anew, so that is left to the person. Never: forgets anything
 * that is kept on this device, or goes around a refusal of the server.
 */

import { observable } from '../core/observable.js';
import { PROTOCOL } from '../core/protocol.js';
import { NetworkError } from './errors.js';

/** @typedef {"same" | "newer" | "unreachable"} Served what the server hands out, seen from this page */

// A worker that was thrown away meanwhile answers nothing. And what is asked of the old worker while it steps back wakes it
// up, and Chromium lets the new one wait until the page is gone: then the page is loaded without its word.
const TAKEOVER_LIMIT_MS = 5_000;
/** The release that was left without that word: a page of it that comes again all the same has to go on leaving. */
const LEFT = 'left';

/**
 * @param {object} deps
 * @param {ServiceWorkerContainer} [deps.serviceWorker]
 * @param {any} deps.url through the worker policy
 * @param {() => void} deps.reload
 * @param {Pick<import('./api.js').Api, "request" | "onServed">} deps.api
 * @param {string} deps.release the one of this page
 * @param {import('./live.js').Timers} deps.timers
 * @param {Pick<Storage, "getItem" | "setItem" | "removeItem">} deps.kept over a reload of this tab
 */
export function createUpdates({ serviceWorker, url, reload, api, release, timers, kept }) {
  const isWaiting = observable(false);
  const isTooOld = observable(false);
  /** @type {ServiceWorkerRegistration | null} */
  let registration = null;
  let isApplying = false;
  /** Another tab took the new release: this page is the last of the old one. */
  let isOvertaken = false;
  /** @type {string | null} */
  let heardOf = null;

  api.onServed(({ release: served, oldestClient }) => {
    if (oldestClient !== null) isTooOld.value = oldestClient > PROTOCOL;
    if (served === null || served === heardOf) return;
    heardOf = served;
    if (served !== release) void check();
    look();
  });

  const isBehind = () => heardOf !== null && heardOf !== release;

  function look() {
    // Without a controller the next page comes from the server by itself. Its first visit has nothing old to replace.
    isWaiting.value = isOvertaken || (serviceWorker?.controller ? Boolean(registration?.waiting) : isBehind());
  }

  /** @param {ServiceWorker | null} installing */
  function watch(installing) {
    installing?.addEventListener('statechange', look);
  }

  /** Looks for a new release; offline is no news, and a release of which a file is missing is none. */
  async function check() {
    await registration?.update().catch(() => undefined); // the next look will tell
  }

  /** @param {ServiceWorker} installing @returns {Promise<void>} when it is there whole, or thrown away */
  function settled(installing) {
    return new Promise((resolve) => {
      const listen = () => installing.state !== 'installing' && resolve();
      installing.addEventListener('statechange', listen);
      listen();
    });
  }

  /** @returns {Promise<Served>} */
  async function served() {
    try {
      await api.request('GET', '/release');
      return isBehind() ? 'newer' : 'same';
    } catch (problem) {
      if (problem instanceof NetworkError) return 'unreachable';
      throw problem;
    }
  }

  /** The new worker may have taken over before this page could listen, or does so now. */
  function goOnLeaving() {
    const left = kept.getItem(LEFT);
    kept.removeItem(LEFT);
    if (left !== release) return;
    if (!registration?.waiting) return reload();
    isApplying = true;
    registration.waiting.postMessage('apply');
  }

  return {
    isWaiting,
    isTooOld,
    check,
    served,

    /** @returns {Promise<boolean>} whether the app now works offline; false where there are no workers */
    async start() {
      if (!serviceWorker) return false;
      let hadController = Boolean(serviceWorker.controller);
      registration = await serviceWorker.register(url, { scope: '/' });
      watch(registration.installing);
      registration.addEventListener('updatefound', () => watch(registration?.installing ?? null));
      serviceWorker.addEventListener('controllerchange', () => {
        if (isApplying) return reload();
        isOvertaken ||= hadController;
        hadController = true;
        look();
      });
      look();
      goOnLeaving();
      return true;
    },

    /**
     * Brings the new release onto this device, where it is not there yet. To be called before the lock: it can fail.
     * @throws {NetworkError} without it nothing is changed
     */
    async prepare() {
      if (isWaiting.value || !serviceWorker?.controller || !registration) return;
      if ((await served()) === 'unreachable') throw new NetworkError();
      await check();
      if (registration.installing) await settled(registration.installing);
      // The server will not have this one, and the new one does not come whole: the next page is fetched from the server.
      if (!registration.waiting && isTooOld.value) await registration.unregister();
    },

    apply() {
      isApplying = true;
      const waiting = registration?.waiting;
      if (!waiting || isOvertaken) return reload();
      timers.set(() => {
        kept.setItem(LEFT, release);
        reload();
      }, TAKEOVER_LIMIT_MS);
      waiting.postMessage('apply');
    },
  };
}
