import assert from 'node:assert/strict';
import test from 'node:test';
import { toBase64url } from '../../../static/js/core/bytes.js';
import { asked, deleteDatabase, openDatabase } from '../../../static/js/store/database.js';
import { StorageFullError, StorageUnavailableError, StoreChangedError } from '../../../static/js/store/errors.js';
import { byLeaf, changeLeaf, leafOf, readLeaf } from '../../../static/js/store/leaves.js';
import { createStore, sealTag } from '../../../static/js/store/store.js';
import { freshProfile } from '../fakes/indexed-db.js';

const idOf = (first, last = 0) => toBase64url(Uint8Array.of(first, ...Array(14).fill(0), last));
const envelopeOf = (n) => new Uint8Array(1148).fill(n);
const sealed = (id, n, revision = 1) => ({ id, revision, envelope: envelopeOf(n), wrap: new Uint8Array(60) });
const entry = (id, n, revision) => ({ ...sealed(id, n, revision), sent: [] });
const record = (id, n, revision = 1) => ({ ...sealed(id, n, revision), seq: n, hash: new Uint8Array(32).fill(n) });
const open = async (profile, options) => createStore(await openDatabase(profile), options);

test('one step changes everything of it or nothing', async () => {
  const store = await open(freshProfile());
  const id = idOf(1);
  await store.apply({ outbox: [entry(id, 1)], meta: { cursor: 5 } });
  assert.equal(await store.meta('cursor'), 5);
  const wrong = { outbox: [entry(id, 3)], meta: { cursor: 9 }, items: [{ noKey: true }] };
  await assert.rejects(store.apply(wrong));
  assert.equal(await store.meta('cursor'), 5);
  assert.deepEqual((await store.outbox())[0].envelope, envelopeOf(1));
});

test('killed in the middle of a save: what was said to be saved is there, the rest is as before', async () => {
  const profile = freshProfile();
  const database = await openDatabase(profile);
  const store = createStore(database);
  await store.apply({ outbox: [entry(idOf(1), 1)] });
  const dying = database.write(['outbox', 'records'], async (stores) => {
    stores('outbox').put(entry(idOf(1), 2));
    await asked(stores('records').put(record(idOf(1), 2)));
    throw new Error('the browser was killed here');
  });
  await assert.rejects(dying, /killed/);
  store.close();
  const after = await open(profile);
  assert.deepEqual((await after.outbox()).map(({ envelope }) => envelope[0]), [1]);
  assert.deepEqual(await after.currents([idOf(1)]).then(([{ record: none }]) => none), null);
});

test('a write asks for strict durability', async () => {
  const asks = [];
  const profile = freshProfile();
  const database = await openDatabase({ open: (...args) => profile.open(...args), deleteDatabase: () => undefined });
  const proto = Object.getPrototypeOf(await new Promise((resolve) => {
    const request = profile.open('couplebridge');
    request.addEventListener('success', () => resolve(request.result));
  }));
  const { transaction } = proto;
  proto.transaction = function spy(names, mode, options) {
    asks.push([mode, options.durability]);
    return transaction.call(this, names, mode, options);
  };
  await database.write(['meta'], async () => undefined);
  await database.read(['meta'], async () => undefined);
  proto.transaction = transaction;
  assert.deepEqual(asks, [['readwrite', 'strict'], ['readonly', 'default']]);
});

test('a step that was thought out on something else is not done', async () => {
  const store = await open(freshProfile());
  const id = idOf(1);
  const none = { record: null, entry: null };
  await store.apply({ outbox: [entry(id, 1)], expect: new Map([[id, none]]) });
  await assert.rejects(store.apply({ outbox: [entry(id, 2)], expect: new Map([[id, none]]) }), StoreChangedError);
  const [current] = await store.currents([id]);
  await store.apply({ records: [record(id, 1)], confirmed: [id], expect: new Map([[id, current]]) });
  await assert.rejects(store.apply({ outbox: [entry(id, 2)], expect: new Map([[id, none]]) }), StoreChangedError);
  assert.equal((await store.outbox()).length, 0);
  assert.equal((await store.records([id]))[0].seq, 1);
});

test('leaves follow the records, sorted, one entry an id', async () => {
  const store = await open(freshProfile());
  await store.apply({ records: [record(idOf(1, 9), 1), record(idOf(1, 2), 2), record(idOf(7), 3)] });
  await store.apply({ records: [record(idOf(1, 9), 4, 2)] });
  const leaves = await store.leaves();
  assert.equal(leaves.length, 256);
  assert.deepEqual(readLeaf(leaves[1]).map(({ id, revision, hash }) => [id, revision, hash[0]]), [[idOf(1, 2), 1, 2], [idOf(1, 9), 2, 4]]);
  assert.equal(readLeaf(leaves[7]).length, 1);
  assert.equal(leaves[0].length, 0);
  assert.equal(leafOf(idOf(200)), 200);
  assert.equal(byLeaf([record(idOf(1), 1), record(idOf(1, 1), 1)]).get(1).length, 2);
  assert.equal(changeLeaf(leaves[7], []).length, 56);
});

