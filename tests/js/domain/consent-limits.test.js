/** consent.md, "Offer": two at a time, rest, no second knock, and what can never be offered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { reasonFor } from '../../../static/js/domain/bridge/refusals.js';
import { verdict, whyNotOffer } from '../../../static/js/domain/bridge/rules.js';
import { safetyStays } from '../../../static/js/domain/bridge/words.js';
import { DAY_MS, meet, offerOne, openOne, pairedCouple, seen, someone } from './helpers/couple.js';

/** @param {any} phone @param {string} topic */
const entryAbout = (phone, topic) => phone.journal.create({ happened: 'something', topic });

test('at most two offers are open in a direction', async () => {
  const { alice, bob } = await pairedCouple();
  await offerOne(alice, {}, { topic: 'money' });
  await offerOne(alice, { topic: 'work' }, { topic: 'work' });
  const third = await entryAbout(alice, 'health');
  assert.deepEqual(alice.bridge.canOffer(third), { ok: false, code: 'two-open', why: reasonFor('two-open') });
  await assert.rejects(alice.bridge.offer({ entryId: third, tier: 1, topic: 'health' }), { code: 'two-open' });
  await meet(bob);
  const his = await entryAbout(bob, 'health');
  assert.equal(bob.bridge.canOffer(his).ok, true, 'the other direction is its own');
});

for (const [way, end] of Object.entries({
  'taken back': async (/** @type {any} */ { alice }, /** @type {string} */ id) => alice.bridge.withdraw(id),
  lapsed: async (/** @type {any} */ { clock, server, alice }) => {
    clock.advanceMs(14 * DAY_MS);
    server.lapse();
    await meet(alice);
  },
  'lapsed, which no feed says': async (/** @type {any} */ { clock, alice }) => {
    clock.advanceMs(14 * DAY_MS);
    await meet(alice);
  },
  'put away': async (/** @type {any} */ { alice, bob }, /** @type {string} */ id) => {
    await meet(bob);
    await bob.bridge.accept(id);
    await meet(alice);
    await alice.bridge.release(id);
    await alice.bridge.putAway(id);
  },
  opened: async (/** @type {any} */ { alice, bob }, /** @type {string} */ id) => {
    await meet(bob);
    await bob.bridge.accept(id);
    await meet(alice);
    await alice.bridge.release(id);
  },
})) {
  test(`entry and topic rest 14 days after an offer was ${way}`, async () => {
    const couple = await pairedCouple();
    const { alice, clock } = couple;
    const id = await offerOne(alice);
    const { entryId } = seen(alice, 'outgoing', id);
    await end(couple, id);
    const sameTopic = await entryAbout(alice, 'money');
    const otherTopic = await entryAbout(alice, 'work');
    const codes = () => [entryId, sameTopic, otherTopic].map((one) => alice.bridge.canOffer(one).code);
    assert.deepEqual(codes(), ['entry-rests', 'topic-rests', null]);
    assert.equal(alice.bridge.canOffer(sameTopic, 'work').ok, true, 'told under another topic it does not rest');
    clock.advanceMs(14 * DAY_MS - 1);
    assert.deepEqual(codes(), ['entry-rests', 'topic-rests', null]);
    clock.advanceMs(1);
    assert.deepEqual(codes(), [null, null, null]);
  });
}

test('the server holds the same rest without knowing which entry or topic it was', async () => {
  const { alice, clock } = await pairedCouple();
  const id = await offerOne(alice);
  const { entryId } = seen(alice, 'outgoing', id);
  await alice.bridge.withdraw(id);
  // A client that forgot is not a way round.
  for (const { id: made } of alice.vault.all('offer-out')) await alice.vault.purge(made);
  await assert.rejects(alice.bridge.offer({ entryId, tier: 1, topic: 'work' }), { code: 'resting' });
  const again = await entryAbout(alice, 'money');
  await assert.rejects(alice.bridge.offer({ entryId: again, tier: 1, topic: 'money' }), { code: 'resting' });
  assert.deepEqual(alice.vault.all('offer-out'), [], 'what the server refused leaves nothing behind');
  clock.advanceMs(14 * DAY_MS);
  assert.ok(await alice.bridge.offer({ entryId: again, tier: 1, topic: 'money' }));
});

test('without a topic only the entry rests', async () => {
  const { alice } = await pairedCouple();
  const id = await offerOne(alice, { tier: 2, text: 'one sentence', topic: null }, { topic: null });
  await alice.bridge.withdraw(id);
  const other = await entryAbout(alice, /** @type {any} */ (null));
  assert.equal(alice.bridge.canOffer(other).ok, true);
  assert.ok(await alice.bridge.offer({ entryId: other, tier: 2, text: 'another' }));
});

test('no second knock: the same entry is not offered twice, and nothing reminds', async () => {
  const { alice } = await pairedCouple();
  const id = await offerOne(alice);
  const { entryId } = seen(alice, 'outgoing', id);
  assert.equal(alice.bridge.canOffer(entryId).code, 'already-offered');
  for (const word of ['remind', 'nudge', 'knock', 'ping', 'poke']) {
    assert.ok(!Object.keys(alice.bridge).some((name) => name.toLowerCase().includes(word)));
  }
});

