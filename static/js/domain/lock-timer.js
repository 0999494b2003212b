/**
 * When the keys go by themselves (safety.md, P2): some minutes away, some minutes idle. Owns the two
 * times and goes by the wall clock, because timers sleep when a phone does.
 */

/** @typedef {{ set: (fn: () => void, ms: number) => any, clear: (handle: any) => void }} Timers */

const MINUTE_MS = 60_000;

/**
 * @param {object} deps
 * @param {import('../core/clock.js').Clock} deps.clock
 * @param {{ value: { value: { awayMinutes: number, idleMinutes: number } } }} deps.settings
 * @param {() => void} deps.onExpire
 * @param {Timers} deps.timers
 */
export function createLockTimer({ clock, settings, onExpire, timers }) {
  let isRunning = false;
  let lastActivityMs = 0;
  /** @type {number | null} */
  let hiddenSinceMs = null;
  /** @type {any} */
  let timer = null;

  function deadlineMs() {
    const { awayMinutes, idleMinutes } = settings.value.value;
    const idleMs = lastActivityMs + idleMinutes * MINUTE_MS;
    return hiddenSinceMs === null ? idleMs : Math.min(idleMs, hiddenSinceMs + awayMinutes * MINUTE_MS);
  }

  function stop() {
    isRunning = false;
    timers.clear(timer);
  }

  /** @returns {boolean} whether the time is over, and was said */
  function isOver() {
    if (!isRunning) return true;
    // A clock that was set back must not buy time.
    const isBefore = clock.nowMs() < lastActivityMs;
    if (!isBefore && clock.nowMs() < deadlineMs()) return false;
    stop();
    onExpire();
    return true;
  }

  function check() {
    timers.clear(timer);
    if (!isOver()) timer = timers.set(check, deadlineMs() - clock.nowMs());
  }

  return {
    /** After every unlock. */
    start() {
      isRunning = true;
      lastActivityMs = clock.nowMs();
      hiddenSinceMs = null;
      check();
    },
    stop,
    /** A touch or a key. It does not revive what is over: the timer may have slept. */
    activity() {
      if (isOver()) return;
      lastActivityMs = clock.nowMs();
    },
    hidden() {
      hiddenSinceMs ??= clock.nowMs();
      check();
    },
    visible() {
      if (isOver()) return;
      hiddenSinceMs = null;
      check();
    },
  };
}
