/** After a lock nothing that was opened is left in memory, whoever had read it; looked for in a picture of the whole heap. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString, getHeapSnapshot } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { createAttachments } from '../../../static/js/domain/attachments/attachments.js';
import { createJournal } from '../../../static/js/domain/journal.js';
import { createShortlist } from '../../../static/js/domain/shortlist/cards.js';
import { PASSPHRASE } from '../fakes/phone.js';
import { pairedCouple, withShared } from './helpers/couple.js';

const KINDS = ['page', 'caption', 'step', 'card'];
/** Put together only in what is looked for: this file and its strings must not be found. @param {string} kind */
const secret = (kind) => ['quiet', 'heap', 'canary', kind].join('~');

/** @returns {Promise<string>} every string in memory */
async function heap() {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc');
  for (let n = 0; n < 3; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    collect();
  }
  const parts = [];
  for await (const part of getHeapSnapshot()) parts.push(part);
  return Buffer.concat(parts).toString('latin1');
}

/** @returns {Promise<string[]>} the kinds of which something is in memory; the words are made only when the picture was taken */
async function left() {
  const picture = await heap();
  return KINDS.filter((kind) => picture.includes(secret(kind)));
}

/** @param {any} phone */
function withAll(phone) {
  withShared(phone);
  const drafting = { read: () => ({}) };
  phone.journal = createJournal(phone);
  phone.attachments = createAttachments({ ...phone, drafting, chunks: {}, cache: {}, sending: { nudge: () => undefined } });
  phone.cards = createShortlist({ things: phone.shared.own });
  phone.vault.beforeReady(() => phone.read());
  phone.read = () => void [phone.journal.entries(), phone.attachments.of('some page'), phone.steps.own.all(), phone.cards.cards()];
  return phone;
}

async function writtenProfile() {
  const alice = withAll((await pairedCouple()).alice);
  await alice.journal.create({ happened: secret('page') });
  await alice.vault.put({ v: 1, type: 'attachment', of: 'some page', kind: 'photo', words: secret('caption'), at: '2026-11-01T10:00:00.000Z', media: 'image/webp', size: 1, chunks: 1, key: 'A', hash: 'A' });
  await alice.shared.own.add('step', { title: secret('step'), stage: 'talk', order: 'm', kind: 'one' });
  await alice.cards.create({ name: secret('card') });
  await alice.sync.now();
  await alice.account.lock();
  return alice;
}

test('the journal, captions, steps and cards are gone with the lock', async () => {
  const alice = await writtenProfile();
  await alice.account.unlock(PASSPHRASE);
  await alice.vault.load();
  alice.read();
  assert.deepEqual(await left(), KINDS, 'it is found while it is open');
  await alice.account.lock();
  assert.deepEqual(await left(), []);
  assert.ok(alice.vault.ready.value === false);
});
