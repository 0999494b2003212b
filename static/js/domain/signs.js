/**
 * Signs on this device: what a phone shows when the other did something (docs/protocol.md, Signs).
 * Owns whether this device wants them, and keeps browser and server agreed on it at every start.
 * Never: asks the person by itself, hands a text to anybody, or tells of one device to another.
 */

import { t } from '../core/i18n.js';
import { observable } from '../core/observable.js';
import { oneAtATime } from '../core/one-at-a-time.js';
import { same } from '../core/same.js';
import { ApiProblem, NetworkError, PushServiceError } from '../net/errors.js';
import { createAsk } from './bridge/asking.js';

/** What is shown, always: the same words as in sw.js and on the server. */
export const sentence = () => t('Something is new.');

/**
 * @typedef {"looking" | "no" | "install" | "blocked" | "none" | "unreached" | "off" | "on"} SignsState
 *   no: this browser cannot; install: only from the home screen; blocked: the phone forbids it; none: this server sends none;
 *   unreached: nobody knows now
 */
/** @typedef {{ days: number[], from: number, until: number }} SignHours days: 0 is Monday; minutes of the day */
/** @typedef {ReturnType<typeof createSigns>} Signs */

const WANTED = 'signs';

const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * @param {object} deps
 * @param {import('../net/api.js').Api} deps.api
 * @param {import('./account/account.js').Account} deps.account
 * @param {import('../store/store.js').Store} deps.store remembers that this device wants signs; nothing else of it
 * @param {Pick<import('./settings.js').SettingsRoom, "value" | "save">} deps.settings
 * @param {import('../net/push.js').Push} deps.push
 * @param {() => string} [deps.zone]
 */
export function createSigns({ api, account, store, settings, push, zone = zoneHere }) {
  const state = observable(/** @type {SignsState} */ ('looking'));
  /** Whether any of the owner's devices gets signs: else nobody has to be told that the app was opened. */
  let isAnywhere = false;
  const ask = createAsk({ api, account });
  const isOpen = () => account.state.value === 'unlocked';

  /** @param {import('../net/push.js').Subscription} subscription */
  function wish({ endpoint, p256dh, auth }) {
    const { signs: { days, from, until }, paused } = settings.value.value;
    return { endpoint, p256dh, auth, days, from_minute: from, until_minute: until, zone: zone(), held: paused };
  }

  /** @param {import('../net/push.js').Subscription} subscription */
  async function send(subscription) {
    await ask('PUT', '/push', wish(subscription));
    isAnywhere = true;
  }

  /** @returns {Promise<{ key: string | null, here: any }>} @throws {NetworkError} */
  async function asked() {
    if (!(await account.session.ensure())) throw new NetworkError();
    return ask('GET', '/push');
  }

  /** @returns {Promise<SignsState>} */
  async function agreed() {
    const support = push.support();
    if (support !== 'yes') return support;
    const { key, here } = await asked();
    const isWanted = Boolean(await store.meta(WANTED));
    if (here && !isWanted) await ask('DELETE', '/push'); // of somebody who is gone, or of a store that was cleared
    if (push.permission() === 'denied') return 'blocked';
    if (key === null) return 'none';
    if (!isWanted || push.permission() !== 'granted') return 'off';
    await renew(key, here);
    return 'on';
  }

  /** The browser may have another address by now, the server another key, the owner other hours. @param {string} key @param {any} here */
  async function renew(key, here) {
    const before = await push.subscription();
    const isGood = before !== null && (before.key === null || before.key === key);
    const subscription = isGood ? before : await push.subscribe(key);
    const { p256dh, auth, ...wanted } = wish(subscription);
    if (!here || !same(here, wanted)) await send(subscription);
  }

  /** Being offline is no error here: what was agreed last goes on. */
  async function lookOnce() {
    if (!isOpen()) return;
    try {
      state.value = await agreed();
    } catch (problem) {
      if (!(problem instanceof NetworkError || problem instanceof ApiProblem || problem instanceof PushServiceError)) throw problem;
      state.value = 'unreached';
    }
  }
  const look = oneAtATime(lookOnce);

  /** What is not heard now is told at the next opening. @returns {Promise<void>} */
  async function tellOpened() {
    try {
      if (await account.session.ensure()) isAnywhere = (await ask('POST', '/push/opened')).any;
    } catch (problem) {
      if (!(problem instanceof NetworkError || problem instanceof ApiProblem)) throw problem;
    }
  }

  /** An address that this account did not ask for is of somebody who was here before: their signs end here. */
  async function drop() {
    if (push.permission() === 'granted') await push.unsubscribe();
  }

  settings.value.subscribe(() => {
    if (state.value === 'on') void look();
  });
  push.onChanged(() => void look());

  return {
    state,
    look,

    /** After every unlock. */
    async begin() {
      await push.clear();
      await tellOpened();
      if (await store.meta(WANTED)) await look();
      else await drop();
    },

    /** The page is looked at: on the phone nothing has to point to it any more. */
    async seen() {
      await push.clear();
      if (isAnywhere && isOpen()) await tellOpened();
    },

    /** Right in a press, because browsers let an app ask only then. @returns {Promise<void>} the state says what came of it */
    async turnOn() {
      const answer = await push.ask();
      if (answer !== 'granted') {
        state.value = answer === 'denied' ? 'blocked' : 'off';
        return;
      }
      const { key } = await asked();
      if (key === null) {
        state.value = 'none';
        return;
      }
      // a fresh address: the one before may be another account's
      await send(await push.subscribe(key));
      await store.setMeta(WANTED, true);
      state.value = 'on';
    },

    async turnOff() {
      await store.setMeta(WANTED, null);
      await push.unsubscribe();
      state.value = 'off';
      await ask('DELETE', '/push');
    },

    /** On all of the owner's devices. What was chosen just before stays, also when it is not on disk yet. @param {Partial<SignHours>} hours */
    setHours: (hours) => settings.save({ signs: { ...settings.value.value.signs, ...hours } }),

    /** Nothing of an account is here any more. */
    async forget() {
      isAnywhere = false;
      state.value = 'looking';
      await drop();
    },
  };
}
