/** A good moment: proposed by one, picked by the other, let go by either; and what somebody's changed app may not do to it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { calmIdOf, phaseOf, readMoment } from '../../../static/js/domain/moment/reading.js';
import { momentOnToday } from '../../../static/js/domain/moment/words.js';
import { createExport } from '../../../static/js/domain/export.js';
import { PASSPHRASE, share } from './helpers/couple.js';
import { beforeTheHour, couple, goTo, HOUR_MS, inHours, meetAll, phase, propose } from './helpers/moments.js';

test('one proposes, the other picks, and both see hour, place and the zone it was proposed in', async () => {
  const { alice, bob } = await couple();
  assert.equal(alice.moments.isPossible(), true);
  const id = await propose(alice, bob);
  assert.deepEqual([phase(alice, id), phase(bob, id)], ['proposed', 'asked']);
  const { times, place, zone, isMine } = bob.moments.get(id);
  assert.deepEqual([times.length, place, zone, isMine], [2, 'the bench', 'Europe/Berlin', false]);
  await bob.moments.pick(id, times[1]);
  await share(bob, alice);
  assert.deepEqual([alice.moments.get(id).picked, phase(alice, id), phase(bob, id)], [times[1], 'agreed', 'agreed']);
  await bob.moments.pick(id, null);
  await share(bob, alice);
  assert.deepEqual([phase(alice, id), phase(bob, id)], ['proposed', 'asked'], 'the way back');
  assert.deepEqual(alice.moments.list().map((one) => one.id), [id]);
});

test('none of these stays with me: the other is given the very same as if I had not looked', async () => {
  const { alice, bob, server } = await couple();
  const id = await propose(alice, bob);
  const hers = [...server.users.values()].find(({ user }) => user === alice.shared.ours.scope().me);
  const fed = () => JSON.stringify([...hers.feed.values()].map(({ type, seq, revision }) => [type, seq, revision]));
  const before = [alice.moments.list(), fed()];
  await bob.moments.setAside(id, true);
  await share(bob, alice);
  assert.equal(phase(bob, id), 'aside');
  assert.deepEqual([alice.moments.list(), fed()], before);
  await bob.moments.setAside(id, false);
  assert.equal(phase(bob, id), 'asked');
});

test('either lets it go, for no reason, and can take that back', async () => {
  for (const who of ['alice', 'bob']) {
    const made = await couple();
    const id = await propose(made.alice, made.bob);
    const undo = await made[who].moments.letGo(id);
    await share(made[who], made.alice, made.bob);
    assert.deepEqual([made.alice.moments.list(), made.bob.moments.list(), made.alice.moments.get(id)], [[], [], null]);
    await undo();
    await share(made[who], made.alice, made.bob);
    assert.deepEqual([phase(made.alice, id), phase(made.bob, id)], ['proposed', 'asked']);
  }
});

test('one proposal of mine at a time, and one that answers the other’s takes its place', async () => {
  const { alice, bob } = await couple();
  const first = await propose(alice, bob);
  const second = await propose(alice, bob);
  assert.deepEqual([bob.moments.get(first), phase(bob, second)], [null, 'asked']);
  const answer = await propose(bob, alice, { instead: second });
  assert.deepEqual(alice.moments.list().map(({ id, phase: now }) => [id, now]), [[answer, 'asked']]);
  const agreed = alice.moments.get(answer).times[0];
  await alice.moments.pick(answer, agreed);
  await share(alice, bob);
  const another = await propose(bob, alice);
  assert.deepEqual(bob.moments.list().map(({ id, phase: now }) => [id, now]).sort(), [[answer, 'agreed'], [another, 'proposed']].sort(), 'what was agreed on stays');
});

test('two or three different times to come, no more and no fewer', async () => {
  const { alice, bob, clock } = await couple();
  const [one, two, three, four] = [1, 2, 3, 4].map((hours) => inHours(clock, hours));
  for (const times of [[], [one], [one, one], [one, two, three, four]]) await assert.rejects(propose(alice, bob, { times }), { code: 'times-few' });
  await assert.rejects(propose(alice, bob, { times: [clock.nowMs(), one] }), { code: 'times-over' });
  const id = await propose(alice, bob, { times: [three, one, two, one], place: `  ${'x'.repeat(300)}` });
  assert.deepEqual([alice.moments.get(id).times, alice.moments.get(id).place.length], [[one, two, three], 200]);
});

test('a proposal ends by itself with the last of its times, on both phones, and is tidied up with the next one', async () => {
  const { alice, bob, clock } = await couple();
  const id = await propose(alice, bob);
  goTo(clock, alice.moments.get(id).times[1]);
  assert.deepEqual([alice.moments.list(), bob.moments.list(), phase(alice, id)], [[], [], 'over']);
  await propose(alice, bob);
  assert.equal(bob.moments.get(id), null);
});

test('what was agreed on is over half a day later; then nothing of the question stays on either side', async () => {
  const { alice, bob, clock } = await couple();
  const { id, at } = await beforeTheHour(alice, bob);
  await alice.moments.answer(id, true);
  await meetAll(alice, bob);
  goTo(clock, at + 12 * HOUR_MS);
  await meetAll(alice, bob);
  assert.deepEqual([phase(alice, id), alice.moments.list()], ['over', []]);
  await propose(bob, alice);
  assert.deepEqual([alice.moments.get(id), alice.shared.ours.get(calmIdOf(id))], [null, null]);
});

test('the phone looks again by itself when an hour comes', async () => {
  const { alice, bob, clock } = await couple();
  const { id, at } = await beforeTheHour(alice, bob);
  const before = alice.moments.version.value;
  await alice.moments.refresh();
  const waiting = alice.moments.version.value;
  assert.ok(waiting > before);
  goTo(clock, at);
  alice.timers.run();
  await alice.moments.refresh();
  assert.ok(alice.moments.version.value > waiting + 1);
  assert.equal(phase(alice, id), 'another');
  await alice.account.lock();
  alice.timers.run();
  assert.deepEqual([alice.moments.list(), alice.moments.get(id), alice.moments.isPossible(), alice.moments.problem.value], [[], null, false, null]);
});

const SCOPE = { space: 's', me: 'me', partner: 'you' };
const T1 = '2026-12-05T18:30:00.000Z';
const T2 = '2026-12-06T18:30:00.000Z';
const ASKS = { times: [T1, T2], place: 'here', zone: 'Europe/Berlin' };
const read = (values) => readMoment(/** @type {any} */ ({ id: 'AAAAAAAAAAAAAAAAAAAAAA', values }), SCOPE);

