import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFakeLocks } from '../../fakes/locks.js';
import { content, PASSPHRASE, someoneWithMedia } from '../helpers/media.js';

const MEDIA = 'audio/webm;codecs=opus';
const [ONE, TWO, THREE] = [1, 2, 3].map((seed) => content(500, seed));
const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));

test('what was spoken becomes a voice note of its page, and no piece stays', async () => {
  const { phone } = await someoneWithMedia();
  const entry = await phone.journal.create({});
  const recording = phone.recordings.begin({ media: MEDIA, entry });
  for (const piece of [ONE, TWO]) recording.piece(piece);
  const id = await recording.keep(2);
  assert.deepEqual(phone.attachments.of(entry).map(({ kind, media, seconds }) => [kind, media, seconds]), [['voice', 'audio/webm', 2]]);
  assert.deepEqual(await phone.reading.read(id), joined(ONE, TWO));
  assert.deepEqual(await phone.chunks.recordings(), []);
  assert.equal(recording.problem(), null);
});

test('dropped, or without a second of it, nothing is kept', async () => {
  const { phone } = await someoneWithMedia();
  const entry = await phone.journal.create({});
  const dropped = phone.recordings.begin({ media: MEDIA, entry });
  dropped.piece(ONE);
  await dropped.drop();
  assert.equal(await phone.recordings.begin({ media: MEDIA, entry }).keep(0), null);
  await phone.recordings.settle();
  assert.deepEqual([phone.attachments.every(), await phone.chunks.recordings()], [[], []]);
});

test('a lock, or a page that died: the next unlock puts what was spoken on its page', async () => {
  for (const locks of [null, createFakeLocks()]) {
    const { phone } = await someoneWithMedia({ locks });
    const recording = phone.recordings.begin({ media: MEDIA, entry: null });
    recording.piece(ONE);
    const entry = await phone.journal.create({ happened: 'spoken' });
    recording.on(entry);
    recording.piece(TWO);
    while ((await phone.chunks.pieces((await phone.chunks.recordings())[0])).length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
    await phone.account.lock();
    recording.piece(THREE); // comes too late: nobody could open what is not sealed
    const after = await phone.again();
    await after.unlock(PASSPHRASE);
    assert.equal(await after.recordings.settle(), 1);
    const [note] = after.attachments.of(entry);
    assert.deepEqual([await after.reading.read(note.id), note.seconds], [joined(ONE, TWO), 2]);
    assert.equal(await after.recordings.settle(), 0);
    assert.deepEqual(await after.chunks.recordings(), []);
  }
});

test('its page is gone for good, or was never made: it gets one of its own', async () => {
  const { phone } = await someoneWithMedia();
  const gone = await phone.journal.create({});
  for (const entry of [null, gone]) {
    const recording = phone.recordings.begin({ media: MEDIA, entry });
    recording.piece(ONE);
    if (entry) {
      await phone.journal.bin(gone);
      await phone.journal.purge(gone);
    }
    await recording.keep(1);
  }
  assert.deepEqual(phone.journal.entries().map(({ id }) => phone.attachments.of(id).length), [1, 1]);
});

test('what goes on in this tab or in another one is not taken', async () => {
  const { phone } = await someoneWithMedia();
  const recording = phone.recordings.begin({ media: MEDIA, entry: null });
  recording.piece(ONE);
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(await phone.recordings.settle(), 0);
  const { phone: second } = await someoneWithMedia({ locks: { request: (name, options, work) => work(null) } });
  await second.chunks.addPiece('AAAAAAAAAAAAAAAAAAAAAA', 0, ONE);
  assert.equal(await second.recordings.settle(), 0);
  assert.equal((await second.chunks.recordings()).length, 1);
});

test('a gap ends it, and what nobody can open is dropped', async () => {
  const { phone } = await someoneWithMedia();
  const recording = phone.recordings.begin({ media: MEDIA, entry: null });
  for (const piece of [ONE, TWO, THREE]) recording.piece(piece);
  const [id] = await (async () => {
    for (;;) {
      const ids = await phone.chunks.recordings();
      if (ids.length === 1 && (await phone.chunks.pieces(ids[0])).length === 4) return ids;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  })();
  const pieces = await phone.chunks.pieces(id);
  await phone.account.lock();
  const after = await phone.again();
  await after.unlock(PASSPHRASE);
  await after.chunks.addPiece(id, 2, ONE); // damaged
  await after.chunks.addPiece('AAAAAAAAAAAAAAAAAAAAAA', 0, ONE);
  assert.equal(await after.recordings.settle(), 1);
  const [note] = after.attachments.every();
  assert.deepEqual(await after.reading.read(note.id), ONE);
  for (const { n, sealed } of pieces.filter((piece) => piece.n !== 1)) await after.chunks.addPiece(id, n, sealed);
  assert.equal(await after.recordings.settle(), 0, 'the first piece is missing');
  assert.deepEqual(await after.chunks.recordings(), []);
});

test('locked while it settles, it is left for the next time; what nobody foresaw is told', async () => {
  const { phone } = await someoneWithMedia();
  await phone.chunks.addPiece('AAAAAAAAAAAAAAAAAAAAAA', 0, ONE);
  const settling = phone.recordings.settle();
  await phone.account.lock();
  assert.equal(await settling, 0);
  assert.equal((await phone.chunks.recordings()).length, 1);
});

test('a disk that takes no more is told, and what was spoken can still be kept', async () => {
  const { createRecordings } = await import('../../../../static/js/domain/attachments/recordings.js');
  const { phone } = await someoneWithMedia();
  const recordings = createRecordings({ ...phone, chunks: { ...phone.chunks, addPiece: () => Promise.reject(new Error('full')) } });
  const recording = recordings.begin({ media: MEDIA, entry: null });
  recording.piece(ONE);
  const id = await recording.keep(1);
  assert.match(String(recording.problem()), /full/);
  assert.deepEqual(await phone.reading.read(id), ONE);
  const odd = createRecordings({ ...phone, account: { onLock: () => undefined, keyring: () => ({ openCache: () => Promise.reject(new Error('unforeseen')) }) } });
  await phone.chunks.addPiece('AAAAAAAAAAAAAAAAAAAAAA', 0, ONE);
  await assert.rejects(odd.settle(), /unforeseen/);
});
