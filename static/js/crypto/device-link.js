/**
 * The code by which a second device learns the account code and the name: `…/add#` + base64url(01 ‖ account
 * code 16 ‖ name). It opens nothing without the passphrase, but is shown only while unlocked.
 */
import { concat, fromBase64url, fromUtf8, toBase64url, u8, utf8 } from '../core/bytes.js';
import { EncodingInvalidError } from '../core/errors.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

const VERSION = 1;
const NAME_AT = 17;

/** @param {Uint8Array} accountCode 16, secret @param {string} name @returns {string} what follows `add#`; secret */
export function makeDeviceFragment(accountCode, name) {
  if (accountCode.length !== 16) throw new EncodingInvalidError('an account code has 16 bytes');
  return toBase64url(concat(u8(VERSION), accountCode, utf8(name)));
}

/**
 * @param {string} fragment with or without its #
 * @returns {{ accountCode: Bytes, name: string }} 16, secret; as typed on the first device
 * @throws {EncodingInvalidError}
 */
export function parseDeviceFragment(fragment) {
  const bytes = fromBase64url(fragment.replace(/^#/, ''));
  if (bytes.length <= NAME_AT || bytes[0] !== VERSION) throw new EncodingInvalidError('not a device link');
  return { accountCode: bytes.slice(1, NAME_AT), name: fromUtf8(bytes.subarray(NAME_AT)) };
}
