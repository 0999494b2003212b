/**
 * "Are you calm enough?": whatever two people answer, and whatever the network does, it is the AND of both or "another time";
 * and nothing but that can be told from screens, messages or their sizes.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fromBase64url, toBase64url } from '../../../static/js/core/bytes.js';
import { randomPoint } from '../../../static/js/crypto/echo.js';
import { advance, newSecrets, turnedOff } from '../../../static/js/domain/moment/calm-run.js';
import { GRACE_MS } from '../../../static/js/domain/moment/calm.js';
import { calmIdOf } from '../../../static/js/domain/moment/reading.js';
import { seeded } from '../support/seeded.js';
import { DAY_MS, secondDevice, share } from './helpers/couple.js';
import { beforeTheHour, couple, goTo, inHours, meetAll, phase, propose } from './helpers/moments.js';

const MINUTE_MS = 60_000;
const SCENE = { space: toBase64url(new Uint8Array(16).fill(1)), moment: toBase64url(new Uint8Array(16).fill(2)), atMs: 1_796_000_040_000 };

/** @param {boolean} isYes @param {any} [scene] */
async function phoneOf(isYes, scene = SCENE) {
  return { scene, secrets: await newSecrets(scene, isYes), mine: {}, isBoth: false, isRefused: false };
}
/** @param {any} me @param {any} other @param {(said: any) => any} [change] */
async function step(me, other, change = (said) => said) {
  Object.assign(me, await advance({ scene: me.scene, secrets: me.secrets, theirs: change(structuredClone(other.mine)) }));
}
/** @param {any[]} two */
async function whole(two, rounds = 3) {
  for (let n = 0; n < rounds; n += 1) for (const at of [0, 1]) await step(two[at], two[1 - at]);
}
const values = (/** @type {any} */ phone, /** @type {string} */ id) => phone.shared.ours.get(calmIdOf(id))?.values ?? {};

for (const [one, other] of [[true, true], [true, false], [false, true], [false, false]]) {
  test(`two phones find the AND of ${one} and ${other}, in messages of one size`, async () => {
    const two = [await phoneOf(one), await phoneOf(other)];
    await whole(two);
    assert.deepEqual(two.map(({ isBoth }) => isBoth), [one && other, one && other]);
    for (const { mine } of two) assert.deepEqual([Object.keys(mine), Object.values(mine).map((text) => fromBase64url(text).length)], [['one', 'two'], [32, 32]]);
    const again = await advance({ scene: two[0].scene, secrets: two[0].secrets, theirs: two[1].mine });
    assert.deepEqual([again.mine, again.secrets], [two[0].mine, two[0].secrets], 'the same given again, the same comes out');
  });
}

test('what was said in one run says nothing in another', async () => {
  const two = [await phoneOf(true), await phoneOf(true, { ...SCENE, atMs: SCENE.atMs + MINUTE_MS })];
  await whole(two);
  assert.deepEqual(two.map(({ isBoth }) => isBoth), [false, false]);
});

test('a changed phone is refused: off the curve, no text, too short, my own point back, a second run; nothing goes out to it', async () => {
  const noise = toBase64url(await randomPoint());
  const wrong = [toBase64url(new Uint8Array(32).fill(1)), 7, 'AAAA', '!!', toBase64url(new Uint8Array(33)), toBase64url(new Uint8Array(32).fill(255))];
  for (const one of wrong) {
    const me = await phoneOf(true);
    await step(me, { mine: { one } });
    assert.deepEqual([me.isRefused, Object.keys(me.mine)], [true, ['one']], String(one));
  }
  const mirrored = await phoneOf(true);
  await step(mirrored, { mine: { one: mirrored.secrets.one } });
  assert.deepEqual([mirrored.isRefused, Object.keys(mirrored.mine)], [true, ['one']]);
  for (const two of wrong) {
    const [me, other] = [await phoneOf(true), await phoneOf(true)];
    await whole([me, other]);
    await step(me, other, (said) => ({ ...said, two }));
    assert.deepEqual([me.isRefused, me.isBoth], [true, false], String(two));
  }
  const [me, other] = [await phoneOf(true), await phoneOf(true)];
  await whole([me, other]);
  await step(me, other, (said) => ({ ...said, one: noise }));
  assert.deepEqual([me.isRefused, me.isBoth, Object.keys(me.mine)], [true, false, ['one']]);
});

