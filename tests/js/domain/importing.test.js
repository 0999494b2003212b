import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createExport } from '../../../static/js/domain/export.js';
import { createImporter } from '../../../static/js/domain/importing/importer.js';
import { daysOf } from '../../../static/js/domain/days/calendar.js';
import { FILE_BYTES_MOST } from '../../../static/js/domain/importing/json.js';
import { createReasons } from '../../../static/js/domain/reasons.js';
import { createReminders } from '../../../static/js/domain/reminders/reminders.js';
import { createSummary } from '../../../static/js/domain/path/summary.js';
import { createShortlist } from '../../../static/js/domain/shortlist/cards.js';
import { PASSPHRASE, someone, withBridge, withShared } from './helpers/couple.js';
import { jsonBytes, zipOf } from './helpers/zip.js';

const UNREADABLE = { code: 'import-unreadable' };

/** None of these files has a photo or a voice note: importing-attached.test.js. */
const withoutMedia = { attachments: { add: () => assert.fail('nothing is attached') }, photos: { prepare: () => assert.fail('nothing is drawn') } };

/** @param {string} name */
async function phoneOf(name) {
  const { phones: [phone] } = await someone([name]);
  withShared(phone);
  return Object.assign(phone, { reasons: createReasons(phone), reminders: createReminders(phone), importer: createImporter({ vault: phone.vault, own: phone.shared.own, ...withoutMedia }) });
}

const fileOf = (/** @type {unknown} */ json) => new Blob([typeof json === 'string' ? json : JSON.stringify(json)]);
const copy = (/** @type {Record<string, any>} */ more) => ({ format: 'couplebridge-export', version: 1, ...more });
const page = (/** @type {Record<string, any>} */ more = {}) => ({ id: 'AAAAAAAAAAAAAAAAAAAAAA', v: 1, type: 'entry', kind: 'concern', createdAt: '2026-05-03T08:00:00.000Z', editedAt: '2026-05-03T08:00:00.000Z', happened: 'soup', ...more });

/** A life of some months. @param {any} phone */
async function lives(phone) {
  const id = await phone.journal.create({ happened: 'first words', feelings: ['sad'], topic: 'money', tags: ['a tag'], size: 2, safeToRaise: 'unsure', happenedOn: '2026-05-01' });
  phone.clock.advanceMs(3_600_000);
  const draft = phone.journal.draft(id);
  draft.set({ happened: 'second words', longing: 'quiet' });
  await draft.close();
  await phone.journal.create({ kind: 'safety', happened: 'only for me' });
  await phone.journal.bin(await phone.journal.create({ happened: 'thrown away' }));
  await phone.vault.patch(id, { stillTrue: [{ at: '2026-06-03T08:00:00.000Z', answer: 'changed', text: 'we talk' }], stillAskedAt: '2026-06-03T08:00:00.000Z' });
  await phone.reasons.mark('cost');
  await phone.reasons.addOwn('my own reason');
  await phone.reasons.createNeed({ longing: 'an hour' });
  await phone.reasons.createRulers({ want: 4, able: 7, happened: 'why' });
  await phone.checkIns.add({ communication: 3, connection: null, conflict: 0, trust: 10, line: 'a line', tellsLine: false });
  await phone.reminders.add({ text: 'ring them', on: null, days: [0, 6], minutes: 600 });
  await phone.steps.own.create({ title: 'alone', stage: 'talk' });
  await phone.vault.singleton('settings').put({ v: 1, type: 'settings', partnerName: 'Al' });
}

/** What an export says, without the ids: they are of one account. @param {string} json */
function withoutIds(json) {
  const { exportedAt, settings, ...rest } = JSON.parse(json);
  const names = new Map([...rest.entries, ...rest.bin].map((entry) => [entry.id, `${entry.createdAt} ${entry.happened} ${entry.longing}`]));
  const sorted = (/** @type {any[]} */ list) => list.map(({ id, of, ...fields }) => JSON.stringify(Object.entries({ ...fields, of: names.get(of) ?? null }).sort())).sort();
  return { ...rest, ...Object.fromEntries(['entries', 'bin', 'versions', 'checkIns', 'reminders'].map((name) => [name, sorted(rest[name])])) };
}

const bring = async (/** @type {any} */ phone, /** @type {Blob} */ file) => (await phone.importer.add(await phone.importer.plan(file))).undo;

