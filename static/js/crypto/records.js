/**
 * Records: the envelope of everything a person writes (protocol.md, A record).
 * Owns: the 64-byte header, sealing and opening, wrapping the record key.
 * Never: opens an envelope whose header is not exactly the one the reader expects, nor one whose
 * commitment or padding is not right; shows any part of a text before all checks have passed.
 */
import { concat, equalBytes, fromUtf8, readUnsigned, u8, u16, u64, utf8, wipe } from '../core/bytes.js';
import { EncodingInvalidError, RecordHeaderMismatchError, RecordUnopenableError } from '../core/errors.js';
import { pad, paddedLength, tuple, unpad } from './encoding.js';
import { aesOpen, aesSeal, hkdfBits, importAesKey, importHkdfKey, randomBytes, sha256, NONCE_BYTES, TAG_BYTES } from './primitives.js';
import { openBytes, sealBytes } from './sealed-bytes.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/**
 * @typedef {object} RecordHeader nothing secret
 * @property {number} kind one of RECORD_KINDS
 * @property {number} [schema] 1 unless given
 * @property {Uint8Array} space 16, zeros for private
 * @property {Uint8Array} owner 16
 * @property {Uint8Array} record 16
 * @property {number} revision from 1
 */
/** @typedef {{ space: Uint8Array, owner: Uint8Array, record: Uint8Array }} RecordPlace */

/** Every private record looks the same outside: its true kind lies inside. */
export const RECORD_KINDS = Object.freeze({ private: 0, offered: 1, shared: 2 });
export const RECORD_KEY_BYTES = 32;
export const WRAPPED_RECORD_KEY_BYTES = 60;
export const HEADER_BYTES = 64;

const MAGIC = concat(utf8('CB'), u8(1), u8(1));
const FLAGS = u8(0);
const SCHEMA = 1;
const NONCE_AT = HEADER_BYTES + 32;
const SEALED_AT = NONCE_AT + NONCE_BYTES;

/** @returns {Bytes} 32, secret: fresh for a record, kept over its revisions */
export function newRecordKey() {
  return randomBytes(RECORD_KEY_BYTES);
}

/** @param {number} textLength bytes @returns {number} bytes of its envelope */
export const envelopeLength = (textLength) => SEALED_AT + paddedLength(textLength) + TAG_BYTES;

/** @param {Uint8Array} envelope whole @returns {Promise<Bytes>} 32: what statements, shares and the manifest name */
export function envelopeHash(envelope) {
  return sha256(envelope);
}

/** @param {RecordPlace} place */
function placeOf({ space, owner, record }) {
  if ([space, owner, record].some((id) => id.length !== 16)) throw new EncodingInvalidError('ids have 16 bytes');
  return [space, owner, record];
}

/**
 * @param {RecordHeader} header
 * @returns {Bytes} 64
 * @throws {EncodingInvalidError}
 */
export function buildHeader(header) {
  const { kind, schema = SCHEMA, revision } = header;
  return concat(MAGIC, u8(kind), FLAGS, u16(schema), ...placeOf(header), u64(revision));
}

/**
 * What an envelope says of itself; unproved. To find the keys, never to decide what to expect.
 * @param {Uint8Array} envelope
 * @returns {Required<RecordHeader>}
 * @throws {EncodingInvalidError} another magic, version, suite or flags, or too short
 */
export function parseHeader(envelope) {
  const [kind, schema, revision] = [[4, 5], [6, 8], [56, 64]].map(([from, to]) => readUnsigned(envelope.subarray(from, to)));
  const [space, owner, record] = [8, 24, 40].map((at) => envelope.slice(at, at + 16));
  const header = { kind, schema, space, owner, record, revision };
  if (!equalBytes(buildHeader(header), envelope.subarray(0, HEADER_BYTES))) throw new EncodingInvalidError('not a record');
  return header;
}

/** @param {Uint8Array} recordKey 32 @param {Uint8Array} header 64 @returns {Promise<{ rawKey: Bytes, commitment: Bytes }>} */
async function deriveRevisionKey(recordKey, header) {
  if (recordKey.length !== RECORD_KEY_BYTES) throw new EncodingInvalidError('a record key has 32 bytes');
  const both = await hkdfBits(await importHkdfKey(recordKey), tuple('record-key', header), 64);
  return { rawKey: both.subarray(0, 32), commitment: both.subarray(32) };
}

