/**
 * What a file would add, found out before anything is written: what is there already is not doubled, by id or by content.
 * Read in small bites, and can be stopped: then nothing was done.
 */
import { createBreather } from '../../core/breather.js';
import { toBase64url } from '../../core/bytes.js';
import { random16 } from '../../core/ids.js';
import { fitsRecord } from '../vault/sealing.js';
import { ImportStoppedError, ImportTooLargeError } from './problems.js';
import { createReport } from './report.js';

/** @typedef {'pages' | 'versions' | 'checkIns' | 'reminders' | 'steps' | 'photos' | 'voices'} Sort */
/** @typedef {{ id: string, fields: { v: number, type: string } & Record<string, any> }} Made */
/** @typedef {import('./attached.js').Attached} Attached */
/** @typedef {{ made: Made[], attached: Attached[], counts: Record<Sort, number>, already: number, split: number, notTaken: import('./report.js').NotTaken[] }} Plan split: long pages that became several */
/** @typedef {{ signal?: AbortSignal, onProgress?: (share: number) => void, breathe?: () => Promise<void> }} How share: 0 … 1 */
/** @typedef {ReturnType<typeof createPlan>} Planning */
/** @typedef {Pick<import('../vault/vault.js').Vault, 'all' | 'get' | 'idFor' | 'typeOf'>} Vault what a plan looks at */

export const RECORDS_MOST = 20_000;
/** Of our own copy as many as an account may have (protocol.md, Limits): what the app wrote it takes back. */
export const OWN_RECORDS_MOST = 200_000;

/** @returns {string} for what the file gives no name of its own: that it comes but once is known by its content */
export const freshName = () => toBase64url(random16());

/**
 * @param {Vault} vault
 * @param {number} total of what will be looked at
 * @param {How} [how]
 * @param {number} [most]
 */
export function createPlan(vault, total, { signal, onProgress = () => undefined, breathe = createBreather() } = {}, most = RECORDS_MOST) {
  if (total > most) throw new ImportTooLargeError();
  const report = createReport();
  /** @type {Made[]} */
  const made = [];
  /** @type {Record<Sort, number>} */
  const counts = { pages: 0, versions: 0, checkIns: 0, reminders: 0, steps: 0, photos: 0, voices: 0 };
  /** @type {Attached[]} */
  const attached = [];
  const taken = new Set();
  let [done, already, split] = [0, 0, 0];

  return {
    report,

    /** Before each of them. @throws {ImportStoppedError} */
    async step() {
      if (signal?.aborted) throw new ImportStoppedError();
      done += 1;
      onProgress(Math.min(1, done / total));
      await breathe();
    },

    /**
     * @param {Sort} sort
     * @param {string} name under which it comes, each time the same
     * @param {Made['fields']} fields
     * @returns {Promise<string | null>} the id that it has here; null: it is more than a record can hold, and that is told
     */
    async take(sort, name, fields) {
      if (!fitsRecord(fields)) {
        report.add('unknown', 1);
        return null;
      }
      const id = await vault.idFor(name);
      // What was taken away here for good, a file may bring back.
      if (taken.has(id) || ![null, 'gone'].includes(vault.typeOf(id))) {
        already += 1;
        return id;
      }
      taken.add(id);
      made.push({ id, fields });
      counts[sort] += 1;
      return id;
    },

    /** @param {Attached} one a photo or a voice note: after the pages, one by one */
    attach(one) {
      attached.push(one);
      counts[one.kind === 'photo' ? 'photos' : 'voices'] += 1;
    },

    found: () => void (already += 1),
    long: () => void (split += 1),

    /** @returns {Plan} */
    whole: () => ({ made, attached, counts, already, split, notTaken: report.rows() }),
  };
}
