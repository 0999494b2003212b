/** A worker that stretches at once: the same passphrase and cost give the same 32 bytes, without 64 MiB. */

import { createHash } from 'node:crypto';

class QuickWorker extends EventTarget {
  postMessage({ passphrase, cost }) {
    const costText = JSON.stringify([cost.mKib, cost.t, [...cost.salt]]);
    const stretched = new Uint8Array(createHash('sha256').update(passphrase).update(costText).digest());
    queueMicrotask(() => this.dispatchEvent(Object.assign(new Event('message'), { data: { stretched } })));
  }

  terminate() {
    // There is nothing to end: it never was a thread.
  }
}

/** For `makeWorker`. */
export const makeQuickWorker = () => new QuickWorker();
