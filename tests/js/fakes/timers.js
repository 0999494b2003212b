/** Timers that go off only when told, by the time of a fixed clock. */

export function createFakeTimers(clock) {
  const waiting = new Map();
  let next = 1;
  return {
    set(fn, ms) {
      waiting.set(next, { fn, atMs: clock.nowMs() + ms });
      next += 1;
      return next - 1;
    },
    clear: (handle) => void waiting.delete(handle),
    count: () => waiting.size,
    /** Runs what is due now, once each. */
    run() {
      for (const [handle, { fn, atMs }] of [...waiting]) {
        if (atMs <= clock.nowMs() && waiting.delete(handle)) fn();
      }
    },
    /** Moves the clock and runs what became due. */
    advance(ms) {
      clock.advanceMs(ms);
      this.run();
    },
  };
}
