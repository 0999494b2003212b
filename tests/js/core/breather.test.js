import assert from 'node:assert/strict';
import test from 'node:test';
import { inBites } from '../../../static/js/core/breather.js';

const busy = (ms) => { for (const end = performance.now() + ms; performance.now() < end;); };

test('pieces of work are done side by side and answered in their order', async () => {
  const waits = [];
  const answers = inBites([1, 2, 3], (item) => new Promise((resolve) => waits.push(() => resolve(item * 10))));
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(waits.length, 3, 'all have begun before the first is over');
  for (const end of waits.reverse()) end();
  assert.deepEqual(await answers, [10, 20, 30]);
});

test('between its bites others have their turn', async () => {
  let turns = 0;
  const timer = setInterval(() => { turns += 1; }, 1);
  await inBites(Array.from({ length: 30 }), async () => busy(5));
  clearInterval(timer);
  assert.ok(turns >= 5, `${turns} turns`);
});
