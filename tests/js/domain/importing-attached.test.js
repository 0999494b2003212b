import assert from 'node:assert/strict';
import { test } from 'node:test';

import { concat } from '../../../static/js/core/bytes.js';
import { createExporting, MOST_EXPORTED_CHUNKS } from '../../../static/js/domain/attachments/exporting.js';
import { MOST_CHUNKS_OF_ALL } from '../../../static/js/domain/attachments/fields.js';
import { createExport } from '../../../static/js/domain/export.js';
import { contentOf, mediaOfVoice } from '../../../static/js/domain/importing/content.js';
import { createImporter } from '../../../static/js/domain/importing/importer.js';
import { FILE_BYTES_MOST, readJson } from '../../../static/js/domain/importing/json.js';
import { PhotoUnreadableError } from '../../../static/js/photos.js';
import { StorageFullError } from '../../../static/js/store/errors.js';
import { withShared } from './helpers/couple.js';
import { CHUNK, content, PASSPHRASE, photo, someoneWithMedia } from './helpers/media.js';
import { zipOf } from './helpers/zip.js';

const WEBM = Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3, 1, 2, 3);
const PAGE = 'AAAAAAAAAAAAAAAAAAAAAA';
const AT = '2026-05-03T08:00:00.000Z';
const page = (more = {}) => ({ id: PAGE, v: 1, type: 'entry', kind: 'concern', createdAt: AT, editedAt: AT, happened: 'soup', ...more });
const base64 = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString('base64');
const one = (more = {}) => ({ id: 'p', of: PAGE, kind: 'photo', media: 'image/jpeg', at: AT, words: 'two cups', data: base64(content(40)), ...more });
const copy = (/** @type {any[]} */ attachments, more = {}) => ({ format: 'couplebridge-export', version: 1, entries: [page()], attachments, ...more });
const fileOf = (/** @type {unknown} */ json) => new Blob([JSON.stringify(json, null, 2)]);

/** Draws anew, so far as Node can: what comes out is said to be drawn, and begins with other bytes. */
function fakePhotos() {
  const seen = [];
  return {
    seen,
    async prepare(/** @type {File} */ file) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      seen.push({ type: file.type, bytes });
      if (bytes.length === 0 || bytes[0] === 0) throw new PhotoUnreadableError('no picture');
      return { kind: 'photo', media: 'image/jpeg', content: concat(Uint8Array.of(0xff), bytes), width: 4, height: 3, thumbnail: content(9) };
    },
  };
}

async function phoneWithMedia(more = {}) {
  const { phone, server, account } = await someoneWithMedia();
  withShared(phone);
  const photos = fakePhotos();
  const deps = { vault: phone.vault, own: phone.shared.own, attachments: phone.attachments, photos, ...more };
  return Object.assign(phone, { server, userOnServer: account, photos, importer: createImporter(deps), attached: createExporting(phone) });
}

const bring = async (/** @type {any} */ phone, /** @type {Blob} */ file) => phone.importer.add(await phone.importer.plan(file));
const jsonOf = (/** @type {any} */ phone) => createExport(phone).plainJson(PASSPHRASE);
const reasons = (/** @type {any} */ { notTaken }) => notTaken.map(({ what, count }) => [what, count]);

async function livesWithPictures() {
  const phone = await phoneWithMedia();
  const id = await phone.journal.create({ happened: 'with a photo' });
  phone.clock.advanceMs(1_000);
  await phone.attachments.describe(await phone.attachments.add(id, photo(content(3 * CHUNK))), 'two cups');
  phone.clock.advanceMs(1_000);
  const voice = await phone.attachments.add(id, { kind: 'voice', media: 'audio/webm', content: WEBM, seconds: 7 });
  await phone.attachments.describe(voice, 'I was tired');
  phone.clock.advanceMs(1_000);
  await phone.attachments.remove(await phone.attachments.add(id, photo(content(20))));
  return phone;
}