test('a copy brought into an empty account makes the same copy again, but for the ids', async () => {
  const [alice, other] = [await phoneOf('alice'), await phoneOf('other')];
  await lives(alice);
  const json = await createExport(alice).plainJson(PASSPHRASE);
  const plan = await other.importer.plan(fileOf(json));
  assert.deepEqual(plan.counts, { pages: 7, versions: 1, checkIns: 1, reminders: 1, steps: 1, photos: 0, voices: 0 });
  assert.deepEqual(plan.notTaken.map(({ what, count }) => [what, count]), [['settings', 1]]);
  await other.importer.add(plan);
  const again = await createExport(other).plainJson(PASSPHRASE);
  assert.deepEqual(withoutIds(again), withoutIds(json));
  const ids = (/** @type {string} */ text) => JSON.parse(text).entries.map((/** @type {any} */ { id }) => id);
  assert.deepEqual(ids(again).filter((/** @type {string} */ id) => ids(json).includes(id)), [], 'no id tells that two accounts hold the same');
  assert.equal(other.reasons.marked('cost').fields.topic, alice.reasons.marked('cost').fields.topic);
  assert.equal(other.reasons.rulers().fields.want, 4);
});

test('brought twice, or into the account that it came from, nothing is doubled', async () => {
  const [alice, other] = [await phoneOf('alice'), await phoneOf('other')];
  await lives(alice);
  const json = await createExport(alice).plainJson(PASSPHRASE);
  for (const phone of [alice, other]) {
    if (phone === other) await bring(other, fileOf(json));
    const plan = await phone.importer.plan(fileOf(json));
    assert.deepEqual([plan.made, plan.already], [[], 11], phone === alice ? 'alice' : 'other');
  }
  const id = other.journal.entries().find(({ fields }) => fields.happened === 'second words').id;
  await other.vault.patch(id, { happened: 'changed since' });
  assert.deepEqual((await other.importer.plan(fileOf(json))).made, [], 'changed since: still the same page, and its words stay');
  const renamed = JSON.parse(json);
  for (const entry of [...renamed.entries, ...renamed.checkIns, ...renamed.reminders]) entry.id = 'x';
  assert.deepEqual((await alice.importer.plan(fileOf(renamed))).made, [], 'known by content, too');
  assert.equal((await other.importer.plan(fileOf(copy({ entries: [page({ id: '' }), page({ id: '' })] })))).made.length, 1, 'twice in the file');
  const { id: old, editedAt: _, ...first } = page({ happened: 'other words' });
  const checkIn = { on: '2026-05-03', at: '2026-05-03T09:00:00.000Z', trust: 4 };
  const nameless = copy({ entries: [{ ...first, id: old }, { ...first, id: old, happened: 'the same id again' }], versions: ['09', '10'].map((hour) => ({ of: old, at: `2026-05-03T${hour}:00:00.000Z`, fields: first })), checkIns: [checkIn, checkIn] });
  const plan = await other.importer.plan(fileOf(nameless));
  assert.deepEqual([plan.counts, plan.already, plan.made[0].fields.editedAt], [{ pages: 1, versions: 2, checkIns: 1, reminders: 0, steps: 0, photos: 0, voices: 0 }, 2, first.createdAt], 'without ids of their own');
});

test('what was deleted for good here comes back as a page of its own, and a step that was let go stays away', async () => {
  const alice = await phoneOf('alice');
  await lives(alice);
  const json = await createExport(alice).plainJson(PASSPHRASE);
  const page = alice.journal.entries().find(({ fields }) => fields.happened === 'second words');
  await alice.journal.bin(page.id);
  await alice.journal.purge(page.id);
  await alice.steps.own.letGo(alice.steps.own.touched()[0].id);
  await bring(alice, fileOf(json));
  assert.equal(alice.journal.entries().filter(({ fields }) => fields.happened === 'second words').length, 1);
  assert.deepEqual(alice.steps.own.touched(), []);
  const back = alice.journal.entries().find(({ fields }) => fields.happened === 'second words');
  await alice.vault.purge(back.id);
  await bring(alice, fileOf(json));
  assert.equal(alice.journal.entries().filter(({ fields }) => fields.happened === 'second words').length, 1, 'and once more');
});

