/**
 * The sentences that state a rule of the bridge (consent.md). They stand here, and not in a screen, so that a test can
 * hold them to the rule. What the author reads while nothing was opened is one sentence, whatever the other did.
 */
import { t } from '../../core/i18n.js';

/** Told to both before anything opens. */
export const cannotBeUnread = () => t('Once it is open, what has been read cannot be unread. Putting it away later takes it off both screens, but nobody forgets.');
/** The author's only words for: has not looked, is away, looked, not now, at a good moment without a time. */
export const notOpenedYet = () => t('Not opened yet');
export const readyToAsk = () => t('Your partner is ready to hear it. Do you still want to open it?');
export const readyAtOnce = () => t('Your partner is ready to hear it. It opens by itself, as you chose.');
/** @param {string} moment formatted */
export const atGoodMoment = (moment) => t('A good moment for your partner: {moment}', { moment });
/** The recipient's first words about an offer. */
export const somethingToTell = () => t('Your partner has something to tell you.');
export const waitsForAuthor = () => t('You said you are ready. It opens when your partner’s device has opened it for you. You can still take this back.');
export const notNowStaysPrivate = () => t('Not now stays with you. Your partner sees the same as if you had not looked.');
export const editVoids = () => t('Changing it means asking again: if your partner was ready, they will be asked afresh.');
export const noSecondKnock = () => t('Your partner gets no reminder. If nothing happens, the offer ends quietly after 14 days.');
export const restsAfterwards = () => t('When an offer has ended, its entry and its topic rest for 14 days.');
export const withdrawLeavesNothing = () => t('Taken back before it is opened, it is gone from your partner’s screen, with no trace.');
export const putAwayMeans = () => t('Put away, it leaves both screens and cannot be brought back.');
export const safetyStays = () => t('Safety notes stay with you. They cannot be offered.');