test('whoever said no is never told yes, also where the other sends their message back', async () => {
  const [me, other] = [await phoneOf(false), await phoneOf(true)];
  await whole([me, other]);
  await step(me, { mine: { one: other.mine.one, two: me.mine.two } });
  assert.equal(me.isBoth, false);
});

test('a mistake of ours is not taken for one of the other’s', async () => {
  const me = await phoneOf(true);
  const theirs = { one: toBase64url(await randomPoint()) };
  await assert.rejects(advance({ scene: SCENE, secrets: { ...me.secrets, pkcs8: 'AAAA' }, theirs }), { name: 'DataError' });
});

test('whoever thinks better of it says nothing any more, and it looks like every other message', async () => {
  const two = [await phoneOf(true), await phoneOf(true)];
  await whole(two);
  two[0].secrets = await turnedOff(two[0].secrets);
  assert.equal(two[0].secrets.pkcs8, null);
  assert.deepEqual((await turnedOff(two[0].secrets)).two, two[0].secrets.two);
  await whole(two);
  assert.deepEqual([two.map(({ isBoth }) => isBoth), fromBase64url(two[0].mine.two).length], [[false, false], 32]);
});

test('over two phones and a server: the screens of the hour before are the same for every answer, and the parts have one size', async () => {
  const { alice, bob, clock } = await couple();
  const sizes = new Set();
  for (const [hers, his] of [[true, true], [true, false], [false, true], [false, false]]) {
    const { id, at } = await beforeTheHour(alice, bob);
    assert.deepEqual([phase(alice, id), phase(bob, id)], ['calm', 'calm']);
    await alice.moments.answer(id, hers);
    assert.deepEqual([phase(alice, id), phase(bob, id)], ['answered', 'calm']);
    await meetAll(alice, bob);
    assert.equal(phase(bob, id), 'calm', 'nothing tells who has answered');
    await bob.moments.answer(id, his);
    await meetAll(bob, alice);
    assert.deepEqual([phase(alice, id), phase(bob, id)], ['answered', 'answered'], 'and nothing is said before the hour');
    goTo(clock, at);
    await meetAll(alice, bob);
    const expected = hers && his ? 'stands' : 'another';
    assert.deepEqual([phase(alice, id), phase(bob, id)], [expected, expected]);
    for (const phone of [alice, bob]) {
      const own = phone.vault.singleton(`moment:${id}`).get();
      assert.deepEqual([own.secrets, JSON.stringify(own).includes('pkcs8')], [null, false], 'nothing of the answer stays');
      sizes.add(phone.vault.all('part').filter(({ fields }) => fields.thing === calmIdOf(id)).map(({ fields }) => JSON.stringify(fields).length).join());
    }
    clock.advanceMs(DAY_MS);
  }
  assert.equal(sizes.size, 1, [...sizes].join(' '));
});

test('after an answer no second one is taken, and none outside of the hour before', async () => {
  const { alice, bob, clock } = await couple();
  const proposed = await propose(alice, bob);
  await assert.rejects(bob.moments.answer(proposed, true), { code: 'calm-closed' });
  await assert.rejects(bob.moments.answer(toBase64url(new Uint8Array(16)), true), { code: 'calm-closed' });
  await bob.moments.pick(proposed, bob.moments.get(proposed).times[0]);
  await assert.rejects(bob.moments.answer(proposed, true), { code: 'calm-closed' });
  const at = bob.moments.get(proposed).times[0];
  goTo(clock, at - MINUTE_MS);
  await bob.moments.answer(proposed, true);
  await assert.rejects(bob.moments.answer(proposed, false), { code: 'calm-closed' });
  goTo(clock, at);
  await share(bob, alice);
  await assert.rejects(alice.moments.answer(proposed, true), { code: 'calm-closed' });
  await alice.moments.turnOff(proposed);
});

test('whoever answers last and closes the app is told the same when they come back', async () => {
  const { alice, bob, clock } = await couple();
  const { id, at } = await beforeTheHour(alice, bob);
  await alice.moments.answer(id, true);
  await meetAll(alice);
  await bob.moments.answer(id, true);
  await meetAll(bob);
  await bob.account.lock();
  await meetAll(alice);
  goTo(clock, at + 3 * MINUTE_MS);
  await meetAll(alice);
  await bob.unlock();
  await meetAll(bob);
  assert.deepEqual([phase(alice, id), phase(bob, id)], ['stands', 'stands']);
});

