import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSending } from '../../../../static/js/domain/attachments/sending.js';
import { seeded } from '../../support/seeded.js';
import { another, CHUNK, content, PASSPHRASE, photo, someoneWithMedia } from '../helpers/media.js';

const putsOf = (phone) => phone.link.requests.filter((line) => line.startsWith('PUT /attachments/')).length;

test('it goes on where it was cut off: what arrived is not sent again', async () => {
  const { phone, account } = await someoneWithMedia();
  const entry = await phone.journal.create({});
  let left = 2;
  phone.link.fault = (method, path) => (method === 'PUT' && path.startsWith('/attachments') && left-- <= 0 ? 'before' : null);
  const id = await phone.attachments.add(entry, photo(content(5 * CHUNK)));
  await phone.sending.now();
  assert.equal(account().attachments.get(id).size, 2);
  assert.deepEqual(phone.sending.status.value, { underWay: { [id]: { sent: 2, of: 5 } }, problem: null });
  phone.link.fault = () => null;
  const before = putsOf(phone);
  phone.timers.advance(10_000);
  await phone.sending.now();
  assert.equal(putsOf(phone) - before, 3);
  assert.deepEqual(phone.sending.status.value, { underWay: {}, problem: null });
  assert.ok((await phone.chunks.rows())[0].isSent);
});

test('whatever is cut off, lost, sent twice, locked or killed in the middle: in the end all of it is there, once, and opens', async () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const random = seeded(seed);
    let { server, phone, account } = await someoneWithMedia();
    const entry = await phone.journal.create({});
    const made = content(Math.floor(random() * 6 * CHUNK), seed);
    phone.link.fault = () => ['before', 'after', 'twice', null, null][Math.floor(random() * 5)];
    const id = await phone.attachments.add(entry, photo(made));
    for (let turn = 0; turn < 6; turn += 1) {
      await Promise.race([phone.sending.now(), new Promise((resolve) => setTimeout(resolve, random() * 8))]);
      if (random() < 0.5) {
        await phone.account.lock();
        phone.link.fault = () => null;
        phone = Object.assign(await phone.again(), { made: phone.made });
        await phone.unlock(PASSPHRASE);
        phone.link.fault = () => ['before', 'after', 'twice', null, null][Math.floor(random() * 5)];
      }
    }
    phone.link.fault = () => null;
    await phone.sending.now();
    await phone.sync.now();
    await phone.sending.now();
    assert.ok((await phone.chunks.rows()).every(({ isSent }) => isSent), `seed ${seed}`);
    assert.equal(server.users.size, 1);
    assert.deepEqual([...account().attachments.keys()], [id]);
    const other = await another(server, phone);
    assert.deepEqual(await other.reading.read(id), made, `seed ${seed}`);
  }
});

test('a full account is said, kept, and tried again; a server that asks for patience gets it', async () => {
  const { phone, account } = await someoneWithMedia();
  const entry = await phone.journal.create({});
  account().quotaChunks = 1;
  const id = await phone.attachments.add(entry, photo(content(2 * CHUNK)));
  await phone.sending.now();
  assert.match(phone.sending.status.value.problem, /full/);
  assert.deepEqual(await phone.reading.read(id), content(2 * CHUNK));
  account().quotaChunks = 9;
  await phone.sending.now();
  assert.deepEqual(phone.sending.status.value, { underWay: {}, problem: null });
});

test('with a wait from the server it waits that long, and only then asks again', async () => {
  const { server, phone } = await someoneWithMedia();
  server.tamper = ({ method, path }, answer) => (method === 'GET' && path.startsWith('/attachments')
    ? { status: 429, json: { code: 'slow-down', status: 429 }, headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '77' } } : answer);
  await phone.attachments.add(await phone.journal.create({}), photo(content(1)));
  await phone.sending.now();
  server.tamper = null;
  const before = putsOf(phone);
  phone.timers.advance(76_000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(putsOf(phone), before);
  phone.timers.advance(1_000);
  await phone.sending.now();
  assert.ok(putsOf(phone) > before);
});

