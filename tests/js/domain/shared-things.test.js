import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CANARY, meet, pairedCouple, secondDevice, share, withShared } from './helpers/couple.js';

async function couple() {
  const { server, clock, alice, bob } = await pairedCouple();
  [alice, bob].forEach(withShared);
  await share(alice, bob);
  return { server, clock, alice, bob };
}

const stepsOf = (phone) => phone.shared.ours.list('step').map(({ id, values }) => [id, values]);
const me = (phone) => phone.shared.ours.scope().me;

test('what one writes is on the other phone, and both change fields of it', async () => {
  const { alice, bob } = await couple();
  const id = await alice.shared.ours.add('step', { title: 'Ring them', stage: 'look' });
  await share(alice, bob);
  assert.deepEqual(bob.shared.ours.get(id).values, { title: 'Ring them', stage: 'look' });
  await bob.shared.ours.change(id, 'step', { dueOn: '2026-12-01' });
  await alice.shared.ours.change(id, 'step', { title: 'Ring them on Monday' });
  await share(bob, alice, bob);
  for (const phone of [alice, bob]) {
    const thing = phone.shared.ours.get(id);
    assert.deepEqual(thing.values, { title: 'Ring them on Monday', stage: 'look', dueOn: '2026-12-01' });
    assert.deepEqual(thing.writers, new Set([me(alice), me(bob)]));
    assert.deepEqual([phone.shared.problem.value, phone.shared.isBroken.value], [null, false]);
  }
});

test('both texts are kept when both wrote the same field without having seen the other', async () => {
  const { alice, bob } = await couple();
  const id = await alice.shared.ours.add('step', { title: 'Talk' });
  await share(alice, bob);
  await alice.shared.ours.change(id, 'step', { title: 'Talk on Sunday' });
  await bob.shared.ours.change(id, 'step', { title: 'Talk for an hour' });
  await share(alice, bob, alice);
  const [a, b] = [alice, bob].map((phone) => phone.shared.ours.get(id));
  assert.deepEqual(a.values, b.values);
  assert.deepEqual([a.values.title, ...a.also.title].sort(), ['Talk for an hour', 'Talk on Sunday']);
  await bob.shared.ours.change(id, 'step', { title: b.values.title });
  await share(bob, alice);
  assert.deepEqual(alice.shared.ours.get(id).also, {}, 'choosing one ends it');
});

test('a personal field is set by its person only, and cleared by either', async () => {
  const { alice, bob } = await couple();
  const id = await alice.shared.ours.add('step', { title: 'x', [`ticked:${me(alice)}`]: true });
  await share(alice, bob);
  await bob.shared.ours.change(id, 'step', { [`ticked:${me(bob)}`]: true });
  await share(bob, alice);
  assert.equal(alice.shared.ours.get(id).values[`ticked:${me(bob)}`], true);
  await bob.shared.ours.change(id, 'step', { [`ticked:${me(alice)}`]: false });
  await share(bob, alice);
  assert.equal(alice.shared.ours.get(id).values[`ticked:${me(alice)}`], false);
  const other = await alice.shared.ours.add('step', { title: 'y' });
  await share(alice, bob);
  await bob.shared.ours.change(other, 'step', { [`ticked:${me(alice)}`]: true });
  await share(bob, alice);
  for (const phone of [alice, bob]) assert.equal(phone.shared.ours.get(other).values[`ticked:${me(alice)}`], undefined, 'a changed client of the partner ticks for me');
});

test('what was let go is gone on both, says nothing of who did it, and can be brought back while it is offered', async () => {
  const { alice, bob } = await couple();
  const id = await alice.shared.ours.add('step', { title: CANARY, [`ticked:${me(alice)}`]: true });
  await bob.shared.ours.change(id, 'step', { [`ticked:${me(bob)}`]: true });
  await share(alice, bob);
  const undo = await bob.shared.ours.letGo(id);
  await share(bob, alice, bob);
  for (const phone of [alice, bob]) assert.equal(phone.shared.ours.get(id), null);
  await alice.shared.ours.add('step', { title: 'another' });
  await share(alice, bob);
  const parts = [alice, bob].map((phone) => phone.vault.singleton(`part:${phone.shared.ours.scope().space}:${id}`).get());
  assert.deepEqual(parts[0].registers, parts[1].registers);
  assert.deepEqual(Object.keys(parts[0].registers), ['gone']);
  for (const phone of [alice, bob]) assert.deepEqual([phone.shared.ours.get(id), phone.shared.ours.isGone(id), stepsOf(phone).length], [null, true, 1]);
  await undo();
  await share(bob, alice);
  assert.deepEqual(alice.shared.ours.get(id).values, { title: CANARY, [`ticked:${me(bob)}`]: true, gone: false });
});

