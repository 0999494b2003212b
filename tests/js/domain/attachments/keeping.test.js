import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAttachments } from '../../../../static/js/domain/attachments/attachments.js';
import { safeMedia, shown, thumbnailBytes } from '../../../../static/js/domain/attachments/fields.js';
import { StorageFullError } from '../../../../static/js/store/errors.js';
import { another, CHUNK, content, PASSPHRASE, photo, someoneWithMedia } from '../helpers/media.js';

const CANARY = 'the-kettle-was-still-warm';

test('a photo is sealed on this device first, reaches the server by itself, and another device has it', async () => {
  const { server, phone, account } = await someoneWithMedia();
  const entry = await phone.journal.create({ happened: 'with a photo' });
  assert.deepEqual([phone.attachments.of(entry), phone.attachments.removedOf(entry)], [[], []]);
  const made = content(3 * CHUNK - 5);
  const id = await phone.attachments.add(entry, photo(made));
  assert.deepEqual(phone.attachments.of(entry).map(({ kind, words, width, height }) => [kind, words, width, height]), [['photo', '', 40, 30]]);
  assert.deepEqual(await phone.reading.read(id), made);
  await phone.sending.now();
  await phone.sync.now();
  assert.equal(account().attachments.get(id).size, 3);
  const other = await another(server, phone);
  const shares = [];
  assert.deepEqual(await other.reading.read(id, { onPart: (share) => shares.push(share) }), made);
  assert.deepEqual(shares, [1 / 3, 2 / 3, 1]);
  other.link.offline = true;
  assert.deepEqual(await other.reading.read(id), made, 'from its own sealed cache');
  assert.deepEqual(thumbnailBytes(other.attachments.of(entry)[0]), content(900));
});

test('nothing readable is in the requests, on the server or on the disk', async () => {
  const { server, phone } = await someoneWithMedia();
  const bytes = new Uint8Array(Buffer.from(CANARY.repeat(4_000)));
  const entry = await phone.journal.create({});
  const id = await phone.attachments.add(entry, { ...photo(bytes), thumbnail: new Uint8Array(Buffer.from(CANARY)) });
  await phone.attachments.describe(id, CANARY);
  const recording = phone.recordings.begin({ media: 'audio/webm', entry });
  recording.piece(new Uint8Array(Buffer.from(CANARY)));
  await phone.sending.now();
  await phone.sync.now();
  const rows = [...server.log.map((body) => Buffer.from(body)), Buffer.from(JSON.stringify(await phone.chunks.rows()))];
  for (let position = 0; position < 2; position += 1) rows.push(Buffer.from(await phone.chunks.chunk(id, position)));
  for (const recorded of await phone.chunks.recordings()) for (const { sealed } of await phone.chunks.pieces(recorded)) rows.push(Buffer.from(sealed));
  const needles = [CANARY, CANARY.slice(0, 12), Buffer.from(CANARY).toString('base64url').slice(0, 16)];
  for (const row of rows) for (const needle of needles) assert.ok(!row.includes(needle));
  assert.ok(rows.length > 6);
});

test('words for a photo are there while they are typed, bounded, and kept only when they changed', async () => {
  const { phone } = await someoneWithMedia();
  const id = await phone.attachments.add(await phone.journal.create({}), photo(content(10)));
  phone.drafting.open(`words:${id}`).set({ words: 'two cu' });
  assert.equal(phone.attachments.get(id).words, 'two cu');
  assert.deepEqual([phone.attachments.isTyped(id), phone.attachments.isTyped('another')], [true, false]);
  await phone.attachments.describe(id, 'two cups');
  const { revision } = phone.vault.get(id);
  await phone.attachments.describe(id, 'two cups');
  assert.equal(phone.vault.get(id).revision, revision);
  await assert.rejects(phone.attachments.describe(id, 'x'.repeat(501)), { code: 'text-too-long' });
});

