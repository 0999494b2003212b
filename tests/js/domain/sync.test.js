import assert from 'node:assert/strict';
import test from 'node:test';
import { createFakeServer } from '../fakes/server.js';
import { openPhone, PASSPHRASE } from '../fakes/phone.js';

async function twoDevices() {
  const server = createFakeServer();
  const one = await openPhone({ server });
  const { accountCode } = await one.register('alice');
  const two = await openPhone({ server });
  await two.signIn('alice', accountCode);
  return { server, one, two, accountCode };
}
const idle = { state: 'idle', unsent: 0, problem: null };

test('what was written on one device is read on the other', async () => {
  const { one, two } = await twoDevices();
  const id = await one.vault.put({ type: 'entry', happened: 'hello' });
  await one.sync.now();
  await two.sync.now();
  assert.equal(two.vault.get(id).fields.happened, 'hello');
  assert.deepEqual(one.sync.status.value, idle);
  await two.vault.purge(id);
  await two.sync.now();
  await one.sync.now();
  assert.equal(one.vault.get(id), null);
});

test('an answer that was lost is told from another device\'s change: no version, no second record', async () => {
  const { server, one } = await twoDevices();
  const id = await one.vault.put({ type: 'entry', happened: 'a' });
  await one.sync.now();
  one.link.fault = (method, path) => (method === 'POST' && path === '/feed' ? 'after' : null);
  await one.vault.patch(id, { happened: 'b' });
  await one.sync.now();
  const isLost = new Promise((resolve) => one.sync.status.subscribe(({ state }) => state === 'offline' && resolve()));
  await one.vault.patch(id, { happened: 'c' });
  await isLost;
  await one.vault.patch(id, { happened: 'd' });
  one.link.fault = () => null;
  await one.sync.now();
  assert.deepEqual(one.sync.status.value, idle);
  assert.equal(one.vault.get(id).fields.happened, 'd');
  assert.equal(one.vault.all('version').length, 0);
  assert.equal([...server.users.values()][0].feed.get(`1:${id}`).revision, one.vault.get(id).revision);
});

test('a push that arrives twice counts once', async () => {
  const { one, two } = await twoDevices();
  one.link.fault = (method, path) => (path === '/feed' ? 'twice' : null);
  const id = await one.vault.put({ type: 'entry', happened: 'a' });
  await one.sync.now();
  assert.deepEqual(one.sync.status.value, idle);
  await two.sync.now();
  assert.equal(two.vault.get(id).revision, 1);
});

test('both changed one thing: the second to arrive keeps its words, and the other\'s are in the history', async () => {
  const { one, two } = await twoDevices();
  const id = await one.vault.put({ type: 'entry', happened: 'a', felt: 'f' });
  const setting = await one.vault.singleton('settings').put({ v: 1, type: 'settings', awayMinutes: 2 });
  await one.sync.now();
  await two.sync.now();
  one.link.offline = true;
  await one.vault.patch(id, { happened: 'one' });
  await one.vault.patch(setting, { awayMinutes: 3 });
  await two.vault.patch(id, { happened: 'two', felt: 'two' });
  await two.vault.patch(setting, { awayMinutes: 4 });
  await two.sync.now();
  one.link.offline = false;
  await one.sync.now();
  await two.sync.now();
  for (const phone of [one, two]) {
    assert.deepEqual([phone.vault.get(id).fields.happened, phone.vault.get(id).fields.felt], ['one', 'two']);
    assert.deepEqual(phone.vault.all('version').map(({ fields }) => [fields.of, fields.fields.happened]), [[id, 'two']]);
    assert.equal(phone.vault.singleton('settings').get().awayMinutes, 3);
  }
});

test('both made the same singleton before they met', async () => {
  const { one, two } = await twoDevices();
  one.link.offline = true;
  await one.vault.singleton('settings').put({ v: 1, type: 'settings', name: 'A' });
  await two.vault.singleton('settings').put({ v: 1, type: 'settings', paused: true });
  await two.sync.now();
  one.link.offline = false;
  await one.sync.now();
  await two.sync.now();
  for (const phone of [one, two]) assert.deepEqual(phone.vault.singleton('settings').get(), { v: 1, type: 'settings', name: 'A', paused: true });
});

