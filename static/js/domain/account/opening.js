/**
 * Opening the account on this device with what a person shows: typed, or a touch. A device that was signed in by a
 * passkey has no slot for what is typed yet; then it is fetched first, which needs the server.
 */

import { AccountCodeMissingError, AccountLockedError, PasskeyWrongError, SignInRefusedError, WrongPassphraseError } from '../errors.js';
import { SLOT_TYPES } from '../../crypto/slots.js';
import { signIn } from './sign-in.js';
import { openWith, slotTypeOf } from './ways-in.js';

/** @typedef {import('./ways-in.js').Device} Device */
/** @typedef {import('./ways-in.js').Shown} Shown */

/**
 * @param {{
 *   ownDevice: () => Device, saveDevice: (device: Device) => Promise<void>, makeWorker?: () => Worker,
 *   api: import('../../net/api.js').Api, label: () => string, session: Pick<ReturnType<typeof import('./session.js').createSession>, 'started' | 'end'>,
 *   attempts: ReturnType<typeof import('./attempts.js').createAttempts>,
 * }} deps
 */
export function createOpening({ ownDevice, saveDevice, makeWorker, api, label, session, attempts }) {
  /** @param {string} typed @throws {WrongPassphraseError | AccountCodeMissingError | import('../../net/errors.js').NetworkError} */
  async function bringPassphraseSlot(typed) {
    const { name, accountCode, deviceToken, passkey } = ownDevice();
    if (!accountCode || name === '') throw new AccountCodeMissingError();
    const isWanted = attempts.begin();
    const attempt = { name, type: SLOT_TYPES.passphrase, code: accountCode, typed, accountCode };
    const signed = await signIn(attempt, { api, label, makeWorker, deviceToken }).catch(asWrong);
    // One keyring is enough: the one that is open, or the one that is opened next.
    signed.keyring.lock();
    if (!isWanted()) {
      // Signed in behind somebody who is gone: nothing of it stays, here or there.
      await session.end();
      throw new AccountLockedError();
    }
    await saveDevice({ ...signed.device, passkey });
    await session.started();
  }

  return {
    /**
     * @template T
     * @param {Shown} shown
     * @param {(opened: import('./ways-in.js').Opened) => Promise<T>} use
     * @returns {Promise<T>}
     * @throws {WrongPassphraseError | PasskeyWrongError}
     */
    async openLocal(shown, use) {
      if (typeof shown !== 'string') return openTouched(shown, use);
      if (slotTypeOf(ownDevice()) === SLOT_TYPES.passkey) await bringPassphraseSlot(shown);
      const { slot, accountCode, userId } = ownDevice();
      return openWith({ typed: shown, slot, accountCode, userId, makeWorker }, use);
    },
  };

  /**
   * @template T
   * @param {import('./ways-in.js').Touch} touch
   * @param {(opened: import('./ways-in.js').Opened) => Promise<T>} use
   * @returns {Promise<T>}
   */
  async function openTouched(touch, use) {
    const { passkey, accountCode, userId } = ownDevice();
    if (!passkey) throw new PasskeyWrongError();
    try {
      return await openWith({ typed: touch, slot: passkey.slot, accountCode, userId }, use);
    } catch (cause) {
      throw cause instanceof WrongPassphraseError ? new PasskeyWrongError({ cause }) : cause;
    }
  }
}

/** @param {unknown} cause @returns {never} */
function asWrong(cause) {
  throw cause instanceof SignInRefusedError ? new WrongPassphraseError({ cause }) : cause;
}
