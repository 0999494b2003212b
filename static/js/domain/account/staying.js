/**
 * "Stay unlocked for …": the account key on disk under a share that only the server keeps, and forgets
 * on lock, sign-out or idle time (protocol.md, The account).
 */

import { fromBase64url, toBase64url } from '../../core/bytes.js';
import { CoupleBridgeError } from '../../core/errors.js';
import { Keyring } from '../../crypto/keyring.js';
import { randomBytes } from '../../crypto/primitives.js';
import { parseSlot } from '../../crypto/slots.js';
import { openStayUnlocked, sealStayUnlocked } from '../../crypto/stay-unlocked.js';
import { NetworkError } from '../../net/errors.js';
import { AccountLockedError } from '../errors.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {import('./ways-in.js').Device} Device */

const STAY = 'stay';

/** @param {{ api: import('../../net/api.js').Api, store: import('../../store/store.js').Store }} deps */
export function createStaying({ api, store }) {
  return {
    /** @param {Bytes} accountKey 32, lent @param {Bytes} userId 16 @param {{ idleS: number, isWanted: () => boolean }} wish idleS 60 … 2592000; isWanted: not locked since @throws {AccountLockedError} */
    async begin(accountKey, userId, { idleS, isWanted }) {
      if (!isWanted()) throw new AccountLockedError();
      const share = randomBytes(32);
      const sealed = await sealStayUnlocked(accountKey, share, userId);
      await api.request('PUT', '/session/share', { json: { share: toBase64url(share), idle_s: idleS } });
      if (!isWanted()) {
        // Locked since: the half on the server must not wait for another one.
        await api.request('DELETE', '/session/share').catch(tolerate);
        throw new AccountLockedError();
      }
      await store.setMeta(STAY, sealed);
    },

    /** @returns {Promise<boolean>} whether the owner chose so on this device */
    isChosen: async () => (await store.meta(STAY)) !== null,

    /** The half on this device goes first: it is the one that can be reached for sure. */
    async end() {
      if ((await store.meta(STAY)) === null) return;
      await store.setMeta(STAY, null);
      await api.request('DELETE', '/session/share').catch(tolerate);
    },

    /** Where it was chosen. @param {Device} device @returns {Promise<Keyring | null>} null: the passphrase is needed */
    async open(device) {
      const sealed = await store.meta(STAY);
      try {
        const { json } = await api.request('GET', '/session/share');
        const { epoch } = parseSlot(device.slot);
        return await openStayUnlocked(sealed, fromBase64url(json.share), device.userId, (accountKey) => Keyring.unlock({ accountKey, userId: device.userId, epoch }));
      } catch (problem) {
        tolerate(problem);
        // Offline says nothing about the share; any other answer means that it is gone.
        if (!(problem instanceof NetworkError)) await store.setMeta(STAY, null);
        return null;
      }
    },
  };
}

/** A refusal or no network only means that the passphrase is asked for. @param {unknown} problem */
function tolerate(problem) {
  if (!(problem instanceof CoupleBridgeError)) throw problem;
}
