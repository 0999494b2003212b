/** What happens when the keys go between two steps, and what is refused that only a mistake or a damage can bring. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { secretOf } from '../../../static/js/domain/account/ways-in.js';
import { openPack } from '../../../static/js/domain/vault/packs.js';
import { openPrivate, sealPrivate } from '../../../static/js/domain/vault/sealing.js';
import { createFakeServer } from '../fakes/server.js';
import { openPhone, PASSPHRASE } from '../fakes/phone.js';

async function openAlice() {
  const server = createFakeServer();
  const alice = await openPhone({ server });
  await alice.register('alice');
  await alice.sync.now();
  return { server, alice };
}

test('locked after the disk, before the memory: it is saved, and not shown', async () => {
  const { alice } = await openAlice();
  const { apply } = alice.store;
  alice.store.apply = async (step) => {
    await apply(step);
    await alice.account.lock();
  };
  const id = await alice.vault.put({ type: 'entry', happened: 'saved' });
  assert.equal(alice.vault.get(id), null);
  alice.store.apply = apply;
  await alice.unlock();
  assert.equal(alice.vault.get(id).fields.happened, 'saved');
});

test('locked before it was sealed: refused in words', async () => {
  const { alice } = await openAlice();
  const { currents } = alice.store;
  alice.store.currents = async (ids) => {
    await alice.account.lock();
    return currents(ids);
  };
  await assert.rejects(alice.vault.put({ type: 'entry' }), { code: 'locked' });
});

test('locked while the first entries were shown: the vault is not ready', async () => {
  const { alice } = await openAlice();
  await alice.vault.put({ type: 'entry' });
  await alice.vault.load({ onFirst: () => void alice.account.lock() });
  assert.equal(alice.vault.ready.value, false);
  assert.equal(alice.vault.all('entry').length, 0);
});

test('locked while nobody answered: no try is planned', async () => {
  const { alice } = await openAlice();
  alice.link.fault = () => {
    void alice.account.lock();
    return 'before';
  };
  await alice.sync.now();
  assert.equal(alice.timers.count(), 0);
  assert.equal(alice.sync.status.value.state, 'idle');
});

test('locked while the outbox was read: the sync ends quietly', async () => {
  const { alice } = await openAlice();
  alice.link.offline = true;
  await alice.vault.put({ type: 'entry' });
  await alice.sync.now();
  alice.link.offline = false;
  alice.link.fault = (method) => {
    if (method === 'GET') void alice.account.lock();
    return null;
  };
  await alice.sync.now();
  assert.equal(alice.sync.status.value.state, 'idle');
});

test('a server in trouble leaves the session open, unknown', async () => {
  const { server, alice } = await openAlice();
  server.sessions.clear();
  alice.api.forgetSession();
  server.tamper = (request, answer) => (request.path === '/sign-in/finish' ? { status: 500, json: {}, headers: { 'Content-Type': 'application/problem+json' } } : answer);
  assert.equal(await alice.account.session.ensure(), false);
  server.tamper = null;
  assert.equal(await alice.account.session.ensure(), true);
});

test('a passphrase without its account code makes no secret', async () => {
  const way = { typed: PASSPHRASE, type: 1, params: new Uint8Array(26), accountCode: null, userId: new Uint8Array(16) };
  await assert.rejects(secretOf(way), { code: 'no-account-code' });
});

test('a pack under lock and key is not taken for a damaged one', async () => {
  const keyring = { userId: new Uint8Array(16), openCache: async () => { throw new RangeError('locked'); } };
  await assert.rejects(openPack(keyring, { n: 1, sealed: new Uint8Array(30) }), RangeError);
});

test('a record that is none inside does not open', async () => {
  const { alice } = await openAlice();
  const keyring = alice.account.keyring();
  const sealed = await sealPrivate(keyring, { id: 'AAAAAAAAAAAAAAAAAAAAAA', revision: 1, fields: {} });
  await assert.rejects(openPrivate(keyring, sealed), { name: 'RecordUnopenableError' });
});

test('damaged and unsent records stay out of the packs', async () => {
  const { alice } = await openAlice();
  const ids = [];
  for (let n = 0; n < 60; n += 1) ids.push(await alice.vault.put({ type: 'entry', n }));
  await alice.sync.now();
  const [damaged] = await alice.store.records([ids[0]]);
  damaged.envelope[300] ^= 1;
  await alice.store.apply({ records: [damaged] });
  alice.idle.length = 0;
  const after = await alice.reopen();
  await after.unlock();
  assert.deepEqual(after.vault.unopenable.value, [ids[0]]);
  after.link.offline = true;
  await after.vault.patch(ids[1], { n: 'unsent' });
  for (const work of after.idle) work();
  await after.vault.patch(ids[2], { n: 'after the packing' });
  assert.deepEqual(await after.store.packNumbers(), [1]);
  const again = await after.reopen();
  await again.account.unlock(PASSPHRASE);
  await again.vault.load();
  assert.equal(again.vault.all('entry').length, 59);
  assert.equal(again.vault.get(ids[1]).fields.n, 'unsent');
});
