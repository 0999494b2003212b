/** consent.md, "Offer": what the author learns while nothing is opened, and what never leaves the other's device. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as words from '../../../static/js/domain/bridge/words.js';
import { CANARY, DAY_MS, meet, offerOne, openOne, pairedCouple, seen } from './helpers/couple.js';

/** What a phone asked the server, from now on. @param {any} phone */
function listen(phone) {
  const from = phone.link.requests.length;
  return () => phone.link.requests.slice(from).filter((/** @type {string} */ line) => !line.startsWith('GET /'));
}

/** Everything in somebody's feed, as bytes. @param {any} server @param {any} phone */
function feedOf(server, phone) {
  const { feed, head } = server.users.get(server.sessions.get(phone.link.cookie).user);
  return JSON.stringify([head, [...feed].map(([key, { seq, parts }]) => [key, seq, parts.map((/** @type {Uint8Array} */ part) => [...part])])]);
}

test('not now is private: nothing but an ordinary private push leaves the phone, and nothing of it reaches the author', async () => {
  const { server, alice, bob } = await pairedCouple();
  const id = await offerOne(alice);
  await meet(bob);
  await meet(alice);
  const [before, asked] = [feedOf(server, alice), listen(bob)];
  await bob.bridge.notNow(id);
  await bob.sync.now();
  assert.deepEqual(asked(), ['POST /feed']);
  assert.equal(feedOf(server, alice), before, 'byte for byte');
  assert.equal(seen(bob, 'incoming', id).answer, 'not-now');
  await meet(alice);
  assert.equal(seen(alice, 'outgoing', id).says, words.notOpenedYet());
});

test('not now asks for as much as any other private note', async () => {
  const { bob, alice } = await pairedCouple();
  const id = await offerOne(alice);
  await meet(bob);
  const lengths = [];
  for (const act of [() => bob.bridge.notNow(id), () => bob.journal.create({ happened: 'a note' })]) {
    await act();
    const [entry] = (await bob.store.outbox()).slice(-1);
    lengths.push(entry.envelope.length);
    await bob.sync.now();
  }
  assert.equal(lengths[0], lengths[1]);
});

test('not now, not having looked, and being away read the same to the author', async () => {
  const seenByAuthor = [];
  for (const other of ['not-now', 'looked', 'away', 'not-now-and-back']) {
    const { alice, bob } = await pairedCouple();
    const id = await offerOne(alice);
    if (other !== 'away') await meet(bob);
    if (other.startsWith('not-now')) await bob.bridge.notNow(id);
    if (other.endsWith('back')) await bob.bridge.bringBack(id);
    await bob.sync.now();
    await meet(alice);
    const { id: _id, entryId: _entry, ...view } = seen(alice, 'outgoing', id);
    seenByAuthor.push(JSON.stringify(view));
  }
  assert.equal(new Set(seenByAuthor).size, 1);
});

test('an answer that was not now can be brought back and then be yes', async () => {
  const { alice, bob } = await pairedCouple();
  const id = await offerOne(alice);
  await meet(bob);
  await bob.bridge.notNow(id);
  await bob.bridge.bringBack(id);
  assert.equal(seen(bob, 'incoming', id).answer, null);
  await bob.bridge.notNow(id);
  await bob.bridge.accept(id);
  assert.equal(seen(bob, 'incoming', id).answer, null, 'a yes leaves no "not now" standing');
});

test('at a good moment tells the author the time, and the offer stays offered', async () => {
  const { alice, bob } = await pairedCouple();
  const id = await offerOne(alice);
  await meet(bob);
  await assert.rejects(bob.bridge.atMoment(id, ''), { code: 'no-time' });
  await bob.bridge.atMoment(id, '2026-12-01T19:00:00.000Z');
  assert.equal(seen(bob, 'incoming', id).moment, '2026-12-01T19:00:00.000Z');
  await meet(alice);
  const view = seen(alice, 'outgoing', id);
  assert.equal(view.state, 'offered');
  assert.equal(view.moment, '2026-12-01T19:00:00.000Z');
  assert.match(view.says, /^A good moment for your partner: /);
});

