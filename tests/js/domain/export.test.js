import assert from 'node:assert/strict';
import { test } from 'node:test';

import { concat, utf8 } from '../../../static/js/core/bytes.js';
import { createCodeKeeper } from '../../../static/js/domain/code-keeper.js';
import { createExport } from '../../../static/js/domain/export.js';
import { journalMarkdown } from '../../../static/js/domain/markdown.js';
import { decodeFrames } from '../../../static/js/net/frames.js';
import { openPhone } from '../fakes/phone.js';
import { CANARY, meet, offerOne, openOne, pairedCouple, PASSPHRASE, someone, withBridge, share, withShared } from './helpers/couple.js';
import { opened, viewOf, WORDS } from './helpers/together.js';

const captionsOf = (/** @type {string} */ id) => (id === 'with-photos' ? ['two [cups]\non the sill'] : []);
/** @param {Uint8Array} file */
const framesOf = (file) => decodeFrames(concat(utf8('CBF'), Uint8Array.of(1), file.subarray(4)));

test('the sealed file holds the ways in, the keys, and every item of the feed', async () => {
  const { server, alice, bob } = await pairedCouple();
  await openOne(alice, bob);
  const file = await createExport(alice).sealedFile();
  assert.deepEqual([...file.subarray(0, 4)], [0x43, 0x42, 0x58, 1]);
  const frames = framesOf(file);
  assert.deepEqual([frames[0].type, frames[1].type], [20, 21]);
  const { feed } = server.users.get(server.sessions.get(alice.link.cookie).user);
  const keys = frames.slice(2).map(({ type, id }) => `${type}:${Buffer.from(id).toString('base64url')}`).sort();
  assert.deepEqual(keys, [...feed.keys()].sort());
  assert.ok(!Buffer.from(file).includes(CANARY));
});

test('an account that has written nothing exports too, and no account exports nothing', async () => {
  const { phones: [alice] } = await someone(['alice']);
  alice.store.meta = async () => null;
  assert.deepEqual(framesOf(await createExport(alice).sealedFile()).map(({ type }) => type), [20, 21]);
  alice.account.device.value = null;
  await assert.rejects(createExport(alice).sealedFile(), { code: 'no-account' });
});

test('hidden while photos are fetched: no readable file is made', async () => {
  const { phones: [alice] } = await someone(['alice']);
  await alice.journal.create({ happened: CANARY });
  const attached = { plain: async () => (alice.account.hide(), []), frames: async () => [] };
  await assert.rejects(createExport({ ...alice, attached }).plainJson(PASSPHRASE), { code: 'locked' });
});

test('what was not sent yet is in the sealed file, apart from what the manifest covers', async () => {
  const { phones: [alice] } = await someone(['alice']);
  const id = await alice.journal.create({ happened: 'sent' });
  await alice.sync.now();
  alice.link.offline = true;
  await alice.vault.patch(id, { happened: 'changed since' });
  const frames = framesOf(await createExport(alice).sealedFile()).filter((frame) => Buffer.from(frame.id).toString('base64url') === id);
  assert.deepEqual(frames.map(({ type, revision }) => [type, revision]), [[1, 1], [22, 2]]);
});

test('the recovery slot goes along, whichever device makes the file', async () => {
  const { server, phones: [alice] } = await someone(['alice']);
  const slots = async (phone) => framesOf(await createExport(phone).sealedFile()).filter(({ type }) => type === 20).map(({ parts }) => parts[0][4]);
  await alice.account.setRecovery(PASSPHRASE);
  assert.deepEqual(await slots(alice), [1, 2], 'before the vault was told');
  await createCodeKeeper(alice).settle();
  await alice.sync.now();
  const other = withBridge(await openPhone({ server }));
  await other.signIn('alice', alice.made.accountCode);
  assert.deepEqual(await slots(other), [1, 2]);
  await alice.account.removeRecovery(PASSPHRASE);
  assert.deepEqual(await slots(alice), [1]);
});

test('the plain files need a fresh passphrase', async () => {
  const { phones: [alice] } = await someone(['alice']);
  const files = createExport(alice);
  await assert.rejects(files.plainJson('another passphrase'), { code: 'wrong-passphrase' });
  await assert.rejects(files.markdown('another passphrase'), { code: 'wrong-passphrase' });
});

