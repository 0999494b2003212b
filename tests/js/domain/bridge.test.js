import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CANARY, meet, offerOne, openOne, pairedCouple, seen } from './helpers/couple.js';

test('one concern crosses when both want it, and not before', async () => {
  const { alice, bob } = await pairedCouple();
  const id = await offerOne(alice);
  assert.equal(seen(alice, 'outgoing', id).state, 'offered');
  await meet(bob);
  const arrived = seen(bob, 'incoming', id);
  assert.deepEqual(arrived.cover, { minutes: 20, tone: 'calm', hope: 'listen', line: 'just listen' });
  assert.equal(arrived.text, undefined);
  await bob.bridge.accept(id);
  assert.equal(seen(bob, 'incoming', id).state, 'ready');
  await meet(alice);
  assert.equal(seen(alice, 'outgoing', id).askRelease, true);
  await alice.bridge.release(id);
  await meet(bob);
  assert.equal(seen(bob, 'opened', id).fields.happened, CANARY);
  assert.equal(seen(bob, 'opened', id).by, 'partner');
  assert.equal(seen(alice, 'opened', id).by, 'me');
  assert.equal(seen(bob, 'incoming', id), null);
});

test('the listening turn goes back and forth as it should', async () => {
  const { alice, bob } = await pairedCouple();
  const id = await openOne(alice, bob);
  assert.deepEqual(bob.bridge.turns(id), { turns: [], whose: 'me', steps: ['heard'], problem: null });
  await bob.bridge.say(id, { step: 'heard', text: 'You felt small.' });
  await meet(alice);
  assert.equal(seen(alice, 'opened', id).myTurn, true);
  await alice.bridge.say(id, { step: 'not-quite', text: 'More alone.' });
  await meet(bob);
  await bob.bridge.say(id, { step: 'heard', text: 'You felt alone.' });
  await meet(alice);
  await alice.bridge.say(id, { step: 'yes' });
  await meet(bob);
  await bob.bridge.say(id, { step: 'answer', text: 'I did not know.' });
  await meet(alice);
  assert.deepEqual(alice.bridge.turns(id).turns.map(({ by, step }) => [by, step]), [
    ['partner', 'heard'], ['me', 'not-quite'], ['partner', 'heard'], ['me', 'yes'], ['partner', 'answer'],
  ]);
  assert.equal(alice.bridge.turns(id).whose, null);
});