test('a phone that falls asleep as soon as the server has its last message is told the same when it is opened again', async () => {
  const { alice, bob, clock } = await couple();
  const { id, at } = await beforeTheHour(alice, bob);
  await bob.moments.answer(id, true);
  await meetAll(bob);
  let isAsleep = false;
  alice.link.fault = (method, path) => {
    if (isAsleep) return 'before';
    isAsleep = path.startsWith('/parts') && Boolean(values(alice, id)[`two:${alice.shared.ours.scope().me}`]);
    return null;
  };
  await alice.moments.answer(id, true);
  await share(alice);
  assert.ok(isAsleep);
  await alice.account.lock();
  await meetAll(bob);
  goTo(clock, at);
  await meetAll(bob);
  alice.link.fault = () => null;
  await alice.unlock();
  await meetAll(alice);
  assert.deepEqual([phase(alice, id), phase(bob, id)], ['stands', 'stands']);
});

test('what has not left the phone by the hour is no answer, and does not become one', async () => {
  const { alice, bob, clock } = await couple();
  const { id, at } = await beforeTheHour(alice, bob);
  await alice.moments.answer(id, true);
  await meetAll(alice);
  bob.link.offline = true;
  await bob.moments.answer(id, true);
  await meetAll(bob);
  goTo(clock, at + 1);
  await bob.moments.refresh();
  bob.link.offline = false;
  await meetAll(bob, alice, bob, alice);
  assert.deepEqual([phase(alice, id), phase(bob, id)], ['another', 'another']);
  assert.ok(!Object.keys(values(alice, id)).some((name) => values(alice, id)[name] && name.endsWith(bob.moments.get(id) ? bob.shared.ours.scope().me : '')));
});

test('without a network at the hour it waits a little, and then it is another time for good', async () => {
  const { alice, bob, clock } = await couple();
  const { id, at } = await beforeTheHour(alice, bob);
  await alice.moments.answer(id, true);
  await meetAll(alice);
  await bob.moments.answer(id, true);
  await meetAll(bob);
  bob.link.offline = true;
  await meetAll(alice);
  goTo(clock, at);
  await bob.moments.refresh();
  assert.equal(phase(bob, id), 'answered');
  clock.advanceMs(GRACE_MS);
  bob.timers.run();
  await bob.moments.refresh();
  assert.equal(phase(bob, id), 'another');
  bob.link.offline = false;
  await meetAll(bob, alice);
  assert.equal(phase(bob, id), 'another', 'it does not change its mind');
});

test('better another time after all: also when everything was said already', async () => {
  const { alice, bob, clock } = await couple();
  const { id, at } = await beforeTheHour(alice, bob);
  for (const phone of [alice, bob]) await phone.moments.answer(id, true);
  await meetAll(alice, bob);
  await alice.moments.turnOff(id);
  assert.equal(phase(alice, id), 'answered');
  await meetAll(alice, bob);
  goTo(clock, at);
  await meetAll(alice, bob);
  assert.deepEqual([phase(alice, id), phase(bob, id)], ['another', 'another']);
});

test('a yes that was taken back while the other had no network is no yes there, however late they hear of it', async () => {
  const { alice, bob, clock } = await couple();
  const { id, at } = await beforeTheHour(alice, bob);
  for (const phone of [alice, bob]) await phone.moments.answer(id, true);
  for (let n = 0; n < 3; n += 1) await meetAll(alice, bob);
  bob.link.offline = true;
  await alice.moments.turnOff(id);
  await meetAll(alice);
  goTo(clock, at);
  await bob.moments.refresh();
  assert.equal(phase(bob, id), 'answered', 'nothing is said without having asked');
  clock.advanceMs(GRACE_MS);
  bob.timers.run();
  await bob.moments.refresh();
  await meetAll(alice);
  assert.deepEqual([phase(alice, id), phase(bob, id)], ['another', 'another']);
});

