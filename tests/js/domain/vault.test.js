import assert from 'node:assert/strict';
import test from 'node:test';
import { toBase64url } from '../../../static/js/core/bytes.js';
import { StoreChangedError } from '../../../static/js/store/errors.js';
import { createFakeServer } from '../fakes/server.js';
import { openPhone, PASSPHRASE } from '../fakes/phone.js';
import { unheardIn } from '../fakes/unheard.js';

async function openAlice() {
  const server = createFakeServer();
  const alice = await openPhone({ server });
  const { accountCode } = await alice.register('alice');
  return { server, alice, accountCode };
}

test('a record is written, changed, listed and purged', async () => {
  const { alice: { vault } } = await openAlice();
  const id = await vault.put({ type: 'entry', happened: 'one', later: 'kept' });
  await vault.patch(id, { happened: 'two' });
  assert.deepEqual(vault.get(id).fields, { v: 1, type: 'entry', happened: 'two', later: 'kept' });
  assert.equal(vault.all('entry').length, 1);
  await vault.purge(id);
  assert.equal(vault.get(id), null);
  assert.equal(vault.all('entry').length, 0);
  await assert.rejects(vault.patch(id, { happened: 'x' }), { code: 'record-missing' });
  await assert.rejects(vault.patch('AAAAAAAAAAAAAAAAAAAAAA', {}), { code: 'record-missing' });
});

test('when a save has resolved it is on disk: a browser killed right after loses nothing', async () => {
  const { alice } = await openAlice();
  alice.link.offline = true;
  const id = await alice.vault.put({ type: 'entry', happened: 'just typed' });
  const after = await alice.reopen();
  await after.account.unlock(PASSPHRASE);
  await after.vault.load();
  assert.equal(after.vault.get(id).fields.happened, 'just typed');
  assert.equal(after.vault.get(id).unsent, true);
  after.link.offline = false;
  await after.account.session.ensure();
  await after.sync.now();
  assert.equal(after.vault.get(id).unsent, false);
});

test('nothing on disk can be read', async () => {
  const { alice } = await openAlice();
  const canary = 'canary-4711';
  for (let n = 0; n < 60; n += 1) await alice.vault.put({ type: 'entry', happened: `${canary} ${n}` });
  await alice.sync.now();
  await alice.vault.load();
  for (const work of alice.idle) work();
  await alice.vault.put({ type: 'entry', happened: canary });
  const everything = [];
  for (const n of await alice.store.packNumbers()) everything.push((await alice.store.packs([n]))[0].sealed);
  assert.ok(everything.length > 0);
  for (const { envelope, wrap } of [...(await alice.store.outbox())]) everything.push(envelope, wrap);
  for (const bytes of everything) assert.ok(!Buffer.from(bytes).includes(canary));
});

test('a text that is too long is refused before anything is written', async () => {
  const { alice: { vault, store } } = await openAlice();
  await assert.rejects(vault.put({ type: 'entry', happened: 'x'.repeat(20_001) }), { code: 'text-too-long' });
  assert.deepEqual(await store.outbox(), []);
  await vault.put({ type: 'entry', happened: 'x'.repeat(20_000) });
  await vault.put({ type: 'entry', happened: '😀'.repeat(20_000) });
  await assert.rejects(vault.put({ type: 'entry', happened: `${'😀'.repeat(20_000)}x` }), { code: 'text-too-long' });
  const wide = '語'.repeat(20_000);
  const texts = { happened: wide, felt: wide, beneath: wide, longing: wide };
  await vault.put({ type: 'entry', ...texts });
  // More than a server takes in one record: it would wait on this phone for ever.
  await assert.rejects(vault.put({ type: 'entry', ...texts, part: wide }), { code: 'text-too-long' });
});

test('a locked vault shows nothing and takes nothing', async () => {
  const { alice: { vault, account } } = await openAlice();
  const id = await vault.put({ type: 'entry' });
  await account.lock();
  assert.equal(vault.get(id), null);
  assert.equal(vault.ready.value, false);
  await assert.rejects(vault.put({ type: 'entry' }), { code: 'locked' });
});

