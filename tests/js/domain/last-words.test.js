/** Typed and hidden in the same moment: the keys are gone at once, and the text is there after the next unlock. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { createJournal } from '../../../static/js/domain/journal.js';
import { createLastWords } from '../../../static/js/domain/last-words.js';
import { AccountLockedError } from '../../../static/js/domain/errors.js';
import { StorageFullError } from '../../../static/js/store/errors.js';
import { createFakeServer } from '../fakes/server.js';
import { openPhone, PASSPHRASE } from '../fakes/phone.js';

const TYPED = 'the last thing that was typed';

/** @param {any} phone */
function withJournal(phone) {
  const journal = createJournal({ ...phone, schedule: () => () => {} });
  return Object.assign(phone, { journal, lastWords: createLastWords({ ...phone, journal }) });
}

async function openAlice() {
  const alice = withJournal(await openPhone({ server: createFakeServer() }));
  await alice.register('alice');
  return alice;
}

/** @param {any} phone as the page does after every unlock */
async function unlock(phone) {
  await phone.account.unlock(PASSPHRASE);
  await phone.vault.load();
  await phone.lastWords.settle();
}

for (const way of ['hide', 'lock']) {
  test(`${way}: typed in the same tick`, async () => {
    const alice = await openAlice();
    const id = await alice.journal.create({ happened: 'before' });
    const draft = alice.journal.draft(id);
    draft.set({ happened: TYPED });
    const keyring = alice.account.keyring();
    alice.account[way]();
    assert.equal(keyring.isLocked, true, 'not one moment later');
    assert.equal(alice.account.keyring(), null);
    await draft.close();
    await unlock(alice);
    assert.equal(alice.journal.entry(id).fields.happened, TYPED);
    assert.equal(await alice.store.meta('lastWords'), null);
  });
}

test('while the save was under way, and after the page was killed', async () => {
  const alice = await openAlice();
  const id = await alice.journal.create({ happened: 'before' });
  const draft = alice.journal.draft(id);
  draft.set({ happened: TYPED });
  const saving = draft.flush();
  draft.set({ felt: 'and this' });
  await Promise.resolve();
  alice.account.hide();
  await saving;
  while ((await alice.store.meta('lastWords')) === null);
  const kept = Buffer.concat(await alice.store.meta('lastWords'));
  assert.equal(kept.includes(TYPED), false, 'sealed');
  const again = withJournal(await alice.reopen());
  await unlock(again);
  const { happened, felt } = again.journal.entry(id).fields;
  assert.deepEqual([happened, felt], [TYPED, 'and this']);
});

test('the first words of a new page, once', async () => {
  const alice = await openAlice();
  const made = alice.journal.create({ happened: TYPED }).catch((problem) => problem.code);
  alice.account.hide();
  await made;
  await unlock(alice);
  assert.deepEqual(alice.journal.entries().map(({ fields }) => fields.happened), [TYPED]);
  assert.equal(alice.account.state.value, 'unlocked');
});

test('of an entry that is gone for good the words become one of their own', async () => {
  const alice = await openAlice();
  const id = await alice.journal.create();
  await alice.vault.purge(id);
  await alice.journal.catchUp([{ id, isNew: false, at: '2026-11-20T10:00:00.000Z', fields: { felt: TYPED } }]);
  const [entry] = alice.journal.entries();
  assert.deepEqual([entry.fields.felt, entry.fields.createdAt], [TYPED, '2026-11-20T10:00:00.000Z']);
  assert.notEqual(entry.id, id);
});

test('a disk that refuses is tried again; what does not open is let go', async () => {
  const alice = await openAlice();
  const id = await alice.journal.create();
  alice.journal.draft(id).set({ happened: TYPED });
  const { changeMeta } = alice.store;
  await changeMeta('lastWords', () => [new Uint8Array(40)]);
  alice.store.changeMeta = async () => Promise.reject(new Error('disk full'));
  assert.equal(await alice.lastWords.isKept(), true);
  alice.account.hide();
  assert.equal(await alice.lastWords.isKept(), false, 'only this page has it');
  await alice.lastWords.settle();
  alice.store.changeMeta = changeMeta;
  await unlock(alice);
  assert.equal(await alice.lastWords.isKept(), true);
  assert.equal(alice.journal.entry(id).fields.happened, TYPED);
  assert.equal(await alice.store.meta('lastWords'), null);
});

test('a device that forgets keeps no last words; nothing typed leaves nothing', async () => {
  const alice = await openAlice();
  const id = await alice.journal.create();
  alice.journal.draft(id);
  alice.account.hide();
  await unlock(alice);
  assert.equal(await alice.store.meta('lastWords'), null);
  alice.journal.draft(id).set({ happened: TYPED });
  await alice.account.signOut({ forgetDevice: true });
  await alice.lastWords.settle();
  assert.equal(await alice.store.meta('lastWords'), null);
});

/** @param {string} id @param {string} happened @param {string} at @param {boolean} [isNew] */
const typedAt = (id, happened, at, isNew = false) => ({ id, isNew, at, fields: { happened } });
const texts = (records) => records.map(({ fields }) => fields.fields?.happened ?? fields.happened);

/** Two things typed before one lock, of which the disk takes all but `refused`. */
async function openWithRefused(refused, problem) {
  const alice = await openAlice();
  const ids = [await alice.journal.create({ happened: 'first' }), await alice.journal.create({ happened: 'second' })];
  const { patch } = alice.vault;
  const free = () => (alice.vault.patch = patch);
  alice.vault.patch = async (id, fields) => (id === ids[refused] ? Promise.reject(problem) : patch(id, fields));
  ids.forEach((id, n) => alice.journal.draft(id).set({ happened: `${TYPED} ${n}` }));
  alice.account.hide();
  return { alice, ids, free, kept: async () => (await alice.store.meta('lastWords'))?.length ?? 0 };
}

