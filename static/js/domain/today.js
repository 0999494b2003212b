/**
 * The first screen: at most three things, the gentlest next one first. Owns the order.
 * Never: a count, a streak, a reminder of the other, or anything that comes back after a "not now".
 */
import { t } from '../core/i18n.js';
import { readyToAsk, somethingToTell } from './bridge/words.js';
import { momentOnToday } from './moment/words.js';
import { bothAreIn, shallWe } from './together/words.js';

/** @typedef {{ screen: 'write' | 'offer' | 'opened' | 'together' | 'safety-number' | 'stopped' | 'settings-kit' | 'moment' | 'echo' | 'reminder' | 'still-true' | 'on-this-day', id?: string }} Action */
/** @typedef {{ kind: 'stopped' | 'kit' | 'ready' | 'turn' | 'incoming' | 'together' | 'echo' | 'number' | 'write' | 'moment' | 'reminder' | 'still-true' | 'on-this-day', text: string, action: Action }} TodayItem */

const MOST = 3;
const NEAR = new Set(['calm', 'answered', 'stands', 'another']);
/** Where nothing comes from one's own pages. */
const NOTHING = Object.freeze({ reminder: () => null, question: () => null, memories: () => [] });

/**
 * @param {{
 *   journal: { isEmpty: () => boolean }, settings: { value: { value: { paused: boolean, kitToKeep: boolean } } },
 *   echo: Pick<import('./echo/echo.js').Echo, 'matches'>, own?: Pick<import('./days/looking-back.js').LookingBack, 'reminder' | 'question' | 'memories'>,
 *   bridge: Pick<import('./bridge.js').Bridge, 'outgoing' | 'incoming' | 'opened'>, togethers: Pick<import('./together/togethers.js').Togethers, 'all'>, pairing: Pick<import('./pairing.js').Pairing, 'state'>,
 *   moments: Pick<import('./moment/moments.js').Moments, 'list'>,
 * }} deps
 */
export function createToday({ journal, bridge, togethers, pairing, settings, moments, echo, own = NOTHING }) {
  /** @returns {TodayItem[]} */
  const ofBridge = () => [
    ...bridge.outgoing.value.filter(({ askRelease }) => askRelease).map(({ id }) => item('ready', readyToAsk(), { screen: 'offer', id })),
    ...bridge.opened.value.filter(({ myTurn }) => myTurn).map(({ id }) => item('turn', t('The next words are yours, when you like.'), { screen: 'opened', id })),
    // After a "not now" it waits on the bridge and comes back here only if it is brought back.
    ...bridge.incoming.value.filter(({ state, answer }) => state === 'offered' && answer === null)
      .map(({ id }) => item('incoming', somethingToTell(), { screen: 'offer', id })),
    ...togethers.all.value.filter(waitsForMe).map(({ id, state }) => item('together', state === 'open' ? shallWe() : bothAreIn(), { screen: 'together', id })),
  ];

  /** The hour before one comes first of all: it does not wait. @param {boolean} isNear @returns {TodayItem[]} */
  const ofMoments = (isNear) => moments.list().filter(({ phase }) => NEAR.has(phase) === isNear).flatMap(({ id, phase }) => {
    const words = momentOnToday(phase);
    return words ? [item('moment', words, { screen: 'moment', id })] : [];
  });

  /** One line for all of them: a topic is read on its own screen. @returns {TodayItem[]} */
  const ofEcho = () => echo.matches().slice(0, 1).map((id) => item('echo', t('There is something that you would both talk about.'), { screen: 'echo', id }));

  /** @returns {TodayItem[]} */
  const ofPairing = () => {
    const { kind, numberCompared } = pairing.state.value;
    const isOpen = kind === 'paired' && !numberCompared;
    return isOpen ? [item('number', t('Compare the safety number with your partner, side by side.'), { screen: 'safety-number' })] : [];
  };

  // Whoever was called away while the kit was shown has no other way back in than this phone.
  const ofKit = () => settings.value.value.kitToKeep
    ? [item('kit', t('Keep your recovery kit. Without it no other phone can open what you wrote.'), { screen: 'settings-kit' })] : [];

  /** One at a time, and the words of the page only where it is opened. @returns {TodayItem[]} */
  const ofReminders = () => {
    const due = own.reminder();
    return due ? [item('reminder', due.text, { screen: 'reminder', id: due.id })] : [];
  };

  /** @returns {TodayItem[]} */
  const ofPages = () => {
    const question = own.question();
    if (question) return [item('still-true', t('Something you wrote a while ago: is it still true?'), { screen: 'still-true', id: question.id })];
    return own.memories().length > 0 ? [item('on-this-day', t('What you wrote on this day, some time ago.'), { screen: 'on-this-day' })] : [];
  };

  const write = () => item('write', journal.isEmpty()
    ? t('Write down what weighs on you. Only you can read it.')
    : t('How are you two today? Two taps are enough.'), { screen: 'write' });

  return {
    /** @returns {TodayItem[]} */
    items() {
      if (pairing.state.value.kind === 'stopped') {
        return [item('stopped', t('The bridge has stopped. Please read why.'), { screen: 'stopped' }), write()];
      }
      // Paused means quiet: only the own place is left.
      const shared = settings.value.value.paused ? [] : [...ofMoments(true), ...ofBridge(), ...ofMoments(false), ...ofEcho(), ...ofPairing()];
      return [...distinct([...ofKit(), ...ofReminders(), ...shared, ...ofPages()]).slice(0, MOST - 1), write()];
    },
  };
}

/** What the other proposed, or both have locked in; never whether the other did their part. @param {import('./together/view.js').TogetherView} one */
const waitsForMe = ({ state, byMe, isLocked, isPutOff, saidNow }) => (state === 'open' ? !byMe && !isLocked && !isPutOff : state === 'both-locked' && !saidNow);

/** Two of the same words would say one thing twice: the second comes when the first is done. @param {TodayItem[]} items */
const distinct = (items) => items.filter(({ text }, at) => items.findIndex((other) => other.text === text) === at);

/** @param {TodayItem['kind']} kind @param {string} text @param {Action} action @returns {TodayItem} */
const item = (kind, text, action) => ({ kind, text, action });
