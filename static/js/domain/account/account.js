/**
 * The account on this device: new, locked or unlocked. Owns the keyring between unlock and lock and
 * who is told of a lock. Changes to the ways in are in changes.js, the session in session.js.
 * Never: waits for the server to unlock or to hide, keeps a passphrase.
 */

import { equalBytes } from '../../core/bytes.js';
import { createEmitter } from '../../core/events.js';
import { t } from '../../core/i18n.js';
import { observable } from '../../core/observable.js';
import { Keyring } from '../../crypto/keyring.js';
import { SLOT_TYPES } from '../../crypto/slots.js';
import { createAuthenticator } from '../../net/authenticator.js';
import { ApiProblem, NetworkError } from '../../net/errors.js';
import { decodeCode } from '../../core/ids.js';
import { AccountLockedError, AccountMissingError, SignInRefusedError, WrongPassphraseError } from '../errors.js';
import { createAttempts } from './attempts.js';
import { createChanges, sender } from './changes.js';
import { createOpening } from './opening.js';
import { registerAccount } from './registering.js';
import { createSession } from './session.js';
import { loadIdentity, signIn } from './sign-in.js';
import { createStaying } from './staying.js';
import { createTabs } from './tabs.js';
import { createTouches } from './touches.js';
import { findTagOf, slotTypeOf } from './ways-in.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {import('./ways-in.js').Device} Device */
/** @typedef {import('./sign-in.js').SignedIn} SignedIn */
/** @typedef {"new" | "locked" | "unlocked"} AccountState */
/** @typedef {ReturnType<typeof createAccount>} Account */
/**
 * @typedef {object} AccountDeps
 * @property {import('../../net/api.js').Api} api
 * @property {import('../../store/store.js').Store} store
 * @property {() => Worker} [makeWorker] for stretching; without it on this thread
 * @property {() => string} [label] of this device, at most 60 characters
 * @property {import('./tabs.js').Channel | null} [channel] to the other tabs of this app
 * @property {import('../../net/authenticator.js').Authenticator} [authenticator] the phone's passkeys
 */

const DEVICE = 'device';
/** A browser that knows no passkeys. */
const NONE = createAuthenticator({ credentials: null, PublicKeyCredential: null, hostname: '', name: '' });

