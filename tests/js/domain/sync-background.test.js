/** What is left ready for the service worker: sent once whoever sends it, and nothing that is typed meanwhile is lost. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { openPhone } from '../fakes/phone.js';
import { createFakeServer } from '../fakes/server.js';

const CANARY = 'the-lamp-was-on';
const IDLE = { state: 'idle', unsent: 0, problem: null };

async function onePhone() {
  const server = createFakeServer();
  const asked = [];
  const phone = await openPhone({ server, background: { ask: () => void asked.push('asked') } });
  await phone.register('alice');
  return { server, phone, asked };
}

/** As sw.js does it. */
async function workerSends(phone) {
  const { key, body } = await phone.store.meta('readyPush');
  const { csrf } = await (await phone.link.fetch('/api/session', { method: 'GET' })).json();
  const headers = { 'CB-CSRF': csrf, 'Idempotency-Key': key, 'Content-Type': 'application/vnd.couplebridge.frames' };
  return (await phone.link.fetch('/api/feed', { method: 'POST', headers, body })).status;
}

const stored = (server, id) => [...server.users.values()][0].feed.get(`1:${id}`) ?? null;

async function writesOffline(phone, text = CANARY) {
  phone.link.offline = true;
  const id = await phone.vault.put({ type: 'entry', happened: text });
  await phone.sync.now();
  return id;
}

test('without a network the next push is left ready, sealed, and the browser is asked to send it', async () => {
  const { server, phone, asked } = await onePhone();
  const id = await writesOffline(phone);
  assert.ok(asked.length > 0);
  const { body } = await phone.store.meta('readyPush');
  assert.ok(!Buffer.from(body).toString('latin1').includes(CANARY));
  phone.link.offline = false;
  assert.equal(await workerSends(phone), 200);
  assert.equal(stored(server, id).revision, 1);
});

test('sent by the worker, it is not sent again and not twice there', async () => {
  const { server, phone } = await onePhone();
  const id = await writesOffline(phone);
  phone.link.offline = false;
  await workerSends(phone);
  const again = await phone.reopen();
  await again.unlock();
  assert.deepEqual(again.sync.status.value, IDLE);
  assert.equal(stored(server, id).revision, 1);
  assert.equal(again.vault.all('version').length, 0);
  const sent = again.link.requests.filter((request) => request === 'POST /feed').length;
  await again.sync.now();
  assert.equal(again.link.requests.filter((request) => request === 'POST /feed').length, sent);
});

test('what was typed after it was left ready comes on top', async () => {
  const { server, phone } = await onePhone();
  const id = await writesOffline(phone);
  await phone.vault.patch(id, { happened: 'later words' });
  phone.link.offline = false;
  await workerSends(phone);
  await phone.sync.now();
  assert.deepEqual(phone.sync.status.value, IDLE);
  assert.equal(phone.vault.get(id).fields.happened, 'later words');
  assert.equal(phone.vault.all('version').length, 0);
  assert.equal(stored(server, id).revision, 2);
});

test('sent by the app, nothing is left ready; a worker that is late changes nothing', async () => {
  const { server, phone } = await onePhone();
  const id = await writesOffline(phone);
  const late = await phone.store.meta('readyPush');
  phone.link.offline = false;
  await phone.sync.now();
  assert.equal(await phone.store.meta('readyPush'), null);
  await phone.store.setMeta('readyPush', late);
  assert.equal(await workerSends(phone), 409);
  assert.equal(stored(server, id).revision, 1);
  await phone.sync.now();
  assert.deepEqual(phone.sync.status.value, IDLE);
});

test('nothing waits, so nothing is left ready and nobody is asked', async () => {
  const { phone, asked } = await onePhone();
  phone.link.offline = true;
  await phone.sync.now();
  assert.deepEqual([asked, await phone.store.meta('readyPush')], [[], null]);
});

test('locked while it is made ready: what waits goes on waiting', async () => {
  const { phone } = await onePhone();
  phone.link.offline = true;
  await phone.vault.put({ type: 'entry', happened: 'a' });
  const running = phone.sync.now();
  await phone.account.lock();
  await running;
  phone.link.offline = false;
  const again = await phone.reopen();
  await again.unlock();
  assert.deepEqual(again.sync.status.value, IDLE);
  assert.equal(again.vault.all('entry').length, 1);
});
