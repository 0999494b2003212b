import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTidying } from '../../../../static/js/domain/attachments/tidying.js';
import { ADDING_LOCK } from '../../../../static/js/domain/attachments/attachments.js';
import { createFakeLocks } from '../../fakes/locks.js';
import { another, content, photo, someoneWithMedia } from '../helpers/media.js';

/** What an unhandled rejection says, or null where there was none within a moment. */
async function unhandled(work) {
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  let said = null;
  const listen = (problem) => void (said = problem.message);
  process.on('unhandledRejection', listen);
  await work();
  await new Promise((resolve) => setTimeout(resolve, 30));
  process.off('unhandledRejection', listen);
  for (const other of others) process.on('unhandledRejection', other);
  return said;
}

async function deletedWith(problem) {
  const { phone } = await someoneWithMedia();
  const id = await phone.attachments.add(await phone.journal.create({}), photo(content(10)));
  createTidying({ ...phone, chunks: { ...phone.chunks, rows: () => Promise.reject(problem) } });
  await phone.vault.put({}, id);
  return unhandled(() => phone.vault.purge(id));
}

test('by itself after something was deleted: what has words of its own is no news, anything else is told', async () => {
  assert.equal(await deletedWith(Object.assign(new Error('locked'), { code: 'locked' })), null);
  assert.equal(await deletedWith(new Error('unforeseen')), 'unforeseen');
});

test('what nobody foresaw is not taken for a lost network, and a lock in the middle ends it', async () => {
  const { phone } = await someoneWithMedia();
  const ids = [];
  for (const size of [10, 20]) ids.push(await phone.attachments.add(await phone.journal.create({}), photo(content(size))));
  await phone.sending.now();
  phone.link.offline = true;
  for (const id of ids) await phone.vault.purge(id);
  phone.link.offline = false;
  await assert.rejects(createTidying({ ...phone, ask: () => Promise.reject(new Error('unforeseen')) }).tidy(), /unforeseen/);
  const asked = [];
  const ask = async (method, path) => {
    asked.push(method);
    if (method === 'DELETE') await phone.account.lock();
    return { json: { attachments: ids } };
  };
  await createTidying({ ...phone, ask }).tidy();
  assert.deepEqual(asked, ['GET', 'DELETE']);
});

const NOBODYS = 'AAAAAAAAAAAAAAAAAAAAAA';

/** A phone that an earlier release left with chunks of no record, here and on the server. */
async function withNobodys(locks) {
  const { server, phone, account } = await someoneWithMedia({ locks });
  const id = await phone.attachments.add(await phone.journal.create({}), photo(content(10)));
  await phone.sending.now();
  await phone.chunks.keep(NOBODYS, [await phone.chunks.chunk(id, 0)], 9);
  account().attachments.set(NOBODYS, new Map([[0, content(4)]]));
  const left = async () => [[...account().attachments.keys()], (await phone.chunks.rows()).map((row) => row.id).sort()].map((ids) => ids.includes(NOBODYS));
  return { server, phone, id, account, left };
}

test('what this device made and no record names goes, here and on the server', async () => {
  const { phone, id, account, left } = await withNobodys(createFakeLocks());
  phone.link.offline = true;
  await phone.tidying.tidy();
  assert.deepEqual(await left(), [true, true], 'without a network it waits');
  phone.link.offline = false;
  await phone.tidying.tidy();
  assert.deepEqual([[...account().attachments.keys()], (await phone.chunks.rows()).map((row) => row.id)], [[id], [id]]);
});

test('it stays where somebody may be naming it just now, where no lock can tell, and on other devices', async () => {
  const { server, phone, left } = await withNobodys(createFakeLocks());
  const other = await another(server, phone, { locks: createFakeLocks() });
  await other.tidying.tidy();
  for (const locks of [null, { request: (_, __, work) => work(null) }]) await createTidying({ ...phone, ask: other.api.request, locks }).tidy();
  assert.deepEqual(await left(), [true, true]);
});

test('a record that is on the disk alone names its chunks: another tab wrote it a moment ago', async () => {
  const { phone, id, account } = await withNobodys(createFakeLocks());
  const blind = { ...phone.vault, get: () => null, all: () => [], isGone: () => false };
  const ask = (method, path) => phone.api.request(method, path);
  await createTidying({ ...phone, vault: blind, ask, locks: createFakeLocks() }).tidy();
  assert.ok(account().attachments.has(id));
});

test('what was sent whole, or came from the server, is never taken off it because its record is absent here', async () => {
  const { phone, left } = await withNobodys(createFakeLocks());
  await phone.chunks.sent(NOBODYS);
  await phone.tidying.tidy();
  assert.equal((await left())[0], true);
});

test('a lock in the middle of it ends it', async () => {
  const { phone, left } = await withNobodys(createFakeLocks());
  const locks = { request: async (_, __, work) => { const ids = await work({}); await phone.account.lock(); return ids; } };
  await createTidying({ ...phone, ask: () => assert.fail('nothing is asked any more'), locks }).tidy();
  assert.deepEqual(await left(), [true, true]);
});

test('from the first chunk to its record no other tab takes it for nobody\'s', async () => {
  const asked = [];
  const locks = { request: async (name, options, work) => (asked.push([name, options]), work({})) };
  const { phone } = await someoneWithMedia({ locks });
  await phone.attachments.add(await phone.journal.create({}), photo(content(10)));
  assert.deepEqual(asked, [[ADDING_LOCK, { mode: 'shared' }]]);
});
