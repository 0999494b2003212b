/** What a phone says by itself goes out alone, and nobody can make it say it again: it would tell that the app is open here. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { toBase64url } from '../../../static/js/core/bytes.js';
import { random16 } from '../../../static/js/core/ids.js';
import { createChoice } from '../../../static/js/domain/choice/choice.js';
import { THING } from '../../../static/js/domain/echo/echo.js';
import { WEEK_MS } from '../../../static/js/domain/echo/week.js';
import { calmIdOf } from '../../../static/js/domain/moment/reading.js';
import { pairedCouple, share, withShared } from './helpers/couple.js';
import { echoCouple, settle, withEcho } from './helpers/echo.js';
import { beforeTheHour, couple as momentCouple, meetAll } from './helpers/moments.js';

const posts = (/** @type {any} */ phone, from = 0) => phone.link.requests.slice(from).filter((/** @type {string} */ line) => line.includes('/parts'));
const me = (/** @type {any} */ phone) => phone.shared.ours.scope().me;

/** Every part of one phone, as it lies in its vault. @param {any} phone */
const partsOf = (phone) => Object.fromEntries(phone.vault.all('part').map((/** @type {any} */ { fields }) => [fields.thing, fields.n]));

/** A changed app writes over what the other said. @param {any} hostile @param {any} victim @param {string} thing @param {string} of @param {(name: string) => any} [value] */
async function clears(hostile, victim, thing, of, value = () => null) {
  const names = Object.keys(hostile.shared.ours.get(thing)?.values ?? {}).filter((name) => name.endsWith(me(victim)));
  assert.ok(names.length > 0, 'there is something to clear');
  await hostile.shared.ours.change(thing, of, Object.fromEntries(names.map((name) => [name, value(name)])));
}

test('echo: what was let go does not leave with a message that goes by itself', async () => {
  const { alice, bob, clock } = await echoCouple();
  const step = await alice.shared.ours.add('step', { title: 'a walk' });
  await settle(alice, bob);
  await alice.shared.ours.letGo(step);
  await settle(alice, bob);
  const [before, from] = [partsOf(bob), bob.link.requests.length];
  clock.advanceMs(WEEK_MS);
  await settle(alice, bob);
  const changed = Object.entries(partsOf(bob)).filter(([thing, n]) => before[thing] !== n).map(([thing]) => thing);
  assert.deepEqual(changed, [THING]);
  assert.ok(posts(bob, from).length > 0 && posts(bob, from).every((line) => line.includes('quiet=1')), 'no sign for alice');
});

test('echo: a message that the other clears is not sent again, nor is the hour', async () => {
  const { alice, bob, clock } = await pairedCouple();
  for (const phone of [alice, bob]) withShared(phone);
  await share(alice, bob);
  // The one whose phone begins has an honest app, and the other one that answers nothing.
  const [honest, hostile] = me(alice) < me(bob) ? [alice, bob] : [bob, alice];
  withEcho(honest);
  await settle(honest);
  clock.advanceMs(WEEK_MS);
  await settle(honest);
  await share(hostile);
  const [from, hour] = [honest.link.requests.length, honest.shared.ours.mine(THING).hour];
  for (let round = 0; round < 3; round += 1) {
    await clears(hostile, honest, THING, 'echo');
    await hostile.shared.ours.change(THING, 'echo', { hour: null, ...(round === 2 ? { gone: true } : {}) });
    await share(hostile);
    await settle(honest);
  }
  assert.deepEqual(posts(honest, from), []);
  await hostile.shared.ours.change(THING, 'echo', { gone: null, hour: null });
  await share(hostile);
  clock.advanceMs(WEEK_MS);
  await settle(honest);
  assert.ok(posts(honest, from).length > 0, 'the next week has its message');
  assert.deepEqual(honest.shared.ours.mine(THING).hour, hour);
});

test('calm: a message that the other clears, or a question that was let go, is not answered again', async () => {
  const { alice, bob } = await momentCouple();
  const { id } = await beforeTheHour(alice, bob);
  const calm = calmIdOf(id);
  for (const phone of [alice, bob]) await phone.moments.answer(id, true);
  await meetAll(alice, bob);
  const from = bob.link.requests.length;
  for (const values of [null, { gone: true }]) {
    if (values) await alice.shared.ours.change(calm, 'calm', values);
    else await clears(alice, bob, calm, 'calm');
    const before = partsOf(bob);
    await share(alice, bob);
    await bob.moments.refresh();
    await share(bob);
    await bob.moments.refresh();
    assert.deepEqual(partsOf(bob), before);
  }
  assert.deepEqual(posts(bob, from), []);
});

test('choice: a lock that the other clears is not sent again', async () => {
  const { alice, bob } = await pairedCouple();
  for (const phone of [alice, bob]) {
    withShared(phone);
    phone.choice = createChoice({ things: phone.shared.ours, vault: phone.vault });
  }
  await share(alice, bob);
  const id = await alice.choice.begin([1, 2, 3].map(() => toBase64url(random16())));
  await share(alice, bob);
  await bob.choice.arrange(id, bob.choice.view().cards, 0);
  await bob.choice.lock(id);
  await share(bob, alice);
  const from = bob.link.requests.length;
  await clears(alice, bob, id, 'choice');
  await share(alice, bob);
  await bob.choice.refresh();
  await share(bob);
  assert.deepEqual(posts(bob, from), []);
});
