/**
 * The sixteen topics, the same for every couple and in this order (protocol.md, "What is inside a private record").
 * Owns their ids and their words. Neutral on purpose: a topic names a subject, never a reproach.
 */
import { t } from '../core/i18n.js';

/** @typedef {{ id: string, label: string }} Labelled */

/** Asked for anew each time, so that a change of language is seen at once. */
const labels = () => ({
  money: t('Money'),
  chores: t('Chores'),
  closeness: t('Closeness'),
  sex: t('Sex'),
  'wider-family': t('Wider family'),
  parenting: t('Parenting'),
  trust: t('Trust'),
  plans: t('Plans'),
  'time-together': t('Time together'),
  'being-heard': t('Being heard'),
  arguments: t('Arguments'),
  health: t('Health'),
  work: t('Work'),
  habits: t('Habits'),
  'living-arrangements': t('Living apart and together'),
  'outside-help': t('Trying outside help'),
});

/** @type {readonly string[]} */
export const TOPIC_IDS = Object.freeze(Object.keys(labels()));

/** @returns {Labelled[]} all topics in their order */
export function topics() {
  return Object.entries(labels()).map(([id, label]) => ({ id, label }));
}

/**
 * @param {string | null | undefined} id
 * @returns {string | null} its words; null for none, or for one that a later version knows
 */
export function topicLabel(id) {
  return topics().find((topic) => topic.id === id)?.label ?? null;
}
