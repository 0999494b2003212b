/** consent.md, "Together": both sealed first, then both say now, then both open. Either can step back until then, with no trace. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createBook } from '../../../static/js/domain/together/book.js';
import * as words from '../../../static/js/domain/together/words.js';
import { openPhone } from '../fakes/phone.js';
import { DAY_MS, meet, pairedCouple, someone, withBridge } from './helpers/couple.js';
import { bothIn, lockIn, opened, proposed, viewOf, WORDS } from './helpers/together.js';

test('both see the topic that one proposed, and nothing else', async () => {
  const { alice, bob, id } = await proposed();
  for (const phone of [alice, bob]) {
    const { state, topic, byMe, isLocked, saidNow, own, texts } = viewOf(phone, id);
    assert.deepEqual({ state, topic, byMe, isLocked, saidNow, own, texts }, { state: 'open', topic: 'money', byMe: phone === alice, isLocked: false, saidNow: false, own: null, texts: null });
  }
});

test('what one locks in shows to them alone, and the other’s screen is the same', async () => {
  const { alice, bob, id } = await proposed();
  const before = JSON.stringify(bob.togethers.all.value);
  await lockIn(alice, id, WORDS.alice);
  await meet(alice, bob);
  assert.equal(JSON.stringify(bob.togethers.all.value), before);
  assert.equal(viewOf(alice, id).isLocked, true);
  assert.equal(viewOf(alice, id).own.fields.happened, WORDS.alice);
  await alice.togethers.takeBack(id);
  await meet(alice, bob);
  assert.equal(viewOf(alice, id).isLocked, false);
  assert.equal(JSON.stringify(bob.togethers.all.value), before);
});

test('the answer to a lock gets lost, and it is pressed again: it is locked in, and opens', async () => {
  for (const isOffline of [false, true]) {
    const { alice, bob, id } = await proposed();
    const entryId = await alice.journal.create({ happened: WORDS.alice, topic: 'money' });
    const lock = (/** @type {string} */ happened) => alice.togethers.lockIn(id, { entryId, tier: 3, fields: { happened } });
    alice.link.fault = (/** @type {string} */ _, /** @type {string} */ path) => (path.endsWith('/lock') ? 'after' : null);
    await assert.rejects(lock(WORDS.alice));
    alice.link.fault = () => null;
    alice.link.offline = isOffline;
    await (isOffline ? assert.rejects(lock('another sentence')) : lock('another sentence'));
    alice.link.offline = false;
    await lockIn(bob, id, WORDS.bob);
    await meet(alice, bob);
    assert.equal(viewOf(alice, id).own.fields.happened, WORDS.alice, 'what arrived is what is shown');
    for (const phone of [alice, bob]) await phone.togethers.sayNow(id);
    await meet(alice, bob);
    assert.equal(viewOf(bob, id).state, 'opened');
  }
});

test('once both are in, both know that, and still read nothing of each other', async () => {
  const { alice, bob, id } = await bothIn();
  for (const phone of [alice, bob]) assert.equal(viewOf(phone, id).state, 'both-locked');
  assert.ok(!JSON.stringify(bob.togethers.all.value).includes(WORDS.alice));
});

test('one now opens nothing, and the other’s screen does not change; the second opens both', async () => {
  const { alice, bob, id } = await bothIn();
  const before = JSON.stringify(bob.togethers.all.value);
  await alice.togethers.sayNow(id);
  await meet(alice, bob);
  assert.equal(viewOf(alice, id).saidNow, true);
  assert.equal(JSON.stringify(bob.togethers.all.value), before);
  assert.equal(alice.bridge.opened.value.length + bob.bridge.opened.value.length, 0);
  await bob.togethers.sayNow(id);
  await meet(alice, bob);
  for (const [phone, mine, theirs] of [[alice, WORDS.alice, WORDS.bob], [bob, WORDS.bob, WORDS.alice]]) {
    const { texts, state, own } = viewOf(phone, id);
    assert.deepEqual([state, own], ['opened', null]);
    const found = (/** @type {string} */ textId) => phone.bridge.opened.value.find((/** @type {any} */ one) => one.id === textId);
    assert.deepEqual([found(texts.mine).by, found(texts.mine).fields.happened], ['me', mine]);
    assert.deepEqual([found(texts.theirs).by, found(texts.theirs).fields.happened], ['partner', theirs]);
  }
});

