/**
 * A short-lived module worker: one passphrase in, 32 bytes out. kdf.js starts it and ends it.
 * Never: checks nothing (kdf.js did), keeps nothing, talks to nobody else.
 */
import { argon2id } from './primitives.js';

globalThis.addEventListener('message', async ({ data: { passphrase, cost } }) => {
  try {
    globalThis.postMessage({ stretched: await argon2id(passphrase, cost) });
  } catch {
    // Why it failed (most often: memory) changes nothing for the caller, and must carry no content.
    globalThis.postMessage({ failed: true });
  }
});
