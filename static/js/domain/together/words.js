/**
 * The sentences that state a rule of a together (consent.md). They stand here, and not in a screen, so that a test can hold
 * them to the rule. While not both have locked in, or said now, what one reads is the same whatever the other did.
 */
import { t } from '../../core/i18n.js';

export const doesNotAddUp = () => t('Something here does not add up, so nothing more happens here. Talk to your partner about it in person.');
export const shallWe = () => t('Shall we open ours at the same moment?');
export const howItGoes = () => [
  t('You agree on a topic. Both of you see it.'),
  t('Each of you picks a page of your own and locks it in, unseen.'),
  t('When both have said now, both open in the same moment. Or neither does.'),
];
/** For whoever has locked in, and waits: the other may have done nothing, or be about to. */
export const waitsForBoth = () => t('When both of you have locked in, you both see it here. Until then neither of you is told how far the other is.');
export const bothAreIn = () => t('Both are locked in. Nothing is open yet.');
export const opensWithBoth = () => t('Nothing is open yet. It opens when both of you have said now.');
export const youSaidNow = () => t('It opens the moment both of you have said now. Until then you can step back.');
/** Honest about what a server could do (threat model, Together). */
export const fairnessIsTheServers = () => t('The server hands both over in one step. A server that cheats could show one and hold the other back. Then each phone still holds what was signed, so the cheat can be proved.');
export const steppingBack = () => t('It goes from both phones, and what was locked in is deleted. Your partner sees that it is gone, and not how far you were.');
export const takingBackIsPrivate = () => t('Taking yours back now is private. Your partner’s phone shows nothing of it.');
export const lapsesQuietly = () => t('There is no reminder. If nothing happens, it ends quietly after 14 days, and the topic rests for 14 days.');
