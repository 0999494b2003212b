/** An offer of which no answer came leaves no private remainder, and counts for nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { meet, offerOne, pairedCouple } from './helpers/couple.js';

const wish = { tier: 1, topic: 'money' };
/** @param {any} phone @param {'before' | 'after'} when */
const cut = (phone, when) => {
  phone.link.fault = (/** @type {string} */ _method, /** @type {string} */ path) => (path === '/offers' ? when : null);
};
/** @param {any} phone */
const mend = (phone) => {
  phone.link.fault = () => null;
};
/** @param {any} phone */
const made = (phone) => phone.vault.all('offer-out');

test('pressing again and again without a connection leaves one remainder at most, and it counts for nothing', async () => {
  const { alice } = await pairedCouple();
  const entryId = await alice.journal.create({ happened: 'something', topic: 'money' });
  cut(alice, 'before');
  for (let press = 0; press < 3; press += 1) {
    await assert.rejects(alice.bridge.offer({ entryId, ...wish }), { code: 'offline' });
    assert.equal(made(alice).length, 1);
  }
  assert.equal(alice.bridge.canOffer(entryId).ok, true);
  alice.link.fault = () => 'before';
  await assert.rejects(alice.bridge.offer({ entryId, ...wish }), { code: 'offline' });
  assert.equal(made(alice).length, 1, 'with no connection at all it cannot be known, and no second one is made');
  mend(alice);
  const id = await alice.bridge.offer({ entryId, ...wish });
  assert.deepEqual(made(alice).map((/** @type {any} */ { fields }) => fields.offer), [id]);
});

test('the next complete look clears what never reached the server', async () => {
  const { alice } = await pairedCouple();
  cut(alice, 'before');
  await assert.rejects(offerOne(alice), { code: 'offline' });
  mend(alice);
  await meet(alice);
  assert.deepEqual(made(alice), []);
});

test('an offer that the server has stays remembered, and is not made twice', async () => {
  const { alice } = await pairedCouple();
  cut(alice, 'after');
  const entryId = await alice.journal.create({ happened: 'something', topic: 'money' });
  await assert.rejects(alice.bridge.offer({ entryId, ...wish }), { code: 'offline' });
  mend(alice);
  await assert.rejects(alice.bridge.offer({ entryId, ...wish }), { code: 'already-offered' });
  assert.equal(made(alice).length, 1);
  assert.equal(alice.bridge.outgoing.value[0].entryId, entryId);
});

test('what another device may be sending just now is left alone, and cleared when it is old', async () => {
  const { alice, clock } = await pairedCouple();
  const at = new Date(clock.nowMs()).toISOString();
  await alice.vault.put({ v: 1, type: 'offer-out', offer: 'AAAAAAAAAAAAAAAAAAAAAA', entry: 'e', tier: 1, topic: null, release: 'ask', at, endedAt: null });
  await meet(alice);
  assert.equal(made(alice).length, 1);
  clock.advanceMs(600_000);
  await meet(alice);
  assert.deepEqual(made(alice), []);
});