test('each of the two texts has a listening turn of its own', async () => {
  const { alice, bob, id } = await opened();
  const { texts } = viewOf(bob, id);
  await bob.bridge.say(texts.theirs, { step: 'heard', text: 'you said the door stood ajar' });
  await meet(alice);
  await alice.bridge.say(texts.theirs, { step: 'yes' });
  await alice.bridge.say(texts.mine, { step: 'heard', text: 'snow' });
  await meet(bob);
  assert.equal(bob.bridge.turns(texts.theirs).whose, 'me');
  assert.equal(bob.bridge.turns(texts.mine).turns[0].text, 'snow');
});

test('put away by either, both are off both screens', async () => {
  const { alice, bob, id } = await opened();
  await bob.bridge.putAway(viewOf(bob, id).texts.theirs);
  await meet(alice, bob);
  for (const phone of [alice, bob]) {
    assert.equal(viewOf(phone, id), null);
    assert.equal(phone.bridge.opened.value.length, 0);
  }
});

test('either can step back until it opened, and it is gone for both', async () => {
  for (const name of /** @type {const} */ (['alice', 'bob'])) {
    const couple = await bothIn();
    await couple.alice.togethers.sayNow(couple.id);
    await meet(couple.bob);
    await couple[name].togethers.stepBack(couple.id);
    await meet(couple.alice, couple.bob);
    for (const phone of [couple.alice, couple.bob]) assert.equal(viewOf(phone, couple.id), null);
    await assert.rejects(couple.bob.togethers.sayNow(couple.id), { code: 'not-possible' });
  }
});

test('it lapses after fourteen days by each phone’s own clock, and then its topic rests', async () => {
  const { alice, bob, clock, id } = await proposed();
  await lockIn(alice, id, WORDS.alice);
  clock.advanceMs(14 * DAY_MS);
  await assert.rejects(alice.togethers.lockIn(id, { entryId: 'x', tier: 1 }), { code: 'together-over' });
  await meet(alice, bob);
  for (const phone of [alice, bob]) assert.equal(viewOf(phone, id), null);
  assert.equal(alice.togethers.canPropose('money').code, 'together-rests');
  await assert.rejects(bob.togethers.propose('money'), { code: 'resting' });
  clock.advanceMs(14 * DAY_MS + 1);
  assert.ok(await bob.togethers.propose('money'));
});

test('one at a time, a topic of the list, and a partner: else it is refused in words', async () => {
  const { alice, id } = await proposed();
  assert.equal(alice.togethers.canPropose('work').code, 'together-open');
  await assert.rejects(alice.togethers.propose('work'), { code: 'together-open' });
  await alice.togethers.stepBack(id);
  assert.equal(alice.togethers.canPropose('the weather').code, 'no-topic');
  assert.equal(alice.togethers.canPropose('money').code, 'together-rests');
  const { phones: [alone] } = await someone(['alone']);
  assert.equal(alone.togethers.canPropose('money').code, 'alone');
  await assert.rejects(alone.togethers.propose('money'), { code: 'alone' });
});

test('what may never be offered cannot be locked in, and one lock is enough', async () => {
  const { alice, id } = await proposed();
  const safety = await alice.journal.create({ kind: 'safety', happened: WORDS.alice });
  await assert.rejects(alice.togethers.lockIn(id, { entryId: safety, tier: 3, fields: { happened: 'x' } }), { code: 'safety' });
  await assert.rejects(alice.togethers.lockIn(id, { entryId: 'nowhere', tier: 1 }), { code: 'missing' });
  const binned = await alice.journal.create({ happened: WORDS.alice });
  await alice.journal.bin(binned);
  await assert.rejects(alice.togethers.lockIn(id, { entryId: binned, tier: 1 }), { code: 'binned' });
  await assert.rejects(lockIn(alice, id, '', 2), { code: 'no-text' });
  await lockIn(alice, id, WORDS.alice, 1);
  await assert.rejects(lockIn(alice, id, WORDS.alice, 1), { code: 'not-possible' });
});

