/** consent.md, "Offer": consent can be changed, voided and taken back, by either, without a trace. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { editVoids, withdrawLeavesNothing } from '../../../static/js/domain/bridge/words.js';
import { meet, offerOne, openOne, pairedCouple, seen } from './helpers/couple.js';

test('any edit voids the acceptance, and the partner is asked afresh', async () => {
  const { alice, bob } = await pairedCouple();
  const id = await offerOne(alice);
  await meet(bob);
  await bob.bridge.accept(id);
  await meet(alice);
  await alice.bridge.edit(id, { tier: 2, text: 'softer now', cover: { line: 'again' } });
  assert.equal(seen(alice, 'outgoing', id).state, 'offered');
  assert.equal(seen(alice, 'outgoing', id).text, 'softer now');
  await assert.rejects(alice.bridge.release(id), { code: 'not-possible' });
  await meet(bob);
  assert.equal(seen(bob, 'incoming', id).state, 'offered');
  assert.equal(seen(bob, 'incoming', id).cover.line, 'again');
  await bob.bridge.accept(id);
  await meet(alice);
  await alice.bridge.release(id);
  await meet(bob);
  assert.equal(seen(bob, 'opened', id).text, 'softer now');
  assert.match(editVoids(), /asked afresh/);
});

test('an edit keeps the date of lapsing and the topic that will rest', async () => {
  const { alice, clock } = await pairedCouple();
  const id = await offerOne(alice);
  const { lapsesAt } = seen(alice, 'outgoing', id);
  clock.advanceMs(86_400_000);
  await alice.bridge.edit(id, { tier: 1, topic: 'work' });
  assert.equal(seen(alice, 'outgoing', id).lapsesAt, lapsesAt);
  assert.equal(seen(alice, 'outgoing', id).topic, 'money');
  assert.equal(seen(alice, 'outgoing', id).tier, 1);
});

test('an acceptance of the text before the edit is refused', async () => {
  const { alice, bob } = await pairedCouple();
  const id = await offerOne(alice);
  await meet(bob);
  await alice.bridge.edit(id, { tier: 2, text: 'changed' });
  await assert.rejects(bob.bridge.accept(id), { code: 'conflict' });
  await meet(alice);
  assert.equal(seen(alice, 'outgoing', id).state, 'offered');
});

test('the one who said ready can take it back as long as nothing was opened', async () => {
  const { alice, bob } = await pairedCouple();
  const id = await offerOne(alice, { release: 'at-once' });
  await meet(bob);
  await bob.bridge.accept(id);
  await bob.bridge.takeBack(id);
  assert.equal(seen(bob, 'incoming', id).state, 'offered');
  await meet(alice);
  assert.equal(seen(alice, 'outgoing', id).state, 'offered');
  assert.deepEqual(bob.bridge.opened.value, []);
  await bob.bridge.accept(id);
  await meet(alice, bob);
  assert.ok(seen(bob, 'opened', id), 'and may say yes again');
});

test('taken back before it opened, nothing is left on the other side but that it is gone', async () => {
  const { server, alice, bob } = await pairedCouple();
  const id = await offerOne(alice);
  await meet(bob);
  await bob.bridge.accept(id);
  await meet(alice);
  await alice.bridge.withdraw(id);
  await meet(bob);
  assert.equal(seen(bob, 'incoming', id), null);
  assert.deepEqual(bob.bridge.opened.value, []);
  const [item] = (await bob.store.items()).filter((/** @type {any} */ { type }) => type === 5);
  assert.ok(item.parts.slice(1).every((/** @type {Uint8Array} */ part) => part.length === 0), 'no text, no cover, no word of it');
  assert.deepEqual(bob.vault.all('offer-in'), []);
  await assert.rejects(bob.bridge.accept(id), { code: 'not-possible' });
  assert.equal(server.offers.get(id).share, null);
  assert.match(withdrawLeavesNothing(), /no trace/);
});

test('what was opened cannot be taken back, only put away', async () => {
  const { alice, bob } = await pairedCouple();
  const id = await openOne(alice, bob);
  await assert.rejects(alice.bridge.withdraw(id), { code: 'not-possible' });
  await assert.rejects(bob.bridge.takeBack(id), { code: 'not-possible' });
  await assert.rejects(alice.bridge.edit(id, { tier: 1, topic: 'money' }), { code: 'not-possible' });
});

for (const who of ['alice', 'bob']) {
  test(`put away by ${who} it leaves both screens, and its turns with it`, async () => {
    const couple = await pairedCouple();
    const { alice, bob } = couple;
    const id = await openOne(alice, bob);
    await bob.bridge.say(id, { step: 'heard', text: 'I heard you.' });
    await meet(alice);
    await /** @type {any} */ (couple)[who].bridge.putAway(id);
    await meet(alice, bob);
    for (const phone of [alice, bob]) {
      assert.deepEqual(phone.bridge.opened.value, []);
      assert.throws(() => phone.bridge.turns(id), { code: 'not-possible' });
      const kept = (await phone.store.items()).filter((/** @type {any} */ { type }) => type === 5 || type === 6);
      assert.ok(kept.every(({ parts }) => parts.slice(1).every((/** @type {Uint8Array} */ part) => part.length === 0)), 'stops syncing');
    }
    await assert.rejects(alice.bridge.putAway(id), { code: 'not-possible' });
  });
}

test('each acts only on their own side of an offer', async () => {
  const { alice, bob } = await pairedCouple();
  const id = await offerOne(alice);
  await meet(bob);
  for (const act of ['accept', 'takeBack', 'notNow', 'bringBack']) await assert.rejects(alice.bridge[act](id), { code: 'not-possible' });
  for (const act of ['withdraw', 'release']) await assert.rejects(bob.bridge[act](id), { code: 'not-possible' });
  await assert.rejects(bob.bridge.edit(id, { tier: 1, topic: 'money' }), { code: 'not-possible' });
});