test('what a changed app writes is read as what belongs there, or not at all', () => {
  const pick = { at: T1, place: 'here' };
  assert.equal(read({ 'asks:you': ASKS, 'picks:me': pick }).picked, Date.parse(T1));
  assert.equal(read({ 'asks:you': ASKS, 'picks:you': pick }).picked, null, 'nobody picks of their own');
  assert.equal(read({ 'asks:you': { ...ASKS, place: 'elsewhere' }, 'picks:me': pick }).picked, null, 'another place than the one that was picked');
  assert.equal(read({ 'asks:you': { ...ASKS, times: [T2, T2] }, 'picks:me': pick }).picked, null, 'another time');
  for (const bad of ['none', 7, null, { at: 'soon', place: 'here' }, { at: 7, place: 'here' }, { place: 'here' }]) assert.equal(read({ 'asks:me': ASKS, 'picks:you': bad }).picked, null);
  assert.equal(read({}), null);
  assert.equal(read({ 'asks:me': ASKS, 'asks:you': ASKS }), null);
  for (const times of [undefined, 'x', [], [7], ['soon'], ['2026-12-05T18:30:12.000Z'], [T1, 'x'.repeat(99)]]) assert.equal(read({ 'asks:you': { ...ASKS, times } }), null, JSON.stringify(times));
  assert.equal(read({ 'asks:you': { ...ASKS, times: [T2, T1, T1, T1, T1] } }).times.length, 2);
  for (const zone of [undefined, 7, 'No/Such', '<b>', 'x'.repeat(99)]) assert.equal(read({ 'asks:you': { ...ASKS, zone } }).zone, null);
  assert.equal(read({ 'asks:you': { ...ASKS, place: { toString: 'x' } } }).place, '');
});

test('the phases of a moment by the clock, and what Today says of each', () => {
  const agreed = { ...read({ 'asks:you': ASKS, 'picks:me': { at: T1, place: 'here' } }) };
  const at = Date.parse(T1);
  const own = { at, secrets: {}, outcome: null, isAside: false };
  assert.equal(phaseOf(agreed, null, at - HOUR_MS - 1), 'agreed');
  assert.equal(phaseOf(agreed, null, at - HOUR_MS), 'calm');
  assert.equal(phaseOf(agreed, own, at - 1), 'answered');
  assert.equal(phaseOf(agreed, null, at), 'another', 'no answer');
  assert.equal(phaseOf(agreed, own, at), 'answered', 'not found out yet');
  assert.equal(phaseOf(agreed, { ...own, secrets: null, outcome: 'both' }, at), 'stands');
  assert.equal(phaseOf(agreed, { ...own, at: at + 1, secrets: null, outcome: 'both' }, at), 'another', 'it was another hour');
  assert.equal(phaseOf(agreed, { ...own, secrets: null, outcome: 'another' }, at), 'another');
  assert.equal(phaseOf(agreed, null, at + 12 * HOUR_MS), 'over');
  const said = (/** @type {any} */ now) => momentOnToday(now);
  assert.deepEqual(['asked', 'calm', 'answered', 'stands', 'another'].filter((now) => said(now) === null), []);
  assert.deepEqual(['proposed', 'aside', 'agreed', 'over'].filter((now) => said(now) !== null), []);
});

test('moments are in both plain files, and what the two phones found out is in neither', async () => {
  const { alice, bob, clock } = await couple();
  const { id } = await beforeTheHour(alice, bob);
  await alice.moments.answer(id, true);
  await bob.moments.answer(id, true);
  await meetAll(alice, bob);
  await propose(alice, bob, { times: [inHours(clock, 30), inHours(clock, 50)], place: '<i>by the lake' });
  const [json, text] = [await createExport(alice).plainJson(PASSPHRASE), await createExport(alice).markdown(PASSPHRASE)];
  const { one, two } = Object.fromEntries(Object.entries(alice.shared.ours.get(calmIdOf(id)).values).map(([name, value]) => [name.slice(0, 3), value]));
  for (const secret of [one, two, 'calm', 'moment-own', 'pkcs8']) assert.ok(secret && !json.includes(secret) && !text.includes(secret), String(secret));
  assert.equal(JSON.parse(json).path.ours.filter(({ of }) => of === 'moment').length, 2);
  assert.match(text, /# Good moments\n\n- [A-Z].+ · the bench\n- Proposed: .+, .+ · \\<i>by the lake/);
});
