/** What can go wrong with the storage of this device, already in a person's words. */

import { CoupleBridgeError } from '../core/errors.js';
import { t } from '../core/i18n.js';

/** Private windows and some settings refuse to keep anything. */
export class StorageUnavailableError extends CoupleBridgeError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super(t('This browser does not let the app keep anything here. A private window may be the reason: please open it in an ordinary one, or allow this site to keep data.'), options);
    this.code = 'storage-unavailable';
  }
}

/** Another tab runs a newer version and changed the shape of what is kept; this one gave way. */
export class StorageOvertakenError extends CoupleBridgeError {
  constructor() {
    super(t('Bridge was updated in another tab, so nothing can be saved in this one any more. Please copy what is not saved yet, and open it anew.'));
    this.code = 'storage-overtaken';
  }
}

/** The device is full: what was about to be saved is not saved. */
export class StorageFullError extends CoupleBridgeError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super(t('This device is full, so this could not be saved. Your words are still on the screen. Please make some space and try again.'), options);
    this.code = 'storage-full';
  }
}

/** What the change was based on is no longer what is stored: another tab, or the server, was first. Look and do it again. */
export class StoreChangedError extends CoupleBridgeError {
  constructor() {
    super(t('This changed in the meantime. Please look at it again.'));
    this.code = 'store-changed';
  }
}