test('another device of mine goes on from where this one stood', async () => {
  const { alice, bob, server, id } = await proposed();
  await lockIn(alice, id, WORDS.alice);
  await lockIn(bob, id, WORDS.bob);
  await meet(alice);
  const second = withBridge(await openPhone({ server, clock: alice.clock }));
  await second.signIn('alice', alice.made.accountCode);
  await meet(second);
  assert.equal(viewOf(second, id).own.fields.happened, WORDS.alice);
  await second.togethers.sayNow(id);
  await meet(bob, alice);
  await assert.rejects(alice.togethers.sayNow(id), { code: 'not-possible' });
  await bob.togethers.sayNow(id);
  await meet(alice, second, bob);
  for (const phone of [alice, second, bob]) assert.equal(viewOf(phone, id).state, 'opened');
});

test('locked, nothing of it is in memory; unlocked, all of it is there again', async () => {
  const { alice, id } = await opened();
  await alice.account.lock();
  assert.deepEqual(alice.togethers.all.value, []);
  assert.equal(alice.togethers.commitOf('any'), null);
  await alice.unlock();
  await meet(alice);
  assert.equal(viewOf(alice, id).state, 'opened');
  assert.equal(alice.bridge.opened.value.length, 2);
});

test('after leaving, one under way is over and what was opened stays', async () => {
  const { alice, bob, id } = await opened();
  const next = await bob.togethers.propose('work');
  await meet(alice);
  await alice.pairing.leave('four quiet old rivers');
  await meet(alice, bob);
  for (const phone of [alice, bob]) {
    assert.equal(viewOf(phone, next), null);
    assert.equal(viewOf(phone, id).state, 'opened');
    assert.equal(phone.bridge.opened.value.length, 2);
  }
});

test('a key that is not the pinned one stops it before anything is said', async () => {
  const { alice } = await pairedCouple();
  alice.pairing.state.value = { kind: 'stopped', why: 'key-changed' };
  assert.equal(alice.togethers.canPropose('money').code, 'stopped');
  await assert.rejects(alice.togethers.propose('money'), { code: 'key-changed' });
});

test('not now is a private note: no request names it, and it can be brought back', async () => {
  const { alice, bob, server, id } = await proposed();
  const asked = bob.link.requests.length;
  await bob.togethers.putOff(id, true);
  assert.equal(viewOf(bob, id).isPutOff, true);
  assert.ok(!bob.link.requests.slice(asked).some((/** @type {string} */ request) => request.includes('togethers')));
  await meet(bob, alice);
  assert.equal(viewOf(alice, id).isPutOff, false);
  await bob.togethers.putOff(id, false);
  assert.equal(viewOf(bob, id).isPutOff, false);
  assert.equal(server.togethers.get(id).state, 1);
});

test('a lock while something is being read does not bring it back', async () => {
  const { alice, id } = await bothIn();
  const { setMeta } = alice.store;
  alice.store.setMeta = async (/** @type {string} */ key, /** @type {any} */ value) => {
    if (key === 'togetherSeen') void alice.account.lock();
    return setMeta(key, value);
  };
  await alice.togethers.stepBack(id).catch(() => undefined);
  assert.deepEqual(alice.togethers.all.value, []);
});

test('of a space that this person was never in, nothing is read', async () => {
  const { bob, id } = await proposed();
  await bob.togethers.stepBack(id);
  const book = createBook({ items: () => [{ id, state: 'open', proposal: { envelope: new Uint8Array(3) } }, { id, state: 'open', proposal: null }].map((item) => /** @type {any} */ (item)), coupleIn: () => null, store: bob.store });
  await book.refresh();
  assert.deepEqual(book.all().map(({ state }) => state), ['refused']);
  assert.equal(book.get('another'), null);
});

test('what both read before they begin, and while they wait, says only what is so', () => {
  const all = [...words.howItGoes(), words.waitsForBoth(), words.opensWithBoth(), words.youSaidNow(), words.fairnessIsTheServers(), words.steppingBack(), words.takingBackIsPrivate(), words.lapsesQuietly()].join(' ');
  assert.match(words.fairnessIsTheServers(), /could show one and hold the other back/);
  assert.match(words.waitsForBoth(), /neither of you is told how far the other is/);
  for (const never of [/waiting for/i, /has not yet/i, /remind(?!er)/i]) assert.doesNotMatch(all, never);
});