test('locked in the middle of a write: refused in words, and nothing is half written', async () => {
  const { alice: { vault, account, store } } = await openAlice();
  const writing = vault.put({ type: 'entry', happened: 'x' }).catch((error) => error.code);
  await account.lock();
  assert.equal(await writing, 'locked');
  assert.ok((await store.outbox()).length <= 1);
  assert.equal(vault.all('entry').length, 0);
});

test('a singleton has one id on every device', async () => {
  const { alice, server, accountCode } = await openAlice();
  assert.equal(alice.vault.singleton('settings').get(), null);
  const id = await alice.vault.singleton('settings').put({ v: 1, type: 'settings', name: 'A' });
  await alice.vault.singleton('offer:xyz').put({ v: 1, type: 'offer-in', offer: 'xyz', answer: 'not-now' });
  await alice.sync.now();
  const second = await openPhone({ server });
  await second.signIn('alice', accountCode);
  assert.equal(second.vault.singleton('settings').get().name, 'A');
  assert.equal(await second.vault.singleton('settings').put({ v: 1, type: 'settings', paused: true }), id);
  assert.equal(second.vault.singleton('settings').get().name, 'A');
  assert.equal(second.vault.singleton('offer:xyz').get().answer, 'not-now');
});

test('while a record is held, what arrives waits; what was typed goes on top of it', async () => {
  const { alice, server, accountCode } = await openAlice();
  const id = await alice.vault.put({ type: 'entry', happened: 'a', felt: 'b' });
  await alice.sync.now();
  const second = await openPhone({ server });
  await second.signIn('alice', accountCode);
  alice.vault.hold(id);
  alice.vault.hold(id);
  await second.vault.patch(id, { happened: 'theirs', felt: 'also theirs' });
  await second.sync.now();
  await alice.sync.now();
  assert.equal(alice.vault.get(id).fields.happened, 'a', 'not replaced under the cursor');
  await alice.vault.patch(id, { happened: 'mine' });
  assert.deepEqual([alice.vault.get(id).fields.happened, alice.vault.get(id).fields.felt], ['mine', 'b']);
  alice.vault.release(id);
  alice.vault.release(id);
  assert.deepEqual([alice.vault.get(id).fields.happened, alice.vault.get(id).fields.felt], ['mine', 'also theirs']);
  assert.equal(alice.vault.all('version')[0].fields.fields.happened, 'theirs', 'the other text is in the history');
  alice.vault.hold('unknown');
});

test('held and clashing in something that is no entry makes no version', async () => {
  const { alice } = await openAlice();
  const id = await alice.vault.put({ type: 'space', a: 1 });
  alice.vault.hold(id);
  const shown = alice.vault.get(id);
  alice.vault.release(id);
  await alice.vault.patch(id, { a: 2 });
  assert.equal(shown.fields.a, 1);
  alice.vault.hold(id);
  await alice.vault.patch(id, { a: 3 });
  assert.equal(alice.vault.all('version').length, 0);
});

test('ten packs are read first, and only what changed since is opened by itself', async () => {
  const { alice } = await openAlice();
  for (let n = 0; n < 120; n += 1) await alice.vault.put({ type: 'entry', n });
  await alice.sync.now();
  await alice.vault.load();
  for (const work of alice.idle.splice(0)) work();
  const changed = await alice.vault.put({ type: 'entry', n: 'late' });
  await alice.sync.now();
  assert.deepEqual(await alice.store.packNumbers(), [1, 2]);
  const reads = [];
  const { records } = alice.store;
  const after = await alice.reopen();
  after.store.records = (ids) => (reads.push(...ids), records(ids));
  let firsts = 0;
  await after.account.unlock(PASSPHRASE);
  await after.vault.load({ onFirst: () => { firsts += 1; } });
  assert.equal(after.vault.all('entry').length, 121);
  assert.deepEqual(reads, [changed]);
  assert.equal(firsts, 1);
});