/** @param {AccountDeps} deps */
export function createAccount({ api, store, makeWorker, label = () => t('A browser'), channel = null, authenticator = NONE }) {
  /** @type {import('../../core/observable.js').Observable<AccountState>} */
  const state = observable(/** @type {AccountState} */ ('new'));
  /** @type {import('../../core/observable.js').Observable<Device | null>} */
  const device = observable(/** @type {Device | null} */ (null));
  /** @type {Keyring | null} */
  let keyring = null;
  const attempts = createAttempts();
  const emitter = createEmitter();
  const session = createSession({ api, store, device: () => device.value, label, onPasskeyGone: () => touches.dropHere() });
  const staying = createStaying({ api, store });
  const deps = { api, label, makeWorker };
  const tabs = createTabs(channel, { onLocked: () => dropKeys(), onForgotten: gone });

  /** @returns {Device} @throws {AccountMissingError} */
  function ownDevice() {
    if (!device.value) throw new AccountMissingError();
    return device.value;
  }

  /** @param {Device} changed */
  async function saveDevice(changed) {
    await store.setMeta(DEVICE, changed);
    device.value = changed;
  }

  const send = sender({ api, session });
  const { openLocal } = createOpening({ ...deps, ownDevice, saveDevice, session, attempts });
  const touches = createTouches({ authenticator, api, store, session, label, ownDevice, saveDevice, openLocal, send });

  /** @param {Keyring} fresh @param {import('./session.js').Way | null} way @param {() => boolean} isWanted */
  function unlocked(fresh, way, isWanted) {
    if (!isWanted()) throw new AccountLockedError();
    keyring = fresh;
    if (way) session.keepWay(way);
    state.value = 'unlocked';
  }

  /** @param {Promise<SignedIn>} signingIn */
  async function adopt(signingIn) {
    const isWanted = attempts.begin();
    const { device: fresh, keyring: freshKeyring, way } = await signingIn;
    if (!isWanted()) {
      // Signed in behind somebody who is gone: nothing of it stays, here or there.
      await session.end();
      throw new AccountLockedError();
    }
    const old = device.value;
    // Another account's records have no place beside this one's.
    const isSame = old !== null && equalBytes(old.userId, fresh.userId);
    if (old && !isSame) await store.wipe();
    await saveDevice(isSame && old.passkey ? { passkey: old.passkey, ...fresh } : fresh);
    await session.started();
    unlocked(freshKeyring, way, isWanted);
  }

  /** @param {{ isForgetting?: boolean }} [options] isForgetting: this device keeps nothing */
  function dropKeys({ isForgetting = false } = {}) {
    attempts.endAll();
    try {
      if (keyring && !isForgetting) emitter.emit('leaving');
    } finally {
      // Whatever became of the last words.
      keyring?.lock();
      keyring = null;
      session.forget();
      if (state.value === 'unlocked') state.value = 'locked';
      emitter.emit('lock');
    }
  }

  /** The passphrase may have been changed on another device: ask the server for the slot of today. @param {string} typed */
  async function unlockByServer(typed) {
    const { name, accountCode, deviceToken } = ownDevice();
    if (!accountCode) throw new WrongPassphraseError();
    try {
      await adopt(signIn({ name, type: SLOT_TYPES.passphrase, code: accountCode, typed, accountCode }, { ...deps, deviceToken }));
    } catch (cause) {
      const isSilent = cause instanceof SignInRefusedError || cause instanceof NetworkError || cause instanceof ApiProblem;
      throw isSilent ? new WrongPassphraseError({ cause }) : cause;
    }
  }

  /** @param {import('./ways-in.js').Shown} shown @param {() => boolean} [isWanted] @returns {Promise<void>} */
  async function unlockHere(shown, isWanted = attempts.begin()) {
    await openLocal(shown, async ({ accountKey, epoch, auth, proof }) => {
      const own = ownDevice();
      const fresh = await Keyring.unlock({ accountKey, userId: own.userId, epoch });
      await loadIdentity(fresh, own);
      unlocked(fresh, { slotType: proof.slot_type, find: await findTagOf(own, shown), auth }, isWanted);
    });
  }

  return {
    state,
    device,
    session,
    keyring: () => keyring,
    ...createChanges({ staying, session, ownDevice, saveDevice, openLocal, send, forget, makeWorker, attempts }),
    ...touches,

    /** What opens the slot on this device. @returns {"passphrase" | "recovery-code"} */
    opensWith: () => (device.value && slotTypeOf(device.value) === SLOT_TYPES.recovery ? 'recovery-code' : 'passphrase'),

    /** Reads from this device whether there is an account. To be called once, at the start. */
    async start() {
      device.value = await store.meta(DEVICE);
      state.value = device.value ? 'locked' : 'new';
    },

    /** @param {{ name: string, passphrase: string, withRecovery: boolean, onProgress?: (step: "stretching" | "sealing" | "sending") => void }} wish */
    async register(wish) {
      const making = registerAccount(wish, deps);
      await adopt(making);
      const made = await making;
      return { accountCode: made.device.accountCode, recoveryCode: made.recoveryCode, isLight: made.isLight };
    },

    /** @param {{ name: string, accountCode: Bytes, passphrase: string }} typed @throws {SignInRefusedError} */
    async signIn({ name, accountCode, passphrase }) {
      await adopt(signIn({ name, type: SLOT_TYPES.passphrase, code: accountCode, typed: passphrase, accountCode }, deps));
    },

    /** @param {{ name: string, recoveryCode: string }} typed as printed in the kit @throws {SignInRefusedError} */
    async signInWithRecovery({ name, recoveryCode }) {
      const code = decodeCode(recoveryCode);
      const signingIn = signIn({ name, type: SLOT_TYPES.recovery, code, typed: recoveryCode, accountCode: null }, deps);
      // The server just showed it: what the vault says may be from before.
      await adopt(signingIn.then((signed) => ({ ...signed, device: { ...signed.device, untoldRecovery: signed.device.slot } })));
    },

    /** Whether what is typed opens what is on this device, or must be asked of the server first. */
    hasTypedSlot: () => device.value !== null && slotTypeOf(device.value) !== SLOT_TYPES.passkey,

    /** Whether a touch opens what is on this device. */
    hasTouch: () => Boolean(device.value?.passkey),

    /** Works offline. @throws {import('../errors.js').PasskeyWrongError} */
    async unlockByTouch() {
      const isWanted = attempts.begin();
      await unlockHere(await touches.touchHere(), isWanted);
      void session.ensure();
    },

    /** On a phone that does not know the account yet; the vault tells the rest of it. */
    async signInWithPasskey() {
      await adopt(touches.signInByTouch());
    },

    /** Works offline. @param {string} passphrase @throws {WrongPassphraseError} */
    async unlock(passphrase) {
      const isWanted = attempts.begin();
      try {
        await unlockHere(passphrase);
      } catch (problem) {
        if (!(problem instanceof WrongPassphraseError)) throw problem;
        if (!isWanted()) throw new AccountLockedError();
        await unlockByServer(passphrase);
        return;
      }
      void session.ensure();
    },

    /** @returns {Promise<boolean>} whether it is unlocked now */
    async tryStayUnlocked() {
      const [own, isWanted] = [device.value, attempts.begin()];
      if (!own || !(await staying.isChosen()) || !(await session.ensure())) return false;
      const fresh = await staying.open(own);
      if (!fresh) return false;
      await loadIdentity(fresh, own);
      if (!isWanted()) return false;
      unlocked(fresh, null, isWanted);
      return true;
    },

    /** Keys are gone when this returns; the promise is of the share. @param {{ isByItself?: boolean }} [options] isByItself: nobody was here */
    lock({ isByItself = false } = {}) {
      dropKeys();
      if (!isByItself) tabs.tell('locked');
      return staying.end();
    },

    /** Hide now: nothing is waited for, and what is being opened is not. The session is ended behind it. */
    hide() {
      const hasSession = state.value === 'unlocked' || api.hasCsrf();
      dropKeys();
      tabs.tell('locked');
      // Both may fail without a network; the keys are gone all the same, and nobody is there to be told.
      void staying.end().catch(() => undefined);
      if (hasSession) void session.end({ keepalive: true }).catch(() => undefined);
    },

    /** @param {{ forgetDevice?: boolean }} [options] */
    async signOut({ forgetDevice = false } = {}) {
      dropKeys({ isForgetting: forgetDevice });
      // Wiped here first: what the server does about it may take its time, or never come.
      tabs.tell('locked');
      if (forgetDevice) await forget();
      else await staying.end();
      await session.leave();
    },

    /** @param {() => void} listener the last moment in which a seal can begin; it cannot hold up the lock */
    onLeaving: (listener) => emitter.on('leaving', listener),
    /** @param {() => void} listener called in the moment in which the keys go */
    onLock: (listener) => emitter.on('lock', listener),
  };

  async function forget() {
    dropKeys({ isForgetting: true });
    await store.wipe();
    gone();
    tabs.tell('forgotten');
  }

  /** Nothing of an account is on this device, whichever tab saw to it. */
  function gone() {
    if (keyring) dropKeys({ isForgetting: true });
    device.value = null;
    state.value = 'new';
  }
}
