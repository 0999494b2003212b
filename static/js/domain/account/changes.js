/**
 * What needs a fresh passphrase: changing the ways in, showing the kit, staying unlocked, deleting.
 * Owns no state. Each call opens the slot on this device first, so a wrong passphrase changes nothing.
 */

import { toBase64url } from '../../core/bytes.js';
import { findTag } from '../../crypto/secrets.js';
import { SLOT_TYPES } from '../../crypto/slots.js';
import { ApiProblem, NetworkError } from '../../net/errors.js';
import { AccountCodeMissingError, PasskeyWrongError, WrongPassphraseError } from '../errors.js';
import { makePassphraseSlot, makeRecovery } from './registering.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {import('./ways-in.js').Device} Device */
/** @typedef {import('./ways-in.js').Proof} Proof */
/** @typedef {import('./ways-in.js').Shown} Shown */
/** @typedef {{ id: string, label: string, since: string, current: boolean, new: boolean }} SessionInfo */
/**
 * @typedef {object} ChangesDeps
 * @property {ReturnType<typeof import('./staying.js').createStaying>} staying
 * @property {ReturnType<typeof import('./session.js').createSession>} session
 * @property {() => Device} ownDevice
 * @property {(device: Device) => Promise<void>} saveDevice
 * @property {<T>(shown: Shown, use: (opened: import('./ways-in.js').Opened) => Promise<T>) => Promise<T>} openLocal
 * @property {(method: string, path: string, json?: object) => Promise<any>} send
 * @property {() => Promise<void>} forget
 * @property {() => Worker} [makeWorker]
 * @property {ReturnType<typeof import('./attempts.js').createAttempts>} attempts
 */

/** @param {ChangesDeps} deps */
export function createChanges({ staying, session, ownDevice, saveDevice, openLocal, send, forget, makeWorker, attempts }) {
  /** @param {Shown} passphrase @returns {Promise<Proof>} checked here, and by the server when it can be reached */
  async function prove(passphrase) {
    const proof = await openLocal(passphrase, async (opened) => opened.proof);
    await send('POST', '/account/prove', { proof }).catch(onlyOffline);
    return proof;
  }

  return {
    prove,

    /** @param {Shown} old @param {string} fresh @returns {Promise<{ isLight: boolean }>} every other session is ended */
    async changePassphrase(old, fresh) {
      const { userId, name, accountCode } = ownDevice();
      if (!accountCode) throw new AccountCodeMissingError();
      return openLocal(old, async ({ accountKey, epoch, proof }) => {
        const { slot, auth, isLight } = await makePassphraseSlot({ userId, epoch, accountKey, passphrase: fresh, accountCode, makeWorker });
        await send('PUT', '/account/passphrase', { proof, slot: toBase64url(slot), auth: toBase64url(auth) });
        await saveDevice({ ...ownDevice(), slot });
        session.keepWay({ slotType: SLOT_TYPES.passphrase, find: await findTag(accountCode, SLOT_TYPES.passphrase, name), auth });
        return { isLight };
      });
    },

    /** After a sign-in with the recovery code or a passkey, when the vault told what was not typed. @param {{ accountCode?: Bytes, name?: string }} told 16 */
    async adoptTold(told) {
      await saveDevice({ ...ownDevice(), ...told });
    },

    /** The vault holds it now. @param {Bytes | null} told */
    async recoveryTold(told) {
      const { untoldRecovery, ...rest } = ownDevice();
      if (untoldRecovery === told) await saveDevice(rest);
    },

    /** @param {Shown} passphrase @returns {Promise<Bytes>} the recovery code, 16, secret; shown once */
    async setRecovery(passphrase) {
      const { userId, name } = ownDevice();
      return openLocal(passphrase, async ({ accountKey, epoch, proof }) => {
        const { code, slot, json } = await makeRecovery({ userId, epoch, accountKey, name });
        await send('PUT', '/account/recovery', { proof, ...json });
        await saveDevice({ ...ownDevice(), untoldRecovery: slot });
        return code;
      });
    },

    /** @param {Shown} passphrase */
    async removeRecovery(passphrase) {
      const proof = await openLocal(passphrase, async (opened) => opened.proof);
      await send('DELETE', '/account/recovery', { proof });
      await saveDevice({ ...ownDevice(), untoldRecovery: null });
    },

    /** @param {number} seconds 60 … 2592000, or 0: not any more @param {Shown} [passphrase] not needed for 0 */
    async stayUnlocked(seconds, passphrase = '') {
      if (seconds === 0) return staying.end();
      const isWanted = attempts.begin();
      await openLocal(passphrase, async ({ accountKey }) => {
        await session.ensure();
        await staying.begin(accountKey, ownDevice().userId, { idleS: seconds, isWanted });
      });
    },

    /** @param {Shown} passphrase @returns {Promise<{ name: string, accountCode: Bytes | null }>} what the recovery kit prints */
    async kit(passphrase) {
      await prove(passphrase);
      const { name, accountCode } = ownDevice();
      return { name, accountCode };
    },

    /** @returns {Promise<SessionInfo[]>} own sessions only */
    sessions: async () => (await send('GET', '/sessions')).sessions,

    /** What its owner should look at: other devices and passkeys that are new. @returns {Promise<{ devices: SessionInfo[], passkeys: number }>} */
    async news() {
      const { sessions, new_passkeys: passkeys = 0 } = await send('GET', '/sessions');
      return { devices: sessions.filter((/** @type {SessionInfo} */ each) => each.new && !each.current), passkeys };
    },

    /** @param {string} id */
    endSession: (id) => send('DELETE', `/sessions/${id}`),

    /** The owner has seen the new ones. */
    acknowledgeSessions: () => send('POST', '/sessions/acknowledge'),

    /** Needs the server: only it can delete what it keeps. @param {Shown} passphrase */
    async deleteAccount(passphrase) {
      const proof = await openLocal(passphrase, async (opened) => opened.proof);
      await send('POST', '/account/delete', { proof });
      await session.ended();
      await forget();
    },
  };
}

/**
 * One request of the signed-in owner.
 * @param {{ api: import('../../net/api.js').Api, session: ChangesDeps["session"] }} deps
 * @returns {(method: string, path: string, json?: any) => Promise<any>} what it answers @throws {WrongPassphraseError | PasskeyWrongError} its proof was none
 */
export function sender({ api, session }) {
  return async (method, path, json) => {
    await session.ensure();
    try {
      return (await api.request(method, path, { json })).json;
    } catch (cause) {
      if (!(cause instanceof ApiProblem && cause.code === 'proof-failed')) throw cause;
      throw json?.proof?.slot_type === SLOT_TYPES.passkey ? new PasskeyWrongError({ cause }) : new WrongPassphraseError({ cause });
    }
  };
}

/** The slot on this device has vouched already; a session that ended says no more than no network. @param {unknown} problem */
function onlyOffline(problem) {
  const isSilent = problem instanceof NetworkError || (problem instanceof ApiProblem && problem.code === 'no-session');
  if (!isSilent) throw problem;
}