test('a worn pack is taken apart; a damaged one is left aside and nothing is missing', async () => {
  const { alice } = await openAlice();
  const ids = [];
  for (let n = 0; n < 100; n += 1) ids.push(await alice.vault.put({ type: 'entry', n }));
  await alice.sync.now();
  for (const work of alice.idle.splice(0)) work();
  for (const id of ids.slice(0, 60)) await alice.vault.patch(id, { again: true });
  await alice.sync.now();
  for (const work of alice.idle.splice(0)) work();
  await alice.vault.patch(ids[0], { again: 2 });
  assert.deepEqual(await alice.store.packNumbers(), [2]);
  const [pack] = await alice.store.packs([2]);
  pack.sealed[20] ^= 1;
  await alice.store.changePacks({ put: [pack, { n: 7, sealed: pack.sealed }], remove: [] });
  const after = await alice.reopen();
  await after.unlock();
  assert.equal(after.vault.all('entry').length, 100);
});

test('packs are read a few at a time, and the newest of them first and alone', async () => {
  const { alice } = await openAlice();
  const id = await alice.vault.put({ type: 'entry' });
  await alice.store.changePacks({ put: Array.from({ length: 20 }, (_, at) => ({ n: at + 1, sealed: new Uint8Array(60) })), remove: [] });
  const after = await alice.reopen();
  /** @type {number[][]} */
  const reads = [];
  const { packs } = after.store;
  after.store.packs = (numbers) => (reads.push(numbers), packs(numbers));
  await after.unlock();
  assert.deepEqual(reads.map(([first, ...rest]) => [first, rest.length + 1]), [[20, 1], [19, 8], [11, 8], [3, 3], [undefined, 1]]);
  assert.ok(after.vault.get(id));
});

test('a record that is damaged on disk is told, and does not hide the others', async () => {
  const { alice } = await openAlice();
  const [good, bad] = [await alice.vault.put({ type: 'entry' }), await alice.vault.put({ type: 'entry' })];
  const [{ entry }] = await alice.store.currents([bad]);
  entry.envelope[200] ^= 1;
  await alice.store.apply({ outbox: [entry] });
  const after = await alice.reopen();
  await after.account.unlock(PASSPHRASE);
  await after.vault.load();
  assert.deepEqual(after.vault.unopenable.value, [bad]);
  assert.ok(after.vault.get(good));
});

test('locked while many packs are being opened: none of them comes into memory', async () => {
  const { alice } = await openAlice();
  for (let n = 0; n < 320; n += 1) await alice.vault.put({ type: 'entry', n });
  await alice.sync.now();
  for (const work of alice.idle.splice(0)) work();
  await alice.vault.load();
  const after = await alice.reopen();
  await after.account.unlock(PASSPHRASE);
  const keyring = after.account.keyring();
  const open = keyring.openCache.bind(keyring);
  let opened = 0;
  keyring.openCache = async (/** @type {any} */ ...given) => {
    const found = await open(...given);
    // The first alone; of the others that are opened together the last is still under way.
    if ((opened += 1) === 3) after.account.hide();
    return found;
  };
  await assert.rejects(after.vault.load(), { name: 'KeyringLockedError' });
  assert.ok(opened >= 3);
  assert.deepEqual([after.vault.all('entry').length, after.vault.unsent()], [0, 0]);
});

test('locked while it was read: what was read is forgotten again', async () => {
  const { alice } = await openAlice();
  await alice.vault.put({ type: 'entry' });
  const loading = alice.vault.load();
  await alice.account.lock();
  await loading.catch((error) => assert.equal(error.name, 'KeyringLockedError'));
  assert.equal(alice.vault.all('entry').length, 0);
  assert.equal(alice.vault.ready.value, false);
});

