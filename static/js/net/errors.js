/** What can go wrong between this device and the server, already in a person's words. */

import { CoupleBridgeError } from '../core/errors.js';
import { t } from '../core/i18n.js';

/** The server could not be reached, or what answered was not our server. Nothing is known of what it did. */
export class NetworkError extends CoupleBridgeError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super(t('The server could not be reached. Nothing was lost. Please try again when there is a connection.'), options);
    this.code = 'offline';
  }
}

/** The browser could not subscribe at its own maker's push service, or was not allowed to. */
export class PushServiceError extends CoupleBridgeError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super(t('The service of your browser that brings signs could not be reached. Nothing was changed. Please try again later.'), options);
    this.code = 'no-push-service';
  }
}

/** Nobody touched it, they said no, it took too long, or it is not on this phone: the browser does not tell which. */
export class PasskeyDeclinedError extends CoupleBridgeError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super(t('The passkey did not answer. Nothing was changed. Try again, or use your passphrase.'), options);
    this.code = 'passkey-declined';
  }
}

/** This phone or browser has none that we could use. */
export class PasskeyUnavailableError extends CoupleBridgeError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super(t('This phone has no passkey that works here. Nothing was changed. Please use your passphrase.'), options);
    this.code = 'passkey-unavailable';
  }
}

/** The server answered with a problem document (RFC 9457; protocol.md, Errors). */
export class ApiProblem extends CoupleBridgeError {
  /** @param {{ status: number, code: string, detail?: string, retryAfterS?: number | null, conflicts?: { id: string, revision: number }[] }} problem */
  constructor({ status, code, detail = '', retryAfterS = null, conflicts = [] }) {
    super(sentence(code));
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.retryAfter = retryAfterS;
    this.conflicts = conflicts;
  }
}

/** @param {string} code of a problem document @returns {string} */
function sentence(code) {
  switch (code) {
    case 'no-session':
      return t('You are signed out on this device. What you wrote is still here.');
    case 'client-too-old':
      return t('This version of the app is too old for the server. Nothing is lost: what you wrote waits on this phone. Load the new version to go on.');
    case 'sign-in-failed':
      return t('That did not match. Please check the name, the code and the passphrase.');
    case 'proof-failed':
      return t('That passphrase is not right. Nothing was changed.');
    case 'passkey-refused':
      return t('The server did not take this passkey. Nothing was changed. Please try again.');
    case 'slow-down':
      return t('That was a little too often. Please wait a moment and try again.');
    case 'quota':
      return t('Your space on the server is full. Nothing was lost on this device.');
    case 'too-large':
      return t('This is too long for the server. Nothing was lost on this device.');
    case 'not-found':
      return t('This is not here any more.');
    case 'conflict':
      return t('This changed in the meantime. Please look at it again.');
    case 'two-open':
      return t('Two offers are open already. When one of them has ended you can make another.');
    case 'resting':
      return t('This rests for now. It can be offered again later.');
    case 'not-in-this-state':
      return t('This is not possible any more. Please look at it again.');
    case 'already-paired':
      return t('You are already linked with your partner.');
    default:
      return t('The server could not do this. Nothing was lost. Please try again.');
  }
}
