/**
 * Bringing a journal in: our own copy in JSON, or Day One's (protocol.md, "A copy that is brought back"). First a plan with a
 * report, then all of it in one step, and a way back from all of it. Owns that nothing is half done.
 */
import { planDayOne } from './day-one.js';
import { readImport } from './file.js';
import { planOwnCopy } from './own-copy.js';
import { ImportStoppedError } from './problems.js';

/** @typedef {import('./plan.js').Plan} Plan */
/** @typedef {ReturnType<typeof createImporter>} Importer */

/** @param {{ vault: import('../vault/vault.js').Vault, own: Pick<import('../shared/things.js').Things, 'scope'> }} deps own: things that are nobody else's */
export function createImporter({ vault, own }) {
  return {
    /**
     * Nothing is written yet.
     * @param {Blob} file
     * @param {import('./plan.js').How} [how]
     * @returns {Promise<Plan>}
     * @throws {import('../errors.js').DomainError} unreadable, too large, or stopped
     */
    async plan(file, how = {}) {
      const brought = await readImport(file);
      if (brought.kind === 'day-one') return planDayOne(brought.entries, { vault }, how);
      return planOwnCopy(brought.content, { vault, me: own.scope()?.me ?? '' }, how);
    },

    /**
     * All of it, or nothing.
     * @param {Plan} plan
     * @param {{ signal?: AbortSignal, onProgress?: (share: number) => void }} [how]
     * @returns {Promise<() => Promise<void>>} takes all of it away again, for as long as somebody holds it
     * @throws {ImportStoppedError}
     */
    async add({ made }, { signal, onProgress = () => undefined } = {}) {
      const ids = await vault.addAll(made, {
        onSealed(share) {
          if (signal?.aborted) throw new ImportStoppedError();
          onProgress(share);
        },
      });
      return () => vault.purgeAll(ids);
    },
  };
}
