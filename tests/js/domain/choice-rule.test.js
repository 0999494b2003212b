import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ballotAt, ballotCount, ballotIndex, bitsFor, outcomeAt, outcomeCount, outcomeIndex, setAsidesAllowed, shownCount } from '../../../static/js/domain/choice/ballots.js';
import { decide } from '../../../static/js/domain/choice/decide.js';

const ALL = [3, 4, 5, 6, 7];
const straight = (n) => Array.from({ length: n }, (_, at) => at);

test('every ballot has one number, and every number one ballot', () => {
  for (const n of ALL) {
    const seen = new Set();
    for (let index = 0; index < ballotCount(n); index += 1) {
      const ballot = ballotAt(n, index);
      assert.equal(ballotIndex(ballot), index);
      assert.ok(ballot.setAsides <= setAsidesAllowed(n));
      seen.add(JSON.stringify(ballot));
    }
    assert.equal(seen.size, ballotCount(n));
    assert.ok(2 ** bitsFor(n) >= ballotCount(n) && 2 ** (bitsFor(n) - 1) < ballotCount(n));
  }
  assert.deepEqual(ALL.map(ballotCount), [12, 48, 240, 1800, 12_600]);
  assert.equal(ballotIndex({ order: [0, 1, 2, 3, 5, 4], setAsides: 2 }), ballotIndex({ order: [0, 1, 2, 3, 4, 5], setAsides: 2 }), 'the order of what is set aside says nothing');
});

test('every outcome has one number; how many cards it shows depends on how many there are alone', () => {
  assert.deepEqual(ALL.map(shownCount), [1, 2, 3, 2, 3]);
  for (const n of ALL) for (let index = 0; index < outcomeCount(n); index += 1) assert.equal(outcomeIndex(outcomeAt(n, index), n), index);
});

for (const n of ALL) {
  test(`whoever ranks honestly and sets aside their own last choices gets a card from their own better half, whatever the other does (n = ${n})`, () => {
    const honest = { order: straight(n), setAsides: setAsidesAllowed(n) };
    const better = Math.floor(n / 2) + 1;
    for (let index = 0; index < ballotCount(n); index += 1) {
      for (const coin of [straight(n), straight(n).reverse()]) {
        const [winner] = decide([honest, ballotAt(n, index)], coin);
        assert.ok(winner < better, `${JSON.stringify(ballotAt(n, index))} gave ${winner}`);
      }
    }
  });
}

test('for every two ballots: nothing that one set aside is shown, and no card has a larger minimum, or the same and a larger sum', () => {
  for (const n of [3, 4, 5]) {
    const all = Array.from({ length: ballotCount(n) }, (_, index) => ballotAt(n, index));
    const coin = straight(n);
    for (const one of all) {
      for (const two of all) {
        const shown = decide([one, two], coin);
        const out = new Set([one, two].flatMap(({ order, setAsides }) => order.slice(n - setAsides)));
        const score = ({ order }, card) => n - 1 - order.indexOf(card);
        const worth = (card) => [Math.min(score(one, card), score(two, card)), score(one, card) + score(two, card), -coin[card]];
        const best = coin.filter((card) => !out.has(card)).sort((a, b) => compare(worth(b), worth(a)));
        assert.deepEqual(shown, best.slice(0, shownCount(n)));
        assert.deepEqual(decide([two, one], coin), shown, 'it does not matter whose is whose');
      }
    }
  }
});

function compare(a, b) {
  const at = a.findIndex((part, n) => part !== b[n]);
  return at < 0 ? 0 : a[at] - b[at];
}

test('ties are decided by the sum, and then by the coin', () => {
  const ballots = [{ order: [0, 1, 2], setAsides: 0 }, { order: [1, 0, 2], setAsides: 0 }];
  assert.deepEqual(decide(ballots, [0, 1, 2]), [0]);
  assert.deepEqual(decide(ballots, [1, 0, 2]), [1]);
  const bySum = [{ order: [0, 1, 2, 3], setAsides: 0 }, { order: [2, 0, 1, 3], setAsides: 0 }];
  assert.deepEqual(decide(bySum, [3, 2, 1, 0]), [0, 2]);
});
