import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTidying } from '../../../../static/js/domain/attachments/tidying.js';
import { content, photo, someoneWithMedia } from '../helpers/media.js';

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