test('a lock stops it at once and forgets what was on its way', async () => {
  const { phone, account } = await someoneWithMedia();
  const entry = await phone.journal.create({});
  phone.link.fault = (method) => {
    if (method === 'PUT') void phone.account.lock();
    return null;
  };
  const id = await phone.attachments.add(entry, photo(content(4 * CHUNK)));
  const second = await phone.attachments.add(entry, photo(content(10))).catch(() => null);
  await phone.sending.now();
  assert.equal(account()?.attachments?.get(id)?.size ?? 1, 1);
  assert.equal(second, null);
  assert.deepEqual(phone.sending.status.value, { underWay: {}, problem: null });
  await phone.sending.now();
});

test('what was purged on its way is left alone, and what nobody foresaw is not swallowed', async () => {
  const { phone } = await someoneWithMedia();
  phone.link.offline = true;
  const id = await phone.attachments.add(await phone.journal.create({}), photo(content(10)));
  await phone.sending.now();
  phone.link.offline = false;
  const sending = createSending({ ...phone, ask: async () => ({ json: { positions: [] } }), chunks: { ...phone.chunks, chunk: async () => null }, locks: null });
  await sending.now();
  assert.deepEqual(sending.status.value, { underWay: {}, problem: null });
  await phone.chunks.keep(id, [content(4)], 9);
  const broken = createSending({ ...phone, ask: () => Promise.reject(new Error('unforeseen')), locks: null });
  await assert.rejects(broken.now(), /unforeseen/);
  await phone.chunks.sent('BBBBBBBBBBBBBBBBBBBBBB');
  await phone.chunks.use('BBBBBBBBBBBBBBBBBBBBBB', 4);
  assert.equal((await phone.chunks.rows()).length, 1);
});

test('a lock between the chunks and their record leaves nothing behind, here or on the server', async () => {
  const { phone, account } = await someoneWithMedia();
  const entry = await phone.journal.create({});
  const { keep } = phone.chunks;
  phone.chunks.keep = async (...all) => (await keep(...all), phone.account.hide());
  await assert.rejects(phone.attachments.add(entry, photo(content(2 * CHUNK))), { code: 'locked' });
  assert.deepEqual(await phone.chunks.rows(), []);
  const after = await phone.again();
  await after.unlock(PASSPHRASE);
  await after.sending.now();
  assert.deepEqual([account().attachments, after.attachments.every()], [undefined, []]);
});

test('chunks that no record names are not sent', async () => {
  const { phone, account } = await someoneWithMedia();
  await phone.chunks.keep('AAAAAAAAAAAAAAAAAAAAAA', [content(4)], 9);
  await phone.chunks.keep(await phone.journal.create({}), [content(4)], 10);
  await phone.sending.now();
  assert.deepEqual([account().attachments, phone.sending.status.value], [undefined, { underWay: {}, problem: null }]);
});

test('a lock between two of them ends it, and the second goes after the next unlock', async () => {
  const { phone } = await someoneWithMedia();
  phone.link.offline = true;
  const entry = await phone.journal.create({});
  for (const size of [10, 20]) await phone.attachments.add(entry, photo(content(size)));
  await phone.sending.now();
  phone.link.offline = false;
  const [{ sent }, before] = [phone.chunks, phone.link.requests.length];
  phone.chunks.sent = async (id) => (await sent(id), phone.account.lock());
  await phone.sending.now();
  phone.chunks.sent = sent;
  assert.deepEqual((await phone.chunks.rows()).map(({ isSent }) => isSent).sort(), [false, true]);
  assert.equal(phone.link.requests.slice(before).filter((line) => line.startsWith('GET /attachments/')).length, 1);
  const after = await phone.again();
  await after.unlock(PASSPHRASE);
  await after.sending.now();
  assert.deepEqual((await after.chunks.rows()).map(({ isSent }) => isSent), [true, true]);
});
