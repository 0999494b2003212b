/** One value that others may watch. Owns nothing but the value and the list of watchers. */

import { createEmitter } from './events.js';

/**
 * @template T
 * @typedef {object} Observable
 * @property {T} value reading gives the current value, writing tells every watcher
 * @property {(change: (current: T) => T) => void} update
 * @property {(watcher: (value: T) => void) => () => void} subscribe calls at once with the current value; returns the way to stop
 */

/**
 * @template T
 * @param {T} initial
 * @returns {Observable<T>}
 */
export function observable(initial) {
  let current = initial;
  const emitter = createEmitter();
  return {
    get value() {
      return current;
    },
    set value(next) {
      if (Object.is(next, current)) return;
      current = next;
      emitter.emit('value', next);
    },
    update(change) {
      this.value = change(current);
    },
    subscribe(watcher) {
      const stop = emitter.on('value', watcher);
      watcher(current);
      return stop;
    },
  };
}
