/** Check-ins seen together: both switches or nothing, off at once, and one state on all devices of both. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { observable } from '../../../static/js/core/observable.js';
import { createTogether, THING } from '../../../static/js/domain/check-in/together.js';
import { seeded } from '../support/seeded.js';
import { CANARY, DAY_MS, pairedCouple, secondDevice, share, withShared } from './helpers/couple.js';

const NONE = { communication: null, connection: null, conflict: null, trust: null, line: '', tellsLine: false };
const trust = (value, more = {}) => ({ ...NONE, trust: value, ...more });

/** A moment later: what was made at the very same time is in no order. */
const add = (phone, wish) => {
  phone.clock.advanceMs(1_000);
  return phone.together.add(wish);
};

async function couple() {
  const made = await pairedCouple();
  [made.alice, made.bob].forEach(withShared);
  await share(made.alice, made.bob);
  return made;
}

/** What this phone shows: the numbers of trust, mine and theirs. */
const shown = (phone) => {
  const both = phone.together.both();
  return both && { mine: both.mine.map((row) => row.trust), theirs: both.theirs.map((row) => row.trust) };
};
/** All that a phone was given of the other's, opened by whatever app. */
const given = (phone) => JSON.stringify(phone.shared.ours.get(THING)?.values ?? null);

test('nothing is published by a check-in while nobody has it on', async () => {
  const { alice, bob } = await couple();
  const headBefore = bob.shared.ours.everything().length;
  await add(alice, trust(3, { line: CANARY, tellsLine: true }));
  await share(alice, bob);
  assert.deepEqual([bob.shared.ours.everything().length, given(bob), alice.vault.all('part').length], [headBefore, 'null', 0]);
});

test('seen together only while both have it on; what is mine leaves only then', async () => {
  const { alice, bob } = await couple();
  await alice.together.switchOn();
  await add(alice, trust(3, { line: CANARY, tellsLine: true }));
  await share(alice, bob);
  assert.deepEqual([shown(alice), shown(bob), bob.together.isOn()], [null, null, false]);
  assert.ok(!given(bob).includes(CANARY) && !given(bob).includes('"trust":3'), 'it left before the other had said yes');
  await bob.together.switchOn();
  await add(bob, trust(5));
  await share(bob, alice);
  assert.equal(shown(bob), null, 'nothing goes out by itself: it would tell that the app was open');
  assert.deepEqual(shown(alice), { mine: [], theirs: [5] });
  await add(alice, trust(4));
  await share(alice, bob);
  assert.deepEqual([shown(alice), shown(bob)], [{ mine: [3, 4], theirs: [5] }, { mine: [5], theirs: [3, 4] }]);
});

async function bothOn() {
  const made = await couple();
  await made.alice.together.switchOn();
  await share(made.alice, made.bob);
  await made.bob.together.switchOn();
  await share(made.bob, made.alice);
  await add(made.alice, trust(3, { line: CANARY, tellsLine: true }));
  await add(made.bob, trust(5));
  await share(made.alice, made.bob, made.alice);
  assert.deepEqual([shown(made.alice), shown(made.bob)], [{ mine: [3], theirs: [5] }, { mine: [5], theirs: [3] }]);
  return made;
}

test('off is off at once on the own phone, also without a network, and on the other as soon as it hears', async () => {
  const { alice, bob } = await bothOn();
  alice.link.offline = true;
  await alice.together.switchOff();
  assert.deepEqual([shown(alice), alice.together.isOn()], [null, false]);
  alice.link.offline = false;
  await share(alice, bob);
  assert.equal(shown(bob), null);
  assert.ok(!given(bob).includes(CANARY) && !given(bob).includes('"trust":3'), 'what was seen is still given to the other');
  assert.equal(bob.together.isOn(), true, 'each has a switch of their own');
});

test('after it went off the other phone says just what it said before anybody had it on', async () => {
  const { alice, bob } = await couple();
  await bob.together.switchOn();
  await share(bob, alice);
  const before = [bob.together.both(), bob.together.isOn(), bob.shared.problem.value, bob.shared.isBroken.value];
  await alice.together.switchOn();
  await add(alice, trust(3));
  await share(alice, bob);
  await alice.together.switchOff();
  await share(alice, bob);
  assert.deepEqual([bob.together.both(), bob.together.isOn(), bob.shared.problem.value, bob.shared.isBroken.value], before);
});

