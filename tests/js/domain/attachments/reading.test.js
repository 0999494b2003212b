import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createReading } from '../../../../static/js/domain/attachments/reading.js';
import { StorageFullError } from '../../../../static/js/store/errors.js';
import { another, CHUNK, content, photo, someoneWithMedia } from '../helpers/media.js';

async function sentOne(size = 5 * CHUNK) {
  const { server, phone, account } = await someoneWithMedia();
  const entry = await phone.journal.create({});
  const [id, decoy] = [await phone.attachments.add(entry, photo(content(size))), await phone.attachments.add(entry, photo(content(size, 99)))];
  await phone.sending.now();
  await phone.sync.now();
  const reader = await another(server, phone);
  return { server, account, id, decoy, reader };
}

const FLAWS = {
  'two chunks swapped': (chunks) => [chunks[1], chunks[0]],
  'the first one twice': (chunks) => [chunks[0], chunks[0]],
  'a byte changed': (chunks) => [chunks[0], Uint8Array.from(chunks[1], (byte, at) => (at === 9_000 ? byte ^ 1 : byte))],
  'one cut short': (chunks) => [chunks[0].slice(0, -1), chunks[1]],
  'nothing': () => [],
  'a chunk of another photo': (chunks, others) => [others[0], chunks[1]],
  'another account of the position': (chunks) => [chunks[4], chunks[1]],
};

for (const [name, change] of Object.entries(FLAWS)) {
  test(`a hostile server hands out ${name}: refused before anything is shown, and nothing of it is kept`, async () => {
    const { server, account, id, decoy, reader } = await sentOne();
    const others = [...account().attachments.get(decoy).values()];
    server.tamper = ({ path }, answer) => {
      if (!path.startsWith(`/attachments/${id}/chunks?from=0`)) return answer;
      const all = [...account().attachments.get(id).values()];
      return { ...answer, frames: change(all, others).map((sealed, at) => ({ ...answer.frames[0], revision: at + 1, parts: [sealed] })) };
    };
    await assert.rejects(reader.reading.read(id), { code: 'attachment-refused' });
    server.tamper = null;
    for (const [position, honest] of account().attachments.get(id)) {
      const kept = await reader.chunks.chunk(id, position);
      assert.ok(kept === null || Buffer.compare(kept, honest) === 0, `position ${position}`);
    }
    assert.deepEqual(await reader.reading.read(id), content(5 * CHUNK), 'an honest answer after it is taken');
  });
}

test('frames of another type, id or shape are no chunks', async () => {
  const { server, id, reader } = await sentOne();
  for (const change of [{ type: 1 }, { id: new Uint8Array(16) }, { parts: [] }, { revision: 9 }]) {
    server.tamper = ({ path }, answer) => (path.includes('/chunks') ? { ...answer, frames: answer.frames.map((frame) => ({ ...frame, ...change })) } : answer);
    await assert.rejects(reader.reading.read(id), { code: 'attachment-refused' });
  }
});

test('what has not reached the server says so, and without a network that is said', async () => {
  const { account, id, reader } = await sentOne();
  account().attachments.get(id).delete(4);
  await assert.rejects(reader.reading.read(id), { code: 'attachment-elsewhere' });
  reader.link.offline = true;
  await assert.rejects(reader.reading.read(id), { code: 'offline' });
});

test('a chunk that was damaged on this device is fetched again', async () => {
  const { id, reader } = await sentOne();
  await reader.reading.read(id);
  await reader.chunks.cache(id, 2, new Uint8Array(65_637), { chunks: 5, turn: 1 });
  assert.deepEqual(await reader.reading.read(id), content(5 * CHUNK));
});

test('a lock in the middle hands nothing out', async () => {
  const { id, reader } = await sentOne();
  await assert.rejects(reader.reading.read(id, { onPart: () => void reader.account.lock() }), { code: 'locked' });
});

test('a lock at the very end hands nothing out either', async () => {
  const { id, reader } = await sentOne();
  await assert.rejects(reader.reading.read(id, { onPart: (share) => void (share === 1 && reader.account.lock()) }), { code: 'locked' });
});

test('a disk that is full does not keep it from being shown, and another fault of it is told', async () => {
  const { id, reader } = await sentOne();
  const full = { ...reader.chunks, cache: () => Promise.reject(new StorageFullError()) };
  const parts = { ...reader, ask: async (method, path) => reader.api.request(method, path) };
  assert.deepEqual(await createReading({ ...parts, chunks: full }).read(id), content(5 * CHUNK));
  const broken = { ...reader.chunks, cache: () => Promise.reject(new Error('unforeseen')) };
  await assert.rejects(createReading({ ...parts, chunks: broken }).read(id), /unforeseen/);
  const odd = { ...reader.chunks, chunk: async () => ({ length: 65_637, subarray: () => { throw new Error('unforeseen'); } }) };
  await assert.rejects(createReading({ ...parts, chunks: odd }).read(id), /unforeseen/);
});

test('a record whose own fields are odd is refused like any other', async () => {
  const { id, reader } = await sentOne();
  for (const fields of [{ key: 'AAAA' }, { key: 'not base64url!' }, { size: -1 }, { sha256: 'AAAA' }]) {
    const kept = reader.vault.get(id).fields;
    const odd = createReading({ ...reader, vault: { get: () => ({ id, fields: { ...kept, ...fields } }) }, ask: async (method, path) => reader.api.request(method, path) });
    await assert.rejects(odd.read(id), { code: 'attachment-refused' });
  }
});