test('taken off its page it can come back, and after thirty days it is gone here and on the server', async () => {
  const { phone, account } = await someoneWithMedia();
  const entry = await phone.journal.create({});
  const [one, two] = [await phone.attachments.add(entry, photo(content(10))), await phone.attachments.add(entry, photo(content(20)))];
  await phone.sending.now();
  await phone.attachments.remove(one);
  assert.deepEqual([phone.attachments.of(entry), phone.attachments.removedOf(entry)].map((list) => list.map(({ id }) => id)), [[two], [one]]);
  await phone.attachments.putBack(one);
  assert.equal(phone.attachments.of(entry).length, 2);
  await phone.attachments.remove(one);
  phone.clock.advanceMs(29 * 86_400_000);
  await phone.tidying.tidy();
  assert.equal(phone.attachments.removedOf(entry).length, 1);
  phone.clock.advanceMs(86_400_000);
  await phone.tidying.tidy();
  await phone.tidying.tidy();
  assert.deepEqual([phone.attachments.removedOf(entry).length, [...account().attachments.keys()], (await phone.chunks.rows()).map(({ id }) => id)], [0, [two], [two]]);
  assert.deepEqual(phone.attachments.every().map(({ id }) => id), [two]);
});

test('what is not there cannot be changed, shown or read', async () => {
  const { phone } = await someoneWithMedia();
  const entry = await phone.journal.create({});
  for (const id of [entry, 'AAAAAAAAAAAAAAAAAAAAAA']) {
    assert.equal(phone.attachments.get(id), null);
    assert.throws(() => phone.attachments.remove(id), { code: 'record-missing' });
    assert.throws(() => phone.attachments.putBack(id), { code: 'record-missing' });
    await assert.rejects(phone.attachments.describe(id, ''), { code: 'record-missing' });
    await assert.rejects(phone.reading.read(id), { code: 'record-missing' });
  }
});

test('too large is said before anything is done, and so is a lock', async () => {
  const { phone } = await someoneWithMedia();
  const entry = await phone.journal.create({});
  await assert.rejects(phone.attachments.add(entry, photo(new Uint8Array(16 * 1024 * 1024 + 1))), { code: 'attachment-too-large' });
  await assert.rejects(phone.attachments.add(entry, { ...photo(content(5)), thumbnail: content(12_001) }), { name: 'EncodingInvalidError' });
  await phone.account.lock();
  await assert.rejects(phone.attachments.add(entry, photo(content(5))), { code: 'locked' });
  await assert.rejects(phone.reading.read(entry), { code: 'locked' });
  assert.deepEqual(await phone.chunks.rows(), []);
});

test('a full disk makes room of what the server has, and says so where there is none', async () => {
  const { phone } = await someoneWithMedia();
  const entry = await phone.journal.create({});
  const first = await phone.attachments.add(entry, photo(content(10)));
  await phone.sending.now();
  let refusals = 1;
  const full = { ...phone.chunks, keep: async (...all) => (refusals-- > 0 ? Promise.reject(new StorageFullError()) : phone.chunks.keep(...all)) };
  const attachments = createAttachments({ ...phone, chunks: full });
  const second = await attachments.add(entry, photo(content(20)));
  assert.deepEqual((await phone.chunks.rows()).map(({ id }) => id), [second]);
  assert.deepEqual(await phone.reading.read(first), content(10), 'fetched again');
  refusals = 9;
  await phone.chunks.forget([first]);
  await assert.rejects(createAttachments({ ...phone, chunks: full }).add(entry, photo(content(30))), { code: 'storage-full' });
  refusals = 0;
  const broken = { ...phone.chunks, keep: () => Promise.reject(new Error('another')) };
  await assert.rejects(createAttachments({ ...phone, chunks: broken }).add(entry, photo(content(30))), /another/);
  const before = await phone.chunks.rows();
  await assert.rejects(createAttachments({ ...phone, vault: { ...phone.vault, put: async () => Promise.reject(new StorageFullError()) } }).add(entry, photo(content(30))), { code: 'storage-full' });
  assert.deepEqual(await phone.chunks.rows(), before, 'chunks without a record do not stay');
});

test('the cache is bounded: what was looked at longest ago goes first, what waits for the server never', async () => {
  const { phone } = await someoneWithMedia({ mostChunks: 2 });
  const entry = await phone.journal.create({});
  const ids = [];
  for (const size of [10, 20, 30]) ids.push(await phone.attachments.add(entry, photo(content(size))));
  await phone.sending.now();
  const held = async () => (await phone.chunks.rows()).map(({ id }) => id).sort();
  assert.deepEqual(await held(), [ids[1], ids[2]].sort());
  await phone.reading.read(ids[1]);
  await phone.reading.read(ids[0]);
  assert.deepEqual(await held(), [ids[0], ids[1]].sort());
  phone.link.offline = true;
  for (const size of [40, 50, 60]) ids.push(await phone.attachments.add(entry, photo(content(size))));
  await phone.cache.makeRoom();
  assert.deepEqual(await held(), ids.slice(3).sort());
});