test('another tab was faster: it is looked at again, and both changes stay', async () => {
  const { alice } = await openAlice();
  const id = await alice.vault.put({ type: 'entry', happened: 'a' });
  await alice.sync.now();
  alice.link.offline = true;
  const { apply } = alice.store;
  let isFirst = true;
  alice.store.apply = async (step) => {
    if (!isFirst) return apply(step);
    isFirst = false;
    alice.store.apply = apply;
    const tab = await alice.reopen();
    await tab.account.unlock(PASSPHRASE);
    await tab.vault.load();
    await tab.vault.patch(id, { felt: 'from the other tab' });
    return apply(step);
  };
  await alice.vault.patch(id, { happened: 'b' });
  assert.deepEqual(alice.vault.get(id).fields, { v: 1, type: 'entry', happened: 'b', felt: 'from the other tab' });
  alice.store.apply = async () => { throw new StoreChangedError(); };
  await assert.rejects(alice.vault.patch(id, {}), { code: 'store-changed' });
});

test('what another tab wrote is read from disk', async () => {
  const server = createFakeServer();
  const alice = await openPhone({ server });
  let tell = null;
  alice.store.onForeignChange = (listener) => { tell = listener; };
  const { createVault } = await import('../../../static/js/domain/vault/vault.js');
  const tab = createVault({ account: alice.account, store: alice.store, clock: alice.clock });
  tell({ ids: ['x'], items: false });
  await alice.register('alice');
  await tab.load();
  const id = await alice.vault.put({ type: 'entry', happened: 'elsewhere' });
  tell({ ids: [id, toBase64url(new Uint8Array(16))], items: false });
  await tab.put({ type: 'entry' });
  assert.equal(tab.get(id).fields.happened, 'elsewhere');
  await alice.sync.now();
  tell({ ids: [id], items: false });
  await tab.put({ type: 'entry' });
  assert.equal(tab.get(id).unsent, false);
});

for (const [what, hasLock, isHeard] of [['a lock that comes first', true, false], ['a disk that refuses', false, true]]) {
  test(`news of another tab, and ${what}: ${isHeard ? 'heard' : 'nobody is told'}`, async () => {
    const { alice } = await openAlice();
    let tell = null;
    const fault = new Error('a disk that refuses');
    const store = { ...alice.store, onForeignChange: (listener) => { tell = listener; }, currents: () => Promise.reject(fault) };
    const { createVault } = await import('../../../static/js/domain/vault/vault.js');
    const tab = createVault({ account: alice.account, store, clock: alice.clock });
    await tab.load();
    const id = await alice.vault.put({ type: 'entry', happened: 'elsewhere' });
    const unheard = await unheardIn(async () => {
      tell({ ids: [id], items: false });
      if (hasLock) await alice.account.lock();
    });
    assert.deepEqual(unheard, isHeard ? [fault] : []);
    assert.equal(tab.get(id), null);
  });
}

test('what is dear is prepared when all is there, before anybody is told, each in a turn of its own', async () => {
  const { alice } = await openAlice();
  await alice.vault.put({ type: 'entry' });
  await alice.sync.now();
  const after = await alice.reopen();
  await after.account.unlock(PASSPHRASE);
  const seen = [];
  let turn = 0;
  for (let work = 0; work < 3; work += 1) {
    after.vault.beforeReady(() => {
      seen.push({ turn, entries: after.vault.all('entry').length, isReady: after.vault.ready.value });
      void Promise.resolve().then(() => { turn += 1; });
    });
  }
  await after.vault.load();
  assert.deepEqual(seen, [0, 1, 2].map((at) => ({ turn: at, entries: 1, isReady: false })));
  assert.equal(after.vault.ready.value, true);
});

test('locked while it is prepared: nobody is told that it is ready, and the next unlock is', async () => {
  const { alice } = await openAlice();
  const id = await alice.vault.put({ type: 'entry' });
  await alice.sync.now();
  const after = await alice.reopen();
  await after.account.unlock(PASSPHRASE);
  let work = () => void after.account.lock();
  after.vault.beforeReady(() => work());
  await after.vault.load();
  assert.equal(after.vault.ready.value, false);
  assert.equal(after.vault.get(id), null);
  work = () => undefined;
  await after.account.unlock(PASSPHRASE);
  await after.vault.load();
  assert.equal(after.vault.ready.value, true);
  assert.ok(after.vault.get(id));
});
