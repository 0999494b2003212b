/**
 * From what a person types to what opens a slot and what is sent. Owns the secret only while one
 * call runs: it is zeroed afterwards.
 */

import { equalBytes, toBase64url, wipe } from '../../core/bytes.js';
import { decodeCode } from '../../core/ids.js';
import { CodeInvalidError, KdfParamsRefusedError, SlotUnopenableError } from '../../core/errors.js';
import { stretchPassphrase } from '../../crypto/kdf.js';
import { authKey, findTag, passphraseSecret, recoverySecret } from '../../crypto/secrets.js';
import { openSlot, parseSlot, SLOT_TYPES } from '../../crypto/slots.js';
import { AccountCodeMissingError, ServerAnswerRefusedError, WrongPassphraseError } from '../errors.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {{ slot_type: number, auth: string }} Proof auth base64url of 32 bytes, secret */
/** @typedef {{ accountKey: Bytes, epoch: number, secret: Bytes, auth: Bytes, proof: Proof }} Opened lent: zeroed after the call, but for auth */
/**
 * @typedef {object} Device what is kept of an account on this device; opens nothing without the passphrase
 * @property {Bytes} userId 16
 * @property {string} name
 * @property {Bytes | null} accountCode 16; null after a sign-in with the recovery code
 * @property {Bytes} slot
 * @property {string} deviceToken
 * @property {Bytes} bundle 154
 * @property {Bytes} kemKey sealed
 * @property {Bytes} signingKey sealed
 * @property {Bytes | null} [untoldRecovery] the recovery slot as of the last change here, or that there is none any more, until the vault has it
 */

/**
 * @param {{ typed: string, type: number, params: Uint8Array, accountCode: Uint8Array | null, userId: Uint8Array, makeWorker?: () => Worker }} way
 * @returns {Promise<Bytes>} the slot's secret, 32; the caller wipes it
 * @throws {KdfParamsRefusedError | CodeInvalidError | AccountCodeMissingError}
 */
export async function secretOf({ typed, type, params, accountCode, userId, makeWorker }) {
  if (type === SLOT_TYPES.recovery) return recoverySecret(decodeCode(typed), userId);
  if (!accountCode) throw new AccountCodeMissingError();
  const stretched = await stretchPassphrase(typed, params, { makeWorker });
  const secret = await passphraseSecret(stretched, accountCode, userId);
  wipe(stretched);
  return secret;
}

/**
 * Opens a slot with what was typed and lends what is inside to `use`.
 * @template T
 * @param {{ typed: string, slot: Uint8Array, accountCode: Uint8Array | null, userId: Uint8Array, makeWorker?: () => Worker }} way
 * @param {(opened: Opened) => Promise<T>} use
 * @returns {Promise<T>}
 * @throws {WrongPassphraseError}
 */
export async function openWith({ typed, slot, accountCode, userId, makeWorker }, use) {
  const { type, params } = parseSlot(slot);
  const secret = await secretOf({ typed, type, params, accountCode, userId, makeWorker }).catch(asWrong);
  try {
    const auth = await authKey(secret, userId);
    const proof = { slot_type: type, auth: toBase64url(auth) };
    return await openSlot(slot, { secret, userId }, (accountKey, { epoch }) => use({ accountKey, epoch, secret, auth, proof })).catch(asWrong);
  } finally {
    wipe(secret);
  }
}

/** @param {Pick<Device, 'slot'>} device @returns {number} one of SLOT_TYPES */
export const slotTypeOf = ({ slot }) => parseSlot(slot).type;

/**
 * What the server finds the slot on this device by.
 * @param {Device} device
 * @param {string} typed what just opened it
 * @returns {Promise<Bytes>} 16
 * @throws {AccountCodeMissingError}
 */
export async function findTagOf({ slot, name, accountCode }, typed) {
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
