/** The link or QR code that carries the account code and the name to a second device, in words for the screens. */

import { EncodingInvalidError } from '../core/errors.js';
import { t } from '../core/i18n.js';
import { makeDeviceFragment, parseDeviceFragment } from '../crypto/device-link.js';
import { DomainError } from './errors.js';

/** A link that is not one of ours, or not whole. */
export class DeviceLinkInvalidError extends DomainError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super('device-link-invalid', t('This link is not complete. Please scan it again, or type the name and the account code.'), options);
  }
}

/** @param {{ appUrl: string }} deps what stands before /add */
export function createDeviceLink({ appUrl }) {
  return {
    /** @param {Uint8Array} accountCode 16, secret @param {string} name @returns {string} secret */
    make: (accountCode, name) => `${appUrl}/add#${makeDeviceFragment(accountCode, name)}`,

    /** @param {string} fragment what follows the # @returns {{ accountCode: import('../core/bytes.js').Bytes, name: string }} 16, secret @throws {DeviceLinkInvalidError} */
    read(fragment) {
      try {
        return parseDeviceFragment(fragment);
      } catch (cause) {
        throw cause instanceof EncodingInvalidError ? new DeviceLinkInvalidError({ cause }) : cause;
      }
    },
  };
}
