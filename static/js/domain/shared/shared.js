/**
 * What the two share as things, and one's own things beside it. Owns when arrived parts are read and own ones published:
 * whenever sync has come to rest. Never: publishes anything of one's own path.
 */
import { toBase64url } from '../../core/bytes.js';
import { CoupleBridgeError } from '../../core/errors.js';
import { observable } from '../../core/observable.js';
import { oneAtATime } from '../../core/one-at-a-time.js';
import { isOfLock } from '../errors.js';
import { createBothParts } from './both-parts.js';
import { createPublishing } from './publishing.js';
import { createThings, OWN } from './things.js';

/** @typedef {ReturnType<typeof createShared>} Shared */

const REST_MS = 60_000;

/** @param {{ api: any, account: any, vault: any, sync: any, pairing: any, timers: import('../sync/sync.js').Timers }} deps */
export function createShared({ api, account, vault, sync, pairing, timers }) {
  const both = createBothParts({ sync });
  const publishing = createPublishing({ api, account, vault, sync, pairing, both });
  /** What could not be published, in a sentence. */
  const problem = observable(/** @type {string | null} */ (null));
  const me = () => toBase64url(account.keyring().userId);

  const own = createThings({ vault, scope: () => (account.keyring() ? { space: OWN, me: me(), partner: null } : null) });
  const ours = createThings({
    vault,
    theirs: both.theirs,
    scope: () => {
      const couple = account.keyring() && pairing.couple();
      return couple ? { space: toBase64url(couple.space), me: me(), partner: toBase64url(couple.partner.userId) } : null;
    },
  });

  /** Since this unlock the server was asked at least once. Before that nobody knows what is published already. */
  let [isPulled, stateBefore] = [false, sync.status.value.state];

  /** Set while the server wants to be left alone: publishing asks for a sync, and a sync for publishing. @type {any} */
  let rest = null;

  async function once() {
    await both.refresh(pairing.couple());
    if (sync.status.value.state !== 'idle' || !isPulled || rest) return;
    beginRest();
    if (await publishing.publish()) endRest();
  }

  function beginRest() {
    rest = timers.set(() => {
      rest = null;
      refreshAtRest();
    }, REST_MS);
  }

  function endRest() {
    timers.clear(rest);
    rest = null;
  }

  function done() {
    if (!rest) problem.value = null;
  }

  /** @param {unknown} cause */
  function told(cause) {
    if (isOfLock(cause) || !account.keyring()) return;
    if (!(cause instanceof CoupleBridgeError)) throw cause;
    problem.value = cause.message;
  }

  /** Reads what arrived, then publishes what waits. */
  const refresh = oneAtATime(() => once().then(done, told));

  const refreshAtRest = () => {
    if (account.keyring() && vault.ready.value && sync.status.value.state !== 'sending') void refresh();
  };
  sync.status.subscribe((/** @type {{ state: string }} */ { state }) => {
    isPulled ||= stateBefore === 'sending' && state === 'idle';
    stateBefore = state;
    refreshAtRest();
  });
  pairing.state.subscribe(refreshAtRest);
  account.onLock(() => {
    both.forget();
    own.forget();
    ours.forget();
    isPulled = false;
    endRest();
    problem.value = null;
  });

  /** @returns {Promise<boolean>} all that is on the server was read, as far as it could be asked */
  async function catchUp() {
    await sync.now();
    await refresh();
    return sync.status.value.state === 'idle';
  }

  return { own, ours, problem, isBroken: both.isBroken, refresh, catchUp, published: publishing.published, isPublished: publishing.isPublished, isPulled: () => isPulled };
}