test('all of it is taken back in one go, on disk and for the server', async () => {
  const [alice, other] = [await phoneOf('alice'), await phoneOf('other')];
  await lives(alice);
  const undo = await bring(other, fileOf(await createExport(alice).plainJson(PASSPHRASE)));
  await other.sync.now();
  const own = await other.journal.create({ happened: 'mine' });
  await undo();
  assert.deepEqual([other.journal.entries().map(({ id }) => id), other.journal.binned(), other.checkIns.all(), other.reminders.coming(), other.steps.own.touched()], [[own], [], [], [], []]);
  await other.sync.now();
  assert.equal(other.vault.unsent(), 0);
});

test('what was taken back comes in again, steps of the own path too', async () => {
  const [alice, other] = [await phoneOf('alice'), await phoneOf('other')];
  await lives(alice);
  const file = fileOf(await createExport(alice).plainJson(PASSPHRASE));
  const undo = await bring(other, file);
  await undo();
  await bring(other, file);
  assert.deepEqual([other.journal.entries().length, other.steps.own.touched().length, other.reasons.marked('cost')?.fields.reason], [6, 1, 'cost']);
  await other.sync.now();
  await (await bring(alice, file))();
  assert.deepEqual([other.vault.unsent(), alice.journal.entries().length], [0, 6]);
});

test('something that came under the same id meanwhile stops all of it', async () => {
  const alice = await phoneOf('alice');
  const plan = await alice.importer.plan(fileOf(copy({ entries: [page(), page({ id: 'b', happened: 'b' })] })));
  await alice.vault.put({ ...page({ happened: 'from another tab' }) }, plan.made[1].id);
  await assert.rejects(alice.importer.add(plan), { name: 'StoreChangedError' });
  assert.deepEqual(alice.journal.entries().map(({ fields }) => fields.happened), ['from another tab']);
});

test('stopped while it is read or written, nothing was done', async () => {
  const alice = await phoneOf('alice');
  const file = fileOf(copy({ entries: Array.from({ length: 50 }, (_, at) => page({ id: `id${at}`, happened: `page ${at}` })) }));
  const stop = new AbortController();
  const shares = [];
  await assert.rejects(alice.importer.plan(file, { signal: stop.signal, onProgress: (share) => (shares.push(share), share > 0.5 && stop.abort()) }), { code: 'import-stopped' });
  assert.ok(shares.at(-1) > 0.5 && shares.at(-1) < 0.6);
  const plan = await alice.importer.plan(file);
  await assert.rejects(alice.importer.add(plan, { signal: stop.signal }), { code: 'import-stopped' });
  assert.deepEqual([alice.journal.entries(), alice.vault.unsent()], [[], 0]);
  let last = 0;
  const { undo } = await alice.importer.add(plan, { onProgress: (share) => (last = share) });
  assert.deepEqual([alice.journal.entries().length, last], [50, 1]);
  await undo();
  assert.deepEqual(alice.journal.entries(), [], 'also what no server has yet');
});

test('while it is locked nothing is read into it, and what is not there cannot be taken back', async () => {
  const alice = await phoneOf('alice');
  await alice.vault.purgeAll(['AAAAAAAAAAAAAAAAAAAAAA']);
  assert.equal(alice.vault.unsent(), 0);
  await alice.account.lock();
  await assert.rejects(alice.importer.plan(fileOf(copy({ entries: [page()] }))), { code: 'locked' });
  await assert.rejects(alice.importer.add({ attached: [], counts: {}, notTaken: [], made: [{ id: 'AAAAAAAAAAAAAAAAAAAAAA', fields: page() }] }), { code: 'locked' });
});

test('a line that a partner was to see is one of then: it comes back unmarked', async () => {
  const alice = await phoneOf('alice');
  await bring(alice, fileOf(copy({ checkIns: [{ id: 'c', on: '2026-05-03', at: 'broken', trust: 4, line: 'told', tellsLine: true }] })));
  assert.deepEqual(alice.checkIns.all().map(({ at, line, tellsLine }) => [at, line, tellsLine]), [['2026-05-03T12:00:00.000Z', 'told', false]]);
});

