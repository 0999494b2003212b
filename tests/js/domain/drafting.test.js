/** Words for somebody are kept from the first letter until they were sent, whatever comes in between. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { allTyped, createDrafting, holdsWords } from '../../../static/js/domain/drafting.js';
import { createJournal } from '../../../static/js/domain/journal.js';
import { createLastWords } from '../../../static/js/domain/last-words.js';
import { createFakeServer } from '../fakes/server.js';
import { openPhone, PASSPHRASE } from '../fakes/phone.js';

const TYPED = 'I wait for you to ask how my day was';
const PURPOSE = 'turn:AAAA';

/** @param {any} phone */
function withDrafting(phone) {
  /** @type {(() => void)[]} */
  const timers = [];
  const schedule = (/** @type {() => void} */ run, /** @type {number} */ delayMs) => {
    assert.equal(delayMs, 400);
    timers.push(run);
    return () => void timers.splice(timers.indexOf(run), timers.includes(run) ? 1 : 0);
  };
  const journal = createJournal({ ...phone, schedule });
  const drafting = createDrafting({ ...phone, schedule });
  const lastWords = createLastWords({ ...phone, journal: allTyped(journal, drafting) });
  return Object.assign(phone, { timers, journal, drafting, lastWords });
}

async function openAlice() {
  const alice = withDrafting(await openPhone({ server: createFakeServer() }));
  await alice.register('alice');
  return alice;
}

/** @param {any} phone as the page does after every unlock */
async function unlock(phone) {
  await phone.account.unlock(PASSPHRASE);
  await phone.vault.load();
  await phone.lastWords.settle();
}

/** @param {any} phone */
const kept = (phone) => phone.vault.all('draft').map((/** @type {any} */ { fields }) => fields);

test('typed is saved 400 ms after the last key, one record for each purpose', async () => {
  const alice = await openAlice();
  assert.deepEqual(alice.drafting.read(PURPOSE), {});
  const draft = alice.drafting.open(PURPOSE);
  draft.set({ heard: 'I' });
  draft.set({ heard: TYPED });
  assert.equal(alice.timers.length, 1);
  alice.timers[0]();
  await draft.flush();
  assert.deepEqual(alice.drafting.read(PURPOSE), { heard: TYPED });
  assert.deepEqual(alice.drafting.read('turn:BBBB'), {});
  const [{ v, type, purpose }] = kept(alice);
  assert.deepEqual([v, type, purpose], [1, 'draft', PURPOSE]);
});

test('the ordinary timer saves by itself', async () => {
  const alice = await openAlice();
  const draft = createDrafting(alice).open(PURPOSE);
  const saved = new Promise((resolve) => draft.state.subscribe((state) => state === 'saving' && resolve(undefined)));
  draft.set({ heard: TYPED });
  await saved;
  await draft.flush();
  assert.deepEqual(alice.drafting.read(PURPOSE), { heard: TYPED });
});

test('left and opened again before the last save has ended, the newest words are there', async () => {
  const alice = await openAlice();
  const first = alice.drafting.open(PURPOSE);
  first.set({ heard: 'I' });
  await first.flush();
  first.set({ heard: TYPED });
  const closing = first.close();
  assert.deepEqual(alice.drafting.read(PURPOSE), { heard: TYPED });
  assert.deepEqual(alice.drafting.read('turn:BBBB'), {});
  await closing;
  assert.deepEqual(alice.drafting.read(PURPOSE), { heard: TYPED });
});

test('saving what is already there writes nothing', async () => {
  const alice = await openAlice();
  const draft = alice.drafting.open(PURPOSE);
  draft.set({ heard: null });
  await draft.flush();
  assert.deepEqual(kept(alice), []);
  draft.set({ heard: TYPED, cover: { line: '' } });
  await draft.flush();
  const [{ revision }] = alice.vault.all('draft');
  draft.set({ heard: TYPED, cover: { line: '' } });
  await draft.close();
  assert.equal(alice.vault.all('draft')[0].revision, revision);
});

