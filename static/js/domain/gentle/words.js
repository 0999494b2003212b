/** What is said about each kind of mark: how it may land, why in one line, and what could stand there instead. */
import { t } from '../../core/i18n.js';

/** @typedef {{ lands: string, why: string, instead: string }} KindWords */

/** @returns {Record<import('./rules.js').Kind, KindWords>} */
const all = () => ({
  always: {
    lands: t('may land as a rule with no exceptions'),
    why: t('It invites your partner to look for the one time it was different.'),
    instead: t('Name one time: when it was, and what happened.'),
  },
  'you-are': {
    lands: t('may land as a judgement of who they are'),
    why: t('One can change what one does. Nobody can change at once what one is.'),
    instead: t('Say what they did, and what it did in you.'),
  },
  should: {
    lands: t('may land as an order'),
    why: t('Most people push back when they are told what to do.'),
    instead: t('Say what you need, and ask whether they can.'),
  },
  names: {
    lands: t('may land as an insult'),
    why: t('A name stays in the ear, and the rest is not heard.'),
    instead: t('Leave the name out, and say what hurt.'),
  },
  mind: {
    lands: t('may land as reading their mind'),
    why: t('Only they know what they want or think.'),
    instead: t('Say what you saw, what you fear it means, and ask.'),
  },
  but: {
    lands: t('may land as taking back what came before'),
    why: t('After a “but”, the first half is often forgotten.'),
    instead: t('Make it two sentences, or try “and”.'),
  },
  several: {
    lands: t('may land as many things at once'),
    why: t('With one thing there is something to answer. With many there is only a wall.'),
    instead: t('Choose the one that matters most today. Keep the others for another page.'),
  },
  contempt: {
    lands: t('may land as looking down on them'),
    why: t('Mockery closes a door that is hard to open again.'),
    instead: t('Look for the hurt under it, and say that.'),
  },
});

/** @param {import('./rules.js').Kind} kind @returns {KindWords} */
export const kindWords = (kind) => all()[kind];