test('hostile files: wrong types, names of the language, depth and length come in as nothing', async () => {
  const alice = await phoneOf('alice');
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const json = `{"format":"couplebridge-export","version":1,"entries":[${JSON.stringify(page({ id: 'good', kind: 'safety', feelings: ['sad', 7, 'x'.repeat(900)], tags: 'no', size: 9, safeToRaise: 'maybe', happenedOn: '2026-02-31', felt: { a: 1 }, binnedAt: 5, evil: true, stillTrue: null, from: 9 }))},
    null,7,"x",[],{"__proto__":{"kind":"concern"},"constructor":1},${JSON.stringify([page({ kind: 'shared' }), page({ kind: '__proto__' }), page({ createdAt: '9' }), page({ createdAt: '2026-99-01T00:00:00Z' }), page({ happened: 'x'.repeat(20_001) })]).slice(1, -1)},${deep}],
    "bin":{},"versions":[{"of":"good","at":"2026-05-03T08:00:00.000Z","fields":${deep}},{"of":"nowhere"},null],"checkIns":[null,{"on":"2026-05-03"},{"on":7}],"reminders":[[],{"text":"x"}],
    "path":{"own":[null,{"id":"x","of":"step"},{"id":"AAAAAAAAAAAAAAAAAAAAAA","of":"step","title":${deep}},{"id":"AAAAAAAAAAAAAAAAAAAAAB","of":"step","__proto__":{"gone":true}},{"id":"AAAAAAAAAAAAAAAAAAAAAC","of":"STEP"}],"ours":7},"opened":"many","settings":[]}`;
  const plan = await alice.importer.plan(fileOf(json));
  assert.deepEqual(plan.counts, { pages: 1, versions: 0, checkIns: 0, reminders: 0, steps: 0, photos: 0, voices: 0 });
  assert.deepEqual(plan.notTaken.map(({ what, count }) => [what, count]), [['unknown', 24]]);
  const { id: _, ...made } = plan.made[0];
  assert.deepEqual(made.fields, { v: 1, type: 'entry', kind: 'safety', createdAt: '2026-05-03T08:00:00.000Z', editedAt: '2026-05-03T08:00:00.000Z', happenedOn: null, happened: 'soup', felt: '', feelings: ['sad', 'x'.repeat(80)], beneath: '', longing: '', part: '', topic: null, size: null, tags: [], safeToRaise: null, binnedAt: null, stillTrue: null, from: null });
  assert.equal(/** @type {any} */ ({}).gone, undefined);
});

test('things of one’s own path come with what one said oneself, and nothing of another person', async () => {
  const alice = await phoneOf('alice');
  const { me } = alice.shared.own.scope();
  const thing = { id: 'AAAAAAAAAAAAAAAAAAAAAA', of: 'card', name: 'Ada', languages: ['en'], [`travel:${me}`]: 20, 'travel:BBBBBBBBBBBBBBBBBBBBBB': 9, gone: null };
  await bring(alice, fileOf(copy({ path: { own: [thing], ours: [1, 2] }, opened: [1], offers: [1, 2], drafts: [1] })));
  assert.deepEqual(alice.shared.own.everything().map(({ values }) => values), [{ name: 'Ada', languages: ['en'], [`travel:${me}`]: 20 }]);
  const wide = { ...thing, id: 'AAAAAAAAAAAAAAAAAAAAAB', more: Object.fromEntries(Array.from({ length: 61 }, (_, at) => [`n${at}`, at])) };
  assert.equal((await alice.importer.plan(fileOf(copy({ path: { own: [wide, { ...wide, more: { ['x'.repeat(81)]: 1 } }, { ...wide, more: 'x'.repeat(20_001) }] } })))).notTaken[0].count, 3);
});

