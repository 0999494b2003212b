/**
 * What may hold one of the two back, each with a first small step that answers it and the page of "Good to know" about it (product.md, "What it must do").
 * A step is made of it in words that say nothing of whose worry it is.
 */
import { t } from '../../core/i18n.js';

/** @typedef {{ id: string, label: string, step: string, page: string }} Worry page: its id in couplebridge/pages */

/** @returns {Worry[]} */
export const worries = () => [
  { id: 'judged', label: t('Being judged, or blamed'), step: t('Ask on the phone how they see to it that nobody is blamed'), page: 'judged' },
  { id: 'talk', label: t('What other people would think'), step: t('Agree whom you tell, and whom not'), page: 'judged' },
  { id: 'need', label: t('Not seeing that it is needed'), step: t('Each say one thing that could be better'), page: 'resist' },
  { id: 'open', label: t('Opening up to a stranger'), step: t('Ask what you need not talk about in a first session'), page: 'first-session' },
  { id: 'cost', label: t('What it costs'), step: t('Ask about the price on the phone'), page: 'cost' },
  { id: 'time', label: t('Finding the time'), step: t('Ask for an evening, or for a session by video'), page: 'cost' },
  { id: 'side', label: t('A therapist who takes sides'), step: t('Ask what they do when one of you feels alone in the room'), page: 'judged' },
  { id: 'worse', label: t('That it makes things worse'), step: t('Agree on one session, and on how to stop'), page: 'trial' },
  { id: 'where', label: t('Not knowing where to look'), step: t('Look for three names together, for half an hour'), page: 'choose' },
];