test('safety notes cannot be offered, whatever else holds', async () => {
  const { alice } = await pairedCouple();
  const { phones: [alone] } = await someone(['carol']);
  for (const phone of [alice, alone]) {
    const note = await phone.journal.create({ kind: 'safety', happened: 'x', topic: 'money' });
    assert.deepEqual(phone.bridge.canOffer(note), { ok: false, code: 'safety', why: safetyStays() });
    await assert.rejects(phone.bridge.offer({ entryId: note, tier: 1, topic: 'money' }), { code: phone === alice ? 'safety' : 'alone' });
  }
});

test('what is missing, in the bin or without words cannot be offered, and alone there is no bridge', async () => {
  const { alice } = await pairedCouple();
  const entryId = await entryAbout(alice, 'money');
  await assert.rejects(alice.bridge.offer({ entryId, tier: 1 }), { code: 'no-topic' });
  await assert.rejects(alice.bridge.offer({ entryId, tier: 2, text: ' ' }), { code: 'no-text' });
  await assert.rejects(alice.bridge.offer({ entryId, tier: 3, fields: { happened: '' } }), { code: 'no-text' });
  await assert.rejects(alice.bridge.offer({ entryId, tier: 2, text: 'x'.repeat(20_001) }), { code: 'too-long' });
  await alice.journal.bin(entryId);
  assert.equal(alice.bridge.canOffer(entryId).code, 'binned');
  assert.equal(alice.bridge.canOffer('nothing').code, 'missing');
  const { phones: [alone] } = await someone(['carol']);
  assert.equal(alone.bridge.canOffer(await entryAbout(alone, 'money')).code, 'alone');
});

test('an opened offer no longer counts as one of the two', async () => {
  const { alice, bob } = await pairedCouple();
  await openOne(alice, bob);
  await offerOne(alice, { topic: 'work' }, { topic: 'work' });
  assert.equal(alice.bridge.canOffer(await entryAbout(alice, 'health')).ok, true);
});

test('an offer whose answer got lost is remembered, and is there after the next look', async () => {
  const { alice } = await pairedCouple();
  alice.link.fault = (/** @type {string} */ method, /** @type {string} */ path) => (path === '/offers' ? 'after' : null);
  await assert.rejects(offerOne(alice), { code: 'offline' });
  alice.link.fault = () => null;
  await meet(alice);
  assert.equal(alice.bridge.outgoing.value.length, 1);
  assert.notEqual(alice.bridge.outgoing.value[0].entryId, null);
});

test('the rule itself refuses every kind but a concern, before it looks at anything else', () => {
  const known = { entryId: 'e', topic: null, made: [], openIds: [], nowMs: 0 };
  assert.equal(whyNotOffer({ ...known, entry: { fields: { type: 'entry', kind: 'safety', binnedAt: 'x' } } }), 'safety');
  assert.equal(whyNotOffer({ ...known, entry: { fields: { type: 'version' } } }), 'missing');
  assert.deepEqual(verdict(null), { ok: true, why: null, code: null });
});

test('an opening whose answer got lost counts for the rest all the same', async () => {
  const { alice, bob } = await pairedCouple();
  const id = await offerOne(alice);
  const { entryId } = seen(alice, 'outgoing', id);
  await meet(bob);
  await bob.bridge.accept(id);
  await meet(alice);
  alice.link.fault = (/** @type {string} */ _method, /** @type {string} */ path) => (path.endsWith('/release') ? 'after' : null);
  await assert.rejects(alice.bridge.release(id), { code: 'offline' });
  alice.link.fault = () => null;
  await meet(alice);
  assert.ok(seen(alice, 'opened', id));
  assert.equal(alice.bridge.canOffer(entryId).code, 'entry-rests');
});

test('an offer whose private note is gone can still be changed and taken back', async () => {
  const { alice } = await pairedCouple();
  const id = await offerOne(alice);
  for (const { id: made } of alice.vault.all('offer-out')) await alice.vault.purge(made);
  assert.equal(seen(alice, 'outgoing', id).entryId, null);
  await alice.bridge.edit(id, { tier: 1 });
  assert.equal(seen(alice, 'outgoing', id).topic, 'money');
  for (const { id: made } of alice.vault.all('offer-out')) await alice.vault.purge(made);
  await alice.bridge.withdraw(id);
  assert.deepEqual(alice.bridge.outgoing.value, []);
});

test('a device that slept past the lapse does not make the rest longer', async () => {
  const { server, clock, alice } = await pairedCouple();
  const id = await offerOne(alice);
  const { entryId } = seen(alice, 'outgoing', id);
  clock.advanceMs(14 * DAY_MS);
  server.lapse();
  clock.advanceMs(14 * DAY_MS);
  await meet(alice);
  assert.equal(alice.bridge.canOffer(entryId).code, null);
});