test('photos and voice notes of a copy come onto their pages in another account, with their words, days and lengths', async () => {
  const [alice, other] = [await livesWithPictures(), await phoneWithMedia()];
  const json = await jsonOf(alice);
  const plan = await other.importer.plan(new Blob([json]));
  assert.deepEqual([plan.counts.photos, plan.counts.voices, plan.made.length, reasons(plan)], [2, 1, 1, []]);
  const shares = [];
  const { plan: came } = await other.importer.add(plan, { onProgress: (share) => shares.push(share) });
  assert.deepEqual([came.counts, came.notTaken], [plan.counts, []]);
  assert.deepEqual([shares.at(-1), shares.every((share, at) => at === 0 || share > shares[at - 1]), shares.length], [1, true, 4]);
  const [{ id }] = other.journal.entries();
  const said = (/** @type {any} */ { kind, words, at, seconds }) => [kind, words, at, seconds];
  assert.deepEqual(other.attachments.of(id).map(said), alice.attachments.of(alice.journal.entries()[0].id).map(said));
  const [drawn, spoken] = other.attachments.of(id);
  assert.deepEqual([drawn.width, spoken.media, other.attachments.removedOf(id).length], [4, 'audio/webm', 1]);
  assert.deepEqual(await other.reading.read(drawn.id), concat(Uint8Array.of(0xff), content(3 * CHUNK)), 'drawn anew');
  assert.deepEqual(await other.reading.read(spoken.id), WEBM);
  assert.ok(!json.includes(drawn.id), 'no id tells that two accounts hold the same');
  await other.sending.now();
  assert.equal(other.userOnServer().attachments.size, 3);
});

test('brought twice, or into the account that it came from, no photo is doubled; one that was purged comes back', async () => {
  const [alice, other] = [await livesWithPictures(), await phoneWithMedia()];
  const file = new Blob([await jsonOf(alice)]);
  await bring(other, file);
  for (const phone of [alice, other]) {
    const plan = await phone.importer.plan(file);
    assert.deepEqual([plan.attached, plan.made, plan.already], [[], [], 4]);
  }
  const [{ id }] = other.journal.entries();
  await other.vault.purge(other.attachments.of(id)[0].id);
  assert.equal((await other.importer.plan(file)).attached.length, 1);
  await bring(other, file);
  assert.equal(other.attachments.of(id).length, 2);
  // Of one moment, and of a page that is there already: each counts once.
  const two = fileOf(copy([one(), one({ id: 'q' })]));
  assert.equal((await bring(other, two)).plan.counts.photos, 2);
  assert.equal((await other.importer.plan(two)).attached.length, 0);
});

test('taken back, the photos go too, here and on the server; and come in again', async () => {
  const [alice, other] = [await livesWithPictures(), await phoneWithMedia()];
  const file = new Blob([await jsonOf(alice)]);
  const { undo } = await bring(other, file);
  await other.sending.now();
  await undo();
  await other.tidying.tidy();
  assert.deepEqual([other.attachments.every(), other.journal.entries(), await other.chunks.rows(), other.userOnServer().attachments.size], [[], [], [], 0]);
  await bring(other, file);
  await other.sending.now();
  assert.deepEqual([other.attachments.every().length, other.userOnServer().attachments.size, other.sending.status.value.problem], [3, 3, null]);
});

test('stopped among the photos nothing stays, and a lock leaves what is there for the next time', async () => {
  for (const stopAt of [1, 3]) {
    const phone = await phoneWithMedia();
    const stop = new AbortController();
    const plan = await phone.importer.plan(fileOf(copy([one(), one({ id: 'q' }), one({ id: 'r' })])));
    await assert.rejects(phone.importer.add(plan, { signal: stop.signal, onProgress: () => phone.attachments.every().length === stopAt && stop.abort() }), { code: 'import-stopped' });
    assert.deepEqual([phone.journal.entries(), phone.attachments.every()], [[], []], `after ${stopAt}`);
  }
  const phone = await phoneWithMedia();
  const file = fileOf(copy([one(), one({ id: 'q' })]));
  const plan = await phone.importer.plan(file);
  await assert.rejects(phone.importer.add(plan, { onProgress: () => phone.attachments.every().length === 1 && void phone.account.lock() }), { code: 'locked' });
  await phone.account.unlock(PASSPHRASE);
  await phone.vault.load();
  assert.equal(phone.attachments.every().length, 1);
  await bring(phone, file);
  assert.deepEqual([phone.journal.entries().length, phone.attachments.every().length], [1, 2]);
});