test('one’s own path in a new account: ticks, minutes of the way, calls and approved lines are mine, as they were', async () => {
  const [alice, other] = [await phoneOf('alice'), await phoneOf('other')];
  for (const phone of [alice, other]) Object.assign(phone, { cards: createShortlist({ things: phone.shared.own }), summary: createSummary({ things: phone.shared.own }) });
  await alice.steps.own.tick(await alice.steps.own.create({ title: 'alone', stage: 'talk', whose: 'me' }), true);
  const card = await alice.cards.create({ name: 'Ada' });
  await alice.cards.setTravel(card, 20);
  await alice.cards.logContact(card, { how: 'phone', on: '2026-05-03' });
  await alice.summary.add('We would like to laugh more.');
  const json = await createExport(alice).plainJson(PASSPHRASE);
  await bring(other, fileOf(json));
  const said = (/** @type {any} */ { steps, cards, summary }) => [steps.own.touched().map(({ ticks, whose, isDone }) => [ticks, whose, isDone]), cards.get(card).travel, cards.contacts(card).map(({ isMine }) => isMine), summary.approved()];
  assert.deepEqual(said(other), [[[{ me: true, partner: false }, 'me', true]], { me: 20, partner: null }, [true], ['We would like to laugh more.']]);
  assert.deepEqual(said(other), said(alice));
  const { me: old } = alice.shared.own.scope();
  assert.ok(json.includes(old) && !(await createExport(other).plainJson(PASSPHRASE)).includes(old), 'nothing of the old account goes on');
});

test('a date before 1900 is no date: the page comes, stands on the first day of 1900, and that is told', async () => {
  const alice = await phoneOf('alice');
  const [none, checkIn, reminder] = ['0001-01-01T00:00:00Z', { on: '0001-01-01', at: '0001-01-01T00:00:00Z', trust: 4 }, { text: 'ring', on: '0001-01-01', days: [], minutes: 600, setAt: '2026-05-03T08:00:00.000Z' }];
  const files = [fileOf(copy({ entries: [page({ createdAt: none, editedAt: none }), page({ id: 'b', happened: 'later' })], checkIns: [checkIn], reminders: [reminder] })), fileOf({ entries: [{ creationDate: none, modifiedDate: none, text: 'of a converter' }, { creationDate: '1899-12-31T23:59:59Z', text: 'old' }] })];
  for (const [at, count] of [3, 2].entries()) {
    const plan = await alice.importer.plan(files[at]);
    assert.deepEqual(plan.notTaken.map(({ what, count: told }) => [what, told]), [['old', count]]);
    await alice.importer.add(plan);
    assert.deepEqual((await alice.importer.plan(files[at])).made, [], 'and not once more');
  }
  const days = daysOf(alice.journal.entries(), alice.checkIns.all());
  assert.deepEqual([[...days.keys()], days.get('1900-01-01').entries.length, alice.reminders.coming().map(({ on }) => on)], [['2026-05-03', '1900-01-01'], 3, ['1900-01-01']]);
});

test('what the preview promises can be kept: texts are as long for all, and what is too much for one record is told before', async () => {
  const alice = await phoneOf('alice');
  const emoji = '😀'.repeat(20_000);
  const wide = Object.fromEntries(['happened', 'felt', 'beneath', 'longing'].map((name) => [name, '語'.repeat(20_000)]));
  const said = Array.from({ length: 5 }, () => ({ at: '2026-05-03T08:00:00.000Z', answer: 'changed', text: emoji }));
  const plan = await alice.importer.plan(fileOf(copy({ entries: [page({ happened: emoji, stillTrue: [said[0]] }), page({ id: 'b', ...wide }), page({ id: 'c', ...wide, part: '語'.repeat(20_000) }), page({ id: 'd', happened: 'd', stillTrue: said })] })));
  assert.deepEqual([plan.counts.pages, plan.notTaken.map(({ what, count }) => [what, count])], [2, [['unknown', 2]]]);
  await alice.importer.add(plan);
  const day = await alice.importer.plan(fileOf({ entries: [{ creationDate: '2020-05-04T10:00:00Z', text: `${'😀'.repeat(25_000)} end` }] }));
  await alice.importer.add(day);
  await alice.sync.now();
  assert.deepEqual([alice.journal.entries().length, alice.vault.unsent()], [4, 0]);
  const kept = alice.journal.entries().find(({ fields }) => fields.happened === emoji);
  assert.equal(kept.fields.stillTrue[0].text, emoji);
});

