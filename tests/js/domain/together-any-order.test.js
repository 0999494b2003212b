/** Two people with two devices each, any order of steps, requests that are lost, doubled or late: never one open and the other not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openPhone } from '../fakes/phone.js';
import { meet, pairedCouple, withBridge } from './helpers/couple.js';
import { lockIn, viewOf, WORDS } from './helpers/together.js';

const RUNS = 10;
const STEPS = 16;
/** @type {boolean[]} whether it opened, of each run */
const ends = [];
const FAULTS = [null, null, null, 'before', 'after', 'twice', 'late', 'slow'];

/** The same numbers for the same seed. @param {number} seed */
function dice(seed) {
  let state = seed * 2_654_435_761 + 1;
  return (/** @type {number} */ sides) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0;
    return (state >>> 8) % sides;
  };
}

/** @param {any} server @param {any} phone @param {any} made @param {string} name */
async function second(server, phone, name) {
  const other = withBridge(await openPhone({ server, clock: phone.clock }));
  await other.signIn(name, phone.made.accountCode);
  await meet(other);
  return other;
}

/** What the server holds of it. @param {any} server @param {string} id */
const stateOf = (server, id) => server.togethers.get(id).state;

/** No text, no key of the one in any answer to the other before both are open. @param {any} server @param {string} id */
function assertNothingCrossed(server, id) {
  const together = server.togethers.get(id);
  if (together.state >= 3) return;
  for (const account of together.people) {
    const feed = Buffer.concat([...account.feed.values()].flatMap(({ parts }) => parts.map((/** @type {Uint8Array} */ part) => Buffer.from(part))));
    const other = together.people.find((/** @type {any} */ one) => one !== account);
    const { envelope, wrap, share, now } = together.sides.get(other);
    for (const secret of [envelope, wrap, share, now]) assert.ok(secret.length === 0 || !feed.includes(secret));
  }
}

for (let seed = 1; seed <= RUNS; seed += 1) {
  test(`any order of steps, number ${seed}`, async () => {
    const roll = dice(seed);
    const { server, alice, bob } = await pairedCouple();
    const phones = [alice, bob, await second(server, alice, 'alice'), await second(server, bob, 'bob')];
    const id = await alice.togethers.propose('money');
    await meet(...phones);
    const acts = [
      (/** @type {any} */ phone) => lockIn(phone, id, WORDS.alice), (/** @type {any} */ phone) => lockIn(phone, id, WORDS.bob),
      (/** @type {any} */ phone) => phone.togethers.takeBack(id),
      (/** @type {any} */ phone) => phone.togethers.sayNow(id), (/** @type {any} */ phone) => phone.togethers.sayNow(id),
      (/** @type {any} */ phone) => phone.togethers.sayNow(id), (/** @type {any} */ phone) => phone.togethers.sayNow(id),
      (/** @type {any} */ phone) => (roll(12) === 0 ? phone.togethers.stepBack(id) : meet(phone)),
    ];
    for (let n = 0; n < STEPS; n += 1) {
      const phone = phones[roll(phones.length)];
      const fault = FAULTS[roll(FAULTS.length)];
      phone.link.fault = (/** @type {string} */ _method, /** @type {string} */ path) => (path.startsWith('/togethers/') ? fault : null);
      // A refusal, or a network that is away, is what a person sees; here only what follows from it counts.
      await acts[roll(acts.length)](phone).catch(() => undefined);
      phone.link.fault = () => null;
      if (roll(3) > 0) await meet(...phones);
      assertNothingCrossed(server, id);
      for (const each of phones) {
        if (viewOf(each, id)?.state === 'opened') assert.equal(stateOf(server, id), 3);
        assert.ok(each.bridge.opened.value.length === 0 || stateOf(server, id) === 3);
      }
    }
    await meet(...phones, ...phones);
    const isOpened = stateOf(server, id) === 3;
    ends.push(isOpened);
    for (const each of phones) {
      assert.equal(viewOf(each, id)?.state === 'opened', isOpened);
      assert.equal(each.bridge.opened.value.length, isOpened ? 2 : 0);
      assert.notEqual(viewOf(each, id)?.state, 'refused');
    }
  });
}

test('some of these runs opened, and some did not: or they would prove nothing', () => {
  assert.equal(ends.length, RUNS);
  assert.ok(ends.includes(true) && ends.includes(false), ends.join());
});
