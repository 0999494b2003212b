/**
 * Long work in small bites: gives a touch or a key its turn before the work goes on
 * (performance: nothing blocks for more than 50 ms).
 */

const BITE_MS = 12;

/** @returns {Promise<void>} after everything else that waits has had its turn */
export function pause() {
  return new Promise((resolve) => {
    // Not setTimeout: browsers make a chain of those wait four milliseconds each.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * @param {{ nowMs?: () => number, pause?: () => Promise<void> }} [deps] nowMs: monotonic
 * @returns {() => Promise<void>} to be awaited between two pieces of work; pauses only when a bite is over
 */
export function createBreather({ nowMs = () => performance.now(), pause: rest = pause } = {}) {
  let biteStartMs = nowMs();
  return async () => {
    if (nowMs() - biteStartMs < BITE_MS) return;
    await rest();
    biteStartMs = nowMs();
  };
}

/**
 * Short pieces of work side by side, begun in bites: to begin some hundreds at once would block as well.
 * @template T, R
 * @param {readonly T[]} items
 * @param {(item: T) => Promise<R>} work never rejects
 * @returns {Promise<R[]>} in the order of the items
 */
export async function inBites(items, work) {
  const breathe = createBreather();
  /** @type {Promise<R>[]} */
  const begun = [];
  for (const item of items) {
    begun.push(work(item));
    await breathe();
  }
  return Promise.all(begun);
}