test('what cannot come in is counted, each with its reason and its day, and everything else comes', async () => {
  const phone = await phoneWithMedia();
  const rows = [
    one(), one({ data: null }), one({ data: undefined }), one({ data: 99 }), one({ data: {} }), one({ of: 'nowhere' }), one({ of: 7 }), one({ kind: 'video' }), one({ at: 'yesterday' }), null, 7,
    one({ data: base64(Uint8Array.of(0, 1)) }), one({ data: '' }), one({ data: 'a-_=' }), one({ data: 'abc' }), one({ data: 'ab=c' }), one({ data: 'ab"c' }), one({ data: 'AAAA'.repeat(5_592_407) }),
    one({ kind: 'voice', data: base64(WEBM), seconds: -1, words: 7 }), one({ kind: 'voice', data: base64(content(70)) }),
  ].map((row, at) => (row?.at === AT ? { ...row, id: `a${at}`, at: `2026-05-${String(at + 1).padStart(2, '0')}T12:00:00.000Z` } : row));
  const file = fileOf(copy(rows));
  const plan = await phone.importer.plan(file);
  assert.deepEqual(reasons(plan), [['absent', 4], ['large', 1], ['homeless', 2], ['unknown', 4]]);
  const { plan: came } = await phone.importer.add(plan);
  assert.deepEqual(reasons(came), [['absent', 4], ['damaged', 7], ['large', 1], ['homeless', 2], ['unknown', 4]]);
  assert.deepEqual([came.counts.photos, came.counts.voices], [1, 1]);
  assert.deepEqual(came.notTaken.find(({ what }) => what === 'large')?.days, ['2026-05-18']);
  assert.deepEqual(phone.attachments.every().map(({ kind, words, seconds }) => [kind, words, seconds]), [['photo', 'two cups', null], ['voice', '', null]]);
  assert.ok(phone.photos.seen.every(({ type }) => type === 'image/jpeg'), 'nothing is handed to the browser as what the file says it is');
});

test('where the device is full, or the account, the pages come and what has no room is told', async () => {
  const full = await phoneWithMedia();
  const importer = createImporter({ vault: full.vault, own: full.shared.own, photos: full.photos, attachments: { add: async () => Promise.reject(new StorageFullError()) } });
  const { plan } = await importer.add(await importer.plan(fileOf(copy([one()]))));
  assert.deepEqual([reasons(plan), plan.counts.photos, full.journal.entries().length], [[['full', 1]], 0, 1]);
  const rich = await phoneWithMedia();
  const id = await rich.attachments.add(await rich.journal.create({}), photo(content(10)));
  await rich.vault.patch(id, { chunks: MOST_CHUNKS_OF_ALL - 1 });
  assert.deepEqual(reasons(await rich.importer.plan(fileOf(copy([one(), one({ id: 'q' })])))), [['full', 1]]);
});

test('a file that is gone meanwhile takes all of it back, and so does what nobody foresaw', async () => {
  for (const [problem, expected] of /** @type {[Error, object][]} */ ([[new DOMException('gone', 'NotReadableError'), { code: 'import-unreadable' }], [new TypeError('unforeseen'), { name: 'TypeError' }], [new DOMException('x', 'DataError'), { name: 'DataError' }]])) {
    const phone = await phoneWithMedia({ photos: { prepare: () => Promise.reject(problem) } });
    await assert.rejects(bring(phone, fileOf(copy([one()]))), expected);
    assert.deepEqual(phone.journal.entries(), []);
  }
});

test('a copy in an archive, and one that another program wrote on one line, bring their photos too', async () => {
  const phone = await phoneWithMedia();
  const large = one({ data: base64(content(300_001)) });
  const { plan } = await bring(phone, zipOf([{ name: 'bridge.json', bytes: Buffer.from(JSON.stringify(copy([large]))) }]));
  assert.deepEqual([plan.counts.photos, plan.notTaken], [1, []]);
  assert.deepEqual(phone.photos.seen[0].bytes, content(300_001));
  const spread = JSON.stringify(copy([one({ id: 'q', at: '2026-05-04T08:00:00.000Z' })])).replace('"data":', `"data":${' '.repeat(20)}`);
  assert.equal((await bring(phone, new Blob([spread]))).plan.counts.photos, 1);
});

