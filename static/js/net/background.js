/**
 * Background Sync, where the browser has it: asks for the service worker to be woken when the network
 * is back, also when the app is closed by then. Elsewhere the app sends at its next start.
 */

export const OUTBOX_TAG = 'outbox';

/**
 * @param {{ serviceWorker?: ServiceWorkerContainer }} deps
 * @returns {{ ask: () => void }}
 */
export function createBackground({ serviceWorker }) {
  async function register() {
    const registration = /** @type {any} */ (await serviceWorker?.ready);
    await registration?.sync?.register(OUTBOX_TAG);
  }

  return {
    /** Refused in private windows and by choice of the person: the app sends when it is opened. */
    ask: () => void register().catch(() => undefined),
  };
}
