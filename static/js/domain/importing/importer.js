/**
 * Bringing a journal in: our own copy in JSON, or Day One's (protocol.md, "A copy that is brought back"). First a plan with a
 * report, then all of it, and a way back from all of it. Owns that nothing is half done: what is stopped is taken away again.
 */
import { AccountLockedError } from '../errors.js';
import { addAttached } from './attached.js';
import { planDayOne } from './day-one.js';
import { readImport } from './file.js';
import { planOwnCopy } from './own-copy.js';
import { ImportStoppedError } from './problems.js';
import { createReport } from './report.js';

/** @typedef {import('./plan.js').Plan} Plan */
/** @typedef {{ plan: Plan, undo: () => Promise<void> }} Added plan: as it came out; undo: takes all of it away again, for as long as somebody holds it */
/** @typedef {ReturnType<typeof createImporter>} Importer */

/** So many records are sealed in the time of one photo, or so. */
const RECORDS_A_PHOTO = 20;

/** @param {{ vault: import('../vault/vault.js').Vault, own: Pick<import('../shared/things.js').Things, 'scope'> } & import('./attached.js').Media} deps own: things that are nobody else's */
export function createImporter({ vault, own, attachments, photos }) {
  /** @param {string[]} ids @param {unknown} problem @returns {Promise<never>} */
  async function takeBack(ids, problem) {
    // Under a lock nothing can be taken away: the same file brings the rest another time, and nothing twice.
    if (!(problem instanceof AccountLockedError)) await vault.purgeAll(ids);
    throw problem;
  }

  return {
    /**
     * Nothing is written yet.
     * @param {Blob} file
     * @param {import('./plan.js').How} [how]
     * @returns {Promise<Plan>}
     * @throws {import('../errors.js').DomainError} unreadable, too large, or stopped
     */
    async plan(file, how = {}) {
      const brought = await readImport(file, how.signal);
      if (brought.kind === 'day-one') return planDayOne(brought.entries, { vault }, how);
      return planOwnCopy(brought, { vault, me: own.scope()?.me ?? '' }, how);
    },

    /**
     * All of it, but for photos and voice notes that turn out to be none, or for which there is no room; or nothing.
     * @param {Plan} plan
     * @param {{ signal?: AbortSignal, onProgress?: (share: number) => void }} [how]
     * @returns {Promise<Added>}
     * @throws {ImportStoppedError}
     */
    async add(plan, { signal, onProgress = () => undefined } = {}) {
      const { made, attached } = plan;
      const pagesShare = made.length / Math.max(1, made.length + attached.length * RECORDS_A_PHOTO);
      const ids = await vault.addAll(made, {
        onSealed(share) {
          if (signal?.aborted) throw new ImportStoppedError();
          onProgress(share * pagesShare);
        },
      });
      const [counts, report] = [{ ...plan.counts }, createReport(plan.notTaken)];
      await addAttached({ attachments, photos }, attached, {
        signal,
        onProgress: (share) => onProgress(pagesShare + share * (1 - pagesShare)),
        onAdded: (id) => void ids.push(id),
        onLeftOut(one, what, day) {
          counts[one.kind === 'photo' ? 'photos' : 'voices'] -= 1;
          report.add(what, 1, day);
        },
      }).catch((problem) => takeBack(ids, problem));
      return { plan: { ...plan, counts, notTaken: report.rows() }, undo: () => vault.purgeAll(ids) };
    },
  };
}
