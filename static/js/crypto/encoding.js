/**
 * `tuple`, the only input ever given to a MAC, a signature or as HKDF/HPKE info, and the padding of
 * texts (protocol.md, Encoding; Padmé: Nikitin et al., PETS 2019).
 */
import { concat, equalBytes, u8, u32, utf8, readUnsigned } from '../core/bytes.js';
import { EncodingInvalidError } from '../core/errors.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

const PREFIX = 'CB1:';
const PAD_FLOOR_BYTES = 1024;

/** 32 zeros: "no wrap", "no one before". */
export const ZERO_32 = /** @type {Readonly<Bytes>} */ (new Uint8Array(32));
/** 16 zeros: "private", "belongs to no record". */
export const ZERO_16 = /** @type {Readonly<Bytes>} */ (new Uint8Array(16));

/**
 * "CB1:" ‖ label ‖ 00 ‖ u8 n ‖ (u32 length ‖ field)*: no two lists of fields have the same bytes.
 * @param {string} label one for each purpose, never with a zero character
 * @param {...Uint8Array} fields
 * @returns {Bytes}
 */
export function tuple(label, ...fields) {
  const framed = fields.flatMap((field) => [u32(field.length), field]);
  return concat(utf8(PREFIX + label), u8(0), u8(fields.length), ...framed);
}

/**
 * The strict inverse: this label, exactly these field lengths, nothing behind.
 * @param {string} label
 * @param {readonly number[]} lengths in bytes
 * @param {Uint8Array} bytes
 * @returns {Uint8Array[]} views into `bytes`
 * @throws {EncodingInvalidError}
 */
export function parseTuple(label, lengths, bytes) {
  /** @type {Uint8Array[]} */
  const fields = [];
  let at = utf8(PREFIX + label).length + 2;
  for (const length of lengths) {
    fields.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  // Building it again and comparing leaves no byte unread: label, count, every length. The end is
  // counted, because a last field that is too short would come out short and spell itself the same.
  if (bytes.length !== at || !equalBytes(tuple(label, ...fields), bytes)) throw new EncodingInvalidError(`not a ${label} tuple`);
  return fields;
}

/** Exact, as Math.log2 need not be. @param {number} n 1 … 2^32 - 1 */
const floorLog2 = (n) => 31 - Math.clz32(n);

/**
 * @param {number} length bytes, below 2^32
 * @returns {number} the padded length; at most 12 % more
 */
export function padme(length) {
  if (length < 2) return length;
  const exponent = floorLog2(length);
  const step = 2 ** (exponent - floorLog2(exponent) - 1);
  return Math.ceil(length / step) * step;
}

/** @param {number} textLength bytes @returns {number} bytes of the padded plaintext */
export const paddedLength = (textLength) => Math.max(PAD_FLOOR_BYTES, padme(4 + textLength));

/** @param {Uint8Array} text UTF-8 @returns {Bytes} u32 length ‖ text ‖ zeros */
export function pad(text) {
  const out = new Uint8Array(paddedLength(text.length));
  out.set(u32(text.length));
  out.set(text, 4);
  return out;
}

/**
 * @param {Uint8Array} padded
 * @returns {Uint8Array} a view of the text
 * @throws {EncodingInvalidError} another length than the padding gives, or padding that is not zero
 */
export function unpad(padded) {
  const textLength = readUnsigned(padded.subarray(0, 4));
  if (paddedLength(textLength) !== padded.length) throw new EncodingInvalidError('padding: length');
  if (padded.subarray(4 + textLength).some((byte) => byte !== 0)) throw new EncodingInvalidError('padding: not zero');
  return padded.subarray(4, 4 + textLength);
}
