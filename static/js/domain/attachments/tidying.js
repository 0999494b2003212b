/**
 * What nobody can see any more goes: here, and on the server. Only a tombstone takes anything off the server, or that this
 * device made it, never sent the whole of it, and no record names it; what is absent here may be on its way from another
 * device. A photo that was taken off its page goes after thirty days.
 */
import { oneAtATime } from '../../core/one-at-a-time.js';
import { ApiProblem, NetworkError } from '../../net/errors.js';
import { BIN_DAYS } from '../journal.js';
import { ADDING_LOCK } from './attachments.js';
import { TYPE } from './fields.js';

const BIN_MS = BIN_DAYS * 86_400_000;

/**
 * @param {{
 *   vault: Pick<import('../vault/vault.js').Vault, 'get' | 'all' | 'isGone' | 'purge' | 'ready' | 'onWrite'>,
 *   account: Pick<import('../account/account.js').Account, 'keyring'>,
 *   ask: import('../bridge/asking.js').AskWhole, chunks: import('../../store/chunks.js').ChunkStore, clock: import('../../core/clock.js').Clock,
 *   store: Pick<import('../../store/store.js').Store, 'currents'>,
 *   locks?: { request: (name: string, options: { ifAvailable: boolean }, work: (lock: unknown) => Promise<string[]>) => Promise<string[]> } | null,
 * }} deps locks: over all tabs; without them nobody can tell whether another tab is just naming what it made
 */
export function createTidying({ vault, account, ask, chunks, clock, store, locks = null }) {
  let known = 0;

  // Fewer than a moment ago: some were deleted for good, here or on another device.
  vault.onWrite(() => {
    if (!vault.ready.value) return;
    const now = vault.all(TYPE).length;
    if (now < known) void tidy().catch(reportUnforeseen);
    known = now;
  });

  async function purgeOver() {
    for (const { id, fields } of vault.all(TYPE)) {
      const isOver = fields.removedAt && clock.nowMs() - Date.parse(fields.removedAt) >= BIN_MS;
      if (isOver || vault.isGone(fields.of)) await vault.purge(id);
    }
  }

  async function tidyHere() {
    const gone = (await chunks.rows()).map(({ id }) => id).filter((id) => vault.isGone(id));
    if (gone.length > 0) await chunks.forget(gone);
  }

  /**
   * By the disk, which knows what another tab wrote a moment ago. Never one that was sent whole: its record may be on another
   * device, or come back with the next pull. @returns {Promise<string[]>} made here, not sent, and without any record, not even a damaged one
   */
  async function nobodys() {
    const ids = (await chunks.rows()).filter(({ isSent }) => !isSent).map(({ id }) => id);
    const found = await store.currents(ids);
    return ids.filter((_, n) => !found[n].record && !found[n].entry);
  }

  /** Left by a page that died, or was locked, between the chunks and their record: the key was in that record alone. */
  async function tidyNobodys() {
    const ids = (await locks?.request(ADDING_LOCK, { ifAvailable: true }, async (lock) => (lock ? nobodys() : []))) ?? [];
    for (const id of ids) {
      if (!account.keyring()) return;
      await ask('DELETE', `/attachments/${id}`);
      await chunks.forget([id]);
    }
  }

  async function tidyServer() {
    if (vault.all('gone').length === 0) return;
    const { attachments } = (await ask('GET', '/attachments')).json;
    for (const id of attachments) {
      if (!account.keyring()) return;
      if (vault.isGone(id)) await ask('DELETE', `/attachments/${id}`);
    }
  }

  /** What the server does not hear now it hears after the next unlock. */
  const tidy = oneAtATime(async () => {
    if (!account.keyring() || !vault.ready.value) return;
    await purgeOver();
    await tidyHere();
    try {
      await tidyNobodys();
      await tidyServer();
    } catch (problem) {
      if (!(problem instanceof NetworkError || problem instanceof ApiProblem)) throw problem;
    }
  });

  return { tidy };
}

/** @param {unknown} problem locked in the middle of it is no news */
function reportUnforeseen(problem) {
  if (!(problem instanceof Error && 'code' in problem)) throw problem;
}
