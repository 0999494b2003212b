import assert from 'node:assert/strict';
import test from 'node:test';
import { observable } from '../../../static/js/core/observable.js';
import { createBreather, pause } from '../../../static/js/core/breather.js';

test('a watcher hears the current value at once, then every change, until it stops', () => {
  const seen = [];
  const o = observable(1);
  const stop = o.subscribe((value) => seen.push(value));
  o.value = 2;
  o.value = 2;
  o.update((n) => n + 1);
  stop();
  o.value = 9;
  assert.deepEqual(seen, [1, 2, 3]);
  assert.equal(o.value, 9);
});

test('work rests only when a bite is over', async () => {
  let nowMs = 0;
  let rests = 0;
  const breathe = createBreather({ nowMs: () => nowMs, pause: async () => void (rests += 1) });
  await breathe();
  assert.equal(rests, 0);
  nowMs = 13;
  await breathe();
  await breathe();
  assert.equal(rests, 1);
});

test('a pause lets what waits have its turn', async () => {
  let isRun = false;
  setTimeout(() => { isRun = true; }, 0);
  while (!isRun) await pause();
  await createBreather()();
});
