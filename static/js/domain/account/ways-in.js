/**
 * From what a person types to what opens a slot and what is sent. Owns the secret only while one
 * call runs: it is zeroed afterwards.
 */

import { equalBytes, toBase64url, wipe } from '../../core/bytes.js';
import { decodeCode } from '../../core/ids.js';
import { CodeInvalidError, KdfParamsRefusedError, SlotUnopenableError } from '../../core/errors.js';
import { stretchPassphrase } from '../../crypto/kdf.js';
import { authKey, findTag, passkeyFindTag, passkeySecret, passphraseSecret, recoverySecret } from '../../crypto/secrets.js';
import { openSlot, parseSlot, SLOT_TYPES } from '../../crypto/slots.js';
import { AccountCodeMissingError, ServerAnswerRefusedError, WrongPassphraseError } from '../errors.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {{ slot_type: number, auth: string, credential?: object }} Proof auth base64url of 32 bytes, secret; credential: what a passkey said */
/** @typedef {{ credential: Bytes, prf: Bytes, userId: Bytes | null, json: object | null }} Touch of a passkey: its id, 32 secret bytes, whose it says it is, and what it said to the server's challenge */
/** @typedef {string | Touch} Shown what a person typed, or that they touched their passkey */
/** @typedef {{ accountKey: Bytes, epoch: number, secret: Bytes, auth: Bytes, proof: Proof }} Opened lent: zeroed after the call, but for auth */
/**
 * @typedef {object} Device what is kept of an account on this device; opens nothing without the passphrase
 * @property {Bytes} userId 16
 * @property {string} name empty after a sign-in with a passkey, until the vault has told it
 * @property {Bytes | null} accountCode 16; null after a sign-in with the recovery code or a passkey, until the vault has told it
 * @property {Bytes} slot
 * @property {string} deviceToken
 * @property {Bytes} bundle 154
 * @property {Bytes} kemKey sealed
 * @property {Bytes} signingKey sealed
 * @property {{ credential: Bytes, slot: Bytes } | null} [passkey] what a touch opens here
 * @property {Bytes | null} [untoldRecovery] the recovery slot as of the last change here, or that there is none any more, until the vault has it
 */

/**
 * @param {{ typed: Shown, type: number, params: Uint8Array, accountCode: Uint8Array | null, userId: Uint8Array, makeWorker?: () => Worker }} way
 * @returns {Promise<Bytes>} the slot's secret, 32; the caller wipes it
 * @throws {KdfParamsRefusedError | CodeInvalidError | AccountCodeMissingError}
 */
export async function secretOf({ typed, type, params, accountCode, userId, makeWorker }) {
  if (typeof typed !== 'string') return passkeySecret(typed.prf, userId);
  if (type === SLOT_TYPES.recovery) return recoverySecret(decodeCode(typed), userId);
  if (!accountCode) throw new AccountCodeMissingError();
  const stretched = await stretchPassphrase(typed, params, { makeWorker });
  const secret = await passphraseSecret(stretched, accountCode, userId);
  wipe(stretched);
  return secret;
}

/**
 * Opens a slot with what was typed, or touched, and lends what is inside to `use`.
 * @template T
 * @param {{ typed: Shown, slot: Uint8Array, accountCode: Uint8Array | null, userId: Uint8Array, makeWorker?: () => Worker }} way
 * @param {(opened: Opened) => Promise<T>} use
 * @returns {Promise<T>}
 * @throws {WrongPassphraseError}
 */
export async function openWith({ typed, slot, accountCode, userId, makeWorker }, use) {
  const { type, params } = parseSlot(slot);
  const secret = await secretOf({ typed, type, params, accountCode, userId, makeWorker }).catch(asWrong);
  try {
    const auth = await authKey(secret, userId);
    /** @type {Proof} */
    const proof = { slot_type: type, auth: toBase64url(auth) };
    if (typeof typed !== 'string' && typed.json) proof.credential = typed.json;
    return await openSlot(slot, { secret, userId }, (accountKey, { epoch }) => use({ accountKey, epoch, secret, auth, proof })).catch(asWrong);
  } finally {
    wipe(secret);
    if (typeof typed !== 'string') wipe(typed.prf);
  }
}

/** @param {Pick<Device, 'slot'>} device @returns {number} one of SLOT_TYPES */
export const slotTypeOf = ({ slot }) => parseSlot(slot).type;

/**
 * What the server finds the slot on this device by.
 * @param {Device} device
 * @param {Shown} typed what just opened it
 * @returns {Promise<Bytes>} 16
 * @throws {AccountCodeMissingError}
 */
export async function findTagOf({ slot, name, accountCode }, typed) {
  if (typeof typed !== 'string') return passkeyFindTag(typed.credential);
  const { type } = parseSlot(slot);
  const code = type === SLOT_TYPES.recovery ? decodeCode(typed) : accountCode;
  if (!code) throw new AccountCodeMissingError();
  return findTag(code, type, name);
}

/** @param {unknown} problem @returns {never} */
function asWrong(problem) {
  if (problem instanceof SlotUnopenableError || problem instanceof CodeInvalidError) throw new WrongPassphraseError({ cause: problem });
  throw problem;
}

/**
 * The slot that the server handed out after a sign-in must be of the kind and the cost that were
 * agreed on before anything was sent.
 * @param {Uint8Array} slot
 * @param {{ type: number, userId: Uint8Array, params: Uint8Array }} expected
 * @throws {ServerAnswerRefusedError}
 */
export function checkSlot(slot, expected) {
  const { type, userId, params } = refusing(() => parseSlot(slot));
  const fits = type === expected.type && equalBytes(userId, expected.userId) && equalBytes(params, expected.params);
  if (!fits) throw new ServerAnswerRefusedError();
}

/**
 * @template T
 * @param {() => T} read
 * @returns {T}
 * @throws {ServerAnswerRefusedError} instead of a refused slot or cost
 */
export function refusing(read) {
  try {
    return read();
  } catch (cause) {
    throw new ServerAnswerRefusedError({ cause });
  }
}
