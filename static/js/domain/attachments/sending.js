/**
 * Chunks on their way to the server: one after the other, each as it was sealed once, so that a second try sends the very
 * same bytes. Asks first which are there, and so goes on where it was cut off: by a reload, a lock, the network, a restart.
 */
import { fromBase64url } from '../../core/bytes.js';
import { observable } from '../../core/observable.js';
import { oneAtATime } from '../../core/one-at-a-time.js';
import { ApiProblem, NetworkError } from '../../net/errors.js';
import { CHUNK } from '../../net/frames.js';
import { TYPE } from './fields.js';

/** @typedef {{ sent: number, of: number }} Progress chunks */
/** @typedef {{ underWay: Record<string, Progress>, problem: string | null }} SendingStatus underWay: by id, also those that only wait */
/** @typedef {ReturnType<typeof createSending>} Sending */

const LOCK_NAME = 'couplebridge-attachments';
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 300_000;
/** @type {SendingStatus} */
const NOTHING = Object.freeze({ underWay: {}, problem: null });

/**
 * @param {{
 *   ask: import('../bridge/asking.js').AskWhole, chunks: import('../../store/chunks.js').ChunkStore,
 *   account: Pick<import('../account/account.js').Account, 'keyring' | 'onLock'>,
 *   vault: Pick<import('../vault/vault.js').Vault, 'get'>,
 *   cache: { makeRoom: () => Promise<number> },
 *   locks?: import('../sync/sync.js').Locks | null, timers: import('../sync/sync.js').Timers,
 * }} deps
 */
export function createSending({ ask, chunks, account, vault, cache, locks = null, timers }) {
  const status = observable(NOTHING);
  let failures = 0;
  /** @type {any} */
  let retryTimer = null;

  account.onLock(() => {
    timers.clear(retryTimer);
    status.value = NOTHING;
  });

  /** @param {string} id @param {Progress | null} progress */
  function tell(id, progress) {
    if (!account.keyring()) return;
    const { [id]: _, ...others } = status.value.underWay;
    status.value = { ...status.value, underWay: progress ? { ...others, [id]: progress } : others };
  }

  /** @param {import('../../store/chunks.js').HeldAttachment} row */
  async function send({ id, chunks: of }) {
    const { positions } = (await ask('GET', `/attachments/${id}`)).json;
    const there = new Set(positions);
    for (let position = 0; position < of; position += 1) {
      tell(id, { sent: position, of });
      if (there.has(position)) continue;
      if (!account.keyring()) return;
      const sealed = await chunks.chunk(id, position);
      // Purged while it was on its way: whoever did it takes off the server what arrived.
      if (!sealed) return tell(id, null);
      await ask('PUT', `/attachments/${id}`, { frames: [{ type: CHUNK, id: fromBase64url(id), revision: position + 1, seq: 0, parts: [sealed] }] });
    }
    await chunks.sent(id);
    tell(id, null);
  }

  async function sendAll() {
    // What no record names yet goes once it does, or is nobody's (tidying.js): on the server it would stay for ever.
    const waiting = (await chunks.rows()).filter(({ id, isSent }) => !isSent && vault.get(id)?.fields.type === TYPE).sort((a, b) => a.turn - b.turn);
    for (const { id, chunks: of } of waiting) if (!status.value.underWay[id]) tell(id, { sent: 0, of });
    for (const row of waiting) {
      if (!account.keyring()) return;
      await send(row);
    }
    if (waiting.length > 0) await cache.makeRoom();
  }

  const run = oneAtATime(async () => {
    if (!account.keyring()) return;
    timers.clear(retryTimer);
    try {
      await (locks ? locks.request(LOCK_NAME, sendAll) : sendAll());
      failures = 0;
      if (status.value.problem) status.value = { ...status.value, problem: null };
    } catch (problem) {
      failed(problem);
    }
  });

  /** @param {unknown} problem */
  function failed(problem) {
    if (!(problem instanceof ApiProblem || problem instanceof NetworkError)) throw problem;
    if (!account.keyring()) return;
    const afterS = problem instanceof ApiProblem ? problem.retryAfter : null;
    const waitMs = afterS === null ? Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures) : afterS * 1_000;
    failures += 1;
    // Being without a network is no news: what waits says so by itself.
    status.value = { ...status.value, problem: problem instanceof ApiProblem ? problem.message : null };
    retryTimer = timers.set(() => void run(), waitMs);
  }

  return {
    status,
    /** Something waits, or the network may be back. */
    nudge: () => void run(),
    /** @returns {Promise<void>} when what waited was tried */
    now: run,
  };
}
