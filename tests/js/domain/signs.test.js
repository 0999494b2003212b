import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { createSettings } from '../../../static/js/domain/settings.js';
import { createSigns, sentence } from '../../../static/js/domain/signs.js';
import { AccountLockedError } from '../../../static/js/domain/errors.js';
import { NetworkError, PushServiceError } from '../../../static/js/net/errors.js';
import { openPhone, PASSPHRASE } from '../fakes/phone.js';
import { createFakeServer } from '../fakes/server.js';

/** What happens behind a change is waited for, however slow this machine is. */
async function until(isSo) {
  for (let tries = 0; !isSo() && tries < 1_000; tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A browser's side of signs, made of memory. */
function createFakePush() {
  let made = 0;
  const push = {
    can: 'yes', allowed: 'default', answer: 'granted', own: null, asked: 0, cleared: 0, isReached: true, tellChanged: null,
    support: () => push.can,
    permission: () => push.allowed,
    async ask() {
      push.asked += 1;
      push.allowed = push.answer;
      return push.answer;
    },
    subscription: async () => push.own,
    async subscribe(key) {
      if (!push.isReached) throw new PushServiceError();
      push.own = { endpoint: `https://push.test/${(made += 1)}`, p256dh: 'p', auth: 'a', key };
      return push.own;
    },
    async unsubscribe() {
      push.own = null;
    },
    async clear() {
      push.cleared += 1;
    },
    onChanged: (listener) => { push.tellChanged = listener; },
  };
  return push;
}

async function open({ server = createFakeServer(), push = createFakePush(), name = 'alice' } = {}) {
  const phone = await openPhone({ server });
  const settings = createSettings({ vault: phone.vault });
  const signs = createSigns({ ...phone, settings, push, zone: () => 'Europe/Paris' });
  await phone.register(name);
  const account = [...server.users.values()].at(-1);
  return { server, push, phone, settings, signs, account };
}

test('off until asked for: nobody is asked, nothing is subscribed, nothing is sent', async () => {
  const { push, signs, account } = await open();
  await signs.begin();
  await signs.look();
  assert.equal(signs.state.value, 'off');
  assert.deepEqual([push.asked, push.own, account.sign], [0, null, undefined]);
});

test('turned on it says where and when, and nothing else', async () => {
  const { push, signs, account } = await open();
  await signs.turnOn();
  assert.equal(signs.state.value, 'on');
  assert.deepEqual(account.sign, {
    endpoint: push.own.endpoint, p256dh: 'p', auth: 'a', days: [0, 1, 2, 3, 4, 5, 6], from_minute: 480, until_minute: 1260, zone: 'Europe/Paris', held: false,
  });
});

test('hours chosen one right after the other are all kept, and shown before they are on disk', async () => {
  const { signs, settings } = await open();
  const saving = [signs.setHours({ from: 0 }), signs.setHours({ until: 0 }), signs.setHours({ days: [0] })];
  assert.deepEqual(settings.value.value.signs, { days: [0], from: 0, until: 0 });
  await Promise.all(saving);
  assert.deepEqual(settings.value.value.signs, { days: [0], from: 0, until: 0 });
});

test('a choice that does not get onto the disk is no longer shown', async () => {
  const { signs, settings, phone } = await open();
  await phone.account.lock();
  await assert.rejects(signs.setHours({ from: 0 }), AccountLockedError);
  assert.equal(settings.value.value.signs.from, 480);
});

test('the zone is that of the phone, where nobody says another', async () => {
  const { phone, settings, push, account } = await open();
  const signs = createSigns({ ...phone, settings, push });
  await signs.turnOn();
  assert.equal(account.sign.zone, Intl.DateTimeFormat().resolvedOptions().timeZone);
});

for (const [answer, state] of [['denied', 'blocked'], ['default', 'off']]) {
  test(`the person said ${answer}: it is ${state}, and nothing was sent`, async () => {
    const { push, signs, account } = await open();
    push.answer = answer;
    await signs.turnOn();
    assert.deepEqual([signs.state.value, push.own, account.sign], [state, null, undefined]);
    await signs.look();
    assert.equal(signs.state.value, state);
  });
}

for (const can of ['no', 'install']) {
  test(`a browser that can only say "${can}" asks no server`, async () => {
    const { push, signs, phone } = await open();
    push.can = can;
    const before = phone.link.requests.length;
    await signs.look();
    assert.equal(signs.state.value, can);
    assert.equal(phone.link.requests.length, before);
  });
}

test('a server that sends none says so, before and after the press', async () => {
  const { server, signs, push } = await open();
  server.signKey = null;
  await signs.look();
  assert.equal(signs.state.value, 'none');
  signs.state.value = 'off';
  await signs.turnOn();
  assert.deepEqual([signs.state.value, push.own], ['none', null]);
});

test('turned off, the address is gone here and there', async () => {
  const { push, signs, account } = await open();
  await signs.turnOn();
  await signs.turnOff();
  assert.deepEqual([signs.state.value, push.own, account.sign], ['off', null, null]);
  await signs.begin();
  assert.equal(push.own, null);
});

test('turned off without a network it is off here, and the server hears of it at the next look', async () => {
  const { push, signs, account, phone } = await open();
  await signs.turnOn();
  phone.link.offline = true;
  await assert.rejects(signs.turnOff(), NetworkError);
  assert.deepEqual([signs.state.value, push.own], ['off', null]);
  phone.link.offline = false;
  await signs.look();
  assert.equal(account.sign, null);
});

test('what the browser changed by itself reaches the server at once, or at the next start', async () => {
  const { push, signs, account, server } = await open();
  await signs.turnOn();
  push.own = { ...push.own, endpoint: 'https://push.test/moved', key: null };
  push.tellChanged();
  await until(() => account.sign.endpoint.endsWith('moved'));
  assert.equal(account.sign.endpoint, 'https://push.test/moved');
  push.own = null;
  await signs.begin();
  assert.equal(account.sign.endpoint, push.own.endpoint);
  const before = push.own.endpoint;
  server.signKey = 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8';
  await signs.begin();
  assert.equal(push.own.key, server.signKey);
  assert.notEqual(account.sign.endpoint, before);
});

test('an address that the server forgot is told again; one that is right is not sent again', async () => {
  const { signs, account, phone } = await open();
  await signs.turnOn();
  account.sign = null;
  await signs.begin();
  assert.notEqual(account.sign, null);
  const puts = () => phone.link.requests.filter((each) => each === 'PUT /push').length;
  const before = puts();
  await signs.begin();
  assert.equal(puts(), before);
});

test('no start asks the person or makes an address where the phone was told not to', async () => {
  const { signs, push } = await open();
  await signs.turnOn();
  [push.allowed, push.own] = ['default', null];
  await signs.begin();
  assert.deepEqual([signs.state.value, push.own, push.asked], ['off', null, 1]);
});

test('the owner’s hours, and a pause, reach the server as they are changed', async () => {
  const { signs, settings, account } = await open();
  await signs.turnOn();
  await signs.setHours({ days: [5, 6], from: 600, until: 660 });
  await until(() => account.sign.from_minute === 600);
  assert.deepEqual([account.sign.days, account.sign.from_minute, account.sign.until_minute], [[5, 6], 600, 660]);
  await settings.save({ paused: true });
  await until(() => account.sign.held);
  assert.equal(account.sign.held, true);
});

test('hours that are changed while it is off are sent to nobody', async () => {
  const { signs, account } = await open();
  await signs.setHours({ days: [5], from: 600, until: 660 });
  await settled();
  assert.equal(account.sign, undefined);
});

test('without a network, and without the browser’s own service, it says so and changes nothing', async () => {
  const { signs, push, phone, account } = await open();
  push.isReached = false;
  await assert.rejects(signs.turnOn(), PushServiceError);
  assert.deepEqual([signs.state.value, account.sign], ['looking', undefined]);
  push.isReached = true;
  await signs.turnOn();
  [push.own, push.isReached] = [null, false];
  await signs.look();
  assert.equal(signs.state.value, 'unreached');
  phone.link.offline = true;
  await signs.look();
  await signs.begin();
  assert.equal(signs.state.value, 'unreached');
});

test('a session that cannot be had is no network', async () => {
  const { signs, phone } = await open();
  phone.link.cookie = null;
  phone.api.forgetSession();
  phone.link.fault = (method, path) => (path.startsWith('/sign-in') ? 'before' : null);
  await signs.look();
  assert.equal(signs.state.value, 'unreached');
  await signs.begin();
});

test('a session that ended unawares is renewed, and nothing has to be tried again by hand', async () => {
  const { server, signs, account } = await open();
  await signs.turnOn();
  server.sessions.clear();
  await signs.look();
  assert.equal(signs.state.value, 'on');
  server.sessions.clear();
  await signs.begin();
  assert.ok(account.opened > 0);
  server.sessions.clear();
  await signs.turnOff();
  assert.equal(account.sign, null);
});

test('a fault of ours is not taken for a missing network', async () => {
  const { signs, push, phone } = await open();
  push.subscription = async () => { throw new TypeError('a fault'); };
  push.allowed = 'granted';
  await phone.store.setMeta('signs', true);
  await assert.rejects(signs.look(), TypeError);
  phone.account.session.ensure = async () => { throw new TypeError('a fault'); };
  await assert.rejects(signs.begin(), TypeError);
});

test('locked, it looks at nothing; hiding and locking leave the address where it is', async () => {
  const { signs, push, phone, account } = await open();
  await signs.turnOn();
  const before = phone.link.requests.length;
  await phone.account.lock();
  const after = phone.link.requests.length;
  await signs.look();
  await signs.seen();
  assert.equal(phone.link.requests.length, after);
  assert.ok(after - before <= 1, 'the share, at most');
  await phone.account.unlock(PASSPHRASE);
  phone.account.hide();
  await settled();
  assert.notEqual(push.own, null);
  assert.notEqual(account.sign, null);
});

test('opening the app is told to the server once, and later only where some device gets signs', async () => {
  const { signs, account, push } = await open();
  await signs.begin();
  await signs.seen();
  assert.deepEqual([account.opened, push.cleared], [1, 2]);
  await signs.turnOn();
  await signs.seen();
  assert.deepEqual([account.opened, push.cleared], [2, 3]);
});

test('signing out for good takes the address back, here and there; so does an account that is gone', async () => {
  const { signs, push, phone, account } = await open();
  await signs.turnOn();
  await phone.account.signOut({ forgetDevice: true });
  await signs.forget();
  assert.deepEqual([push.own, account.sign, signs.state.value], [null, null, 'looking']);
  push.allowed = 'default';
  push.unsubscribe = () => assert.fail('nothing to take back');
  await signs.forget();
});

test('who is signed out already has nobody to tell', async () => {
  const { signs, phone } = await open();
  await signs.turnOn();
  phone.api.forgetSession();
  await phone.account.signOut();
  assert.ok(!phone.link.requests.includes('DELETE /push'));
});

test('another account on the same phone does not get the signs of the first', async () => {
  const first = await open();
  await first.signs.turnOn();
  await first.phone.account.lock();
  const { accountCode } = await (await openPhone({ server: first.server })).register('bob');
  await first.phone.account.signIn({ name: 'bob', accountCode, passphrase: PASSPHRASE });
  await first.signs.begin();
  assert.equal(first.push.own, null);
});

test('an address that somebody else left behind is not used again', async () => {
  const { signs, push, account } = await open();
  push.own = { endpoint: 'https://push.test/of-another', p256dh: 'p', auth: 'a', key: null };
  account.sign = { endpoint: 'https://push.test/of-another' };
  await signs.look();
  assert.equal(account.sign, null);
  await signs.turnOn();
  assert.notEqual(account.sign.endpoint, 'https://push.test/of-another');
});

test('the sentence is one and the same here, in the service worker and on the server', () => {
  const read = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
  assert.equal(/\bt\('(.*)', texts/.exec(read('static/js/sw.js'))?.[1], sentence());
  assert.equal(/SENTENCE = "(.*)"/.exec(read('couplebridge/services/push_message.py'))?.[1], sentence());
  assert.ok(read('docs/protocol.md').includes(`"title":"${sentence()}"`));
});
