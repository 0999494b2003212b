/**
 * What is said of a moment, the same words whatever the other did. "Another time" has one sentence for a no, for no answer
 * and for a phone that was not there, and it is the same for whoever said yes and whoever said no.
 */
import { t } from '../../core/i18n.js';

/** @typedef {import('./reading.js').Phase} Phase */

export const calmQuestion = () => t('Are you calm enough?');
export const anotherTime = () => t('Another time is better.');
export const momentStands = () => t('It is a good moment for both of you.');

/** @param {Phase} phase @returns {string | null} null: nothing to do now */
export function momentOnToday(phase) {
  switch (phase) {
    case 'asked':
      return t('Your partner proposes a time to talk.');
    case 'calm':
      return calmQuestion();
    case 'answered':
      return answered();
    case 'stands':
      return momentStands();
    case 'another':
      return anotherTime();
    default:
      return null;
  }
}

/** After an answer, until the hour: whatever it was, and whatever the other does. */
export const answered = () => t('Your answer is kept. Look here again at the hour.');
