/** The choice from the first card to the last yes, on two phones against a server. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { observable } from '../../../static/js/core/observable.js';
import { createChoice } from '../../../static/js/domain/choice/choice.js';
import { TextTooLongError } from '../../../static/js/domain/errors.js';
import { createShortlist } from '../../../static/js/domain/shortlist/cards.js';
import { pairedCouple, secondDevice, share, withShared } from './helpers/couple.js';

function withChoice(phone) {
  phone.list = createShortlist({ things: phone.shared.ours });
  phone.choice = createChoice({ things: phone.shared.ours, vault: phone.vault });
  return phone;
}

async function couple(count = 3) {
  const { server, alice, bob } = await pairedCouple();
  for (const phone of [alice, bob]) withChoice(withShared(phone));
  const cards = [];
  for (let n = 0; n < count; n += 1) cards.push(await alice.list.create({ name: `card ${n}` }));
  await settle(alice, bob);
  return { server, alice, bob, cards };
}

async function settle(...phones) {
  for (let n = 0; n < 5; n += 1) {
    await share(...phones);
    for (const phone of phones) await phone.choice.refresh();
  }
}

const kindOf = (phone) => phone.choice.view()?.kind ?? null;

/** @param {any} phone @param {string[]} order @param {number} [setAsides] */
async function locks(phone, order, setAsides = 0) {
  const { id } = phone.choice.view();
  await phone.choice.arrange(id, order, setAsides);
  await phone.choice.lock(id);
}

test('each orders blind and locks, both come to one result, and both say yes', async () => {
  const { alice, bob, cards: [a, b, c] } = await couple();
  const id = await alice.choice.begin([a, b, c]);
  await settle(alice, bob);
  assert.deepEqual([kindOf(alice), kindOf(bob), bob.choice.view().allowed], ['ordering', 'ordering', 1]);
  await locks(alice, [a, b, c], 1);
  await settle(alice, bob);
  assert.deepEqual([kindOf(alice), kindOf(bob)], ['locked', 'ordering'], 'nothing says to bob that alice has locked');
  await locks(bob, [c, b, a]);
  await settle(alice, bob);
  const views = [alice, bob].map((phone) => phone.choice.view());
  assert.deepEqual(views.map(({ kind, up, others }) => [kind, up, others]), [['result', b, []], ['result', b, []]]);
  await alice.choice.sayYes(id, b);
  await settle(alice, bob);
  assert.deepEqual([kindOf(bob), bob.choice.view().isMyYes, alice.choice.view().isMyYes], ['result', false, true]);
  await bob.choice.sayYes(id, b);
  await settle(alice, bob);
  assert.deepEqual([kindOf(alice), kindOf(bob)], ['chosen', 'chosen']);
});

test('when there is a result nothing of the ballots or of the run stays on any phone', async () => {
  const { alice, bob, cards } = await couple();
  const id = await alice.choice.begin(cards);
  await settle(alice, bob);
  await locks(alice, cards, 1);
  await settle(alice, bob);
  await locks(bob, [...cards].reverse());
  await settle(alice, bob);
  // A phone that was killed between the result and the forgetting forgets at the next look.
  await alice.choice.arrange(id, cards, 0);
  await settle(alice, bob);
  for (const phone of [alice, bob]) {
    assert.equal(phone.vault.singleton(`ballot:${id}`).get().type, 'gone');
    const { values } = phone.shared.ours.get(id);
    assert.deepEqual(Object.entries(values).filter(([name, value]) => /^(lock|coin|table|check):/.test(name) && value !== null), []);
  }
});

test('“the next one” puts the next card up for both, until none is left', async () => {
  const { alice, bob, cards } = await couple(4);
  const id = await alice.choice.begin(cards);
  await settle(alice, bob);
  for (const phone of [alice, bob]) {
    await locks(phone, cards);
    await settle(alice, bob);
  }
  assert.deepEqual([alice.choice.view().up, bob.choice.view().others], [cards[0], [cards[1]]]);
  await alice.choice.sayYes(id, cards[0]);
  await bob.choice.next(id);
  await settle(alice, bob);
  assert.deepEqual([alice.choice.view().up, alice.choice.view().isMyYes], [cards[1], false]);
  await alice.choice.next(id);
  await settle(alice, bob);
  assert.deepEqual([kindOf(alice), kindOf(bob)], ['used-up', 'used-up']);
});