test('ask once more is the default: ready alone moves nothing', async () => {
  const { server, alice, bob } = await pairedCouple();
  const id = await offerOne(alice);
  await meet(bob);
  await bob.bridge.accept(id);
  await meet(alice, bob);
  assert.equal(seen(alice, 'outgoing', id).says, words.readyToAsk());
  assert.equal(seen(alice, 'outgoing', id).askRelease, true);
  assert.equal(server.offers.get(id).share, null);
  assert.deepEqual(bob.bridge.opened.value, []);
});

test('at once, if chosen beforehand, opens by itself when the author is next unlocked', async () => {
  const { alice, bob } = await pairedCouple();
  const id = await offerOne(alice, { release: 'at-once' });
  await meet(bob);
  alice.account.lock();
  await bob.bridge.accept(id);
  await meet(bob);
  assert.deepEqual(bob.bridge.opened.value, [], 'not while the author is locked');
  await alice.unlock();
  await meet(alice, bob);
  assert.equal(seen(bob, 'opened', id).fields.happened, CANARY);
});

test('at once tries again after the network was away, and says so meanwhile', async () => {
  const { alice, bob } = await pairedCouple();
  const id = await offerOne(alice, { release: 'at-once' });
  await meet(bob);
  await bob.bridge.accept(id);
  alice.link.fault = (/** @type {string} */ method, /** @type {string} */ path) => (path.endsWith('/release') ? 'before' : null);
  await assert.rejects(meet(alice), { code: 'offline' });
  assert.equal(seen(alice, 'outgoing', id).says, words.readyAtOnce());
  alice.link.fault = () => null;
  await meet(alice, bob);
  assert.equal(seen(bob, 'opened', id).fields.happened, CANARY);
});

test('each tier carries exactly what it says and nothing of the entry beyond it', async () => {
  const expected = [
    [{ tier: 1, text: 'ignored', fields: { happened: CANARY } }, { tier: 1, topic: 'money', text: '', fields: {} }],
    [{ tier: 2, text: 'I felt small.', fields: { happened: CANARY } }, { tier: 2, topic: 'money', text: 'I felt small.', fields: {} }],
    [{ tier: 3, fields: { happened: 'It', part: '', tags: ['x'], size: 3 } }, { tier: 3, topic: 'money', text: '', fields: { happened: 'It' } }],
  ];
  for (const [wish, shown] of expected) {
    const { alice, bob } = await pairedCouple();
    const id = await openOne(alice, bob, wish);
    const { tier, topic, text, fields } = seen(bob, 'opened', id);
    assert.deepEqual({ tier, topic, text, fields }, shown);
  }
});

test('a lapse says nothing to either: the offer is simply gone, and the author may see it ended', async () => {
  const { server, clock, alice, bob } = await pairedCouple();
  const id = await offerOne(alice);
  await meet(bob);
  clock.advanceMs(14 * DAY_MS);
  await assert.rejects(bob.bridge.accept(id), { code: 'lapsed' });
  await meet(bob, alice);
  for (const [phone, list] of [[bob, 'incoming'], [alice, 'outgoing']]) {
    assert.equal(seen(phone, list, id), null, 'by the own clock: no feed moves because of it');
  }
  server.lapse();
  await meet(bob, alice);
  assert.equal(seen(bob, 'incoming', id), null);
  assert.equal(seen(alice, 'outgoing', id), null);
});

test('before opening both can be told that it cannot be unread', () => {
  assert.match(words.cannotBeUnread(), /what has been read cannot be unread/);
  assert.match(words.cannotBeUnread(), /nobody forgets/);
});

test('no sentence of the bridge hurries, counts down or tells when somebody looked', () => {
  const said = Object.values(words).map((say) => say(/** @type {any} */ ('x')));
  for (const sentence of said) assert.doesNotMatch(sentence, /!|hurry|seen by|has read|hours left|days left|last active/i);
});
