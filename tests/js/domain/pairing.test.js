import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fixedClock } from '../../../static/js/core/clock.js';
import { InvitationRefusedError } from '../../../static/js/domain/pairing/refusals.js';
import { PartnerKeyChangedError } from '../../../static/js/domain/bridge/refusals.js';
import { CANARY, DAY_MS, meet, offerOne, openOne, pairedCouple, PASSPHRASE, seen, someone, START_MS, withBridge } from './helpers/couple.js';
import { flipped, tamperWith, touch } from './helpers/hostile.js';

const [BUNDLE_J, JOINER_MAC, INVITER_MAC, WRAP] = [5, 6, 8, 10];

test('two become a couple by a link, and each sees the same number', async () => {
  const { phones: [alice, bob] } = await someone(['alice', 'bob']);
  const { link, expires } = await alice.pairing.invite();
  assert.match(link, /^https:\/\/bridge\.example\/join#[\w-]+$/);
  assert.deepEqual(alice.pairing.state.value, { kind: 'invited', link, expires, refusedUses: 0 });
  assert.equal(alice.pairing.partner(), null);
  await bob.pairing.join(link);
  assert.equal(bob.pairing.state.value.kind, 'joining');
  await meet(alice, bob);
  assert.equal(alice.pairing.state.value.kind, 'paired');
  assert.match(alice.pairing.state.value.safetyNumber, /^(\d{5} ){5}\d{5}$/);
  assert.deepEqual(bob.pairing.state.value, alice.pairing.state.value);
  assert.equal(bob.pairing.partner().name, '');
  await bob.vault.singleton('settings').put({ v: 1, type: 'settings', partnerName: 'Al' });
  assert.equal(bob.pairing.partner().name, 'Al');
  assert.deepEqual(alice.vault.singleton('pairing').get().secret, null, 'the secret has done its work');
});

test('the secret of the link is in nothing that reaches the server', async () => {
  const { server, phones: [alice, bob] } = await someone(['alice', 'bob']);
  const { link } = await alice.pairing.invite();
  await bob.pairing.join(link);
  await meet(alice, bob);
  const { secret } = alice.pairing.readLink(link);
  const received = server.log.map((/** @type {any} */ body) => Buffer.from(body).toString('latin1')).join();
  assert.ok(!received.includes(Buffer.from(secret).toString('base64url')) && !received.includes(Buffer.from(secret).toString('latin1')));
});

test('comparing the number is remembered', async () => {
  const { alice } = await pairedCouple();
  assert.equal(alice.pairing.state.value.numberCompared, false);
  await alice.pairing.confirmNumber();
  assert.equal(alice.pairing.state.value.numberCompared, true);
});

test('a link is read whole or refused, however it was pasted', async () => {
  const { phones: [alice] } = await someone(['alice']);
  const { link } = await alice.pairing.invite();
  assert.deepEqual(alice.pairing.readLink(` ${link}\n`), alice.pairing.readLink(link.split('#')[1]));
  for (const bad of ['', 'hello', link.slice(0, -2), `${link}AA`]) {
    assert.throws(() => alice.pairing.readLink(bad), { code: 'not-a-link' });
  }
});

test('before anything is sent, an invitation that someone changed is refused', async () => {
  const { server, phones: [alice, bob] } = await someone(['alice', 'bob']);
  const { link } = await alice.pairing.invite();
  const other = server.users.get([...server.users.keys()][1]).bundle;
  server.tamper = (/** @type {any} */ { path }, /** @type {any} */ answer) =>
    path.startsWith('/invites/') ? { ...answer, json: { ...answer.json, bundle: Buffer.from(other).toString('base64url') } } : answer;
  const from = bob.link.requests.length;
  await assert.rejects(bob.pairing.join(link), { code: 'changed' });
  assert.deepEqual(bob.link.requests.slice(from).map((/** @type {string} */ line) => line.split(' ')[0]), ['GET']);
});

test('an invitation is open for a day, for one person, and can be taken back', async () => {
  const { server, clock, phones: [alice, bob, mallory] } = await someone(['alice', 'bob', 'mallory']);
  const first = await alice.pairing.invite();
  await alice.pairing.cancel();
  await alice.pairing.cancel();
  assert.equal(alice.pairing.state.value.kind, 'alone');
  await assert.rejects(bob.pairing.join(first.link), { code: 'gone' });
  const second = await alice.pairing.invite();
  clock.advanceMs(DAY_MS);
  await assert.rejects(bob.pairing.join(second.link), { code: 'gone' });
  server.tamper = (/** @type {any} */ { path }, /** @type {any} */ answer) => (path.startsWith('/invites/') && second ? { ...answer, ...shown(server, second, alice) } : answer);
  await assert.rejects(bob.pairing.preview(second.link), { code: 'gone' }, 'also when the server still shows it');
  server.tamper = null;
  await alice.pairing.refresh();
  assert.equal(alice.pairing.state.value.kind, 'alone');
  const third = await alice.pairing.invite();
  await bob.pairing.join(third.link);
  await assert.rejects(mallory.pairing.join(third.link), { code: 'gone' });
  assert.equal(mallory.pairing.state.value.kind, 'alone');
});

/** @param {any} server @param {{ link: string }} made @param {any} phone */
function shown(server, { link }, phone) {
  const { invite } = phone.pairing.readLink(link);
  const found = server.invites.get(Buffer.from(invite).toString('base64url'));
  const [space, bundle, mac] = [found.space, found.bundleI, found.offerMac].map((part) => Buffer.from(part).toString('base64url'));
  return { status: 200, json: { space, expires: found.expires, bundle, mac }, headers: {} };
}

test('the inviter sees that someone else tried the link', async () => {
  const { server, phones: [alice, bob, mallory] } = await someone(['alice', 'bob', 'mallory']);
  const { link } = await alice.pairing.invite();
  const preview = await mallory.pairing.preview(link);
  assert.equal(preview.pending.role, 'joiner');
  await bob.pairing.join(link);
  const [invite] = server.invites.values();
  invite.state = 1; // still open when mallory looked
  mallory.link.fault = (/** @type {string} */ _method, /** @type {string} */ path) => {
    if (path.endsWith('/join')) invite.state = 2;
    return null;
  };
  await assert.rejects(mallory.pairing.join(link), { code: 'gone' });
  assert.equal(mallory.vault.singleton('pairing').get().role, null);
  await meet(alice, bob);
  assert.equal(alice.pairing.state.value.refusedUses, 1);
  assert.equal(bob.pairing.state.value.refusedUses, 0);
});

test('your own invitation is not for you, and a couple invites nobody', async () => {
  const { phones: [alice, bob] } = await someone(['alice', 'bob']);
  const { link } = await alice.pairing.invite();
  await assert.rejects(alice.pairing.join(link), { code: 'own' });
  await bob.pairing.invite();
  await bob.pairing.join(link);
  await meet(alice, bob);
  assert.equal(bob.pairing.state.value.kind, 'paired', 'his own invitation was taken back on the way');
  await assert.rejects(bob.pairing.invite(), { code: 'already-paired' });
  await assert.rejects(bob.pairing.join(link), InvitationRefusedError);
});

for (const [claim, part, value] of /** @type {const} */ ([
  ['a joiner without the link', JOINER_MAC, 'flip'],
  ['a joiner whose key was changed on the way', BUNDLE_J, 'flip'],
  ['a joiner with a part missing', JOINER_MAC, 'none'],
])) {
  test(`the inviter pins nobody and stops at ${claim}`, async () => {
    const { server, phones: [alice, bob] } = await someone(['alice', 'bob']);
    const { link } = await alice.pairing.invite();
    await bob.pairing.join(link);
    tamperWith(server, 7, (parts) => Object.assign(parts, { [part]: value === 'none' ? new Uint8Array(0) : flipped(parts[part]) }));
    await meet(alice);
    assert.deepEqual(alice.pairing.state.value, { kind: 'stopped', why: 'invitation' });
    assert.equal(alice.vault.singleton('space').get(), null);
    assert.equal(server.spaces.size, 0);
    server.tamper = null;
    await alice.pairing.invite();
    assert.equal(alice.pairing.state.value.kind, 'invited', 'a new invitation lifts it');
  });
}

for (const [claim, part, value] of /** @type {const} */ ([
  ['an answer that was changed', INVITER_MAC, 'flip'], ['a space key that was changed', WRAP, 'flip'], ['an answer with a part missing', INVITER_MAC, 'none'],
])) {
  test(`the joiner pins nobody and stops at ${claim}`, async () => {
    const { server, phones: [alice, bob] } = await someone(['alice', 'bob']);
    const { link } = await alice.pairing.invite();
    await bob.pairing.join(link);
    await meet(alice);
    tamperWith(server, 7, (parts) => Object.assign(parts, { [part]: value === 'none' || parts[part].length === 0 ? new Uint8Array(0) : flipped(parts[part]) }));
    await meet(bob);
    assert.deepEqual(bob.pairing.state.value, { kind: 'stopped', why: 'invitation' });
    assert.equal(bob.pairing.couple(), null);
  });
}

test('a key that is not the pinned one stops everything, also after the server shows the old one again', async () => {
  const { server, alice, bob } = await pairedCouple();
  const id = await offerOne(alice, { release: 'at-once' });
  await meet(bob);
  await bob.bridge.accept(id);
  const changed = (/** @type {Uint8Array[]} */ parts) => Object.assign(parts, { 1: flipped(parts[1], 10) });
  tamperWith(server, 8, changed);
  touch(server, `8:${[...server.spaces.keys()][0]}`);
  await meet(alice);
  assert.deepEqual(alice.pairing.state.value, { kind: 'stopped', why: 'key-changed' });
  assert.equal(server.offers.get(id).share, null, 'release to it does not happen');
  await assert.rejects(alice.bridge.release(id), PartnerKeyChangedError);
  const entryId = await alice.journal.create({ happened: CANARY, topic: 'work' });
  assert.equal(alice.bridge.canOffer(entryId).code, 'stopped');
  await assert.rejects(alice.bridge.offer({ entryId, tier: 1, topic: 'work' }), PartnerKeyChangedError);
  server.tamper = null;
  touch(server, `8:${[...server.spaces.keys()][0]}`);
  await meet(alice);
  assert.equal(alice.pairing.state.value.kind, 'stopped');
  await assert.rejects(alice.pairing.invite(), { code: 'already-paired' });
  await alice.pairing.leave(PASSPHRASE);
  assert.equal(alice.pairing.state.value.kind, 'ended', 'only leaving lifts it');
  assert.equal(server.offers.get(id).share, null);
});

test('leaving is at once, needs only the own passphrase, and leaves with each what was opened', async () => {
  const { alice, bob } = await pairedCouple();
  const opened = await openOne(alice, bob);
  const open = await offerOne(bob, { topic: 'work' }, { topic: 'work' });
  await assert.rejects(bob.pairing.leave('another passphrase'), { code: 'wrong-passphrase' });
  await bob.pairing.leave(PASSPHRASE);
  await meet(bob, alice);
  for (const phone of [alice, bob]) {
    assert.equal(phone.pairing.state.value.kind, 'ended');
    assert.equal(phone.pairing.couple(), null);
    assert.equal(phone.pairing.partner(), null);
    assert.equal(seen(phone, 'opened', opened).fields.happened, CANARY);
    assert.deepEqual(phone.bridge.turns(opened).turns, []);
    await assert.rejects(phone.bridge.say(opened, { step: 'heard', text: 'x' }), { code: 'alone' });
  }
  assert.equal(seen(alice, 'incoming', open), null);
  await alice.bridge.putAway(opened);
  assert.deepEqual(alice.bridge.opened.value, [], 'it can still be put away');
});

test('after leaving, a new pairing has new keys, and what was opened before stays readable', async () => {
  const { alice, bob } = await pairedCouple();
  const opened = await openOne(alice, bob);
  const before = bob.vault.singleton('space').get();
  await alice.pairing.leave(PASSPHRASE);
  await meet(bob);
  const { link } = await bob.pairing.invite();
  await alice.pairing.join(link);
  await meet(bob, alice);
  assert.equal(alice.pairing.state.value.kind, 'paired');
  const after = bob.vault.singleton('space').get();
  assert.notEqual(after.spaceKey, before.spaceKey);
  assert.notEqual(after.space, before.space);
  bob.account.lock();
  await bob.unlock();
  await meet(bob);
  assert.equal(seen(bob, 'opened', opened).fields.happened, CANARY);
});

test('a confirmation that did not arrive is said again; one that did is not taken for an error', async () => {
  for (const fault of ['before', 'after']) {
    const { phones: [alice, bob] } = await someone(['alice', 'bob']);
    const { link } = await alice.pairing.invite();
    await bob.pairing.join(link);
    alice.link.fault = (/** @type {string} */ _method, /** @type {string} */ path) => (path.endsWith('/confirm') ? fault : null);
    await alice.sync.now();
    await assert.rejects(alice.pairing.refresh(), { code: 'offline' });
    await new Promise((resolve) => void setImmediate(resolve));
    alice.link.fault = () => null;
    await meet(alice, bob);
    assert.equal(alice.pairing.state.value.kind, 'paired');
    assert.equal(bob.pairing.state.value.kind, 'paired');
    assert.equal(alice.pairing.problem.value, null);
  }
});

test('the second device of the one who invited finds the couple too', async () => {
  const { alice, bob, server, clock } = await pairedCouple();
  const { openPhone } = await import('../fakes/phone.js');
  const tablet = withBridge(await openPhone({ server, clock }));
  await tablet.signIn('alice', alice.made.accountCode);
  await meet(tablet);
  assert.deepEqual(tablet.pairing.state.value, alice.pairing.state.value);
  const id = await offerOne(tablet);
  await meet(bob);
  assert.ok(seen(bob, 'incoming', id));
});

test('locked there is nothing: no state, no key, no action', async () => {
  const { alice, bob } = await pairedCouple();
  await openOne(alice, bob);
  bob.account.lock();
  assert.deepEqual(bob.pairing.state.value, { kind: 'alone' });
  assert.equal(bob.pairing.couple(), null);
  assert.deepEqual([bob.bridge.outgoing.value, bob.bridge.incoming.value, bob.bridge.opened.value], [[], [], []]);
  await bob.pairing.refresh();
  await bob.bridge.refresh();
  await assert.rejects(bob.pairing.invite(), { code: 'locked' });
});

test('a joiner who changes their mind only forgets', async () => {
  const { phones: [alice, bob] } = await someone(['alice', 'bob']);
  const { link } = await alice.pairing.invite();
  await bob.pairing.join(link);
  await bob.pairing.cancel();
  assert.equal(bob.pairing.state.value.kind, 'alone');
});

test('a session that ended is renewed, and the same is asked again', async () => {
  const { server, phones: [alice] } = await someone(['alice']);
  server.sessions.clear();
  await alice.pairing.invite();
  assert.equal(alice.pairing.state.value.kind, 'invited');
  server.sessions.clear();
  alice.link.fault = (/** @type {string} */ _method, /** @type {string} */ path) => (path.startsWith('/sign-in') ? 'before' : null);
  await assert.rejects(alice.pairing.cancel(), { code: 'no-session' });
});

test('no network in the middle of joining loses nothing', async () => {
  const { phones: [alice, bob] } = await someone(['alice', 'bob'], { clock: fixedClock(START_MS) });
  const { link } = await alice.pairing.invite();
  bob.link.fault = (/** @type {string} */ _method, /** @type {string} */ path) => (path.endsWith('/join') ? 'after' : null);
  await assert.rejects(bob.pairing.join(link), { code: 'offline' });
  bob.link.fault = () => null;
  await meet(alice, bob);
  assert.equal(bob.pairing.state.value.kind, 'paired');
});

test('a lock in the middle of reading leaves nothing behind', async () => {
  const { alice, bob } = await pairedCouple();
  await offerOne(alice);
  await bob.sync.now();
  const items = bob.sync.items;
  bob.sync.items = (/** @type {number} */ type) => {
    if (type === 7) bob.account.lock();
    return items(type);
  };
  await bob.pairing.refresh();
  assert.deepEqual(bob.pairing.state.value, { kind: 'alone' });
  bob.sync.items = items;
  await bob.unlock();
  await offerOne(alice, { topic: 'work' }, { topic: 'work' });
  await bob.bridge.refresh();
  const { setMeta } = bob.store;
  bob.store.setMeta = async (/** @type {string} */ key, /** @type {any} */ value) => {
    if (key === 'bridgeSeen') bob.account.lock();
    return setMeta(key, value);
  };
  await bob.sync.now();
  await bob.bridge.refresh().catch((/** @type {any} */ problem) => assert.equal(bob.account.keyring(), null, problem));
  assert.deepEqual([bob.bridge.incoming.value, bob.bridge.problem.value], [[], null]);
});

test('a server in trouble is not an invitation that is gone', async () => {
  const { server, phones: [alice, bob] } = await someone(['alice', 'bob']);
  const { link } = await alice.pairing.invite();
  server.tamper = (/** @type {any} */ { path }, /** @type {any} */ answer) => (path.startsWith('/invites/') ? { status: 500, json: {}, headers: {} } : answer);
  await assert.rejects(bob.pairing.preview(link), { code: 'broken' });
});

test('an invitation is shown only when the server has it, so that it can be taken back', async () => {
  const { phones: [alice] } = await someone(['alice']);
  const shown = [];
  alice.pairing.state.subscribe((/** @type {any} */ { kind }) => shown.push(`${kind} ${alice.link.requests.filter((/** @type {string} */ line) => line === 'POST /invites').length}`));
  alice.link.fault = (/** @type {string} */ _method, /** @type {string} */ path) => (path === '/invites' ? 'before' : null);
  await assert.rejects(alice.pairing.invite());
  await alice.pairing.refresh();
  assert.equal(alice.pairing.state.value.kind, 'alone');
  alice.link.fault = () => null;
  await alice.pairing.invite();
  assert.deepEqual(shown.filter((line) => line.startsWith('invited')), ['invited 2']);
});
