/**
 * Slots: the account key sealed once for each way in, like the slots of a disk (protocol.md, The account).
 * Owns the slot's format and its checks. The raw account key exists here only while a slot is sealed,
 * and inside the callback of `openSlot`; it is zeroed when the callback is done.
 * Never: hands the account key out as a result, tries a slot of another user, runs unchecked parameters.
 */
import { concat, equalBytes, readUnsigned, u8, u16, u32, utf8, wipe } from '../core/bytes.js';
import { EncodingInvalidError, SlotUnopenableError } from '../core/errors.js';
import { tuple } from './encoding.js';
import { parseKdfParams } from './kdf.js';
import { aesOpen, aesSeal, hkdfBits, importAesKey, importHkdfKey, randomBytes, NONCE_BYTES, TAG_BYTES } from './primitives.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/**
 * @typedef {object} SlotHeader nothing secret
 * @property {number} type one of SLOT_TYPES
 * @property {Uint8Array} slotId 16
 * @property {Uint8Array} userId 16
 * @property {number} epoch of the account key, from 1
 * @property {Uint8Array} params passphrase: 26 bytes (kdf.js); recovery: none; passkey: credential id, 1 … 960
 */

export const SLOT_TYPES = Object.freeze({ passphrase: 1, recovery: 2, passkey: 3 });
export const ACCOUNT_KEY_BYTES = 32;

const MAGIC = concat(utf8('CBS'), u8(1));
const FIXED_BYTES = 4 + 1 + 16 + 16 + 4 + 2;
const COMMITMENT_BYTES = 32;
const SEALED_BYTES = COMMITMENT_BYTES + NONCE_BYTES + ACCOUNT_KEY_BYTES + TAG_BYTES;
// The header is HKDF info, which some WebCrypto implementations take up to 1,024 bytes only.
const CREDENTIAL_ID_MAX_BYTES = 960;

/** @returns {Bytes} 32, secret; the caller wipes it */
export function newAccountKey() {
  return randomBytes(ACCOUNT_KEY_BYTES);
}

/** @param {SlotHeader} header */
function buildSlotHeader({ type, slotId, userId, epoch, params }) {
  if (slotId.length !== 16 || userId.length !== 16) throw new EncodingInvalidError('slot: ids have 16 bytes');
  checkParams(type, params);
  return concat(MAGIC, u8(type), slotId, userId, u32(epoch), u16(params.length), params);
}

/**
 * @param {number} type
 * @param {Uint8Array} params
 * @throws {EncodingInvalidError | import('../core/errors.js').KdfParamsRefusedError}
 */
function checkParams(type, params) {
  if (type === SLOT_TYPES.passphrase) return void parseKdfParams(params);
  const fits = type === SLOT_TYPES.recovery
    ? params.length === 0
    : type === SLOT_TYPES.passkey && params.length > 0 && params.length <= CREDENTIAL_ID_MAX_BYTES;
  if (!fits) throw new EncodingInvalidError('slot: parameters do not fit the type');
}

/** @param {Uint8Array} secret 32 @param {Uint8Array} header @returns {Promise<{ rawKey: Bytes, commitment: Bytes }>} */
async function deriveSlotKey(secret, header) {
  const both = await hkdfBits(await importHkdfKey(secret), tuple('slot-kek', header), 64);
  return { rawKey: both.subarray(0, 32), commitment: both.subarray(32) };
}

/**
 * @param {SlotHeader} header
 * @param {Uint8Array} secret 32, from secrets.js
 * @param {Uint8Array} accountKey 32, secret; the caller wipes it
 * @param {Uint8Array} [nonce] 12; given only by the vectors
 * @returns {Promise<Bytes>} the slot
 */
export async function sealSlot(header, secret, accountKey, nonce = randomBytes(NONCE_BYTES)) {
  if (accountKey.length !== ACCOUNT_KEY_BYTES) throw new EncodingInvalidError('an account key has 32 bytes');
  const headerBytes = buildSlotHeader(header);
  const { rawKey, commitment } = await deriveSlotKey(secret, headerBytes);
  const aad = concat(headerBytes, commitment, nonce);
  const key = await importAesKey(rawKey, ['encrypt']);
  wipe(rawKey);
  return concat(aad, await aesSeal(key, nonce, accountKey, aad));
}

/**
 * Reads the form only; nothing in it is proved before `openSlot`.
 * @param {Uint8Array} slot
 * @returns {SlotHeader}
 * @throws {SlotUnopenableError} not a whole slot, or parameters of another type
 * @throws {import('../core/errors.js').KdfParamsRefusedError} a cost out of bounds
 */
export function parseSlot(slot) {
  const paramsLength = readUnsigned(slot.subarray(FIXED_BYTES - 2, FIXED_BYTES));
  if (slot.length !== FIXED_BYTES + paramsLength + SEALED_BYTES || !equalBytes(slot.subarray(0, 4), MAGIC)) {
    throw new SlotUnopenableError('not a slot');
  }
  const params = slot.slice(FIXED_BYTES, FIXED_BYTES + paramsLength);
  try {
    checkParams(slot[4], params);
  } catch (problem) {
    throw problem instanceof EncodingInvalidError ? new SlotUnopenableError('not a slot', { cause: problem }) : problem;
  }
  const epoch = readUnsigned(slot.subarray(37, 41));
  return { type: slot[4], slotId: slot.slice(5, 21), userId: slot.slice(21, 37), epoch, params };
}

/**
 * Opens a slot and lends its account key to `use`, which must not keep it: the bytes are zeroed
 * when the promise of `use` settles. Import it (Keyring.unlock), or seal it again, in there.
 * @template T
 * @param {Uint8Array} slot
 * @param {{ secret: Uint8Array, userId: Uint8Array }} expected 32, secret; 16, from this device, not from the slot
 * @param {(accountKey: Bytes, header: SlotHeader) => Promise<T> | T} use
 * @returns {Promise<T>} what `use` gave
 * @throws {SlotUnopenableError} another user's, another secret, anything changed
 * @throws {import('../core/errors.js').KdfParamsRefusedError} parameters lowered or raised
 */
export async function openSlot(slot, { secret, userId }, use) {
  const header = parseSlot(slot);
  if (!equalBytes(header.userId, userId)) throw new SlotUnopenableError('slot: another user');
  const accountKey = await openAccountKey(slot, secret, FIXED_BYTES + header.params.length);
  try {
    return await use(accountKey, header);
  } finally {
    wipe(accountKey);
  }
}

/** @param {Uint8Array} slot @param {Uint8Array} secret @param {number} headerLength @returns {Promise<Bytes>} */
async function openAccountKey(slot, secret, headerLength) {
  const nonceAt = headerLength + COMMITMENT_BYTES;
  const sealedAt = nonceAt + NONCE_BYTES;
  const { rawKey, commitment } = await deriveSlotKey(secret, slot.subarray(0, headerLength));
  // Before decrypting: GCM alone would let one slot open under two secrets.
  if (!equalBytes(commitment, slot.subarray(headerLength, nonceAt))) throw new SlotUnopenableError('slot: commitment');
  const key = await importAesKey(rawKey, ['decrypt']);
  wipe(rawKey);
  try {
    return await aesOpen(key, slot.subarray(nonceAt, sealedAt), slot.subarray(sealedAt), slot.subarray(0, sealedAt));
  } catch (cause) {
    throw new SlotUnopenableError('slot: changed', { cause });
  }
}
