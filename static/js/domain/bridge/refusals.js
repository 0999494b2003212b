/** Why the bridge says no, each in a person's words. */
import { CoupleBridgeError, KeyMissingError, KeyringLockedError } from '../../core/errors.js';
import { t } from '../../core/i18n.js';
import { DomainError } from '../errors.js';

/** What arrived is not what the other said: forged, replayed, exchanged or reordered. It is not opened, and that is said. */
export class ForgedStatementError extends DomainError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super('forged', t('Something about this offer does not add up, so it was not opened. Nothing of yours was shared.'), options);
  }
}

/** The same of what opened in a together: the own key has moved, so nothing can be said of what is where. */
export class ForgedTogetherError extends ForgedStatementError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super(options);
    this.message = t('Something about what opened here does not add up, so it is not shown. Talk to your partner about it in person.');
  }
}

/**
 * Only what says "this is not right" becomes a refusal; a lock, or a mistake of ours, stays what it is.
 * @param {unknown} cause
 * @returns {unknown} what to throw
 */
export function asForged(cause) {
  const isOther = !(cause instanceof CoupleBridgeError) || cause instanceof KeyringLockedError || cause instanceof KeyMissingError;
  return isOther || cause instanceof ForgedStatementError ? cause : new ForgedStatementError({ cause });
}

/** The partner's key is not the one that was pinned. Only leaving and pairing again lifts it. */
export class PartnerKeyChangedError extends DomainError {
  constructor() {
    super('key-changed', t('Your partner’s key is not the one you linked with. Everything on the bridge has stopped. Nothing was shared.'));
  }
}

/** A rule of the bridge says no for now. */
export class OfferRefusedError extends DomainError {
  /** @param {string} code one of reasonFor */
  constructor(code) {
    super(code, reasonFor(code));
  }
}

/** @param {string} code @returns {string} */
export function reasonFor(code) {
  switch (code) {
    case 'alone':
      return t('You are not linked with your partner yet.');
    case 'stopped':
      return t('The bridge has stopped, because your partner’s key changed.');
    case 'missing':
      return t('This entry is not here any more.');
    case 'safety':
      return t('Safety notes stay with you. They cannot be offered.');
    case 'private':
      return t('This stays with you. It cannot be offered.');
    case 'binned':
      return t('This entry is in the bin. Take it out first.');
    case 'already-offered':
      return t('This entry is offered already.');
    case 'two-open':
      return t('Two offers are open already. When one of them has ended you can make another.');
    case 'entry-rests':
      return t('This entry rests for 14 days after its last offer ended.');
    case 'topic-rests':
      return t('This topic rests for 14 days after its last offer ended.');
    case 'no-topic':
      return t('Choose a topic first.');
    case 'no-text':
      return t('Write what you want to tell first.');
    case 'too-long':
      return t('This is longer than 20,000 characters. Please make it shorter.');
    case 'no-time':
      return t('Choose a day and a time first.');
    case 'together-open':
      return t('One is open between you already. When it has ended you can choose another topic.');
    case 'together-rests':
      return t('This topic rests for 14 days after its last time ended.');
    case 'together-over':
      return t('This has ended. Nothing was opened.');
    case 'lapsed':
      return t('This offer has ended.');
    case 'not-your-turn':
      return t('This is not possible right now. First say back, then yes or not quite, then the answer.');
    default:
      return t('This is not possible any more. Please look at it again.');
  }
}
