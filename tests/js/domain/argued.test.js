/** "We just argued": for a day my own offers wait, here and nowhere else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { untilWords } from '../../../static/js/domain/argued.js';
import { createDrafting } from '../../../static/js/domain/drafting.js';
import { DAY_MS, meet, offerOne, secondDevice, seen, share } from './helpers/couple.js';
import { couple, phase, propose } from './helpers/moments.js';

test('for a day no offer, no change of one, no opening and no proposal goes out; what the other does goes on', async () => {
  const { alice, bob, clock } = await couple();
  const under = await offerOne(alice);
  await meet(bob);
  const undo = await alice.argued.begin();
  assert.equal(alice.argued.untilMs(), clock.nowMs() + DAY_MS);
  await assert.rejects(offerOne(alice, { topic: 'chores' }, { topic: 'chores' }), { code: 'held', message: new RegExp(`^Held until ${untilWords(clock.nowMs() + DAY_MS)}`) });
  await assert.rejects(alice.bridge.edit(under, { tier: 1 }), { code: 'held' });
  await assert.rejects(propose(alice, bob), { code: 'held' });
  await bob.bridge.accept(under);
  await meet(alice);
  await assert.rejects(alice.bridge.release(under), { code: 'held' });
  const theirs = await propose(bob, alice);
  await alice.moments.pick(theirs, alice.moments.get(theirs).times[0]);
  await share(alice, bob);
  assert.equal(phase(bob, theirs), 'agreed', 'an answer is not held back');
  await undo();
  await alice.bridge.release(under);
  await meet(bob);
  assert.ok(seen(bob, 'opened', under));
});

test('what is sealed at once waits too, and goes by itself when the day is over', async () => {
  const { alice, bob } = await couple();
  const id = await offerOne(alice, { release: 'at-once' });
  await meet(bob);
  await alice.argued.begin();
  await bob.bridge.accept(id);
  await meet(alice, bob);
  assert.equal(seen(bob, 'opened', id), null);
  alice.timers.advance(DAY_MS);
  await meet(alice, bob);
  assert.ok(seen(bob, 'opened', id));
});

test('it can be ended early by myself, and that taken back; another device of mine knows of it, and nobody else', async () => {
  const { alice, bob, server } = await couple();
  const phone = await secondDevice(server, alice, 'alice');
  const parts = () => [...server.users.values()].map(({ feed }) => [...feed.values()].filter(({ type }) => type !== 1 && type !== 2).length);
  const before = [parts(), bob.bridge.incoming.value, bob.shared.ours.everything()];
  await alice.argued.begin();
  await alice.sync.now();
  await phone.sync.now();
  assert.ok(phone.argued.isOn());
  const undo = await alice.argued.end();
  assert.equal(alice.argued.isOn(), false);
  await undo();
  assert.equal(alice.argued.isOn(), true);
  await share(alice, bob);
  assert.deepEqual([parts(), bob.bridge.incoming.value, bob.shared.ours.everything()], before);
});

test('what was held is kept as it is, and stands there until it was sent', async () => {
  const { alice } = await couple();
  const drafting = createDrafting(alice);
  const draft = drafting.open('offer:AAAA');
  draft.set({ text: 'not yet' });
  await draft.flush();
  await alice.argued.begin();
  await alice.argued.hold('offer:AAAA');
  await alice.argued.hold('offer:AAAA');
  await alice.argued.hold('propose:new');
  assert.deepEqual(alice.argued.held(), ['offer:AAAA'], 'a draft without words is none');
  await alice.argued.end();
  assert.deepEqual(alice.argued.held(), ['offer:AAAA'], 'also afterwards');
  await draft.sent();
  assert.deepEqual(alice.argued.held(), []);
});

test('an offer that was held looks afterwards like any other', async () => {
  const made = await Promise.all([couple(), couple()]);
  const shapes = [];
  for (const [n, { alice, bob }] of made.entries()) {
    if (n === 0) {
      await alice.argued.begin();
      await assert.rejects(offerOne(alice), { code: 'held' });
      alice.timers.advance(DAY_MS);
    }
    const id = await offerOne(alice);
    await meet(bob);
    shapes.push(Object.keys(seen(bob, 'incoming', id)).sort(), seen(bob, 'incoming', id).says, Object.keys(alice.vault.singleton(`offer:${id}`).get()).sort());
  }
  assert.deepEqual(shapes.slice(0, 3), shapes.slice(3));
});

test('after a lock no clock of it runs', async () => {
  const { alice } = await couple();
  await alice.argued.begin();
  await alice.account.lock();
  assert.deepEqual([alice.argued.isOn(), alice.argued.held()], [false, []]);
});
