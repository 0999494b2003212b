/**
 * Time as a collaborator, so that no test waits and no rule reads the wall by itself.
 * Order between records never comes from here: it comes from revisions (protocol.md, Sync).
 */

/** @typedef {{ nowMs: () => number }} Clock milliseconds since 1970, UTC */

/** @type {Clock} */
export const systemClock = { nowMs: () => Date.now() };

/**
 * @param {number} startMs
 * @returns {Clock & { advanceMs: (byMs: number) => void }} a clock that moves only when told
 */
export function fixedClock(startMs) {
  let currentMs = startMs;
  return {
    nowMs: () => currentMs,
    advanceMs: (byMs) => {
      currentMs += byMs;
    },
  };
}