test('picked anew, or let go, in the hour before: nothing more is said of it, and it is another time', async () => {
  const { alice, bob, clock } = await couple();
  const { id, at } = await beforeTheHour(alice, bob);
  const [, second] = alice.moments.get(id).times;
  await alice.moments.answer(id, true);
  await meetAll(alice, bob);
  await bob.moments.pick(id, second);
  await meetAll(bob, alice);
  goTo(clock, second - MINUTE_MS);
  await assert.rejects(alice.moments.answer(id, true), { code: 'calm-closed' }, 'a second run for one moment');
  await bob.moments.answer(id, true);
  await meetAll(bob, alice);
  goTo(clock, second);
  await meetAll(bob, alice);
  assert.deepEqual([phase(alice, id), phase(bob, id)], ['another', 'another']);
  const next = await beforeTheHour(alice, bob);
  await bob.moments.answer(next.id, true);
  await alice.moments.letGo(next.id);
  await meetAll(alice, bob);
  goTo(clock, next.at);
  await meetAll(alice, bob);
  assert.equal(bob.vault.singleton(`moment:${next.id}`).get().secrets, null);
  assert.ok(at < second);
});

test('where the other picks another hour after my answer my phone says nothing more', async () => {
  const { alice, bob, clock } = await couple();
  const [first, second] = [inHours(clock, 24), inHours(clock, 24.2)];
  const id = await propose(alice, bob, { times: [first, second] });
  await bob.moments.pick(id, first);
  await share(bob, alice);
  goTo(clock, first - 30 * MINUTE_MS);
  await alice.moments.answer(id, true);
  await meetAll(alice, bob);
  await bob.moments.pick(id, second);
  await bob.moments.answer(id, true);
  await meetAll(bob, alice, bob);
  assert.equal(values(bob, id)[`two:${alice.shared.ours.scope().me}`] ?? null, null);
  assert.ok(values(bob, id)[`one:${alice.shared.ours.scope().me}`]);
});

test('another device of mine goes on with the same answer', async () => {
  const { alice, bob, clock, server } = await couple();
  const other = await secondDevice(server, alice, 'alice');
  const { id, at } = await beforeTheHour(alice, bob);
  await alice.moments.answer(id, true);
  await meetAll(alice);
  alice.link.offline = true;
  await bob.moments.answer(id, true);
  await meetAll(bob, other, bob, other);
  goTo(clock, at);
  await meetAll(other, bob);
  assert.deepEqual([phase(other, id), phase(bob, id)], ['stands', 'stands']);
});

test('after leaving nothing of an answer stays', async () => {
  const { alice, bob } = await couple();
  const { id } = await beforeTheHour(alice, bob);
  await alice.moments.answer(id, true);
  await alice.pairing.leave('four quiet old rivers');
  await meetAll(alice);
  assert.deepEqual([alice.moments.list(), alice.moments.get(id)], [[], null]);
  assert.equal(alice.vault.singleton(`moment:${id}`).get().secrets, null);
});

test('what goes on by itself in the hour before makes no trouble', async () => {
  const { alice, bob } = await couple();
  const { id } = await beforeTheHour(alice, bob);
  await alice.moments.answer(id, true);
  await meetAll(alice, bob);
  await alice.moments.refresh();
  assert.equal(alice.moments.problem.value, null);
});

test('over two phones and a server, any answers, any order, any network: the AND or another time', async () => {
  const { alice, bob, clock } = await couple();
  const random = seeded(20261205);
  for (const [hers, his] of [[true, true], [true, null], [true, true], [null, false], [true, true]]) {
    const { id, at } = await beforeTheHour(alice, bob);
    for (const [phone, answer] of [[alice, hers], [bob, his]]) {
      phone.link.offline = random() < 0.5;
      if (answer !== null) await phone.moments.answer(id, answer);
      await meetAll(phone);
    }
    for (const phone of [alice, bob, alice]) {
      phone.link.offline = random() < 0.3;
      await meetAll(phone);
    }
    goTo(clock, at);
    for (const phone of [alice, bob]) await meetAll(phone);
    clock.advanceMs(GRACE_MS);
    for (const phone of [alice, bob]) phone.link.offline = false;
    await meetAll(alice, bob);
    for (const phone of [alice, bob]) assert.ok(['another', ...(hers && his ? ['stands'] : [])].includes(phase(phone, id)), `${hers} ${his} ${phase(phone, id)}`);
    clock.advanceMs(DAY_MS);
  }
});
