/** What a feature can refuse, each with a code for the screens and a sentence for the person. */

import { CoupleBridgeError, KeyringLockedError } from '../core/errors.js';
import { t } from '../core/i18n.js';

/** An error whose message may be shown as it is. */
export class DomainError extends CoupleBridgeError {
  /** @param {string} code @param {string} message a sentence through t() @param {ErrorOptions} [options] */
  constructor(code, message, options) {
    super(message, options);
    this.code = code;
  }
}

/** The passphrase (or recovery code) does not open this account. */
export class WrongPassphraseError extends DomainError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super('wrong-passphrase', t('That did not open it. Please look at what you typed and try again.'), options);
  }
}

/** Name, code or passphrase do not fit; which of them is told to nobody. */
export class SignInRefusedError extends DomainError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super('sign-in-refused', t('That did not match. Please check the name, the code and the passphrase.'), options);
  }
}

/** This device was opened with a passphrase that was the right one once (docs/threat-model.md). */
export class PassphraseChangedError extends DomainError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super('passphrase-changed', t('Your passphrase was changed on another device. Please lock this one and unlock it with the new passphrase. Nothing was lost.'), options);
  }
}

/** Signing in worked and was forgotten at once: the browser keeps no cookie here (Safari of an http address, or none at all). */
export class SessionNotKeptError extends DomainError {
  constructor() {
    super('session-not-kept', t('This browser does not stay signed in at this address, so nothing can reach the server. Please open the app at an address that begins with https, or let it keep cookies. What you wrote is on this phone.'));
  }
}

/** The passkey that this device was opened with was taken away on another one. */
export class PasskeyGoneError extends DomainError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super('passkey-gone', t('This passkey was taken away on another device. Please lock this one and unlock it with your passphrase. Nothing was lost.'), options);
  }
}

/** A passkey answered, and what it gave does not open this account. */
export class PasskeyWrongError extends DomainError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super('passkey-wrong', t('This passkey does not open your account. Please use your passphrase.'), options);
  }
}

/** What a passkey of this phone gives is no secret that stays the same; it was not taken. */
export class PasskeyUnfitError extends DomainError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super('passkey-unfit', t('This phone made a passkey, but it cannot keep a secret for us, so we do not use it. Nothing was changed: you go on with your passphrase. You can delete the passkey in the settings of your phone.'), options);
  }
}

/** What the server sent fails our checks (safety.md, O3, M3, M2, M4); nothing of it was used. */
export class ServerAnswerRefusedError extends DomainError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super('server-answer-refused', t('The server sent something that does not fit your account, so it was not used. What you have on this device is still here.'), options);
  }
}

/** There are no keys in memory. */
export class AccountLockedError extends DomainError {
  constructor() {
    super('locked', t('It is locked. Please unlock it first. What you saved is still here.'));
  }
}

/** Work that was going on when the keys went: not an error of anybody, and nothing to refuse. @param {unknown} problem @returns {boolean} */
export const isOfLock = (problem) => problem instanceof KeyringLockedError || problem instanceof AccountLockedError;

/** For work that nobody waits for: what is on the disk stays there, and the next unlock goes on with it. @param {unknown} problem */
export function unlessLocked(problem) {
  if (!isOfLock(problem)) throw problem;
}

/** There is no account on this device. */
export class AccountMissingError extends DomainError {
  constructor() {
    super('no-account', t('There is no account on this device yet.'));
  }
}

/** An account was opened with the recovery code and its account code is not known on this device. */
export class AccountCodeMissingError extends DomainError {
  constructor() {
    super('no-account-code', t('This device does not know your account code. Please sign in with it once.'));
  }
}

/** A text is longer than 20,000 characters (protocol.md, What is inside a private record). */
export class TextTooLongError extends DomainError {
  constructor() {
    super('text-too-long', t('This text is too long to be kept in one piece. Please make two of it.'));
  }
}

/** What is being typed did not reach the disk, so the page was not left. */
export class TypedUnsavedError extends DomainError {
  constructor() {
    super('typed-unsaved', t('What you typed last could not be saved, so this page stays. Please copy your words, then try again.'));
  }
}

/** The record that should be changed is not there, or not any more. */
export class RecordMissingError extends DomainError {
  constructor() {
    super('record-missing', t('This is not here any more.'));
  }
}