test('a lock flushed before, an unlock after: the words are there, on a phone started anew too', async () => {
  const alice = await openAlice();
  const draft = alice.drafting.open(PURPOSE);
  draft.set({ heard: TYPED });
  await draft.flush();
  await alice.account.lock();
  assert.deepEqual(alice.drafting.read(PURPOSE), {}, 'nothing is readable while it is locked');
  const again = withDrafting(await alice.reopen());
  await unlock(again);
  assert.deepEqual(again.drafting.read(PURPOSE), { heard: TYPED });
});

test('hidden in the moment of typing: the words of a draft and of an entry both come back', async () => {
  const alice = await openAlice();
  const id = await alice.journal.create({ happened: 'before' });
  alice.journal.draft(id).set({ happened: 'an entry' });
  const draft = alice.drafting.open(PURPOSE);
  draft.set({ heard: TYPED });
  alice.account.hide();
  await draft.close();
  await unlock(alice);
  assert.deepEqual(alice.drafting.read(PURPOSE), { heard: TYPED });
  assert.equal(alice.journal.entry(id).fields.happened, 'an entry');
  assert.equal(alice.journal.entries().length, 1);
});

test('a draft that was opened and left alone hands nothing over', async () => {
  const alice = await openAlice();
  const draft = alice.drafting.open(PURPOSE);
  draft.set({ heard: TYPED });
  await draft.flush();
  assert.deepEqual(alice.drafting.leave(), []);
});

test('sent empties it, in whatever order the answer and the last save come', async () => {
  const alice = await openAlice();
  const draft = alice.drafting.open(PURPOSE);
  draft.set({ heard: 'an earlier one' });
  await draft.flush();
  draft.set({ heard: TYPED, answer: 'not saved before it was sent' });
  const closing = draft.close();
  await draft.sent();
  await closing;
  assert.deepEqual(alice.drafting.read(PURPOSE), {});
  const [fields] = kept(alice);
  assert.deepEqual([fields.heard, fields.answer, holdsWords(fields)], [null, null, false]);
});

test('while what was sent is still being emptied, nothing of it is read', async () => {
  const alice = await openAlice();
  const draft = alice.drafting.open(PURPOSE);
  draft.set({ heard: TYPED });
  const isSaving = new Promise((resolve) => draft.state.subscribe((state) => state === 'saving' && resolve(undefined)));
  const closing = draft.close();
  await isSaving;
  const emptied = draft.sent();
  await closing;
  assert.deepEqual(alice.drafting.read(PURPOSE), {});
  await emptied;
});

test('an answer that comes late empties what was sent, and not what the next screen was given meanwhile', async () => {
  const alice = await openAlice();
  const first = alice.drafting.open(PURPOSE);
  first.set({ heard: 'said', answer: 'also said' });
  await first.close();
  const second = alice.drafting.open(PURPOSE);
  second.set({ heard: TYPED });
  await second.flush();
  await first.sent();
  assert.deepEqual(alice.drafting.read(PURPOSE), { heard: TYPED });
  await second.sent();
  assert.deepEqual(alice.drafting.read(PURPOSE), {});
});

test('of a draft from another screen everything is emptied, and a lock in between empties it too', async () => {
  const alice = await openAlice();
  const first = alice.drafting.open(PURPOSE);
  first.set({ heard: TYPED });
  await first.close();
  const second = alice.drafting.open(PURPOSE);
  const emptied = second.sent().catch((/** @type {any} */ problem) => problem.code);
  alice.account.hide();
  await emptied;
  await unlock(alice);
  assert.deepEqual(alice.drafting.read(PURPOSE), {});
});

test('words of an earlier moment do not take the place of newer ones', async () => {
  const alice = await openAlice();
  const draft = alice.drafting.open(PURPOSE);
  draft.set({ heard: TYPED });
  const late = alice.drafting.leave();
  alice.clock.advanceMs(1);
  draft.set({ heard: 'newer' });
  await draft.close();
  await alice.drafting.catchUp(late);
  assert.deepEqual(alice.drafting.read(PURPOSE), { heard: 'newer' });
});
