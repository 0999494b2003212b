/**
 * Bytes and their spellings: joining, comparing, big-endian integers, hex, UTF-8, base64url.
 * Pure. base64url is our own because the native one is too new for the oldest browsers we serve.
 */
import { EncodingInvalidError } from './errors.js';

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const HEX = '0123456789abcdef';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** For twelve bits at once: after an unlock the ids of every record are spelled. */
const BASE64URL_PAIRS = [...BASE64URL].flatMap((first) => [...BASE64URL].map((second) => first + second));
const BASE64URL_VALUE = new Map([...BASE64URL].map((character, value) => [character, value]));

/**
 * @param {...Uint8Array} parts
 * @returns {Bytes} a fresh copy of all parts in order
 */
export function concat(...parts) {
  const out = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/**
 * Constant time for equal lengths: every byte is looked at, whatever the first difference.
 * @param {Uint8Array} a
 * @param {Uint8Array} b
 * @returns {boolean}
 */
export function equalBytes(a, b) {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i += 1) difference |= a[i] ^ b[i];
  return difference === 0;
}

/**
 * Byte order, shorter first on a tie; for sorting ids.
 * @param {Uint8Array} a
 * @param {Uint8Array} b
 * @returns {number} negative, zero or positive
 */
export function compareBytes(a, b) {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i += 1) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

/**
 * Overwrites secrets that are no longer needed. The engine may hold copies: this shortens, not ends.
 * @param {...Uint8Array} secrets
 */
export function wipe(...secrets) {
  for (const secret of secrets) secret.fill(0);
}

/**
 * @param {Uint8Array} bytes
 * @returns {string} lower-case hex
 */
export function toHex(bytes) {
  let out = '';
  for (const byte of bytes) out += HEX[byte >> 4] + HEX[byte & 15];
  return out;
}

/**
 * @param {string} text lower- or upper-case hex
 * @returns {Bytes}
 * @throws {EncodingInvalidError}
 */
export function fromHex(text) {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) throw new EncodingInvalidError('not hex');
  const out = new Uint8Array(text.length / 2);
  for (let i = 0; i < out.length; i += 1) out[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return out;
}

/**
 * @param {number} value
 * @param {number} width bytes
 * @returns {Bytes} big-endian
 */
function unsigned(value, width) {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 2 ** (8 * width)) {
    throw new EncodingInvalidError(`not an unsigned integer of ${width} bytes`);
  }
  const out = new Uint8Array(width);
  let rest = value;
  for (let i = width - 1; i >= 0; i -= 1) {
    out[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return out;
}

/** @param {number} value @returns {Bytes} 1 byte @throws {EncodingInvalidError} */
export const u8 = (value) => unsigned(value, 1);
/** @param {number} value @returns {Bytes} 2 bytes, big-endian @throws {EncodingInvalidError} */
export const u16 = (value) => unsigned(value, 2);
/** @param {number} value @returns {Bytes} 4 bytes, big-endian @throws {EncodingInvalidError} */
export const u32 = (value) => unsigned(value, 4);
/** @param {number} value safe integer @returns {Bytes} 8 bytes, big-endian @throws {EncodingInvalidError} */
export const u64 = (value) => unsigned(value, 8);

/**
 * @param {Uint8Array} bytes the whole is one big-endian integer
 * @returns {number}
 * @throws {EncodingInvalidError} above 2^53 - 1: no count or time of ours is so large
 */
export function readUnsigned(bytes) {
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  if (!Number.isSafeInteger(value)) throw new EncodingInvalidError('integer too large');
  return value;
}

/**
 * @param {string} text
 * @returns {Bytes} UTF-8
 * @throws {EncodingInvalidError} half a surrogate pair, which would be replaced without a word
 */
export function utf8(text) {
  if (/\p{Surrogate}/u.test(text)) throw new EncodingInvalidError('not Unicode');
  return new TextEncoder().encode(text);
}

/**
 * @param {Uint8Array} bytes
 * @returns {string} a leading byte order mark is kept, as it was written
 * @throws {EncodingInvalidError} not UTF-8
 */
export function fromUtf8(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new EncodingInvalidError('not UTF-8', { cause });
  }
}

/** @param {Uint8Array} bytes @returns {string} base64url without padding (RFC 4648, section 5) */
export function toBase64url(bytes) {
  const whole = bytes.length - (bytes.length % 3);
  let out = '';
  for (let i = 0; i < whole; i += 3) {
    const group = (bytes[i] << 16) | (bytes[i + 1] << 8) | bytes[i + 2];
    out += BASE64URL_PAIRS[group >> 12] + BASE64URL_PAIRS[group & 4095];
  }
  if (whole === bytes.length) return out;
  const group = (bytes[whole] << 16) | ((bytes[whole + 1] ?? 0) << 8);
  for (let j = 0; j <= bytes.length - whole; j += 1) out += BASE64URL[(group >> (18 - 6 * j)) & 63];
  return out;
}

/**
 * Strict: one spelling for each byte string, so that no two texts mean the same id.
 * @param {string} text
 * @returns {Bytes}
 * @throws {EncodingInvalidError} padding, foreign characters, impossible length, stray bits
 */
export function fromBase64url(text) {
  if (text.length % 4 === 1) throw new EncodingInvalidError('not base64url: length');
  const out = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let waiting = 0;
  let at = 0;
  for (const character of text) {
    const value = BASE64URL_VALUE.get(character);
    if (value === undefined) throw new EncodingInvalidError('not base64url: character');
    bits = (bits << 6) | value;
    waiting += 6;
    if (waiting >= 8) {
      waiting -= 8;
      out[at] = bits >> waiting;
      at += 1;
      bits &= (1 << waiting) - 1;
    }
  }
  if (bits !== 0) throw new EncodingInvalidError('not base64url: stray bits');
  return out;
}
