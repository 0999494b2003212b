/** Long reading of a file as a generator that says its share: in slices that let a touch through and can be stopped, or at once. */
import { createBreather } from '../../core/breather.js';
import { ImportStoppedError } from './importing.js';

/**
 * @template T
 * @param {Generator<number, T, void>} work yields its share, 0 … 1
 * @param {{ signal?: AbortSignal, onProgress?: (share: number) => void, breathe?: () => Promise<void> }} [options]
 * @returns {Promise<T>}
 * @throws {ImportStoppedError}
 */
export async function inSlices(work, { signal, onProgress = () => undefined, breathe = createBreather() } = {}) {
  for (;;) {
    if (signal?.aborted) throw new ImportStoppedError();
    const { done, value } = work.next();
    if (done) return value;
    onProgress(value);
    await breathe();
  }
}

/** @template T @param {Generator<number, T, void>} work @returns {T} */
export function atOnce(work) {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
