import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, utf8 } from '../../../../static/js/core/bytes.js';
import { createExporting } from '../../../../static/js/domain/attachments/exporting.js';
import { createExport } from '../../../../static/js/domain/export.js';
import { decodeFrames } from '../../../../static/js/net/frames.js';
import { another, CHUNK, content, PASSPHRASE, photo, someoneWithMedia } from '../helpers/media.js';

async function withTwo() {
  const made = await someoneWithMedia();
  const entry = await made.phone.journal.create({ happened: 'with two' });
  const ids = [];
  for (const bytes of [content(2 * CHUNK), content(70)]) {
    ids.push(await made.phone.attachments.add(entry, photo(bytes)));
    made.phone.clock.advanceMs(1_000);
  }
  await made.phone.sending.now();
  await made.phone.sync.now();
  return { ...made, entry, ids };
}

test('the JSON holds each with its content and without its key; the sealed file holds the chunks as they are', async () => {
  const { phone, account, ids, entry } = await withTwo();
  const attached = createExporting(phone);
  const files = createExport({ ...phone, attached });
  const { attachments } = JSON.parse(await files.plainJson(PASSPHRASE));
  assert.deepEqual(attachments.map(({ id, of, kind, media, size }) => [id, of, kind, media, size]), [[ids[0], entry, 'photo', 'image/jpeg', 2 * CHUNK], [ids[1], entry, 'photo', 'image/jpeg', 70]]);
  assert.deepEqual(new Uint8Array(Buffer.from(attachments[1].data, 'base64')), content(70));
  assert.equal(attachments[1].data.length % 4, 0);
  assert.ok(attachments.every((one) => !('key' in one) && !('thumbnail' in one) && !('sha256' in one)));
  const frames = decodeFrames(concat(utf8('CBF'), Uint8Array.of(1), (await files.sealedFile()).subarray(4))).filter(({ type }) => type === 30);
  assert.deepEqual(frames.map(({ revision }) => revision).sort(), [1, 1, 2]);
  const first = frames.find(({ id, revision }) => Buffer.from(id).toString('base64url') === ids[0] && revision === 2);
  assert.deepEqual(first.parts[0], account().attachments.get(ids[0]).get(1));
  assert.equal(attached.leftOut.value, 0);
});

test('what is said of a photo is in the text to read, of a page alone too', async () => {
  const { phone, ids, entry } = await withTwo();
  await phone.attachments.describe(ids[1], '  two cups on the sill ');
  const { captionsOf } = phone.attachments;
  assert.deepEqual(captionsOf(entry), ['two cups on the sill']);
  assert.match(await createExport({ ...phone, captionsOf }).markdown(PASSPHRASE), /### What happened\n\nwith two\n\nOn a photo: two cups on the sill/);
  await phone.attachments.remove(ids[1]);
  assert.deepEqual(captionsOf(entry), []);
});

test('what has no room or cannot be fetched is left out and counted, the newest first', async () => {
  const { server, phone, ids } = await withTwo();
  const small = createExporting({ ...phone, mostChunks: 1 });
  assert.deepEqual((await small.plain()).map(({ id, data }) => [id, data !== null]), [[ids[0], false], [ids[1], true]]);
  assert.equal(small.leftOut.value, 1);
  const other = await another(server, phone);
  other.link.offline = true;
  const attached = createExporting(other);
  assert.deepEqual(await attached.frames(), []);
  assert.equal(attached.leftOut.value, 2);
  other.link.offline = false;
  assert.equal((await attached.frames()).length, 3);
  assert.equal(attached.leftOut.value, 0);
});

test('a lock ends it, and what nobody foresaw is told', async () => {
  const { phone } = await withTwo();
  const every = () => phone.attachments.every();
  for (const problem of [Object.assign(new Error('unforeseen'), {}), Object.assign(new Error('x'), { code: 'other' })]) {
    await assert.rejects(createExporting({ attachments: { every }, reading: { read: () => Promise.reject(problem) } }).plain(), { message: problem.message });
  }
  const all = phone.attachments.every();
  await phone.account.lock();
  await assert.rejects(createExporting({ attachments: { every: () => all }, reading: phone.reading }).plain(), { code: 'locked' });
});
