/**
 * Random ids, and the codes that a person copies by hand (account code, recovery code).
 * A code is Crockford's base 32 of 16 bytes, 26 characters, and his check character (mod 37).
 */
import { EncodingInvalidError, CodeInvalidError } from './errors.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHECK_ALPHABET = `${ALPHABET}*~$=U`;
const CODE_CHARACTERS = 26;
const GROUP_CHARACTERS = 4;
const LIMIT = 1n << 128n;

/** @returns {Bytes} 16 random bytes: an id, an account code or a recovery code */
export function random16() {
  return globalThis.crypto.getRandomValues(new Uint8Array(16));
}

/**
 * @param {Uint8Array} bytes 16
 * @returns {string} 26 characters and a check character
 * @throws {EncodingInvalidError} not 16 bytes
 */
export function encodeCode(bytes) {
  if (bytes.length !== 16) throw new EncodingInvalidError('a code is made of 16 bytes');
  const value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let out = '';
  for (let i = 0, rest = value; i < CODE_CHARACTERS; i += 1, rest /= 32n) out = ALPHABET[Number(rest % 32n)] + out;
  return out + CHECK_ALPHABET[Number(value % 37n)];
}

/**
 * Forgiving: spaces, dashes and lower case are fine; O is read as 0, I and L as 1.
 * @param {string} text as typed
 * @returns {Bytes} 16 bytes; secret
 * @throws {CodeInvalidError} with its reason: "character", "length" or "check"
 */
export function decodeCode(text) {
  const plain = tidyCode(text);
  const digits = [...plain.slice(0, CODE_CHARACTERS)].map((character) => ALPHABET.indexOf(character));
  const check = CHECK_ALPHABET.indexOf(plain.slice(CODE_CHARACTERS));
  if (digits.includes(-1)) throw new CodeInvalidError('character');
  if (plain.length !== CODE_CHARACTERS + 1) throw new CodeInvalidError('length');
  if (check === -1) throw new CodeInvalidError('character');
  const value = digits.reduce((sum, digit) => sum * 32n + BigInt(digit), 0n);
  if (value >= LIMIT || Number(value % 37n) !== check) throw new CodeInvalidError('check');
  return bytesOf(value);
}

/**
 * What was typed, as the kit prints it, without its groups; for comparing a retyped group.
 * @param {string} text
 * @returns {string}
 */
export function tidyCode(text) {
  return text.replace(/[\s\u2010-\u2015-]/gu, '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
}

/**
 * @param {Uint8Array} bytes 16
 * @returns {string[]} seven groups for the screen and the kit: six of four characters, one of three
 */
export function codeGroups(bytes) {
  const code = encodeCode(bytes);
  const groups = [];
  for (let i = 0; i < code.length; i += GROUP_CHARACTERS) groups.push(code.slice(i, i + GROUP_CHARACTERS));
  return groups;
}

/** @param {bigint} value below 2^128 @returns {Bytes} 16 */
function bytesOf(value) {
  const out = new Uint8Array(16);
  for (let i = 15, rest = value; i >= 0; i -= 1, rest >>= 8n) out[i] = Number(rest & 255n);
  return out;
}
