/**
 * Hears that the own feed moved. Owns one stream and its back-off; where there is no stream it asks
 * every half minute while the page is looked at. It carries no data: what moved is pulled.
 */

/**
 * @typedef {object} Page what this needs to know of the page
 * @property {() => boolean} isVisible
 * @property {(listener: () => void) => () => void} onFocus
 */
/** @typedef {{ set: (fn: () => void, ms: number) => any, clear: (handle: any) => void }} Timers */

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
const POLL_MS = 30_000;

/**
 * @param {{ EventSource?: typeof globalThis.EventSource, onMoved: () => void, page: Page, timers: Timers, random?: () => number, url?: string }} deps
 * @returns {{ start: () => void, stop: () => void }}
 */
export function createLive({ EventSource, onMoved, page, timers, random = Math.random, url = '/api/live' }) {
  /** @type {EventSource | null} */
  let stream = null;
  let isOpen = false;
  let failures = 0;
  /** @type {any} */
  let retryTimer = null;
  /** @type {any} */
  let pollTimer = null;
  /** @type {(() => void) | null} */
  let stopFocus = null;

  function connect() {
    if (!EventSource) return;
    stream = new EventSource(url);
    stream.addEventListener('open', opened);
    stream.addEventListener('moved', onMoved);
    stream.addEventListener('error', failed);
  }

  function opened() {
    isOpen = true;
    failures = 0;
    // Something may have moved while nobody listened.
    onMoved();
  }

  function failed() {
    closeStream();
    failures += 1;
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
    retryTimer = timers.set(connect, longest * (0.5 + random() / 2));
  }

  function closeStream() {
    stream?.close();
    stream = null;
    isOpen = false;
  }

  function poll() {
    if (!isOpen && page.isVisible()) onMoved();
    pollTimer = timers.set(poll, POLL_MS);
  }

  function stop() {
    stopFocus?.();
    stopFocus = null;
    timers.clear(retryTimer);
    timers.clear(pollTimer);
    closeStream();
    failures = 0;
  }

  return {
    start() {
      stop();
      stopFocus = page.onFocus(onMoved);
      connect();
      pollTimer = timers.set(poll, POLL_MS);
    },
    stop,
  };
}
