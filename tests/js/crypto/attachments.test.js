import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { concat, fromHex, toHex } from '../../../static/js/core/bytes.js';
import { tuple } from '../../../static/js/crypto/encoding.js';
import { aesSeal, hkdfBits, importAesKey, importHkdfKey } from '../../../static/js/crypto/primitives.js';
import { chunkOpener, contentHash, countChunks, joinAttachment, newAttachmentKey, sealAttachment } from '../../../static/js/crypto/attachments.js';
import { filled, flipped } from './support.js';

const vectors = JSON.parse(await readFile(new URL('../../contract/vectors/attachments-v1.json', import.meta.url), 'utf8'));
const place = { owner: fromHex(vectors.owner), record: fromHex(vectors.record), key: fromHex(vectors.key) };
const SIZE = 200_000;
const contentOf = (size) => Uint8Array.from({ length: size }, (_, at) => 31 * at + (at >> 8));
const sealed = (changes = {}, size = SIZE) => sealAttachment({ ...place, ...changes }, contentOf(size), (position) => filled(position + 1, 12));
const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');

async function opened(chunks, said) {
  const open = await chunkOpener(place, countChunks(said.size));
  const parts = [];
  for (const [position, chunk] of chunks.entries()) parts.push(await open(position, chunk));
  return joinAttachment(parts, said);
}

test('as many chunks as the cases say, and no more than 16 MiB', () => {
  for (const [size, chunks] of vectors.counts) assert.equal(countChunks(size), chunks, String(size));
  for (const wrong of [vectors.too_long, -1, 1.5, Number.NaN]) assert.throws(() => countChunks(wrong), { name: 'EncodingInvalidError' });
});

for (const { size, starts, sealed_sha256: hashes, content_sha256: hash } of vectors.cases) {
  test(`sealed byte for byte and opened again: ${size}`, async () => {
    const chunks = await sealed({}, size);
    assert.deepEqual(chunks.map((chunk) => toHex(chunk.subarray(0, 85))), starts);
    assert.deepEqual(chunks.map(digest), hashes);
    assert.equal(toHex(await contentHash(contentOf(size))), hash);
    assert.deepEqual(await opened(chunks, { size, sha256: fromHex(hash) }), contentOf(size));
  });
}

const REFUSE = {
  'swap two chunks': ([a, b, ...rest]) => [b, a, ...rest],
  'leave out the last chunk': (chunks) => chunks.slice(0, -1),
  'leave out the first chunk': (chunks) => chunks.slice(1),
  'the first chunk twice': ([a, , ...rest]) => [a, a, ...rest],
  'append the last chunk again': (chunks) => [...chunks, chunks.at(-1)],
  'change a byte of the ciphertext': ([a, ...rest]) => [flipped(a, 5_000), ...rest],
  'change a byte of the commitment': ([a, ...rest]) => [flipped(a, 50), ...rest],
  'change the last flag': (chunks) => [...chunks.slice(0, -1), flipped(chunks.at(-1), 40)],
  'change the position': ([a, ...rest]) => [flipped(a, 39), ...rest],
  'another record\'s chunk': async ([, ...rest]) => [(await sealed({ record: filled(2) }))[0], ...rest],
  'another owner\'s chunk': async ([, ...rest]) => [(await sealed({ owner: filled(2) }))[0], ...rest],
  'under another key': async ([, ...rest]) => [(await sealed({ key: filled(2, 32) }))[0], ...rest],
  'one byte short': ([a, ...rest]) => [a.slice(0, -1), ...rest],
  'one byte long': ([a, ...rest]) => [Uint8Array.of(...a, 0), ...rest],
};
const SAID = { 'size one less': { size: SIZE - 1 }, 'size one more': { size: SIZE + 1 }, 'another hash': { sha256: filled(1, 32) } };

test('no case of what is refused is left out', () => {
  assert.deepEqual([...Object.keys(REFUSE), ...Object.keys(SAID)].sort(), [...vectors.refuse].sort());
});

for (const name of vectors.refuse) {
  test(`refused: ${name}`, async () => {
    const chunks = await (REFUSE[name] ?? ((same) => same))(await sealed());
    const said = { size: SIZE, sha256: await contentHash(contentOf(SIZE)), ...SAID[name] };
    await assert.rejects(opened(chunks, said), { name: 'AttachmentUnopenableError' });
  });
}

test('a chunk that opens, and whose commitment is of another key: refused before it is opened', async () => {
  const [chunk] = await sealed({}, 1);
  const both = await hkdfBits(await importHkdfKey(place.key), tuple('attachment-key', place.owner, place.record), 64);
  const aad = concat(chunk.subarray(0, 41), filled(9, 32), filled(1, 12));
  const crafted = concat(aad, await aesSeal(await importAesKey(both.subarray(0, 32), ['encrypt']), filled(1, 12), new Uint8Array(65_536), aad));
  await assert.rejects((await chunkOpener(place, 1))(0, crafted), /commitment/);
});

test('two sealings of one content have nothing in common, and a key has 32 bytes', async () => {
  const [once, again] = [await sealAttachment(place, contentOf(1)), await sealAttachment(place, contentOf(1))];
  assert.notDeepEqual(once[0].subarray(73), again[0].subarray(73));
  assert.equal(newAttachmentKey().length, 32);
  await assert.rejects(sealAttachment({ ...place, key: filled(1, 31) }, contentOf(1)), { name: 'EncodingInvalidError' });
  await assert.rejects(sealAttachment({ ...place, owner: filled(1, 15) }, contentOf(1)), { name: 'EncodingInvalidError' });
});
