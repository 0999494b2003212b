/** The screen stays on while one speaks, and not a moment longer. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAwake } from '../../static/js/awake.js';

/** A phone whose screen can be held; `refuses` may be set. */
function makePhone({ hasLock = true } = {}) {
  const phone = { refuses: false, asked: 0, held: new Set(), document: Object.assign(new EventTarget(), { visibilityState: 'visible' }) };
  class Sentinel extends EventTarget {
    async release() {
      if (phone.held.delete(this)) this.dispatchEvent(new Event('release'));
    }
  }
  const wakeLock = {
    async request(kind) {
      phone.asked += 1;
      assert.equal(kind, 'screen');
      if (phone.refuses) throw Object.assign(new Error(), { name: 'NotAllowedError' });
      const given = new Sentinel();
      phone.held.add(given);
      return given;
    },
  };
  const turn = (visibilityState) => {
    phone.document.visibilityState = visibilityState;
    if (visibilityState === 'hidden') for (const one of [...phone.held]) void one.release();
    phone.document.dispatchEvent(new Event('visibilitychange'));
  };
  return Object.assign(phone, { turn, awake: createAwake({ wakeLock: hasLock ? wakeLock : undefined, document: phone.document }) });
}

const turns = () => new Promise((resolve) => setImmediate(resolve));

test('held from the first word to the last', async () => {
  const { awake, held } = makePhone();
  awake.hold();
  await turns();
  assert.deepEqual([held.size, awake.isRefused.value], [1, false]);
  awake.release();
  assert.deepEqual([held.size, awake.isRefused.value], [0, false]);
});

test('let go of before it was given: it is not kept', async () => {
  const { awake, held } = makePhone();
  awake.hold();
  awake.release();
  await turns();
  assert.deepEqual([held.size, awake.isRefused.value], [0, false]);
});

test('put away and looked at again while one still speaks: held anew, and once', async () => {
  const { awake, held, turn } = makePhone();
  awake.hold();
  await turns();
  turn('hidden');
  await turns();
  assert.equal(held.size, 0);
  turn('visible');
  turn('visible');
  await turns();
  assert.deepEqual([held.size, awake.isRefused.value], [1, false]);
  awake.release();
  turn('hidden');
  turn('visible');
  await turns();
  assert.equal(held.size, 0, 'nobody speaks any more');
});

test('a phone that refuses, has no such thing, or takes it back: that is said, until it ends', async () => {
  const refusing = makePhone();
  refusing.refuses = true;
  const taking = makePhone();
  for (const phone of [refusing, makePhone({ hasLock: false }), taking]) {
    phone.awake.hold();
    await turns();
    if (phone === taking) for (const one of [...phone.held]) void one.release();
    assert.equal(phone.awake.isRefused.value, true);
    phone.awake.release();
    assert.equal(phone.awake.isRefused.value, false);
  }
});