test('meta, items and packs are kept and forgotten', async () => {
  const store = await open(freshProfile());
  assert.equal(await store.meta('device'), null);
  await store.setMeta('device', { a: 1 });
  assert.deepEqual(await store.meta('device'), { a: 1 });
  await store.setMeta('device', null);
  assert.equal(await store.meta('device'), null);
  await store.apply({ items: [{ key: '5:x', type: 5, id: 'x', revision: 1, seq: 1, parts: [] }] });
  await store.apply({ items: [{ key: '5:x', type: 5, id: 'x', revision: 2, seq: 2, parts: [] }] });
  assert.deepEqual((await store.items()).map(({ revision }) => revision), [2]);
  await store.changePacks({ put: [{ n: 1, sealed: new Uint8Array(3) }, { n: 2, sealed: new Uint8Array(4) }], remove: [] });
  await store.changePacks({ put: [], remove: [1] });
  assert.deepEqual(await store.packNumbers(), [2]);
  assert.equal((await store.packs([1, 2]))[1].sealed.length, 4);
  assert.deepEqual([await store.packs([1]), await store.packs([])], [[null], []]);
  await store.wipe();
  assert.deepEqual([await store.packNumbers(), await store.items()], [[], []]);
});

test('other tabs hear which ids changed, and nothing else', async () => {
  const said = [];
  let listener = null;
  const channel = { postMessage: (message) => said.push(message), addEventListener: (type, fn) => { listener = fn; } };
  const store = await open(freshProfile(), { channel });
  const heard = [];
  store.onForeignChange((change) => heard.push(change));
  await store.apply({ outbox: [entry(idOf(1), 1)] });
  assert.deepEqual(said, [{ ids: [idOf(1)], items: false }]);
  listener({ data: { ids: ['x'], items: true } });
  assert.deepEqual(heard, [{ ids: ['x'], items: true }]);
  (await open(freshProfile())).onForeignChange(() => assert.fail());
});

test('a browser that keeps nothing is said in words; a closed database too', async () => {
  await assert.rejects(openDatabase({ open: () => { throw new DOMException('no', 'SecurityError'); } }), StorageUnavailableError);
  const failing = { open: () => Object.assign(new EventTarget(), { error: new DOMException('no', 'InvalidStateError') }) };
  const opening = failing.open();
  queueMicrotask(() => opening.dispatchEvent(new Event('error')));
  await assert.rejects(openDatabase({ open: () => opening }), StorageUnavailableError);
  const store = await open(freshProfile());
  store.close();
  await assert.rejects(store.outbox(), StorageUnavailableError);
});

test('a full device is said in words', async () => {
  const database = await openDatabase(freshProfile());
  const full = database.write(['meta'], async () => { throw new DOMException('full', 'QuotaExceededError'); });
  await assert.rejects(full, StorageFullError);
});

test('a transaction that died by itself is an error, with its reason or without', async () => {
  const database = await openDatabase(freshProfile());
  const died = database.write(['meta'], async (stores) => {
    stores('meta').transaction.abort();
  });
  await assert.rejects(died, StorageUnavailableError);
  const twice = database.write(['meta'], async (stores) => {
    await asked(stores('meta').put(1, 'a'));
    stores('meta').transaction.abort();
    throw new Error('mine');
  });
  await assert.rejects(twice, /mine/);
});

test('an older page gives way to a newer one', async () => {
  const profile = freshProfile();
  await openDatabase(profile);
  await deleteDatabase(profile);
  const store = await open(profile);
  assert.equal(await store.meta('device'), null);
});

test('what is being typed reaches the disk before it gives way, and afterwards nothing is taken', async () => {
  const profile = freshProfile();
  const database = await openDatabase(profile);
  const [old, refused] = [createStore(database), []];
  database.beforeGivingWay(async () => {
    await old.meta('device');
    await old.setMeta('typed', 'last');
  });
  database.beforeGivingWay(() => { throw new Error('another one that fails'); });
  assert.equal(database.isOvertaken.value, false);
  const newer = await new Promise((resolve, reject) => {
    const opening = profile.open('couplebridge', 99);
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(opening.error));
  });
  assert.equal(await asked(newer.transaction(['meta']).objectStore('meta').get('typed')), 'last');
  assert.equal(database.isOvertaken.value, true);
  for (const work of [old.meta('device'), old.setMeta('typed', 'more')]) refused.push(await work.catch((problem) => problem.code));
  assert.deepEqual(refused, ['storage-overtaken', 'storage-overtaken']);
});

test('a save that hangs does not keep a newer page waiting for ever', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const profile = freshProfile();
  const database = await openDatabase(profile);
  let isAsked = false;
  database.beforeGivingWay(() => new Promise(() => void (isAsked = true)));
  const deleted = deleteDatabase(profile);
  for (let turn = 0; turn < 1_000 && !isAsked; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(isAsked, true);
  context.mock.timers.tick(2_000);
  await deleted;
  assert.equal(database.isOvertaken.value, true);
});

test('the seal tag is new with every sealing', () => {
  assert.equal(sealTag(envelopeOf(1)).length, 44);
});
