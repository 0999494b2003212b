/**
 * What is being typed right now. Owns the wait between the last key and the save, and the promise that
 * nothing typed is lost: a change that could not be saved stays here and goes with the next try.
 * Holds plaintext while it waits, and hands it over at a lock.
 */
import { observable } from '../core/observable.js';

/** @typedef {'saved' | 'waiting' | 'saving' | 'unsaved'} DraftState */
/**
 * @typedef {object} Draft
 * @property {import('../core/observable.js').Observable<DraftState>} state
 * @property {() => unknown} problem what the last save threw; null where it went well
 * @property {(fields: Record<string, any>) => void} set only what changed
 * @property {() => Record<string, any>} pending set, and not known to be on disk yet
 * @property {() => Promise<void>} flush resolved when everything set so far is on disk; throws what the save threw
 * @property {() => Record<string, any>} leave at a lock: hands over what is not known to be on disk, and forgets it
 * @property {() => Promise<void>} close flushes, then lets changes from elsewhere in
 */
/** @typedef {(run: () => void, delayMs: number) => () => void} Schedule returns the way to cancel */

export const SAVE_AFTER_MS = 400;

/** @type {Schedule} */
export const scheduleWithTimers = (run, delayMs) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

/**
 * @param {{ save: (fields: Record<string, any>) => Promise<void>, opened: () => void, closed: () => void, schedule?: Schedule }} deps
 * @returns {Draft}
 */
export function createDraft({ save, opened, closed, schedule = scheduleWithTimers }) {
  /** @type {import('../core/observable.js').Observable<DraftState>} */
  const state = observable(/** @type {DraftState} */ ('saved'));
  /** @type {Record<string, any>} */
  let waiting = {};
  /** @type {Record<string, any>} */
  let saving = {};
  let cancel = () => {};
  /** @type {unknown} */
  let lastProblem = null;
  /** One save after the other: two at once could land in the wrong order. */
  let last = Promise.resolve();
  opened();

  const saveNow = async () => {
    const fields = waiting;
    if (Object.keys(fields).length === 0) return;
    [waiting, saving] = [{}, fields];
    state.value = 'saving';
    try {
      await save(fields);
    } catch (problem) {
      // Handed over at a lock, which is why it could not be saved here.
      if (saving !== fields) return;
      saving = {};
      waiting = { ...fields, ...waiting };
      lastProblem = problem;
      state.value = 'unsaved';
      throw problem;
    }
    saving = {};
    lastProblem = null;
    state.value = Object.keys(waiting).length === 0 ? 'saved' : 'waiting';
  };

  const pending = () => ({ ...saving, ...waiting });

  const flush = () => {
    cancel();
    // The problem of an earlier save was told to whoever asked for it; the fields it left are saved now.
    last = last.then(saveNow, saveNow);
    return last;
  };

  return {
    state,
    problem: () => lastProblem,
    set(fields) {
      cancel();
      waiting = { ...waiting, ...fields };
      state.value = 'waiting';
      // A save that failed by itself is seen in `state`; the text stays in `waiting`.
      cancel = schedule(() => void flush().catch(() => {}), SAVE_AFTER_MS);
    },
    pending,
    flush,
    leave() {
      cancel();
      const unsaved = pending();
      [waiting, saving] = [{}, {}];
      return unsaved;
    },
    async close() {
      await flush();
      closed();
    },
  };
}