test('what the other still has of mine goes with the next thing I do after they switched off', async () => {
  const { alice, bob } = await bothOn();
  await alice.together.switchOff();
  await share(alice, bob);
  await add(bob, trust(6));
  await share(bob, alice);
  assert.ok(!given(alice).includes('"trust"'));
});

test('only from then on, or from the days that were chosen', async () => {
  const { clock, alice, bob } = await couple();
  await add(alice, trust(1));
  clock.advanceMs(20 * DAY_MS);
  await add(alice, trust(2));
  clock.advanceMs(1_000);
  await bob.together.switchOn();
  await add(bob, trust(9));
  await share(bob, alice);
  await alice.together.switchOn();
  await share(alice, bob, alice);
  await add(alice, trust(3));
  await share(alice, bob);
  assert.deepEqual(shown(alice)?.mine ?? [], shown(alice) ? [3] : []);
  assert.deepEqual(JSON.parse(given(bob))[`seen:${alice.shared.ours.scope().me}`].map((row) => row.trust), [3]);
  await alice.together.switchOff();
  await alice.together.switchOn(7);
  await share(alice, bob);
  assert.deepEqual(JSON.parse(given(bob))[`seen:${alice.shared.ours.scope().me}`].map((row) => row.trust), [2, 3]);
});

test('a line is seen only where that was chosen, and what is changed or taken away changes for both', async () => {
  const { alice, bob } = await bothOn();
  const id = await add(alice, trust(7, { line: 'for me alone' }));
  await share(alice, bob);
  assert.deepEqual(bob.together.both().theirs.map(({ line }) => line), [CANARY, '']);
  await alice.together.change(id, trust(8, { line: 'for you too', tellsLine: true }));
  await share(alice, bob);
  assert.deepEqual(bob.together.both().theirs.map(({ line, trust: value }) => [value, line]), [[3, CANARY], [8, 'for you too']]);
  const undo = await alice.together.remove(id);
  await share(alice, bob);
  assert.deepEqual(shown(bob).theirs, [3]);
  await undo();
  await share(alice, bob);
  assert.deepEqual(shown(bob).theirs, [3, 8]);
});

test('off on one device wins over what was written on another at the same time', async () => {
  const { server, alice, bob } = await bothOn();
  const tablet = await secondDevice(server, alice, 'alice');
  assert.deepEqual(shown(tablet), { mine: [3], theirs: [5] });
  tablet.link.offline = true;
  for (let n = 0; n < 8; n += 1) await add(tablet, trust(n, { line: `late ${CANARY}`, tellsLine: true }));
  await alice.together.switchOff();
  await share(alice, bob);
  tablet.link.offline = false;
  for (let n = 0; n < 3; n += 1) await share(tablet, alice, bob);
  for (const phone of [alice, tablet, bob]) assert.equal(shown(phone), null);
  for (const phone of [alice, tablet]) assert.equal(phone.together.isOn(), false);
  assert.ok(!given(bob).includes(CANARY), 'the later writing of the other device is still there');
  assert.deepEqual(alice.checkIns.all().map((one) => one.trust).sort(), tablet.checkIns.all().map((one) => one.trust).sort());
  assert.equal(alice.checkIns.all().length, 9, 'what is private is all there');
});

test('where off and a list of one person both stand, it is off to everybody who reads it', () => {
  const clock = { nowMs: () => 0 };
  const row = [{ on: '2026-05-03', ...NONE, trust: 4 }];
  const readBy = (also, mine = row) => createTogether({
    things: { version: observable(0), scope: () => ({ me: 'a', partner: 'b' }), mine: () => ({}), get: () => ({ values: { 'seen:a': mine, 'seen:b': row }, also }) },
    checkIns: null, settings: null, clock,
  });
  assert.equal(readBy({}).both().theirs.length, 1);
  for (const also of [{ 'seen:b': [null] }, { 'seen:a': [null] }, { 'seen:b': [row, false] }]) assert.equal(readBy(also).both(), null);
  for (const mine of [null, false, 'x', { 0: 1 }]) assert.equal(readBy({}, mine).both(), null);
  assert.equal(readBy({ 'seen:a': [''] }).isOn(), false);
});