test('both wrote the very same: nothing is left to send', async () => {
  const { one, two } = await twoDevices();
  const id = await one.vault.put({ type: 'entry', happened: 'a' });
  await one.sync.now();
  await two.sync.now();
  one.link.offline = true;
  await one.vault.patch(id, { happened: 'same' });
  await two.vault.patch(id, { happened: 'same' });
  await two.sync.now();
  one.link.offline = false;
  await one.sync.now();
  assert.equal(one.vault.get(id).revision, 2);
});

test('many records go in batches, and come in pages', async () => {
  const { server, one, two } = await twoDevices();
  one.link.offline = true;
  for (let n = 0; n < 230; n += 1) await one.vault.put({ type: 'entry', n });
  assert.equal(one.sync.status.value.unsent, 230);
  one.link.offline = false;
  one.link.requests.length = 0;
  await one.sync.now();
  assert.deepEqual(one.sync.status.value, idle);
  assert.equal(one.link.requests.filter((request) => request === 'POST /feed').length, 3);
  await two.sync.now();
  assert.equal(two.vault.all('entry').length, 230);
  assert.equal([...server.users.values()][0].feed.size, 231);
});

test('a batch is never heavier than the server takes', async () => {
  const { one } = await twoDevices();
  one.link.offline = true;
  for (let n = 0; n < 30; n += 1) {
    const long = 'x'.repeat(20_000);
    await one.vault.put({ type: 'entry', a: long, b: long, c: long, d: long, e: long, f: long, g: long, h: long });
  }
  one.link.offline = false;
  one.link.requests.length = 0;
  await one.sync.now();
  assert.ok(one.link.requests.filter((request) => request === 'POST /feed').length > 1);
  assert.deepEqual(one.sync.status.value, idle);
});

test('offline is calm: it is said, tried again later and later, and sent in the end', async () => {
  const { one } = await twoDevices();
  one.link.offline = true;
  await one.vault.put({ type: 'entry' });
  await one.sync.now();
  assert.deepEqual(one.sync.status.value, { state: 'offline', unsent: 1, problem: null });
  one.link.offline = false;
  one.timers.advance(300_000);
  await one.sync.now();
  assert.deepEqual(one.sync.status.value, idle);
});

test('a server that asks for time gets it, and its reason is shown', async () => {
  const { server, one } = await twoDevices();
  server.tamper = (request, answer) => (request.path.startsWith('/feed') ? { status: 429, json: { code: 'slow-down' }, headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '60' } } : answer);
  await one.vault.put({ type: 'entry' });
  await one.sync.now();
  assert.match(one.sync.status.value.problem, /wait a moment/);
  server.tamper = null;
  one.timers.advance(59_000);
  assert.equal(one.timers.count(), 1);
  one.timers.advance(1_000);
  await one.sync.now();
  assert.deepEqual(one.sync.status.value, idle);
});

test('a session that ended keeps the outbox; it is renewed by itself while unlocked', async () => {
  const { server, one } = await twoDevices();
  server.sessions.clear();
  const id = await one.vault.put({ type: 'entry' });
  await one.sync.now();
  assert.deepEqual(one.sync.status.value, idle);
  assert.equal(one.vault.get(id).unsent, false);
});

test('a session that cannot be renewed is said, and the words stay', async () => {
  const { server, one } = await twoDevices();
  server.sessions.clear();
  for (const account of server.users.values()) account.slots.get(1).auth = new Uint8Array(32);
  await one.vault.put({ type: 'entry' });
  await one.sync.now();
  assert.match(one.sync.status.value.problem, /changed on another device/);
  assert.equal(one.sync.status.value.unsent, 1);
  await one.sync.now();
  assert.match(one.sync.status.value.problem, /changed on another device/);
});

test('without a network at the start it is offline, not signed out', async () => {
  const { one } = await twoDevices();
  one.link.offline = true;
  const again = await one.reopen();
  await again.account.unlock(PASSPHRASE);
  await again.begin();
  assert.deepEqual(again.sync.status.value, { state: 'offline', unsent: 0, problem: null });
});

test('locked means quiet', async () => {
  const { one } = await twoDevices();
  await one.account.lock();
  await one.sync.now();
  assert.deepEqual(one.sync.status.value, idle);
});

test('locked in the middle: nothing is said, nothing is lost', async () => {
  const { one } = await twoDevices();
  await one.vault.put({ type: 'entry', happened: 'x' });
  const syncing = one.sync.now();
  await one.account.lock();
  await syncing;
  await one.account.unlock(PASSPHRASE);
  await one.account.session.ensure();
  await one.begin();
  assert.equal(one.vault.all('entry').length, 1);
  assert.deepEqual(one.sync.status.value, idle);
});

