/**
 * What a therapist's card holds (product.md, "The therapist card"): one table, read by the form, the comparison,
 * the import and the export. Every field but the name is optional, so that a card is made in ten seconds and grows later.
 */
import { t } from '../../core/i18n.js';

/** @typedef {'text' | 'lines' | 'phone' | 'email' | 'url' | 'number' | 'money' | 'currency' | 'date' | 'one' | 'some' | 'list'} FieldKind */
/** @typedef {{ name: string, group: string, kind: FieldKind, label: () => string, options?: () => { value: string, label: string }[], most?: number }} CardField */
/** @typedef {Record<string, any>} CardValues text: string; number, money: number or null; one: option or null; some, list: string[] */

/** Of one line; of a longer text. */
export const LINE_CHARS_MAX = 300;
export const TEXT_CHARS_MAX = 4_000;
export const LIST_MOST = 30;

const yesNo = () => [{ value: 'yes', label: t('Yes') }, { value: 'no', label: t('No') }];

/** The ways of working with couples that people ask for; levels are said in words of one's own. */
const trainings = () => [
  { value: 'eft', label: t('Emotionally focused (EFT)') }, { value: 'gottman', label: t('Gottman') }, { value: 'ibct', label: t('Integrative behavioural (IBCT)') },
  { value: 'attachment', label: t('Attachment-based') }, { value: 'imago', label: t('Imago') }, { value: 'pact', label: t('PACT') },
  { value: 'discernment', label: t('Discernment counselling') }, { value: 'systemic', label: t('Systemic') }, { value: 'cbct', label: t('Cognitive behavioural, for couples') },
];
const formats = () => [{ value: 'in-person', label: t('In person') }, { value: 'video', label: t('By video') }, { value: 'phone', label: t('By phone') }];
const fits = () => [
  { value: 'lgbtq', label: t('LGBTQ+ affirming') }, { value: 'faith', label: t('Knows our faith') }, { value: 'culture', label: t('Knows our culture') },
  { value: 'step-free', label: t('Step-free access') }, { value: 'neurodiversity', label: t('Knows neurodiversity') }, { value: 'trauma', label: t('Knows trauma') },
];

export const CARD_GROUPS = Object.freeze([
  { id: 'who', label: () => t('Who') }, { id: 'contact', label: () => t('Contact') }, { id: 'licence', label: () => t('Licence') },
  { id: 'couples', label: () => t('Work with couples') }, { id: 'place', label: () => t('Where and how') }, { id: 'money', label: () => t('What it costs') },
  { id: 'time', label: () => t('Time') }, { id: 'manner', label: () => t('Their rules') }, { id: 'fit', label: () => t('Does it fit us?') },
]);

/** @type {readonly CardField[]} in the order of the form */
export const CARD_FIELDS = Object.freeze([
  { name: 'name', group: 'who', kind: 'text', label: () => t('Name') },
  { name: 'pronouns', group: 'who', kind: 'text', label: () => t('Pronouns') },
  { name: 'practice', group: 'who', kind: 'text', label: () => t('Practice') },
  { name: 'found', group: 'who', kind: 'text', label: () => t('Where we found them') },
  { name: 'phone', group: 'contact', kind: 'phone', label: () => t('Phone') },
  { name: 'email', group: 'contact', kind: 'email', label: () => t('E-mail') },
  { name: 'web', group: 'contact', kind: 'url', label: () => t('Web page') },
  { name: 'street', group: 'contact', kind: 'text', label: () => t('Street') },
  { name: 'city', group: 'contact', kind: 'text', label: () => t('Town') },
  { name: 'region', group: 'contact', kind: 'text', label: () => t('State or region') },
  { name: 'postcode', group: 'contact', kind: 'text', label: () => t('Postcode') },
  { name: 'country', group: 'contact', kind: 'text', label: () => t('Country') },
  { name: 'licenceType', group: 'licence', kind: 'text', label: () => t('Kind of licence') },
  { name: 'licenceNumber', group: 'licence', kind: 'text', label: () => t('Licence number') },
  { name: 'licenceRegion', group: 'licence', kind: 'text', label: () => t('State or country of the licence') },
  { name: 'npi', group: 'licence', kind: 'text', label: () => t('US NPI number') },
  { name: 'verifiedOn', group: 'licence', kind: 'date', label: () => t('Checked on') },
  { name: 'trainings', group: 'couples', kind: 'some', label: () => t('Trained in'), options: trainings },
  { name: 'trainingLevel', group: 'couples', kind: 'text', label: () => t('To what level') },
  { name: 'couplesShare', group: 'couples', kind: 'number', label: () => t('How much of their work is couples, in percent'), most: 100 },
  { name: 'formats', group: 'place', kind: 'some', label: () => t('How they meet people'), options: formats },
  { name: 'languages', group: 'place', kind: 'list', label: () => t('Languages') },
  { name: 'fee', group: 'money', kind: 'money', label: () => t('Fee for a session') },
  { name: 'currency', group: 'money', kind: 'currency', label: () => t('Currency') },
  { name: 'firstFee', group: 'money', kind: 'money', label: () => t('Fee for the first session, if it differs') },
  { name: 'sessionMinutes', group: 'money', kind: 'number', label: () => t('Minutes of a session'), most: 600 },
  { name: 'slidingScale', group: 'money', kind: 'one', label: () => t('Sliding scale'), options: yesNo },
  { name: 'slidingFee', group: 'money', kind: 'money', label: () => t('What we would pay on it') },
  { name: 'insurance', group: 'money', kind: 'text', label: () => t('Insurance') },
  { name: 'insurancePays', group: 'money', kind: 'money', label: () => t('What insurance pays of a session') },
  { name: 'receipts', group: 'money', kind: 'one', label: () => t('Gives receipts for insurance'), options: yesNo },
  { name: 'accepting', group: 'time', kind: 'one', label: () => t('Takes new couples'), options: yesNo },
  { name: 'waitingWeeks', group: 'time', kind: 'number', label: () => t('Weeks of waiting'), most: 520 },
  { name: 'evenings', group: 'time', kind: 'one', label: () => t('Evenings'), options: yesNo },
  { name: 'seesAlone', group: 'manner', kind: 'one', label: () => t('Sees each of you alone first?'), options: yesNo },
  { name: 'secrets', group: 'manner', kind: 'lines', label: () => t('What they do with a secret that one of us tells them') },
  { name: 'fits', group: 'fit', kind: 'some', label: () => t('Fit'), options: fits },
  { name: 'note', group: 'fit', kind: 'lines', label: () => t('Notes') },
]);

/** @param {string} name @returns {CardField | undefined} */
export const cardField = (name) => CARD_FIELDS.find((field) => field.name === name);

/**
 * One register of a card that only its person writes: how long the way is for them, in minutes.
 * @param {string} userId base64url
 */
export const travelOf = (userId) => `travel:${userId}`;