test('what two of my devices wrote at the same time is one list in the end', async () => {
  const { server, alice, bob } = await bothOn();
  const tablet = await secondDevice(server, alice, 'alice');
  for (const phone of [alice, tablet]) phone.link.offline = true;
  await add(alice, trust(1));
  await add(tablet, trust(2));
  for (const phone of [alice, tablet]) phone.link.offline = false;
  for (let n = 0; n < 3; n += 1) await share(alice, tablet, bob);
  assert.deepEqual(shown(bob).theirs.sort(), [1, 2, 3]);
  assert.deepEqual(shown(alice), shown(tablet));
});

test('a tab that has not heard of it yet does not switch it on again', async () => {
  const { alice, bob } = await bothOn();
  // What the other tab wrote is on the disk; this one goes by what it saw before.
  const seenBefore = alice.shared.ours.get(THING);
  await alice.together.switchOff();
  const get = alice.shared.ours.get;
  alice.shared.ours.get = (id) => (id === THING ? seenBefore : get(id));
  await add(alice, trust(9, { line: CANARY, tellsLine: true }));
  alice.shared.ours.get = get;
  await share(alice, bob);
  assert.deepEqual([alice.together.isOn(), shown(bob)], [false, null]);
  assert.ok(!given(bob).includes(CANARY));
});

test('a changed app of the other can neither switch mine on nor read by saying so', async () => {
  const { alice, bob } = await couple();
  await add(alice, trust(3, { line: CANARY, tellsLine: true }));
  const me = alice.shared.ours.scope().me;
  await bob.shared.ours.change(THING, 'check-in', { [`seen:${me}`]: [{ on: '2026-05-03', trust: 1 }], [`seen:${bob.shared.ours.scope().me}`]: [{ on: '2026-05-03', trust: 2 }] });
  await share(bob, alice);
  await add(alice, trust(4));
  await share(alice, bob);
  assert.deepEqual([alice.together.isOn(), shown(alice), alice.vault.all('part').length], [false, null, 0]);
  await bob.shared.ours.letGo(THING);
  await share(bob, alice);
  await alice.together.switchOn();
  assert.equal(alice.together.isOn(), true, 'the thing was let go for both, and that was the end of it');
});

test('no check-in makes the phone of the other buzz', async () => {
  const { alice, bob } = await couple();
  const paths = [];
  alice.link.fault = (_method, path) => (paths.push(path), null);
  await alice.together.switchOn();
  await alice.shared.ours.add('step', { title: 'with a sign' });
  await share(alice, bob);
  assert.deepEqual(paths.filter((path) => path.startsWith('/parts')).sort(), ['/parts', '/parts?quiet=1']);
  assert.equal(bob.shared.ours.list('step').length, 1);
});

for (const seed of [1, 2, 3, 4]) {
  test(`whatever both do on four devices ends in one state, and off is off (seed ${seed})`, async () => {
    const random = seeded(seed);
    const pick = (list) => list[Math.floor(random() * list.length)];
    const { server, alice, bob } = await couple();
    const phones = [alice, bob, await secondDevice(server, alice, 'alice'), await secondDevice(server, bob, 'bob')];
    const running = [];
    for (const phone of phones) phone.link.fault = () => pick([null, null, 'before', 'after', 'twice']);
    for (let step = 0; step < 30; step += 1) {
      const phone = pick(phones);
      const what = random();
      const mine = phone.checkIns.all();
      if (what < 0.15) await phone.together.switchOn();
      else if (what < 0.25) await phone.together.switchOff();
      else if (what < 0.5) await add(phone, trust(Math.floor(random() * 11)));
      else if (what < 0.6 && mine.length > 0) await phone.together.remove(pick(mine).id);
      else running.push(phone.sync.now().then(() => phone.shared.refresh()));
      if (random() < 0.4) await Promise.all(running.splice(0));
    }
    await Promise.all(running);
    for (const phone of phones) phone.link.fault = () => null;
    for (let n = 0; n < 3; n += 1) await share(...phones);
    const [a, b, a2, b2] = phones;
    assert.deepEqual([shown(a), shown(b), a.together.isOn(), b.together.isOn()], [shown(a2), shown(b2), a2.together.isOn(), b2.together.isOn()]);
    const isBoth = a.together.isOn() && b.together.isOn();
    for (const phone of phones) {
      assert.deepEqual(phone.sync.status.value, { state: 'idle', unsent: 0, problem: null });
      if (!isBoth) assert.equal(shown(phone), null);
    }
    if (!a.together.isOn()) assert.ok(!JSON.stringify(JSON.parse(given(b) ?? 'null')?.[`seen:${a.shared.ours.scope().me}`] ?? null).includes('trust'));
  });
}
