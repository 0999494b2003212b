/**
 * The first screen: at most three things, the gentlest next one first. Owns the order.
 * Never: a count, a streak, a reminder of the other, or anything that comes back after a "not now".
 */
import { t } from '../core/i18n.js';
import { readyToAsk, somethingToTell } from './bridge/words.js';

/** @typedef {{ screen: 'write' | 'offer' | 'opened' | 'safety-number' | 'stopped' | 'settings-kit', id?: string }} Action */
/** @typedef {{ kind: 'stopped' | 'kit' | 'ready' | 'turn' | 'incoming' | 'number' | 'write', text: string, action: Action }} TodayItem */

const MOST = 3;

/**
 * @param {{
 *   journal: { entries: () => unknown[] }, settings: { value: { value: { paused: boolean, kitToKeep: boolean } } },
 *   bridge: Pick<import('./bridge.js').Bridge, 'outgoing' | 'incoming' | 'opened'>, pairing: Pick<import('./pairing.js').Pairing, 'state'>,
 * }} deps
 */
export function createToday({ journal, bridge, pairing, settings }) {
  /** @returns {TodayItem[]} */
  const ofBridge = () => [
    ...bridge.outgoing.value.filter(({ askRelease }) => askRelease).map(({ id }) => item('ready', readyToAsk(), { screen: 'offer', id })),
    ...bridge.opened.value.filter(({ myTurn }) => myTurn).map(({ id }) => item('turn', t('The next words are yours, when you like.'), { screen: 'opened', id })),
    // After a "not now" it waits on the bridge and comes back here only if it is brought back.
    ...bridge.incoming.value.filter(({ state, answer }) => state === 'offered' && answer === null)
      .map(({ id }) => item('incoming', somethingToTell(), { screen: 'offer', id })),
  ];

  /** @returns {TodayItem[]} */
  const ofPairing = () => {
    const { kind, numberCompared } = pairing.state.value;
    const isOpen = kind === 'paired' && !numberCompared;
    return isOpen ? [item('number', t('Compare the safety number with your partner, side by side.'), { screen: 'safety-number' })] : [];
  };

  // Whoever was called away while the kit was shown has no other way back in than this phone.
  const ofKit = () => settings.value.value.kitToKeep
    ? [item('kit', t('Keep your recovery kit. Without it no other phone can open what you wrote.'), { screen: 'settings-kit' })] : [];

  const write = () => item('write', journal.entries().length === 0
    ? t('Write down what weighs on you. Only you can read it.')
    : t('How are you two today? Two taps are enough.'), { screen: 'write' });

  return {
    /** @returns {TodayItem[]} */
    items() {
      if (pairing.state.value.kind === 'stopped') {
        return [item('stopped', t('The bridge has stopped. Please read why.'), { screen: 'stopped' }), write()];
      }
      // Paused means quiet: only the own place is left.
      const shared = settings.value.value.paused ? [] : [...ofBridge(), ...ofPairing()];
      return [...[...ofKit(), ...shared].slice(0, MOST - 1), write()];
    },
  };
}

/** @param {TodayItem['kind']} kind @param {string} text @param {Action} action @returns {TodayItem} */
const item = (kind, text, action) => ({ kind, text, action });
