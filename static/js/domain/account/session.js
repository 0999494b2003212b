/**
 * The session with the server behind an unlocked account. Owns the auth key while unlocked, so that
 * an ended session can be renewed without asking; forgets it on lock. Remembers on the device that a
 * session was ended, so that nobody asks for what is known to be gone. Being offline is no error here.
 */

import { toBase64url, wipe } from '../../core/bytes.js';
import { observable } from '../../core/observable.js';
import { ApiProblem, NetworkError } from '../../net/errors.js';
import { SLOT_TYPES } from '../../crypto/slots.js';
import { PasskeyGoneError, PassphraseChangedError, SessionNotKeptError, SignInRefusedError } from '../errors.js';
import { finishSignIn } from './sign-in.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {"unknown" | "signed-in" | "signed-out"} SessionState */

/** @typedef {{ slotType: number, find: Bytes, auth: Bytes }} Way find 16, auth 32, secret: what signs in again */

const ENDED = 'session-ended';

/**
 * @param {{
 *   api: import('../../net/api.js').Api, store: import('../../store/store.js').Store,
 *   device: () => import('./ways-in.js').Device | null, label: () => string,
 *   onPasskeyGone: () => Promise<void>,
 * }} deps
 */
export function createSession({ api, store, device, label, onPasskeyGone }) {
  /** @type {import('../../core/observable.js').Observable<SessionState>} */
  const state = observable(/** @type {SessionState} */ ('unknown'));
  /** @type {Way | null} */
  let way = null;
  /** The server knows this account, and not by this way in: asking again would only be a wrong try more. */
  let isRefused = false;
  /** The browser kept no cookie of a sign-in that worked, and would keep none of the next. */
  let isForgotten = false;
  /** @type {Promise<boolean> | null} */
  let renewing = null;

  api.onSessionEnded(() => {
    state.value = 'signed-out';
    void remember(true);
  });

  /** A device without an account remembers nothing of one. @param {boolean} isEnded */
  async function remember(isEnded) {
    if (device()) await store.setMeta(ENDED, isEnded || null);
  }

  async function hasSession() {
    // Its 401 would be an error in the console of everybody who comes back after Hide now.
    if (await store.meta(ENDED)) return false;
    try {
      await api.request('GET', '/session');
      return true;
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.code === 'no-session') return false;
      throw problem;
    }
  }

  /** @returns {PassphraseChangedError | PasskeyGoneError | SessionNotKeptError | null} why signing in again by itself is of no use until the next unlock */
  function refusal() {
    if (isRefused) return way?.slotType === SLOT_TYPES.passkey ? new PasskeyGoneError() : new PassphraseChangedError();
    return isForgotten ? new SessionNotKeptError() : null;
  }

  /** @returns {Promise<boolean>} */
  async function signInAgain() {
    const own = device();
    if (!own || !way || refusal()) return false;
    const { slotType, find, auth } = way;
    const json = { find: toBase64url(find), slot_type: slotType, auth: toBase64url(auth), label: label(), device_token: own.deviceToken };
    try {
      await finishSignIn(api, json);
      await remember(false);
      isForgotten = !(await hasSession());
      return !isForgotten;
    } catch (problem) {
      if (!(problem instanceof SignInRefusedError)) throw problem;
      // The passphrase was changed elsewhere; the next unlock with the new one brings the new slot. Or the passkey is gone.
      isRefused = true;
      if (slotType === SLOT_TYPES.passkey) await onPasskeyGone();
      return false;
    }
  }

  async function renew() {
    try {
      const isIn = (await hasSession()) || (await signInAgain());
      state.value = isIn ? 'signed-in' : 'signed-out';
      return isIn;
    } catch (problem) {
      if (problem instanceof NetworkError) {
        // Signed out a moment ago, perhaps; what it would be now nobody could say.
        state.value = 'unknown';
        return false;
      }
      if (problem instanceof ApiProblem) return false;
      throw problem;
    }
  }

  /** @returns {Promise<void>} */
  function ended() {
    api.forgetSession();
    state.value = 'signed-out';
    return remember(true);
  }

  return {
    state,
    /** @param {Way} fresh */
    keepWay(fresh) {
      [way, isRefused, isForgotten] = [fresh, false, false];
    },
    forget() {
      if (way) wipe(way.auth);
      [way, isRefused, isForgotten] = [null, false, false];
    },
    refusal,
    started() {
      state.value = 'signed-in';
      return remember(false);
    },
    /** The promise is of the note on this device; nobody has to wait for it. */
    ended,
    /** Tells the server too; offline, or signed out already, are both fine for someone who leaves. @param {{ keepalive?: boolean }} [options] */
    async end(options) {
      const telling = api.request('DELETE', '/session', options).catch(unlessGone);
      await Promise.all([telling, ended()]);
    },
    /** For good: this device gets no sign any more. */
    async leave() {
      if (api.hasCsrf()) await api.request('DELETE', '/push').catch(unlessGone);
      await this.end();
    },
    /** One at a time. @returns {Promise<boolean>} whether the server knows us now; false also when offline */
    ensure() {
      if (api.hasCsrf()) return Promise.resolve(true);
      renewing ??= renew().finally(() => {
        renewing = null;
      });
      return renewing;
    },
  };
}

/** @param {unknown} problem */
function unlessGone(problem) {
  if (!(problem instanceof NetworkError || problem instanceof ApiProblem)) throw problem;
}
