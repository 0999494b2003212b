import assert from 'node:assert/strict';
import { test } from 'node:test';

import { oneAfterAnother, oneAtATime } from '../../../static/js/core/one-at-a-time.js';

test('asked for while it runs it runs once more, and never twice at a time', async () => {
  let [runs, atOnce, most] = [0, 0, 0];
  const ask = oneAtATime(async () => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await null;
    runs += 1;
    atOnce -= 1;
  });
  await Promise.all([ask(), ask(), ask()]);
  assert.deepEqual([runs, most], [2, 1]);
  await ask();
  assert.equal(runs, 3);
});

test('whoever asks just as a run ends is heard', async () => {
  let runs = 0;
  const ask = oneAtATime(async () => { runs += 1; });
  for (let n = 0; n < 6; n += 1) {
    const going = ask();
    for (let tick = 0; tick < n; tick += 1) await null;
    const before = runs;
    await ask();
    assert.ok(runs > before, `after ${n} turns`);
    await going;
  }
});

test('what the work throws reaches whoever asked, and the next one runs', async () => {
  let isBroken = true;
  const ask = oneAtATime(async () => { if (isBroken) throw new RangeError('broken'); });
  await assert.rejects(ask(), RangeError);
  isBroken = false;
  await ask();
});

test('one after another: in the order in which it was asked for, each with its own answer, and what fails holds nothing up', async () => {
  const inTurn = oneAfterAnother();
  /** @type {string[]} */
  const done = [];
  const first = inTurn(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    done.push('first');
    return 1;
  });
  const second = inTurn(async () => {
    done.push('second');
    throw new Error('heard by whoever asked');
  });
  const third = inTurn(async () => void done.push('third'));
  assert.equal(await first, 1);
  await assert.rejects(second, /heard/);
  await third;
  assert.deepEqual(done, ['first', 'second', 'third']);
});
