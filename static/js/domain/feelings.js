/**
 * Words for feelings, in families, so that a person can look for the one that fits.
 * Owns their ids (which stay for ever, entries name them) and their words. Plain, and of no gender.
 */
import { t } from '../core/i18n.js';

/** @typedef {{ id: string, family: string, label: string }} Feeling */
/** @typedef {{ id: string, label: string, feelings: Feeling[] }} FeelingFamily */

/** @returns {[string, string, Record<string, string>][]} family id, its words, its feelings */
const families = () => [
  ['hurt', t('Hurt'), {
    hurt: t('hurt'), 'let-down': t('let down'), rejected: t('rejected'), criticised: t('criticised'), unimportant: t('unimportant'),
  }],
  ['afraid', t('Afraid'), {
    afraid: t('afraid'), worried: t('worried'), tense: t('tense'), unsure: t('unsure'), overwhelmed: t('overwhelmed'),
  }],
  ['angry', t('Angry'), {
    angry: t('angry'), annoyed: t('annoyed'), frustrated: t('frustrated'), resentful: t('resentful'), 'treated-unfairly': t('treated unfairly'),
  }],
  ['sad', t('Sad'), {
    sad: t('sad'), disappointed: t('disappointed'), heavy: t('heavy'), grieving: t('grieving'), hopeless: t('hopeless'),
  }],
  ['lonely', t('Lonely'), {
    lonely: t('lonely'), distant: t('distant'), 'left-out': t('left out'), unseen: t('unseen'), 'missing-closeness': t('missing closeness'),
  }],
  ['ashamed', t('Ashamed'), {
    ashamed: t('ashamed'), guilty: t('guilty'), embarrassed: t('embarrassed'), 'not-enough': t('not enough'), sorry: t('sorry'),
  }],
  ['tired', t('Tired'), {
    tired: t('tired'), drained: t('drained'), stuck: t('stuck'), numb: t('numb'), restless: t('restless'),
  }],
  ['warm', t('Warm and hopeful'), {
    hopeful: t('hopeful'), grateful: t('grateful'), tender: t('tender'), relieved: t('relieved'), close: t('close'),
  }],
];

/** @returns {FeelingFamily[]} eight families of five */
export function feelingFamilies() {
  return families().map(([id, label, words]) => ({
    id,
    label,
    feelings: Object.entries(words).map(([wordId, word]) => ({ id: wordId, family: id, label: word })),
  }));
}

/** @returns {Feeling[]} all of them, family by family */
export function feelings() {
  return feelingFamilies().flatMap((family) => family.feelings);
}

/**
 * @param {string | null | undefined} id
 * @returns {string | null} its word; null for one that a later version knows
 */
export function feelingLabel(id) {
  return feelings().find((feeling) => feeling.id === id)?.label ?? null;
}