test('a type that is none of ours is never handed on as what it says it is', () => {
  assert.equal(safeMedia('photo', 'image/jpeg'), 'image/jpeg');
  assert.equal(safeMedia('voice', 'Audio/WebM;codecs=opus'), 'audio/webm');
  for (const [kind, media] of [['photo', 'image/svg+xml'], ['photo', 'text/html'], ['voice', 'image/jpeg'], ['film', 'image/jpeg'], ['photo', null]]) assert.equal(safeMedia(kind, media), 'application/octet-stream');
  const odd = shown({ id: 'x', fields: { thumbnail: '***', words: undefined } });
  assert.deepEqual([thumbnailBytes(odd), odd.words, odd.unsent], [null, '', false]);
  assert.equal(thumbnailBytes(shown({ id: 'x', fields: { thumbnail: 7 } })), null);
});

test('an entry that goes for good takes its photos along, on every device and on the server', async () => {
  const { server, phone, account } = await someoneWithMedia();
  const entry = await phone.journal.create({});
  const [kept, other] = [await phone.journal.create({}), await another(server, phone)];
  await phone.attachments.add(entry, photo(content(10)));
  const stays = await phone.attachments.add(kept, photo(content(20)));
  await phone.sending.now();
  await phone.sync.now();
  await other.sync.now();
  await phone.journal.bin(entry);
  assert.equal(phone.attachments.of(entry).length, 1, 'in the bin it can still come back');
  await phone.journal.purge(entry);
  assert.deepEqual(phone.attachments.every().map(({ id }) => id), [stays], 'with its page, not some time after it');
  await phone.tidying.tidy();
  await phone.tidying.tidy();
  await phone.sync.now();
  await other.sync.now();
  await other.tidying.tidy();
  for (const device of [phone, other]) assert.deepEqual(device.attachments.every().map(({ id }) => id), [stays]);
  assert.deepEqual([...account().attachments.keys()], [stays]);
});

test('a photo put on a page that another device deleted meanwhile goes too; one whose page is only not here yet stays', async () => {
  const { phone } = await someoneWithMedia();
  const entry = await phone.journal.create({});
  await phone.journal.bin(entry);
  await phone.journal.purge(entry);
  await phone.attachments.add(entry, photo(content(10)));
  const early = await phone.attachments.add('AAAAAAAAAAAAAAAAAAAAAA', photo(content(20)));
  await phone.tidying.tidy();
  assert.deepEqual(phone.attachments.every().map(({ id }) => id), [early]);
});

test('what another device has sent and not told yet is absent here, and stays', async () => {
  const { server, phone, account } = await someoneWithMedia();
  const other = await another(server, phone);
  const id = await phone.attachments.add(await phone.journal.create({}), photo(content(10)));
  await account(); // its record is not on the server, its chunks are
  account().attachments = new Map([[id, new Map([[0, await phone.chunks.chunk(id, 0)]])]]);
  const mine = await other.journal.create({});
  await other.vault.purge(mine);
  assert.equal(other.vault.get(id), null);
  await other.tidying.tidy();
  assert.deepEqual([...account().attachments.keys()], [id]);
});

test('locked, nothing is tidied; without a network what is due waits for the next unlock', async () => {
  const { phone, account } = await someoneWithMedia();
  const entry = await phone.journal.create({});
  const id = await phone.attachments.add(entry, photo(content(10)));
  await phone.sending.now();
  phone.link.offline = true;
  await phone.vault.purge(id);
  await phone.tidying.tidy();
  assert.deepEqual([...account().attachments.keys()], [id]);
  await phone.account.lock();
  await phone.tidying.tidy();
  phone.link.offline = false;
  const after = await phone.again();
  await after.unlock(PASSPHRASE);
  await after.tidying.tidy();
  assert.deepEqual([...account().attachments.keys()], []);
});
