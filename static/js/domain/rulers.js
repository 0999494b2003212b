/**
 * Two rulers from 0 to 10, for oneself alone (product.md, "What holds me back"). Asked of each: why not lower? It looks for
 * what is there already; the other question would press.
 * Never: offered, compared, drawn over time, or read by anything but this person's own screens and exports.
 */
import { t } from '../core/i18n.js';

/** @typedef {'want' | 'able'} RulerId */
/** @typedef {{ id: RulerId, question: string, low: string, high: string, why: 'happened' | 'felt' }} Ruler why: the field that holds the answer to "why not lower?" */

export const RULER_MAX = 10;

/** @returns {Ruler[]} */
export const rulers = () => [
  { id: 'want', question: t('How much would I want this?'), low: t('0: not at all'), high: t('10: very much'), why: 'happened' },
  { id: 'able', question: t('How able do I feel?'), low: t('0: not at all'), high: t('10: quite able'), why: 'felt' },
];

/** @param {number | null} n @returns {string | null} nothing is lower than nought, so nothing is asked there */
export function whyNotLower(n) {
  if (n === null) return null;
  return n === 0 ? null : t('Why {n}, and not lower?', { n: String(n) });
}
