/**
 * The stages of the path and the steps that stand in each from the beginning (product.md, "Steps"): plain words, small, and
 * any of them can be let go. A step that nobody has touched is written nowhere; its id is the same for everybody, so that
 * two phones that touch it at the same time mean the same one.
 */
import { t } from '../../core/i18n.js';
import { toBase64url, utf8 } from '../../core/bytes.js';
import { placeBetween } from './order.js';

/** @typedef {'understand' | 'talk' | 'ease' | 'look' | 'try' | 'back'} StageId */
/** @typedef {'joint' | 'one' | 'either'} StepKind joint: done when both ticked it; one: by one of the two; either: whoever comes to it */
/** @typedef {{ id: string, stage: StageId, title: string, kind: StepKind, order: string, isTrial: boolean }} DefaultStep */

const ID_BYTES = 16;

/** @returns {{ id: StageId, label: string, about: string }[]} in their order */
export function stages() {
  return [
    { id: 'understand', label: t('Understand'), about: t('What it is, and what each of you hopes for.') },
    { id: 'talk', label: t('Talk'), about: t('A calm hour, one thing at a time.') },
    { id: 'ease', label: t('Ease worries'), about: t('What holds one of you back is worth a step of its own.') },
    { id: 'look', label: t('Look together'), about: t('Find three, ring two, choose one.') },
    { id: 'try', label: t('Try one session'), about: t('One. Not a promise of more.') },
    { id: 'back', label: t('Look back'), about: t('How was it, and what comes next?') },
  ];
}

/** @param {unknown} value @returns {StageId} what somebody's app does not know stands in the first */
export const stageOf = (value) => stages().find(({ id }) => id === value)?.id ?? 'understand';

/** @typedef {[key: string, title: string, kind?: StepKind]} Line */

/** @returns {Record<StageId, Line[]>} */
const ours = () => ({
  understand: [['first', t('Read what a first session is like')], ['hope', t('Each write down what you hope for')]],
  talk: [['hour', t('Find a calm hour to talk')], ['open', t('Open one thing over the bridge')]],
  ease: [['worry', t('Each name one worry')], ['answer', t('Find an answer to one of them'), 'either']],
  look: [['three', t('Put three therapists on the list'), 'either'], ['ring', t('Ring or write to two of them'), 'either'], ['choose', t('Choose one together')]],
  try: [['trial', t('Try one session')]],
  back: [['was', t('Tell each other how it was')], ['next', t('Decide what comes next')]],
});

/** @returns {Record<StageId, Line[]>} */
const own = () => ({
  understand: [['first', t('Read what going alone does and does not do')], ['hope', t('Write down what I hope for')]],
  talk: [['who', t('Tell one person I trust')]],
  ease: [['worry', t('Name what worries me most about it')]],
  look: [['three', t('Put two therapists on my list')], ['ring', t('Ring or write to one of them')]],
  try: [['trial', t('Try one session on my own')]],
  back: [['was', t('Write down how it was')]],
});

/** @param {boolean} isOurs @returns {DefaultStep[]} in their order */
export function defaultSteps(isOurs) {
  return Object.entries(isOurs ? ours() : own()).flatMap(([stage, lines]) => inOrder(/** @type {StageId} */ (stage), lines));
}

/** @param {StageId} stage @param {Line[]} lines @returns {DefaultStep[]} */
function inOrder(stage, lines) {
  let order = '';
  return lines.map(([key, title, kind = 'joint']) => {
    order = placeBetween(order, null);
    return { id: idOf(`${stage}/${key}`), stage, title, kind, order, isTrial: key === 'trial' };
  });
}

/** Pages of "Good to know" that help with a step, by its key. */
const READING = {
  ours: { 'understand/first': 'first-session', 'talk/hour': 'moment', 'talk/open': 'bring-up', 'ease/worry': 'resist', 'look/three': 'choose', 'look/ring': 'ask', 'try/trial': 'trial' },
  own: { 'understand/first': 'alone', 'talk/who': 'boundaries', 'ease/worry': 'resist', 'look/three': 'choose', 'look/ring': 'ask', 'try/trial': 'alone' },
};

/** @param {string} id of a step @param {boolean} isOurs @returns {string | null} the id of the page about it; null: there is none, or it is a step of their own */
export function readingFor(id, isOurs) {
  const found = Object.entries(isOurs ? READING.ours : READING.own).find(([key]) => idOf(key) === id);
  return found ? found[1] : null;
}

/** @param {string} key @returns {string} 16 bytes, base64url */
function idOf(key) {
  const id = new Uint8Array(ID_BYTES);
  id.set(utf8(key).slice(0, ID_BYTES));
  return toBase64url(id);
}
