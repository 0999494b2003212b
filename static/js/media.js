/**
 * Photos and voice notes, put together: what the browser has for them and what the domain does with it. Used by parts.js alone.
 */

import { createAwake } from './awake.js';
import { createAttachments } from './domain/attachments/attachments.js';
import { createCache } from './domain/attachments/cache.js';
import { createExporting } from './domain/attachments/exporting.js';
import { createReading } from './domain/attachments/reading.js';
import { createRecordings } from './domain/attachments/recordings.js';
import { createSending } from './domain/attachments/sending.js';
import { createTidying } from './domain/attachments/tidying.js';
import { createAskWhole } from './domain/bridge/asking.js';
import { createPhotos } from './photos.js';
import { createRecorder } from './recorder.js';

/** @typedef {ReturnType<typeof createMedia>} Media */

/**
 * @param {{
 *   api: import('./net/api.js').Api, store: import('./store/store.js').Store, account: import('./domain/account/account.js').Account, vault: import('./domain/vault/vault.js').Vault,
 *   sync: import('./domain/sync/sync.js').Sync, journal: import('./domain/journal.js').Journal, drafting: import('./domain/drafting.js').Drafting,
 *   chunks: import('./store/chunks.js').ChunkStore, clock: import('./core/clock.js').Clock, timers: import('./domain/sync/sync.js').Timers,
 *   navigator: Navigator, window: Window & typeof globalThis,
 * }} deps
 */
export function createMedia({ api, store, account, vault, sync, journal, drafting, chunks, clock, timers, navigator, window }) {
  const locks = navigator.locks ?? null;
  const ask = createAskWhole({ api, account });
  const cache = createCache({ chunks });
  const sending = createSending({ ask, chunks, account, vault, cache, locks, timers });
  const attachments = createAttachments({ vault, account, chunks, cache, sending, drafting, clock, locks: /** @type {any} */ (locks) });
  const recordings = createRecordings({ account, chunks, attachments, journal, locks: /** @type {any} */ (locks) });
  const recorder = createRecorder({ mediaDevices: navigator.mediaDevices, MediaRecorder: window.MediaRecorder, AudioContext: window.AudioContext });
  const reading = createReading({ vault, account, ask, chunks, cache });
  const tidying = createTidying({ vault, account, ask, chunks, clock, store, locks: /** @type {any} */ (locks) });

  const awake = createAwake({ wakeLock: navigator.wakeLock, document: window.document });
  account.onLock(() => {
    recorder.halt();
    awake.release();
  });
  // The network is back, as the records have just shown.
  sync.status.subscribe(({ state }) => state === 'idle' && vault.ready.value && sending.nudge());

  return {
    attachments, sending, recordings, recorder, awake, reading,
    exporting: createExporting({ attachments, reading }),
    photos: createPhotos(),
    /** After an unlock, when the records are there and in step. */
    async begin() {
      await recordings.settle();
      await tidying.tidy();
      sending.nudge();
    },
  };
}