test('what is no copy is refused in a sentence: other files, other versions, broken UTF-8, too much', async () => {
  const { importer } = await phoneOf('alice');
  for (const file of [fileOf(''), fileOf('{'), fileOf('[]'), fileOf('7'), fileOf({}), fileOf({ entries: [{ text: 'x' }] }), fileOf({ entries: [7] }), fileOf(copy({ version: 2 })), new Blob(['{"format":"couplebridge-export","version":1,"note":"', Uint8Array.of(0xff), '"}'])]) {
    await assert.rejects(importer.plan(file), UNREADABLE);
  }
  await assert.rejects(importer.plan(fileOf(copy({ entries: Array.from({ length: 200_001 }, () => null) }))), { code: 'import-too-large' });
  await assert.rejects(importer.plan(fileOf({ entries: Array.from({ length: 20_001 }, () => ({ creationDate: '' })) })), { code: 'import-too-large' });
  await assert.rejects(importer.plan(new Blob([Buffer.alloc((100 << 20) + 1, 32)])), { code: 'import-too-large' });
  assert.deepEqual((await importer.plan(fileOf(copy({})))).made, []);
});

const DAY_ONE = {
  metadata: { version: '1.0' },
  entries: [
    { uuid: 'A1B2C3D4E5F60718293A4B5C6D7E8F90', creationDate: '2020-05-03T23:30:00Z', modifiedDate: '2020-05-04T08:00:00Z', timeZone: 'Pacific/Auckland', text: '# A day\\.\n\n![](dayone-moment://ABC)\n\nWe walked \\(far\\) to [the sea](https://example.org).\n\n\n\nHome\\!', tags: ['sea', 'sea', 7],
      starred: true, photos: [{ md5: 'x' }, { md5: 'y' }], location: { latitude: 1 }, weather: { conditionsDescription: 'rain' }, audios: [{}], videos: [{}], pdfAttachments: [{}], userActivity: { stepCount: 3 } },
    { uuid: 'B1B2C3D4E5F60718293A4B5C6D7E8F90', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, creationDate: '2020-05-05T10:00:00Z', richText: JSON.stringify({ contents: [{ text: 'rich ' }, { embeddedObjects: [] }, { text: 'words' }] }), isPinned: true },
    { creationDate: '2020-05-06T10:00:00Z', text: '![](dayone-moment://ABC)', photos: [{}], timeZone: 'Nowhere/Land' },
    { creationDate: '2020-05-07T10:00:00Z', richText: 'no json', timeZone: 7 },
    { creationDate: '2020-05-07T11:00:00Z', richText: '{"contents":7}' },
    { creationDate: 'yesterday', text: 'x' },
    { creationDate: '2020-05-08T11:00:00Z', text: 'without an id, too' },
    { creationDate: '2020-05-08T10:00:00Z', modifiedDate: '2019-01-01T00:00:00Z', text: 'without an id', timeZone: 'Nowhere/Land' },
  ],
};

test('Day One: words, tags and days become pages, and what was not taken is told with counts and days', async () => {
  const alice = await phoneOf('alice');
  const plan = await alice.importer.plan(fileOf(DAY_ONE));
  const [first, second, third] = plan.made.map(({ fields }) => fields);
  assert.equal(first.happened, 'A day.\n\nWe walked (far) to the sea.\n\nHome!');
  assert.deepEqual([first.createdAt, first.editedAt, first.tags, first.kind, first.from, first.happenedOn], ['2020-05-03T23:30:00.000Z', '2020-05-04T08:00:00.000Z', ['sea'], 'concern', 'day-one', '2020-05-04']);
  assert.deepEqual([second.happened, second.editedAt], ['rich words', second.createdAt]);
  assert.deepEqual([third.happened, third.editedAt, plan.made.length], ['without an id, too', '2020-05-08T11:00:00.000Z', 4]);
  assert.deepEqual(plan.notTaken.map(({ what, count, days }) => [what, count, days.length]), [['pictures', 3, 2], ['sounds', 1, 1], ['videos', 1, 1], ['papers', 1, 1], ['places', 1, 1], ['weather', 1, 1], ['stars', 2, 2], ['more', 1, 1], ['empty', 3, 2], ['unknown', 1, 0]]);
  await alice.importer.add(plan);
  assert.deepEqual([(await alice.importer.plan(fileOf(DAY_ONE))).made, (await alice.importer.plan(fileOf(DAY_ONE))).already], [[], 4]);
  const id = alice.journal.entries().find(({ fields }) => fields.happened === 'rich words').id;
  await alice.vault.patch(id, { happened: 'changed since' });
  assert.deepEqual((await alice.importer.plan(fileOf(DAY_ONE))).made, []);
});