test('the JSON is versioned and complete, and has nothing of the other beyond what was opened', async () => {
  const { alice, bob } = await pairedCouple();
  const opened = await openOne(alice, bob);
  await offerOne(alice, { tier: 2, text: 'not-opened-yet', topic: 'work', cover: { line: 'cover-of-hers' } }, { topic: 'work' });
  await meet(bob);
  const id = await bob.journal.create({ happened: 'mine' });
  bob.clock.advanceMs(3_600_000);
  const draft = bob.journal.draft(id);
  draft.set({ happened: 'mine, again' });
  await draft.close();
  await bob.journal.bin(await bob.journal.create({ happened: 'thrown away' }));
  await bob.vault.singleton('settings').put({ v: 1, type: 'settings', partnerName: 'Al' });
  for (const [purpose, heard] of [['turn:AAAA', 'not sent yet'], ['turn:BBBB', null]]) {
    await bob.vault.singleton(`draft:${purpose}`).put({ v: 1, type: 'draft', purpose, at: '2026-11-23T10:00:00.000Z', heard });
  }
  const json = JSON.parse(await createExport(bob).plainJson(PASSPHRASE));
  assert.deepEqual([json.format, json.version], ['couplebridge-export', 1]);
  assert.equal(json.entries[0].happened, 'mine, again');
  assert.equal(json.versions[0].fields.happened, 'mine');
  assert.equal(json.bin[0].happened, 'thrown away');
  assert.equal(json.settings.partnerName, 'Al');
  assert.deepEqual(json.drafts.map((/** @type {any} */ { heard }) => heard), ['not sent yet'], 'what was sent is among the turns');
  assert.equal(json.opened[0].id, opened);
  assert.deepEqual(json.opened[0].turns, []);
  assert.ok(!JSON.stringify(json).includes('not-opened-yet') && !JSON.stringify(json).includes('cover-of-hers'));
  const hers = JSON.parse(await createExport(alice).plainJson(PASSPHRASE));
  assert.equal(hers.offers.length, 2);
});