test('a mistake of ours is said and not swallowed', async () => {
  const { one } = await twoDevices();
  one.store.meta = async () => { throw new RangeError('a mistake'); };
  await assert.rejects(one.sync.now(), RangeError);
  assert.equal(one.sync.status.value.state, 'stopped');
});

test('a state that keeps moving is left for later', async () => {
  const { one } = await twoDevices();
  const { StoreChangedError } = await import('../../../static/js/store/errors.js');
  one.link.offline = true;
  await one.vault.put({ type: 'entry' });
  await one.sync.now();
  one.link.offline = false;
  one.store.apply = async () => { throw new StoreChangedError(); };
  await one.sync.now();
  assert.equal(one.sync.status.value.unsent, 1);
  assert.match(one.sync.status.value.problem, /changed in the meantime/);
});

test('items are listed by type, newest state only, and are there again after a reload', async () => {
  const { server, one } = await twoDevices();
  const account = [...server.users.values()][0];
  const { publish } = await import('../fakes/server-state.js');
  const id = new Uint8Array(16).fill(1);
  const bundle = new Uint8Array(154);
  publish(account, { type: 8, id, parts: [Uint8Array.of(1), bundle] });
  let told = 0;
  one.sync.onItems(() => { told += 1; });
  await one.sync.now();
  assert.deepEqual(one.sync.items(8).value.map(({ state }) => state), ['active']);
  publish(account, { type: 8, id, parts: [Uint8Array.of(2), bundle] });
  publish(account, { type: 8, id: new Uint8Array(16).fill(2), parts: [Uint8Array.of(1), bundle] });
  await one.sync.now();
  assert.deepEqual(one.sync.items(8).value.map(({ state }) => state), ['ended', 'active']);
  assert.equal(told, 2);
  await one.account.lock();
  assert.deepEqual(one.sync.items(8).value, []);
  const again = await one.reopen();
  await again.unlock();
  assert.deepEqual(again.sync.items(8).value.map(({ state }) => state), ['ended', 'active']);
});

test('another tab received something: it is shown here too', async () => {
  const { server, one } = await twoDevices();
  let tell = null;
  one.store.onForeignChange = (listener) => { tell = listener; };
  const { createSync } = await import('../../../static/js/domain/sync/sync.js');
  const tab = createSync({ api: one.api, store: one.store, vault: one.vault, account: one.account });
  const { publish } = await import('../fakes/server-state.js');
  publish([...server.users.values()][0], { type: 8, id: new Uint8Array(16), parts: [Uint8Array.of(1), new Uint8Array(154)] });
  await one.sync.now();
  const heard = new Promise((resolve) => tab.onItems(resolve));
  tell({ ids: [], items: true });
  await heard;
  assert.equal(tab.items(8).value.length, 1);
  tell({ ids: ['x'], items: false });
  await tab.now();
  assert.deepEqual(tab.status.value, idle);
  one.link.offline = true;
  await tab.now();
  one.account.hide();
});

test('news that come while a pull is under way are pulled too', async () => {
  const { one, two } = await twoDevices();
  one.link.offline = true;
  const id = await one.vault.put({ type: 'entry', happened: 'a' });
  const { request } = two.api;
  let isFirst = true;
  two.api.request = async (...given) => {
    const answer = await request(...given);
    if (!isFirst || given[0] !== 'GET' || !given[1].startsWith('/feed')) return answer;
    // "Nothing new" is on its way to this device. Only now does the other one send, and this one hears that something moved.
    isFirst = false;
    one.link.offline = false;
    await one.sync.now();
    void two.sync.now();
    return answer;
  };
  await two.sync.now();
  assert.equal(two.vault.get(id)?.fields.happened, 'a');
});

test('what a server kept back from an older app is asked for by the new one, once', async () => {
  const { one } = await twoDevices();
  const id = await one.vault.put({ type: 'entry', happened: 'hello' });
  await one.sync.now();
  const cursor = await one.store.meta('cursor');
  assert.ok(cursor > 0);
  await one.store.setMeta('pulled-as', 1);
  one.link.requests.length = 0;
  await one.sync.now();
  await one.sync.now();
  const asked = one.link.requests.filter((line) => line.startsWith('GET /feed?')).map((line) => Number(new URLSearchParams(line.split('?')[1]).get('cursor')));
  assert.deepEqual(asked, [0, cursor]);
  assert.equal(one.vault.get(id).fields.happened, 'hello');
});
