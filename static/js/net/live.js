/**
 * Hears that the own feed moved. Owns one stream, its back-off and the watch over it: a line that a
 * sleeping phone or a change of network has cut looks open until something is missed. Where there is
 * no stream it asks every half minute while the page is looked at. It carries no data: what moved is pulled.
 */

/**
 * @typedef {object} Page what this needs to know of the page
 * @property {() => boolean} isVisible
 * @property {(listener: () => void) => () => void} onFocus
 */
/** @typedef {{ set: (fn: () => void, ms: number) => any, clear: (handle: any) => void }} Timers */

// After a restart of the server everybody comes again: spread over these seconds, not all at once.
const FIRST_WAIT_MS = 6_000;
const LEAST_PART = 0.1;
const LONGEST_WAIT_MS = 60_000;
const POLL_MS = 30_000;
// The server says every 25 s that the line stands.
const SILENCE_MOST_MS = 40_000;

/**
 * @param {{ EventSource?: typeof globalThis.EventSource, onMoved: () => void, page: Page, timers: Timers, clock: import('../core/clock.js').Clock, random?: () => number, url?: string }} deps
 * @returns {{ start: () => void, stop: () => void }}
 */
export function createLive({ EventSource, onMoved, page, timers, clock, random = Math.random, url = '/api/live' }) {
  /** @type {EventSource | null} */
  let stream = null;
  let isOpen = false;
  let failures = 0;
  let heardAtMs = 0;
  /** @type {any} */
  let retryTimer = null;
  /** @type {any} */
  let pollTimer = null;
  /** @type {(() => void) | null} */
  let stopFocus = null;

  function connect() {
    if (!EventSource) return;
    heardAtMs = clock.nowMs();
    stream = new EventSource(url);
    stream.addEventListener('open', opened);
    stream.addEventListener('here', heard);
    stream.addEventListener('moved', moved);
    stream.addEventListener('error', failed);
  }

  function heard() {
    heardAtMs = clock.nowMs();
  }

  function moved() {
    heard();
    onMoved();
  }

  function opened() {
    heard();
    isOpen = true;
    failures = 0;
    // Something may have moved while nobody listened.
    onMoved();
  }

  function failed() {
    closeStream();
    failures += 1;
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
    retryTimer = timers.set(connect, longest * (LEAST_PART + (1 - LEAST_PART) * random()));
  }

  /** By the wall clock, also where it was set back: timers sleep with the phone. */
  const isSilent = () => stream !== null && Math.abs(clock.nowMs() - heardAtMs) > SILENCE_MOST_MS;

  /** The person looks again, or the network is back: now, not after the back-off. */
  function lookedAt() {
    onMoved();
    if (isOpen && !isSilent()) return;
    timers.clear(retryTimer);
    closeStream();
    connect();
  }

  function closeStream() {
    stream?.close();
    stream = null;
    isOpen = false;
  }

  function poll() {
    if (isSilent()) failed();
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
      stopFocus = page.onFocus(lookedAt);
      connect();
      pollTimer = timers.set(poll, POLL_MS);
    },
    stop,
  };
}
