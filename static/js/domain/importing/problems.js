/** Why a file is not taken, in a sentence; whenever one of these is thrown nothing was added. */
import { t } from '../../core/i18n.js';
import { DomainError } from '../errors.js';

/** The person stopped it. */
export class ImportStoppedError extends DomainError {
  constructor() {
    super('import-stopped', t('Stopped. Nothing was added.'));
  }
}

/** More than can be taken at once. */
export class ImportTooLargeError extends DomainError {
  constructor() {
    super('import-too-large', t('This file is too large to bring in at once: a hundred megabytes of text at most, and from another journal twenty thousand pages. Nothing was added.'));
  }
}

/** Neither our own copy nor one of Day One, or damaged. */
export class ImportUnreadableError extends DomainError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super('import-unreadable', t('This file could not be read. Choose a copy in JSON that this app made, or a JSON export of Day One, as it was saved. Nothing was added.'), options);
  }
}
