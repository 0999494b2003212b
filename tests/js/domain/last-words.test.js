/** Typed and hidden in the same moment: the keys are gone at once, and the text is there after the next unlock. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { createJournal } from '../../../static/js/domain/journal.js';
import { createLastWords } from '../../../static/js/domain/last-words.js';
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
  alice.account.hide();
  await alice.lastWords.settle();
  alice.store.changeMeta = changeMeta;
  await unlock(alice);
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