/**
 * @param {Uint8Array} header 64
 * @param {Uint8Array} recordKey 32, secret
 * @param {string} text
 * @param {Uint8Array} [nonce] 12; given only by the vectors
 * @returns {Promise<Bytes>} the envelope
 */
export async function sealText(header, recordKey, text, nonce = randomBytes(NONCE_BYTES)) {
  const { rawKey, commitment } = await deriveRevisionKey(recordKey, header);
  const aad = concat(header, commitment, nonce);
  const key = await importAesKey(rawKey, ['encrypt']);
  wipe(rawKey);
  return concat(aad, await aesSeal(key, nonce, pad(utf8(text)), aad));
}

/**
 * @param {Uint8Array} envelope
 * @param {Uint8Array} expectedHeader 64, from what the reader knows, never from the envelope
 * @param {Uint8Array} recordKey 32, secret
 * @returns {Promise<string>}
 * @throws {RecordHeaderMismatchError} swapped, rolled back, relabelled: refused before opening
 * @throws {RecordUnopenableError} another key, or anything changed
 */
export async function openText(envelope, expectedHeader, recordKey) {
  if (expectedHeader.length !== HEADER_BYTES || !equalBytes(envelope.subarray(0, HEADER_BYTES), expectedHeader)) {
    throw new RecordHeaderMismatchError('not the record that was asked for');
  }
  const { rawKey, commitment } = await deriveRevisionKey(recordKey, expectedHeader);
  // Before decrypting: GCM alone would let one envelope open to two texts under two keys.
  if (!equalBytes(envelope.subarray(HEADER_BYTES, NONCE_AT), commitment)) throw new RecordUnopenableError('commitment');
  const key = await importAesKey(rawKey, ['decrypt']);
  wipe(rawKey);
  try {
    const padded = await aesOpen(key, envelope.subarray(NONCE_AT, SEALED_AT), envelope.subarray(SEALED_AT), envelope.subarray(0, SEALED_AT));
    return fromUtf8(unpad(padded));
  } catch (cause) {
    throw new RecordUnopenableError('changed', { cause });
  }
}

/**
 * @param {RecordHeader} header
 * @param {Uint8Array} recordKey 32, secret
 * @param {object} value JSON
 * @returns {Promise<Bytes>} the envelope
 */
export function sealRecord(header, recordKey, value) {
  return sealText(buildHeader(header), recordKey, JSON.stringify(value));
}

/**
 * @param {Uint8Array} envelope
 * @param {RecordHeader} expected
 * @param {Uint8Array} recordKey 32, secret
 * @returns {Promise<any>} the JSON value; its fields are still to be checked by the reader
 * @throws {RecordHeaderMismatchError | RecordUnopenableError}
 */
export async function openRecord(envelope, expected, recordKey) {
  const text = await openText(envelope, buildHeader(expected), recordKey);
  try {
    return JSON.parse(text);
  } catch {
    // Without its cause: the parser's message quotes the text.
    throw new RecordUnopenableError('not JSON');
  }
}

/** @param {RecordPlace} place @returns {Bytes} */
const wrapContext = (place) => tuple('dek', ...placeOf(place));

/**
 * @param {CryptoKey} wrappingKey AES: the vault key or a space key
 * @param {Uint8Array} recordKey 32, secret
 * @param {RecordPlace} place
 * @returns {Promise<Bytes>} 60: nonce 12 ‖ ciphertext ‖ tag
 */
export function wrapRecordKey(wrappingKey, recordKey, place) {
  return sealBytes(wrappingKey, recordKey, wrapContext(place));
}

/**
 * @param {CryptoKey} wrappingKey
 * @param {Uint8Array} wrapped 60
 * @param {RecordPlace} place
 * @returns {Promise<Bytes>} 32, secret
 * @throws {RecordUnopenableError} of another record, or under another key
 */
export async function unwrapRecordKey(wrappingKey, wrapped, place) {
  if (wrapped.length !== WRAPPED_RECORD_KEY_BYTES) throw new RecordUnopenableError('wrap: length');
  return openBytes(wrappingKey, wrapped, wrapContext(place), RecordUnopenableError);
}
