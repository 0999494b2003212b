/** A tiny emitter: who listens to what, in the order in which they came. */

/**
 * @typedef {object} Emitter
 * @property {(name: string, listener: (payload: any) => void) => () => void} on returns the way to stop listening
 * @property {(name: string, payload?: any) => void} emit
 */

/** @returns {Emitter} */
export function createEmitter() {
  /** @type {Map<string, Set<(payload: any) => void>>} */
  const listeners = new Map();
  return {
    on(name, listener) {
      const own = listeners.get(name) ?? new Set();
      listeners.set(name, own.add(listener));
      return () => void own.delete(listener);
    },
    emit(name, payload) {
      const problems = [...(listeners.get(name) ?? [])].flatMap((listener) => problemOf(listener, payload));
      // One broken listener must not keep the others from hearing "lock", and must not be silent.
      if (problems.length > 0) throw new AggregateError(problems, `listeners of ${name} failed`);
    },
  };
}

/**
 * @param {(payload: any) => void} listener
 * @param {any} payload
 * @returns {unknown[]} what it threw, if it did
 */
function problemOf(listener, payload) {
  try {
    listener(payload);
    return [];
  } catch (problem) {
    return [problem];
  }
}
