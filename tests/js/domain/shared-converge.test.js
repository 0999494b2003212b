/** Two people with two devices each, over a network that drops, doubles and delays: always one state in the end. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { pairedCouple, secondDevice, share, withShared } from './helpers/couple.js';
import { seeded } from '../support/seeded.js';

const FAULTS = [null, null, null, 'before', 'after', 'twice'];
const contentOf = (phone) => phone.shared.ours.list('step').map(({ id, values, also }) => [id, Object.entries(values).sort(), Object.entries(also).sort()]).sort();

for (const seed of [1, 2, 3, 4, 5]) {
  test(`ticks, titles and letting go end in one state on four devices (seed ${seed})`, async () => {
    const random = seeded(seed);
    const pick = (list) => list[Math.floor(random() * list.length)];
    const { server, alice, bob } = await pairedCouple();
    [alice, bob].forEach(withShared);
    await share(alice, bob);
    const phones = [alice, bob, await secondDevice(server, alice, 'alice'), await secondDevice(server, bob, 'bob')];
    const ids = [];
    for (let n = 0; n < 3; n += 1) ids.push(await alice.shared.ours.add('step', { title: `step ${n}` }));
    await share(...phones);
    for (const phone of phones) phone.link.fault = () => pick(FAULTS);
    const running = [];
    /** The last title of each device: it stands, or beside what stands, or somebody wrote over it knowing it. */
    for (let step = 0; step < 36; step += 1) {
      const phone = pick(phones);
      const things = phone.shared.ours;
      const id = pick(ids);
      const mine = `ticked:${things.scope().me}`;
      const what = random();
      if (what < 0.35) await things.change(id, 'step', { [mine]: random() < 0.6 });
      else if (what < 0.45) await things.change(id, 'step', { [`ticked:${things.scope().partner}`]: false });
      else if (what < 0.6) await things.change(id, 'step', { title: `seed ${seed} step ${step}` });
      else if (what < 0.63 && things.get(id)) await things.letGo(id);
      else running.push(phone.sync.now().then(() => phone.shared.refresh()));
      if (random() < 0.4) await Promise.all(running.splice(0));
    }
    await Promise.all(running);
    for (const phone of phones) phone.link.fault = () => null;
    for (let n = 0; n < 3; n += 1) await share(...phones);
    for (const phone of phones) {
      assert.deepEqual(phone.sync.status.value, { state: 'idle', unsent: 0, problem: null });
      assert.deepEqual([phone.shared.problem.value, phone.shared.isBroken.value], [null, false]);
      assert.deepEqual(contentOf(phone), contentOf(alice));
    }
  });
}

test('both tick without a network, and both ticks are there when it is back', async () => {
  const { alice, bob } = await pairedCouple();
  [alice, bob].forEach(withShared);
  await share(alice, bob);
  const id = await alice.shared.ours.add('step', { title: 'a' });
  await share(alice, bob);
  for (const phone of [alice, bob]) {
    phone.link.offline = true;
    await phone.shared.ours.change(id, 'step', { [`ticked:${phone.shared.ours.scope().me}`]: true });
    await share(phone);
    phone.link.offline = false;
  }
  await share(alice, bob, alice);
  for (const phone of [alice, bob]) assert.equal(Object.values(phone.shared.ours.get(id).values).filter((value) => value === true).length, 2);
});

test('killed between the vault and the publishing, it is published after the next unlock', async () => {
  const { alice, bob } = await pairedCouple();
  [alice, bob].forEach(withShared);
  await share(alice, bob);
  alice.link.fault = (_method, path) => (path === '/parts' ? 'before' : null);
  const id = await alice.shared.ours.add('step', { title: 'a' });
  await share(alice, bob);
  assert.equal(bob.shared.ours.get(id), null);
  alice.link.fault = () => null;
  await share(alice, bob);
  assert.equal(bob.shared.ours.get(id).values.title, 'a');
});