test('one’s own things are nobody else’s: not in a request, not in the other’s feed, and one’s own devices see them', async () => {
  const { server, alice, bob } = await couple();
  const from = server.log.length;
  const [before] = [bob.link.requests.length];
  const id = await alice.shared.own.add('step', { title: CANARY });
  await share(alice);
  assert.equal(alice.link.requests.filter((line) => line.includes('/parts')).length, 0);
  const received = server.log.slice(from).map((body) => Buffer.from(body).toString('latin1')).join();
  assert.ok(!received.includes(CANARY));
  assert.equal(bob.link.requests.length, before);
  await share(bob);
  assert.deepEqual([bob.shared.ours.list('step'), bob.shared.own.list('step')], [[], []]);
  const other = await secondDevice(server, alice, 'alice');
  assert.equal(other.shared.own.get(id).values.title, CANARY);
  assert.deepEqual(other.shared.ours.list('step'), []);
});

test('nothing that was shared is readable for the server', async () => {
  const { server, alice, bob } = await couple();
  await alice.shared.ours.add('step', { title: CANARY });
  await share(alice, bob);
  const received = server.log.map((body) => Buffer.from(body).toString('latin1')).join();
  assert.ok(!received.includes(CANARY) && !received.includes(Buffer.from(CANARY).toString('base64')));
  assert.equal(stepsOf(bob)[0][1].title, CANARY);
});

test('alone there is no place for ours, and one’s own works; locked there is neither', async () => {
  const { alice, bob } = await couple();
  await alice.shared.own.add('step', { title: 'mine' });
  await bob.pairing.leave('four quiet old rivers');
  await meet(alice);
  await share(alice);
  assert.deepEqual([alice.shared.ours.scope(), alice.shared.ours.list('step'), alice.shared.ours.get('x')], [null, [], null]);
  assert.equal(alice.shared.own.list('step').length, 1);
  await alice.account.lock();
  assert.deepEqual([alice.shared.own.scope(), alice.shared.own.list('step')], [null, []]);
  await alice.shared.refresh();
  assert.equal(alice.shared.problem.value, null);
});

test('writing what stands already is no news', async () => {
  const { alice } = await couple();
  const id = await alice.shared.ours.add('step', { title: 'a', note: null });
  const registers = () => alice.vault.singleton(`part:${alice.shared.ours.scope().space}:${id}`).get().registers;
  const before = registers();
  await alice.shared.ours.change(id, 'step', { title: 'a' });
  assert.deepEqual(registers(), before);
  assert.deepEqual(Object.keys(before), ['title']);
});

test('the couple is the same though another object stands for it', async () => {
  const { alice, bob } = await couple();
  const both = bob.pairing.couple;
  bob.pairing.couple = () => ({ ...both() });
  await alice.shared.ours.add('step', { title: 'one' });
  await share(alice, bob);
  assert.equal(stepsOf(bob).length, 1);
});

test('r7 what arrives makes a phone publish nothing: it tells nobody that the app was open there', async () => {
  const { alice, bob } = await couple();
  const ids = [];
  for (const title of ['a', 'b']) ids.push(await alice.shared.ours.add('step', { title }));
  await share(alice, bob);
  const from = bob.link.requests.length;
  await alice.shared.ours.change(ids[0], 'step', { [`ticked:${me(alice)}`]: true });
  await alice.shared.ours.letGo(ids[1]);
  await share(alice, bob, bob);
  assert.deepEqual(bob.link.requests.slice(from).filter((line) => line.startsWith('POST')), []);
});

test('what the other let go leaves my part too when I had none of it, with the next thing I write', async () => {
  const { alice, bob } = await couple();
  const id = await alice.shared.ours.add('step', { title: 'one' });
  await alice.shared.ours.letGo(id);
  await share(alice, bob);
  await bob.shared.ours.add('step', { title: 'two' });
  await share(bob, alice);
  const [a, b] = [alice, bob].map((phone) => phone.vault.singleton(`part:${phone.shared.ours.scope().space}:${id}`).get().registers);
  assert.deepEqual(a, b);
});
