/**
 * What a cover line can say: the tone it is told in, and what its author hopes for.
 * Owns the ids of protocol.md ("The bridge") and their words.
 */
import { t } from '../core/i18n.js';

/** @typedef {import('./topics.js').Labelled} Labelled */

const toneLabels = () => ({
  calm: t('Calm'),
  tender: t('Tender'),
  worried: t('Worried'),
  upset: t('Upset'),
});

const hopeLabels = () => ({
  listen: t('Just listen'),
  understand: t('Understand me'),
  'think-together': t('Think about it with me'),
  comfort: t('Comfort me'),
});

/** @returns {Labelled[]} */
export function tones() {
  return Object.entries(toneLabels()).map(([id, label]) => ({ id, label }));
}

/** @returns {Labelled[]} */
export function hopes() {
  return Object.entries(hopeLabels()).map(([id, label]) => ({ id, label }));
}

/**
 * @param {string | null | undefined} id
 * @returns {string | null}
 */
export function toneLabel(id) {
  return tones().find((tone) => tone.id === id)?.label ?? null;
}

/**
 * @param {string | null | undefined} id
 * @returns {string | null}
 */
export function hopeLabel(id) {
  return hopes().find((hope) => hope.id === id)?.label ?? null;
}