test('a choice that was stopped leaves nothing behind, on neither phone', async () => {
  const { server, alice, bob, cards } = await couple();
  const id = await alice.choice.begin(cards);
  await settle(alice, bob);
  await locks(alice, cards, 1);
  await locks(bob, cards);
  await alice.choice.stop(id);
  await settle(alice, bob);
  assert.deepEqual([kindOf(alice), kindOf(bob)], [null, null]);
  assert.equal(alice.vault.singleton(`ballot:${id}`).get().type, 'gone');
  await bob.list.create({ name: 'another' });
  await settle(alice, bob);
  for (const phone of [alice, bob]) assert.deepEqual(Object.keys(phone.vault.singleton(`part:${phone.shared.ours.scope().space}:${id}`).get().registers), ['gone']);
  assert.equal(bob.vault.singleton(`ballot:${id}`).get().type, 'gone', 'the other’s order is forgotten, too');
  assert.ok(server);
});

test('what I arrange is mine alone until I lock, and is there again on my other device', async () => {
  const { server, alice, bob, cards: [a, b, c] } = await couple();
  const id = await alice.choice.begin([a, b, c]);
  await settle(alice, bob);
  const from = alice.link.requests.length;
  await alice.choice.arrange(id, [c, a, b], 1);
  await share(alice, bob);
  assert.deepEqual(alice.link.requests.slice(from).filter((line) => line.includes('/parts')), []);
  const other = withChoice(await secondDevice(server, alice, 'alice'));
  assert.deepEqual([other.choice.view().order, other.choice.view().setAsides], [[c, a, b], 1]);
  await other.choice.lock(id);
  await settle(alice, other, bob);
  assert.equal(kindOf(alice), 'locked');
  await locks(bob, [c, a, b]);
  await settle(alice, other, bob);
  for (const phone of [alice, other, bob]) assert.equal(phone.choice.view().up, c);
});

test('two that begin at the same time come to one choice', async () => {
  const { alice, bob, cards } = await couple();
  await alice.choice.begin(cards);
  await bob.choice.begin(cards);
  await settle(alice, bob);
  assert.equal(alice.choice.view().id, bob.choice.view().id);
});

test('a phone that publishes something else is refused, and both are told that there is no result', async () => {
  const { alice, bob, cards } = await couple();
  const id = await alice.choice.begin(cards);
  await settle(alice, bob);
  await locks(alice, cards);
  await share(alice, bob);
  await bob.shared.ours.change(id, 'choice', { [`lock:${bob.shared.ours.scope().me}`]: { id: 'x', points: [], coin: 'y' } });
  await settle(alice, bob);
  assert.deepEqual([kindOf(alice), kindOf(bob)], ['failed', 'failed']);
  await bob.choice.stop(id);
  await settle(alice, bob);
  assert.equal(kindOf(alice), null);
});

test('what is no choice is none, and what is no result is none', async () => {
  const { alice, bob, cards } = await couple();
  for (const wrong of [cards.slice(1), 'x', [...cards].reverse().concat(cards), ['a', 'b', 'c'], null]) await bob.shared.ours.add('choice', { cards: wrong });
  await settle(alice, bob);
  assert.equal(kindOf(alice), null);
  const id = await bob.choice.begin(cards);
  await bob.shared.ours.change(id, 'choice', { up: -1, [`result:${bob.shared.ours.scope().me}`]: ['x'] });
  await settle(alice, bob);
  assert.equal(kindOf(bob), 'ordering');
});

test('locked there is no choice; a mistake of ours is not swallowed, and what cannot be written is said', async () => {
  const { alice, bob, cards } = await couple();
  const id = await alice.choice.begin(cards);
  await settle(alice, bob);
  await locks(alice, cards);
  await alice.choice.refresh();
  let cause = new TypeError('broken');
  const broken = createChoice({ things: { ...alice.shared.ours, version: observable(0), scope: alice.shared.ours.scope }, vault: { ...alice.vault, singleton: () => { throw cause; } } });
  await assert.rejects(broken.refresh(), TypeError);
  assert.equal(broken.problem.value, null);
  cause = new TextTooLongError();
  await broken.refresh();
  assert.match(broken.problem.value, /too long/);
  await alice.account.lock();
  await alice.choice.refresh();
  assert.equal(alice.choice.view(), null);
  assert.ok(id && bob);
});
