import assert from 'node:assert/strict';
import test from 'node:test';
import { toBase64url } from '../../../static/js/core/bytes.js';
import { PushServiceError } from '../../../static/js/net/errors.js';
import { CHANGED, createPush } from '../../../static/js/net/push.js';

const KEY = toBase64url(new Uint8Array(65).fill(4));

/** A browser's own parts, made of memory. */
function openBrowser({ has = ['PushManager', 'Notification'], isIos = false, isStandalone = false, problem = null } = {}) {
  const browser = { subscription: null, done: [], listeners: [], wishes: [] };
  const pushManager = {
    getSubscription: async () => browser.subscription,
    async subscribe(wish) {
      if (problem) throw problem;
      browser.wishes.push(wish);
      browser.subscription = {
        options: { applicationServerKey: wish.applicationServerKey.buffer },
        toJSON: () => ({ endpoint: 'https://push.test/1', keys: { p256dh: 'p', auth: 'a' } }),
        unsubscribe: async () => { browser.done.push('unsubscribed'); browser.subscription = null; },
      };
      return browser.subscription;
    },
  };
  const sign = { close: () => browser.done.push('closed') };
  const registration = { pushManager, getNotifications: async ({ tag }) => (tag === 'sign' ? [sign] : []) };
  const serviceWorker = {
    getRegistration: async () => registration, ready: Promise.resolve(registration),
    addEventListener: (type, listener) => browser.listeners.push([type, listener]),
  };
  const Notification = { permission: 'default', requestPermission: async () => 'granted' };
  const window = Object.fromEntries(has.map((name) => [name, name === 'Notification' ? Notification : {}]));
  const navigator = { serviceWorker, clearAppBadge: async (...given) => void browser.done.push(['badge', ...given]) };
  return { ...browser, browser, navigator, window, registration, push: createPush({ navigator, window, isIos, isStandalone: () => isStandalone }) };
}

test('what a browser can', () => {
  assert.equal(openBrowser().push.support(), 'yes');
  assert.equal(openBrowser({ has: ['Notification'] }).push.support(), 'no');
  assert.equal(openBrowser({ has: [], isIos: true }).push.support(), 'install');
  assert.equal(openBrowser({ has: [], isIos: true, isStandalone: true }).push.support(), 'no');
  const bare = createPush({ navigator: {}, window: {}, isIos: false, isStandalone: () => false });
  assert.deepEqual([bare.support(), bare.permission()], ['no', 'denied']);
});

test('the question is the browser’s own', async () => {
  const { push } = openBrowser();
  assert.equal(push.permission(), 'default');
  assert.equal(await push.ask(), 'granted');
});

test('a subscription is shown to the person whatever it says, and takes the place of the one before', async () => {
  const { push, browser } = openBrowser();
  assert.equal(await push.subscription(), null);
  assert.deepEqual(await push.subscribe(KEY), { endpoint: 'https://push.test/1', p256dh: 'p', auth: 'a', key: KEY });
  assert.equal(browser.wishes[0].userVisibleOnly, true);
  await push.subscribe(KEY);
  assert.deepEqual(browser.done, ['unsubscribed']);
  browser.subscription.options = {};
  assert.equal((await push.subscription()).key, null);
  await push.unsubscribe();
  await push.unsubscribe();
  assert.equal(await push.subscription(), null);
});

test('a push service that is not there is said in words; a fault of ours is not', async () => {
  await assert.rejects(openBrowser({ problem: new DOMException('push service error', 'AbortError') }).push.subscribe(KEY), PushServiceError);
  await assert.rejects(openBrowser({ problem: new TypeError('a fault') }).push.subscribe(KEY), TypeError);
});

test('looking takes away the badge and the sign', async () => {
  const { push, browser } = openBrowser();
  await push.clear();
  assert.deepEqual(browser.done, [['badge'], 'closed']);
});

test('a badge that cannot be taken away, or an answer that never comes, leaves no sign behind', async () => {
  for (const clearAppBadge of [() => Promise.reject(new DOMException('no')), () => new Promise(() => undefined)]) {
    const { push, navigator, browser } = openBrowser();
    navigator.clearAppBadge = clearAppBadge;
    await push.clear();
    assert.deepEqual(browser.done, ['closed']);
  }
});

test('a browser without badges, workers or notifications has nothing to clear', async () => {
  const { push, navigator, registration, browser } = openBrowser();
  delete navigator.clearAppBadge;
  delete registration.getNotifications;
  await push.clear();
  delete registration.pushManager;
  assert.equal(await push.subscription(), null);
  delete navigator.serviceWorker;
  await push.clear();
  push.onChanged(() => assert.fail());
  assert.deepEqual([browser.done, await push.subscription()], [[], null]);
});

test('it hears of a change from the service worker, and of nothing else', () => {
  const { push, browser } = openBrowser();
  let heard = 0;
  push.onChanged(() => { heard += 1; });
  const [[type, listener]] = browser.listeners;
  listener({ data: 'apply' });
  listener({ data: CHANGED });
  assert.deepEqual([type, heard], ['message', 1]);
});