test('Day One: a very long page becomes several, cut where a reader would, and nothing of it is lost', async () => {
  const alice = await phoneOf('alice');
  const paragraphs = Array.from({ length: 300 }, (_, at) => `${at} ${'word '.repeat(40)}`.trim());
  const plan = await alice.importer.plan(fileOf({ entries: [{ uuid: 'LONG-LONG', creationDate: '2020-05-03T10:00:00Z', text: paragraphs.join('\n\n') }, { creationDate: '2020-05-04T10:00:00Z', text: '😀'.repeat(30_000) }, { creationDate: '2020-05-05T10:00:00Z', text: 'x'.repeat(1_000_001) }] }));
  const texts = plan.made.map(({ fields }) => fields.happened);
  assert.deepEqual([texts.length, plan.split, plan.notTaken[0].what], [6, 2, 'unknown']);
  assert.equal(texts.slice(0, 4).join('\n\n'), paragraphs.join('\n\n'));
  assert.equal(texts.slice(4).join(''), '😀'.repeat(30_000));
  const hostile = await alice.importer.plan(fileOf({ entries: [{ creationDate: '2020-05-03T10:00:00Z', text: '![[('.repeat(100_000) }, { creationDate: '2020-05-04T10:00:00Z', richText: 'x'.repeat(4_000_001) }] }));
  assert.equal(hostile.notTaken[0].what, 'empty');
});

test('Day One: the archive it makes is read without the pictures in it, one journal or several', async () => {
  const alice = await phoneOf('alice');
  const { entries: [first, second] } = DAY_ONE;
  const one = zipOf([{ name: 'photos/a.jpeg', bytes: Buffer.alloc(90_000, 7), method: 0 }, { name: 'Journal.json', bytes: jsonBytes({ entries: [first] }) }, { name: 'photos/notes.json', bytes: Buffer.from('no json') }], { comment: 'hello' });
  assert.equal((await alice.importer.plan(one)).made.length, 1);
  const two = zipOf([{ name: 'Work.json', bytes: jsonBytes({ entries: [first] }), method: 0 }, { name: 'Home.JSON', bytes: jsonBytes({ entries: [second] }) }]);
  assert.equal((await alice.importer.plan(two)).made.length, 2);
  const ours = zipOf([{ name: 'bridge.json', bytes: jsonBytes(copy({ entries: [page()] })) }]);
  assert.equal((await alice.importer.plan(ours)).made.length, 1);
});

test('archives that lie, hide behind a password, or burst are refused', async () => {
  const { importer } = await phoneOf('alice');
  const file = { name: 'a.json', bytes: jsonBytes({ entries: [] }) };
  const refused = [
    zipOf([]), zipOf([{ ...file, flags: 1 }]), zipOf([{ ...file, method: 12 }]), zipOf([file], { count: 2 }), zipOf([file, { name: 'b.json', bytes: jsonBytes(copy({})) }]),
    zipOf([file], { lie: (archive) => archive.writeUInt32LE(0xfffffff0, archive.length - 6) }), zipOf([file], { lie: (archive) => archive.writeUInt32LE(0, archive.length - 22) }),
    zipOf([file], { lie: (archive) => archive.writeUInt32LE(archive.length - 30, archive.indexOf('PK\x01\x02') + 42) }), zipOf([file], { lie: (archive) => archive.writeUInt16LE(9_999, archive.indexOf('PK\x01\x02') + 30) }),
    zipOf([file], { lie: (archive) => archive.writeUInt8(0xff, 36) }), zipOf([{ name: 'a.txt', bytes: file.bytes }]),
  ];
  for (const [at, archive] of refused.entries()) await assert.rejects(importer.plan(archive), UNREADABLE, `archive ${at}`);
  const bomb = zipOf([{ name: 'a.json', bytes: Buffer.alloc(FILE_BYTES_MOST + 1, 32) }]);
  assert.ok(bomb.size < 1 << 20);
  await assert.rejects(importer.plan(bomb), { code: 'import-too-large' });
  await assert.rejects(importer.plan(zipOf(Array.from({ length: 51 }, (_, at) => ({ ...file, name: `${at}.json` })))), { code: 'import-too-large' });
  await assert.rejects(importer.plan(zipOf([file], { lie: (archive) => archive.writeUInt32LE((64 << 20) + 1, archive.length - 10) })), { code: 'import-too-large' });
});
