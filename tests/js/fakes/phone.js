/**
 * A whole device made of memory, up to the domain: the account, the vault and the sync of one browser
 * profile. `reopen()` is a reload of the page, or a browser that was killed: the profile stays.
 */

import { fixedClock } from '../../../static/js/core/clock.js';
import { createAccount } from '../../../static/js/domain/account/account.js';
import { createSync } from '../../../static/js/domain/sync/sync.js';
import { createVault } from '../../../static/js/domain/vault/vault.js';
import { createApi } from '../../../static/js/net/api.js';
import { openDatabase } from '../../../static/js/store/database.js';
import { createStore } from '../../../static/js/store/store.js';
import { freshProfile } from './indexed-db.js';
import { createFakeLocks } from './locks.js';
import { makeQuickWorker } from './stretcher.js';
import { createFakeTimers } from './timers.js';

export const PASSPHRASE = 'four quiet old rivers';

/** @param {{ server: any, clock?: any, profile?: IDBFactory, link?: any }} options */
export async function openPhone({ server, clock = fixedClock(1_795_000_000_000), profile = freshProfile(), link = server.connect(), locks = createFakeLocks(), background = null, authenticator = undefined }) {
  const timers = createFakeTimers(clock);
  const idle = [];
  const api = createApi({ fetch: link.fetch });
  const store = createStore(await openDatabase(profile));
  const account = createAccount({ api, store, makeWorker: makeQuickWorker, label: () => 'phone', authenticator });
  const vault = createVault({ account, store, clock, whenIdle: (work) => void idle.push(work) });
  const sync = createSync({ api, store, vault, account, locks, timers, background });
  await account.start();
  const phone = {
    link, api, store, account, vault, sync, clock, timers, profile, idle, locks,
    /** Loads what is here and syncs, as the page does after every unlock. */
    async begin() {
      await vault.load();
      await sync.begin();
    },
    async register(name, wish = {}) {
      const made = await account.register({ name, passphrase: PASSPHRASE, withRecovery: false, ...wish });
      await phone.begin();
      return made;
    },
    async signIn(name, accountCode) {
      await account.signIn({ name, accountCode, passphrase: PASSPHRASE });
      await phone.begin();
    },
    async unlock(passphrase = PASSPHRASE) {
      await account.unlock(passphrase);
      await account.session.ensure();
      await phone.begin();
    },
    reopen: () => openPhone({ server, clock, profile, link, locks, background, authenticator }),
  };
  return phone;
}
