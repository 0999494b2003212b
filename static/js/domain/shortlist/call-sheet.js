/** The ten questions of a first call, and where their answers stand: on the card, so that both see them side by side. */
import { t } from '../../core/i18n.js';

/** @typedef {import('./card-fields.js').CardField} CardField */

/** @type {readonly CardField[]} */
export const CALL_FIELDS = Object.freeze([
  { name: 'call-accepting', group: 'call', kind: 'lines', label: () => t('Do you take new couples, and how long is the wait?') },
  { name: 'call-couples', group: 'call', kind: 'lines', label: () => t('How much of your work is with couples?') },
  { name: 'call-training', group: 'call', kind: 'lines', label: () => t('What training for couples do you have?') },
  { name: 'call-first', group: 'call', kind: 'lines', label: () => t('What does a first session look like?') },
  { name: 'call-alone', group: 'call', kind: 'lines', label: () => t('Do you see each of us alone first?') },
  { name: 'call-secrets', group: 'call', kind: 'lines', label: () => t('What do you do when one of us tells you a secret?') },
  { name: 'call-sides', group: 'call', kind: 'lines', label: () => t('What do you do when one of us feels left out in the room?') },
  { name: 'call-unsure', group: 'call', kind: 'lines', label: () => t('Can we come when one of us is not sure about it?') },
  { name: 'call-cost', group: 'call', kind: 'lines', label: () => t('What does it cost, and is there a lower fee or a receipt for insurance?') },
  { name: 'call-times', group: 'call', kind: 'lines', label: () => t('What times do you have, in person or by video?') },
]);