test('a recording is what its bytes say; base64 is what files have, and nothing else', async () => {
  assert.deepEqual([WEBM, Buffer.from('OggS…'), Buffer.from('\0\0\0\x20ftypM4A '), Buffer.from('RIFF'), new Uint8Array()].map(mediaOfVoice), ['audio/webm', 'audio/ogg', 'audio/mp4', null, null]);
  const breathe = async () => undefined;
  for (const size of [0, 1, 2, 3, 196_607, 196_608, 196_609]) assert.deepEqual(await contentOf(new Blob([base64(content(size))]), breathe), content(size), `${size}`);
  for (const wrong of ['A', 'AA', 'AAA', 'A===', '====', 'AA==AAAA', 'AA-_', 'AA A', `${'A'.repeat(1 << 18)}A`, `AA==${'A'.repeat(1 << 18)}`]) await assert.rejects(contentOf(new Blob([wrong]), breathe), { name: 'EncodingInvalidError' }, wrong.slice(0, 9));
});

test('contents stay in the file, wherever they lie in it; what only looks like one stays in the text', async () => {
  const window = 1 << 20;
  const long = base64(content(2 * window));
  for (const shift of [0, 1, 5, 12, 23, 24, 25, 40]) {
    const before = 'é'.repeat((window - 40 + shift) / 2 | 0);
    const json = { before, a: { data: 'AAAA' }, text: 'she said "data": "no"', b: { data: 'not base64' }, c: { data: long }, data: 7, d: { data: '' } };
    for (const space of [0, 2]) {
      const { json: read, contents } = await readJson(new Blob([JSON.stringify(json, null, space)]));
      assert.deepEqual(read, { ...json, a: { data: 0 }, c: { data: 1 }, d: { data: 2 } });
      assert.deepEqual(await Promise.all(contents.map((blob) => blob.text())), ['AAAA', long, '']);
    }
  }
  for (const broken of ['{"data":"AAAA', '{"data":"', '{"a":"data":"AAAA"}']) await assert.rejects(readJson(new Blob([broken])), { code: 'import-unreadable' });
  await assert.rejects(readJson(new Blob([JSON.stringify(Array.from({ length: 20_001 }, () => ({ data: '' })))])), { code: 'import-too-large' });
  await assert.rejects(readJson(new Blob(['{}']), AbortSignal.abort()), { code: 'import-stopped' });
});

test('the largest copy that the app makes is one that it takes back', async () => {
  // As many chunks as a copy takes along, in the largest pieces and in the smallest: the JSON is written as the export writes it.
  const largest = 256;
  const sizes = [...Array(MOST_EXPORTED_CHUNKS / largest - 1).fill(largest), ...Array(largest).fill(1)].map((chunks) => chunks * CHUNK);
  assert.equal(sizes.reduce((sum, size) => sum + size, 0), MOST_EXPORTED_CHUNKS * CHUNK);
  const every = () => sizes.map((size, at) => ({ id: `p${at}`, of: PAGE, kind: 'photo', at: new Date(Date.parse(AT) + at).toISOString(), words: '', size }));
  const exporting = createExporting(/** @type {any} */ ({ attachments: { every }, reading: { read: async () => new Uint8Array() } }));
  const [empty, contents] = [JSON.stringify(copy(await exporting.plain())), new Map([...new Set(sizes)].map((size) => [size, base64(Buffer.alloc(size, 7))]))];
  assert.equal(exporting.leftOut.value, 0);
  const file = new Blob(empty.split('"data":""').flatMap((text, at) => (at === 0 ? [text] : ['"data":"', contents.get(sizes[at - 1]), '"', text])));
  assert.ok(file.size > 128 << 20 && file.size < FILE_BYTES_MOST);
  const phone = await phoneWithMedia();
  const plan = await phone.importer.plan(file);
  assert.deepEqual([plan.counts.photos, plan.notTaken], [sizes.length, []]);
  assert.deepEqual(await contentOf(plan.attached[0].content, async () => undefined), new Uint8Array(sizes[0]).fill(7));
  await assert.rejects(readJson(/** @type {any} */ ({ size: FILE_BYTES_MOST + 1 })), { code: 'import-too-large' });
});
