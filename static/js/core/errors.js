/**
 * The tree of errors that the browser's parts throw. Owns the names; owns no words for a person:
 * the screens decide what is said. No message here carries a key, a text or an id.
 * A key that is wrong, a thing that is not ours and a thing that was changed give one error each
 * per opener, so that nobody learns from the difference (safety.md, M5).
 */

/** Root of all; `instanceof CoupleBridgeError` tells our refusals from a programming mistake. */
export class CoupleBridgeError extends Error {
  /**
   * @param {string} [message] what was wrong, without any content
   * @param {ErrorOptions} [options]
   */
  constructor(message, options) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Bytes, text or a number do not have the form that a format asks for. */
export class EncodingInvalidError extends CoupleBridgeError {}

/** A typed or scanned code is not one of ours; `reason` lets a screen help. */
export class CodeInvalidError extends EncodingInvalidError {
  /** @param {"character" | "length" | "check"} reason */
  constructor(reason) {
    super(`code refused: ${reason}`);
    this.reason = reason;
  }
}

/** Argon2id parameters outside the bounds of the protocol, whoever sent them. */
export class KdfParamsRefusedError extends CoupleBridgeError {}

/** Stretching took longer than a person should wait. */
export class KdfTooSlowError extends CoupleBridgeError {}

/** This device cannot stretch a passphrase at all (out of memory, worker died). */
export class KdfUnavailableError extends CoupleBridgeError {}

/** Root of everything that refused to open. */
export class UnopenableError extends CoupleBridgeError {}

/** The account slot is damaged, not this account's, or the secret is wrong. */
export class SlotUnopenableError extends UnopenableError {}

/** The record's header is not the one that the reader expects: swapped, rolled back, relabelled. */
export class RecordHeaderMismatchError extends UnopenableError {}

/** The record or its key is damaged, or the key is another one. */
export class RecordUnopenableError extends UnopenableError {}

/** A photo or voice note is not whole, not in order, changed, or another one's. */
export class AttachmentUnopenableError extends UnopenableError {}

/** A wrapped key (share, space key, stay-unlocked, identity key) does not open here. */
export class WrapUnopenableError extends UnopenableError {}

/** The local cache pack is damaged or from another account. */
export class CacheUnopenableError extends UnopenableError {}

/** A signature is not by the pinned key over exactly these bytes. */
export class SignatureInvalidError extends CoupleBridgeError {}

/** A consent statement, or a chain of them, breaks a rule of the bridge. */
export class StatementInvalidError extends CoupleBridgeError {}

/** A public key differs from the pinned or the stated one: everything stops. */
export class IdentityMismatchError extends CoupleBridgeError {}

/** A step of pairing was refused: wrong secret, changed key, expired. */
export class PairingRefusedError extends CoupleBridgeError {}

/** The manifest does not describe the records that arrived. */
export class ManifestMismatchError extends CoupleBridgeError {}

/** The manifest is older than one this device has already seen. */
export class ManifestRollbackError extends ManifestMismatchError {}

/** What the other phone sent for an echo is not what a phone sends: off the curve, doubled, miscounted, of another run. */
export class EchoRefusedError extends CoupleBridgeError {}

/** An x-coordinate is not of a point of P-256, or not 32 bytes. */
export class PointInvalidError extends CoupleBridgeError {}

/** A table of the fair choice has another size, or the entry that was asked for is none. */
export class ChoiceTableInvalidError extends CoupleBridgeError {}

/** The passkey did not give a secret, or not the same one twice. */
export class PasskeyUnusableError extends CoupleBridgeError {}

/** The account is locked: no key is in memory. */
export class KeyringLockedError extends CoupleBridgeError {}

/** The keyring holds no such key yet (identity or space not loaded). */
export class KeyMissingError extends CoupleBridgeError {}
