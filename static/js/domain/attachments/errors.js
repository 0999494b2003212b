/** What photos and voice notes can refuse, each with a sentence for the person. */
import { t } from '../../core/i18n.js';
import { DomainError } from '../errors.js';

/** Chunks that are not what the record says; nothing of them is shown. */
export class AttachmentRefusedError extends DomainError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super('attachment-refused', t('What the server sent is not what you kept, so it is not shown. Your words are still here.'), options);
  }
}

/** It was kept on another device, and has not reached the server from there. */
export class AttachmentElsewhereError extends DomainError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super('attachment-elsewhere', t('This has not reached the server yet. Open the app on the phone it was made with, and it comes.'), options);
  }
}

/** More than 16 MiB. */
export class AttachmentTooLargeError extends DomainError {
  constructor() {
    super('attachment-too-large', t('This is too large to be kept. Nothing was changed.'));
  }
}