for (const refused of [0, 1]) {
  test(`what finds no place (${refused}) is kept, and in nobody's way`, async () => {
    const { alice, ids, free, kept } = await openWithRefused(refused, new StorageFullError());
    await unlock(alice);
    const other = 1 - refused;
    assert.equal(alice.journal.entry(ids[other]).fields.happened, `${TYPED} ${other}`);
    assert.deepEqual([await kept(), alice.lastWords.isHeldBack.value], [1, true]);
    free();
    alice.clock.advanceMs(60_000);
    await alice.vault.patch(ids[other], { happened: 'newer', editedAt: new Date(alice.clock.nowMs()).toISOString() });
    await alice.account.lock();
    await unlock(alice);
    assert.equal(alice.journal.entry(ids[refused]).fields.happened, `${TYPED} ${refused}`, 'at the next unlock it has its place');
    assert.deepEqual([await kept(), alice.lastWords.isHeldBack.value], [0, false]);
    assert.equal(alice.journal.entry(ids[other]).fields.happened, 'newer', 'and what had its place did not come again');
    assert.deepEqual(alice.journal.versions(ids[other]), []);
  });
}

test('where nothing of it finds a place it stays as it is', async () => {
  const { alice, ids, free } = await openWithRefused(0, new StorageFullError());
  const { patch } = alice.vault;
  alice.vault.patch = async () => Promise.reject(new StorageFullError());
  await alice.lastWords.isKept();
  const before = await alice.store.meta('lastWords');
  await unlock(alice);
  assert.deepEqual(await alice.store.meta('lastWords'), before);
  assert.deepEqual(ids.map((id) => alice.journal.entry(id).fields.happened), ['first', 'second']);
  alice.vault.patch = patch;
  free();
  await alice.account.lock();
  await unlock(alice);
  assert.deepEqual(ids.map((id) => alice.journal.entry(id).fields.happened), [`${TYPED} 0`, `${TYPED} 1`]);
});

test('what no one foresaw is thrown when all others have their place', async () => {
  const { alice, ids, kept } = await openWithRefused(0, new TypeError('a mistake of ours'));
  await assert.rejects(unlock(alice), /a mistake of ours/);
  assert.equal(alice.journal.entry(ids[1]).fields.happened, `${TYPED} 1`);
  assert.equal(await kept(), 1);
});

test('a lock in the middle of it keeps what has no place yet', async () => {
  for (const at of ['patch', 'changeMeta']) {
    const { alice, ids, free } = await openWithRefused(0, new AccountLockedError());
    if (at === 'changeMeta') free();
    const { changeMeta } = alice.store;
    await changeMeta('lastWords', (kept) => kept ?? []);
    if (at === 'changeMeta') alice.store.changeMeta = async () => Promise.reject(new AccountLockedError());
    await assert.rejects(unlock(alice), { code: 'locked' });
    alice.store.changeMeta = changeMeta;
    free();
    await alice.account.lock();
    await unlock(alice);
    assert.deepEqual(ids.map((id) => alice.journal.entry(id).fields.happened), [`${TYPED} 0`, `${TYPED} 1`]);
  }
});

test('locked between two of them: the second waits for its own unlock', async () => {
  const alice = await openAlice();
  const id = await alice.journal.create({ happened: 'before' });
  for (const happened of ['one', TYPED]) {
    alice.journal.draft(id).set({ happened });
    alice.account.hide();
    await alice.account.unlock(PASSPHRASE);
    await alice.vault.load();
  }
  const { changeMeta } = alice.store;
  alice.store.changeMeta = async (...change) => (await changeMeta(...change), alice.account.hide());
  await alice.lastWords.settle();
  alice.store.changeMeta = changeMeta;
  assert.equal((await alice.store.meta('lastWords')).length, 1);
  await unlock(alice);
  assert.equal(alice.journal.entry(id).fields.happened, TYPED);
});

test('a disk that does not let go of it: newer words stay in front, and it becomes a version, once', async () => {
  const alice = await openAlice();
  const id = await alice.journal.create({ happened: 'before' });
  alice.journal.draft(id).set({ happened: TYPED });
  alice.account.hide();
  const { changeMeta } = alice.store;
  await alice.lastWords.settle();
  alice.store.changeMeta = async () => Promise.reject(new StorageFullError());
  await unlock(alice);
  assert.equal(alice.lastWords.isHeldBack.value, true);
  alice.clock.advanceMs(60_000);
  const draft = alice.journal.draft(id);
  draft.set({ happened: 'newer' });
  await draft.close();
  const { editedAt } = alice.journal.entry(id).fields;
  for (const _ of ['once', 'and again']) {
    await alice.account.lock();
    await unlock(alice);
    assert.deepEqual([alice.journal.entry(id).fields.happened, alice.journal.entry(id).fields.editedAt], ['newer', editedAt]);
    assert.deepEqual(texts(alice.journal.versions(id)), [TYPED]);
  }
  alice.store.changeMeta = changeMeta;
  await alice.account.lock();
  await unlock(alice);
  assert.equal(await alice.store.meta('lastWords'), null);
});

test('words of a page that is gone come back once', async () => {
  const alice = await openAlice();
  const id = await alice.journal.create();
  await alice.vault.purge(id);
  const words = [typedAt(id, TYPED, '2026-11-20T10:00:00.000Z')];
  await alice.journal.catchUp(words);
  await alice.journal.catchUp(words);
  assert.deepEqual(texts(alice.journal.entries()), [TYPED]);
});
