/** Checks that stand behind one another: each of them alone, so that none can go unnoticed. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { buildKdfParams } from '../../../static/js/crypto/kdf.js';
import { checkSlot } from '../../../static/js/domain/account/ways-in.js';
import { createManifestState } from '../../../static/js/domain/sync/manifest-state.js';
import { createFakeServer } from '../fakes/server.js';
import { openPhone } from '../fakes/phone.js';

const refused = { code: 'server-answer-refused' };

async function openAlice() {
  const alice = await openPhone({ server: createFakeServer() });
  await alice.register('alice');
  const id = await alice.vault.put({ type: 'entry', happened: 'first' });
  await alice.sync.now();
  return { alice, id };
}

test('M3: another envelope under a revision that is here is refused by itself', async () => {
  const { alice, id } = await openAlice();
  const [record] = await alice.store.records([id]);
  const other = { ...record, envelope: record.envelope.slice() };
  other.envelope[200] ^= 1;
  await assert.rejects(alice.vault.absorb([other]), refused);
  assert.deepEqual(await alice.vault.absorb([record]), [], 'the very same is no news');
  await alice.vault.patch(id, { happened: 'second' });
  await alice.sync.now();
  await assert.rejects(alice.vault.absorb([record]), refused);
  assert.equal(alice.vault.get(id).fields.happened, 'second');
});

test('M2: a manifest older than the highest seen is refused by itself', async () => {
  const { alice, id } = await openAlice();
  const old = await alice.store.meta('manifest');
  await alice.vault.patch(id, { happened: 'second' });
  await alice.sync.now();
  const keyring = alice.account.keyring();
  const state = createManifestState({ store: alice.store });
  const { frame } = await state.next(keyring, []);
  await assert.rejects(state.accept(keyring, { ...frame, revision: old.revision, parts: [old.envelope, old.wrap] }), refused);
  await state.accept(keyring, frame);
});

test('O3: a slot of another type, user or cost is refused by itself', async () => {
  const { alice } = await openAlice();
  const { slot, userId } = alice.account.device.value;
  const { params } = (await import('../../../static/js/crypto/slots.js')).parseSlot(slot);
  checkSlot(slot, { type: 1, userId, params });
  const wrong = [{ type: 2 }, { userId: new Uint8Array(16) }, { params: buildKdfParams({ mKib: 64 * 1024, t: 3 }) }];
  for (const other of wrong) assert.throws(() => checkSlot(slot, { type: 1, userId, params, ...other }), refused);
});
