/** Why an invitation is not taken, in a person's words. */
import { t } from '../../core/i18n.js';
import { DomainError } from '../errors.js';

/** The link, the invitation or an answer to it is not right. Nothing was sent, and nobody was linked. */
export class InvitationRefusedError extends DomainError {
  /** @param {'not-a-link' | 'gone' | 'changed' | 'own' | 'already-paired'} code @param {ErrorOptions} [options] */
  constructor(code, options) {
    super(code, sentence(code), options);
  }
}

/** @param {string} code */
function sentence(code) {
  switch (code) {
    case 'not-a-link':
      return t('This is not a whole invitation. Please copy or scan it once more.');
    case 'gone':
      return t('This invitation is not open any more. It may be used, taken back, or older than a day. Ask for a new one.');
    case 'own':
      return t('This is your own invitation. It is for your partner.');
    case 'already-paired':
      return t('You are already linked with your partner.');
    default:
      return t('This invitation does not fit its link, so nothing was sent. Someone may have changed it. Ask for a new one, face to face if you can.');
  }
}