test('the Markdown reads like a letter to oneself', async () => {
  const { alice, bob } = await pairedCouple();
  const id = await openOne(alice, bob);
  await bob.bridge.say(id, { step: 'heard', text: 'You felt small.\nI see.' });
  await meet(alice);
  await alice.bridge.say(id, { step: 'yes' });
  await meet(bob);
  const text = await createExport(bob).markdown(PASSPHRASE);
  await alice.vault.singleton('settings').put({ v: 1, type: 'settings', partnerName: 'Bo' });
  assert.match(text, /^# What I wrote\n\nWritten out on /);
  assert.match(text, /# What was opened between us\n\n## .+ · What .*my partner.* told me\n\nMoney\n\n\*hurt\*/);
  assert.ok(text.includes(`> ${CANARY}`));
  assert.ok(text.includes('I (said back):\n> You felt small.\n> I see.'));
  assert.ok(text.includes('my partner (yes, that’s it)'));
  assert.match(await createExport(alice).markdown(PASSPHRASE), /What I told[^]+Bo \(said back\)/);
});

test('two texts that opened at the same moment say so, and stand one after the other', async () => {
  const { alice, bob, id } = await opened();
  const single = await openOne(alice, bob, { topic: 'work' });
  const json = JSON.parse(await createExport(bob).plainJson(PASSPHRASE));
  const told = Object.fromEntries(json.opened.map((/** @type {any} */ one) => [one.id, one.together]));
  const { mine, theirs } = viewOf(bob, id).texts;
  assert.deepEqual(told, { [mine]: id, [theirs]: id, [single]: null });
  const text = await createExport(bob).markdown(PASSPHRASE);
  assert.equal(text.match(/Opened together, both at the same moment\./g)?.length, 2);
  assert.ok(text.includes(WORDS.alice) && text.includes(WORDS.bob));
  const order = (/** @type {any[]} */ views) => journalMarkdown({ entries: [], bin: [], opened: views, steps: [], checkIns: [], moments: [], captionsOf, partnerName: '', nowMs: 0 }).match(/> \w+/g);
  const [first, second] = bob.bridge.opened.value.filter(({ together }) => together === id).map((/** @type {any} */ view, /** @type {number} */ at) => ({ ...view, turns: [], fields: {}, text: ['one', 'two'][at] }));
  const between = { ...first, together: null, text: 'between' };
  assert.deepEqual(order([between, first, between, second]), ['> between', '> one', '> two', '> between']);
});

test('the path is in the plain files: what stands, and nothing that was let go', async () => {
  const { alice, bob } = await pairedCouple();
  [alice, bob].forEach(withShared);
  await share(alice, bob);
  const id = await alice.steps.ours.create({ title: 'Ring\n# them', stage: 'look', kind: 'either' });
  await alice.steps.ours.tick(id, true);
  await alice.steps.own.create({ title: 'alone', stage: 'talk' });
  await alice.steps.ours.letGo(await alice.steps.ours.create({ title: 'gone-for-good', stage: 'talk' }));
  await share(alice, bob);
  const json = JSON.parse(await createExport(alice).plainJson(PASSPHRASE));
  assert.deepEqual([json.path.ours.map(({ title }) => title), json.path.own.map(({ title }) => title)], [['Ring\n# them'], ['alone']]);
  assert.ok(!JSON.stringify(json).includes('gone-for-good'));
  assert.match(await createExport(alice).markdown(PASSPHRASE), /# The path\n\n- \[x\] Ring # them\n- \[ \] alone/);
  assert.deepEqual(JSON.parse(await createExport(bob).plainJson(PASSPHRASE)).path.own, []);
});

test('each part has its heading, what is empty has none, and nothing of a text acts as Markdown', () => {
  const entry = {
    id: 'with-photos',
    fields: {
      createdAt: '2026-11-20T10:00:00Z', happenedOn: '2026-11-19', topic: 'money', feelings: ['sad', 'from-later'], tags: ['rent'],
      happened: '# not a heading\n<img src=x> ![a](https://x.example)', longing: 'peace',
    },
  };
  const bare = { id: 'bare', fields: { createdAt: '2026-11-21T10:00:00Z' } };
  const opened = {
    id: 'o', by: /** @type {const} */ ('partner'), tier: 2, topic: null, text: 'one', fields: { feelings: ['from-later'] }, cover: /** @type {any} */ (null), openedAt: '2026-11-22T10:00:00Z', together: null,
    turnsProblem: null, myTurn: false, turns: [{ by: /** @type {const} */ ('me'), step: 'not-quite', text: 'more' }, { by: /** @type {const} */ ('partner'), step: 'answer', text: 'ah' }],
  };
  const silent = { ...opened, topic: 'work', fields: {}, turns: [] };
  const text = journalMarkdown({ entries: [entry, bare], bin: [bare], opened: [opened, silent], steps: [], checkIns: [], moments: [], captionsOf, partnerName: 'Sam <b>', nowMs: Date.parse('2026-11-23T10:00:00Z') });
  assert.ok(text.includes('## Friday, November 20, 2026 · Money\n\nIt happened on Thursday, November 19, 2026.\n\n*sad, from-later*\n\n### What happened'));
  assert.ok(text.includes('\\# not a heading\n\\<img src=x> !\\[a](https://x.example)'));
  assert.ok(text.includes('### What I long for\n\npeace\n\nOn a photo: two \\[cups] on the sill\n\n#rent'));
  assert.equal(text.match(/On a photo/g)?.length, 1);
  assert.ok(!text.includes('### Beneath it') && text.includes('Sam \\<b>') && !text.includes('Sam <b>'));
  assert.ok(text.includes('I (not quite):\n> more') && text.includes('(answered):\n> ah'));
  assert.ok(text.includes('# In the bin'));
});

test('where nothing was opened, thrown away or even written, nothing is said of it', () => {
  const text = journalMarkdown({ entries: [], bin: [], opened: [], steps: [], checkIns: [], moments: [], captionsOf, partnerName: '', nowMs: 0 });
  assert.equal(text.match(/^#/gm)?.length, 1);
});

test('check-ins are in both plain files, and of the other not one, also while they are seen together', async () => {
  const { alice, bob } = await pairedCouple();
  [alice, bob].forEach(withShared);
  await share(alice, bob);
  const none = { communication: null, connection: null, conflict: null, trust: null };
  for (const phone of [alice, bob]) {
    await phone.together.switchOn();
    await share(alice, bob);
  }
  await bob.together.add({ ...none, trust: 2, line: CANARY, tellsLine: true });
  await alice.together.add({ ...none, communication: 7, line: '<b>mine</b>', tellsLine: false });
  await share(bob, alice);
  assert.equal(alice.together.both().theirs[0].line, CANARY, 'it is seen together');
  const [json, text] = [await createExport(alice).plainJson(PASSPHRASE), await createExport(alice).markdown(PASSPHRASE)];
  assert.deepEqual(JSON.parse(json).checkIns.map((one) => [one.communication, one.trust, one.line]), [[7, null, '<b>mine</b>']]);
  assert.match(text, /# Check-ins\n\n- .+ · Communication 7 of 10 · \\<b>mine\\<\/b>/);
  for (const file of [json, text]) assert.ok(!file.includes(CANARY) && !file.includes('seen:'));
});
