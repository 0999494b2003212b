/** Two phones find the result between them, and learn nothing else; a changed phone is refused. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fromBase64url, toBase64url } from '../../../static/js/core/bytes.js';
import * as secretChoice from '../../../static/js/crypto/secret-choice.js';
import { ballotCount, outcomeCount } from '../../../static/js/domain/choice/ballots.js';
import { decide } from '../../../static/js/domain/choice/decide.js';
import { advance, lockOf, newSecrets } from '../../../static/js/domain/choice/run.js';

const idOf = (n) => toBase64url(new Uint8Array(16).fill(n));

/** @param {number} n @param {any[]} ballots */
async function two(n, ballots) {
  const cards = Array.from({ length: n }, (_, at) => idOf(at + 1)).sort();
  const base = { space: idOf(100), run: idOf(101), cards };
  const scenes = [{ ...base, userId: idOf(1), partnerId: idOf(2) }, { ...base, userId: idOf(2), partnerId: idOf(1) }];
  const people = await Promise.all(scenes.map(async (scene, at) => ({ scene, secrets: await newSecrets(ballots[at]), mine: {}, result: null })));
  return people;
}

/** @param {any} me @param {any} other @param {(said: any) => any} [change] what a changed phone of the other publishes */
async function step(me, other, change = (said) => said) {
  Object.assign(me, await advance({ scene: me.scene, secrets: me.secrets, mine: me.mine, theirs: change(structuredClone(other.mine)) }));
}

async function whole(people, rounds = 4) {
  for (let n = 0; n < rounds; n += 1) for (const at of [0, 1]) await step(people[at], people[1 - at]);
}

const ballot = (order, setAsides = 0) => ({ order, setAsides });

for (const [n, ballots] of Object.entries({
  3: [ballot([0, 1, 2], 1), ballot([2, 1, 0])], 4: [ballot([3, 0, 1, 2], 1), ballot([1, 0, 3, 2], 1)],
  5: [ballot([0, 1, 2, 3, 4]), ballot([4, 3, 2, 1, 0])], 6: [ballot([5, 4, 3, 2, 1, 0], 2), ballot([0, 1, 2, 3, 4, 5], 1)], 7: [ballot([3, 1, 4, 0, 5, 2, 6], 2), ballot([6, 5, 4, 3, 2, 1, 0])],
})) {
  test(`both come to the result of the rule (n = ${n})`, async () => {
    const people = await two(Number(n), ballots);
    await whole(people);
    const [one, other] = people;
    assert.deepEqual(one.result, other.result);
    const results = [[...Array(Number(n)).keys()], [...Array(Number(n)).keys()].reverse()].map((coin) => decide(ballots, coin).length);
    assert.equal(one.result.length, results[0]);
    const out = ballots.flatMap(({ order, setAsides }) => order.slice(order.length - setAsides)).map((card) => one.scene.cards[card]);
    assert.ok(one.result.every((card) => !out.includes(card)));
    const [winner] = one.result.map((card) => one.scene.cards.indexOf(card));
    const least = (card) => Math.min(...ballots.map(({ order }) => Number(n) - 1 - order.indexOf(card)));
    const standing = one.scene.cards.map((_, card) => card).filter((card) => !out.includes(one.scene.cards[card]));
    assert.equal(least(winner), Math.max(...standing.map(least)));
    assert.ok(Buffer.byteLength(JSON.stringify(one.mine)) < 215_000, 'it fits into one part');
  });
}

test('where all else is equal the coin decides, from both commitments, and so each card gets its turn', async () => {
  const winners = new Set();
  for (let n = 0; n < 24 && winners.size < 2; n += 1) {
    const people = await two(3, [ballot([0, 1, 2]), ballot([1, 0, 2])]);
    await whole(people);
    assert.deepEqual(people[0].result, people[1].result);
    winners.add(people[0].scene.cards.indexOf(people[0].result[0]));
  }
  assert.deepEqual([...winners].sort(), [0, 1]);
});

test('before both have locked nothing goes out that an order could be read from', async () => {
  const [one] = await two(4, [ballot([0, 1, 2, 3]), ballot([3, 2, 1, 0])]);
  const alone = await advance({ scene: one.scene, secrets: one.secrets, mine: {}, theirs: {} });
  assert.deepEqual([Object.keys(alone.mine), alone.result], [['lock'], null]);
  // For every ballot there are keys that would have published the very same points: each point is random, and so is its pair.
  for (const point of alone.mine.lock.points) assert.equal(fromBase64url(point).length, 65);
  assert.equal(new Set(alone.mine.lock.points).size, alone.mine.lock.points.length);
});

test('a table opens to one entry: with the keys of one ballot every other entry stays closed', async () => {
  const people = await two(4, [ballot([0, 1, 2, 3]), ballot([3, 2, 1, 0], 1)]);
  await whole(people, 2);
  const [me, other] = people;
  const context = secretChoice.choiceContext({ space: fromBase64url(me.scene.space), run: fromBase64url(me.scene.run), cards: me.scene.cards.map(fromBase64url) });
  const table = Object.fromEntries(Object.entries(other.mine.table).map(([name, text]) => [name, fromBase64url(text)]));
  const exponents = me.secrets.exponents.map(({ pkcs8, publicPoint }) => ({ pkcs8: fromBase64url(pkcs8), publicPoint: fromBase64url(publicPoint) }));
  const open = (index) => secretChoice.openTable({ context, side: 1 }, table, { exponents, index, count: ballotCount(4), outcomes: outcomeCount(4) });
  assert.equal((await open(me.secrets.index)).token.length, 12);
  for (let index = 0; index < ballotCount(4); index += 1) if (index !== me.secrets.index) await assert.rejects(open(index), { name: 'ChoiceTableInvalidError' });
});

test('the same given again comes out the same: two devices of one person publish the same', async () => {
  const people = await two(3, [ballot([0, 1, 2]), ballot([2, 1, 0], 1)]);
  for (let n = 0; n < 4; n += 1) {
    for (const at of [0, 1]) {
      const [me, other] = [people[at], people[1 - at]];
      const before = { scene: me.scene, secrets: me.secrets, mine: me.mine, theirs: other.mine };
      const [first, second] = [await advance(before), await advance(structuredClone(before))];
      assert.deepEqual(first, second);
      Object.assign(me, first);
      assert.deepEqual(await advance({ ...before, secrets: me.secrets, mine: me.mine }), first, 'and changes nothing when it is done again');
    }
  }
  assert.ok(people[0].result);
});

test('another lock after the first is another question: it gets no answer', async () => {
  const people = await two(3, [ballot([0, 1, 2]), ballot([2, 1, 0])]);
  await step(people[0], people[1]);
  await step(people[1], people[0]);
  await step(people[0], people[1]);
  const again = await lockOf(people[1].scene, await newSecrets(ballot([1, 0, 2])));
  await assert.rejects(step(people[0], people[1], (said) => ({ ...said, lock: again })), { why: 'another-lock' });
});

test('a coin that was not committed to is refused', async () => {
  const people = await two(3, [ballot([0, 1, 2]), ballot([2, 1, 0])]);
  await whole(people, 1);
  await assert.rejects(step(people[0], people[1], (said) => ({ ...said, coin: toBase64url(new Uint8Array(32)) })), { why: 'coin' });
  await assert.rejects(step(people[0], people[1], (said) => ({ ...said, coin: 'AAAA' })), { why: 'coin' });
});

for (const [lie, isNoticed] of [[ballot([2, 1, 0]), true], [ballot([0, 2, 1]), false]]) {
  test(`a table of another ballot than the locked one ${isNoticed ? 'is noticed' : 'changes nothing where the outcome is the same'}`, async () => {
    const people = await two(3, [ballot([0, 1, 2]), ballot([0, 1, 2])]);
    await whole(people, 1);
    const [honest, liar] = people;
    await step(honest, liar);
    const { lock, coin } = honest.mine;
    const { index } = await newSecrets(lie);
    const lied = await advance({ scene: liar.scene, secrets: { ...liar.secrets, index }, mine: liar.mine, theirs: { lock, coin } });
    liar.mine = lied.mine;
    await step(honest, liar);
    const ending = whole(people, 1);
    if (isNoticed) await assert.rejects(ending, { why: 'differs' });
    else {
      await ending;
      await step(honest, liar);
      assert.deepEqual(honest.result, [honest.scene.cards[0]]);
    }
  });
}

const BROKEN = {
  'no points': (said) => ({ ...said, lock: { ...said.lock, points: undefined } }),
  'too few points': (said) => ({ ...said, lock: { ...said.lock, points: said.lock.points.slice(1) } }),
  'a point that is a number': (said) => ({ ...said, lock: { ...said.lock, points: said.lock.points.map(() => 7) } }),
  'no id': (said) => ({ ...said, lock: { ...said.lock, id: 7 } }),
  'a coin that is a number': (said) => ({ ...said, coin: 7 }),
  'a table of numbers': (said) => ({ ...said, table: { point: 1, marks: 2, entries: 3 } }),
  'a short table': (said) => ({ ...said, table: { ...said.table, entries: said.table.entries.slice(0, 40) } }),
  'a table without its point': (said) => ({ ...said, table: { ...said.table, point: said.table.marks } }),
  'a table with another point': (said) => ({ ...said, table: { ...said.table, point: toBase64url(secretChoice.CHOICE_POINT) } }),
  'no base64url': (said) => ({ ...said, table: { ...said.table, point: '!!' } }),
  'a check that is a number': (said) => ({ ...said, check: 7 }),
  'another check': (said) => ({ ...said, check: toBase64url(new Uint8Array(32)) }),
};

for (const [name, change] of Object.entries(BROKEN)) {
  test(`what does not fit is refused: ${name}`, async () => {
    const people = await two(3, [ballot([0, 1, 2]), ballot([2, 1, 0])]);
    await whole(people, 3);
    const fresh = { ...people[0], secrets: { ...people[0].secrets, answered: null } };
    await assert.rejects(step(fresh, people[1], change), { code: 'choice-refused' });
  });
}

test('a question whose points are no points, or the common one, gets no table', async () => {
  for (const wrong of [toBase64url(secretChoice.CHOICE_POINT), toBase64url(new Uint8Array(65).fill(4)), toBase64url(new Uint8Array(33))]) {
    const people = await two(3, [ballot([0, 1, 2]), ballot([2, 1, 0])]);
    const ask = (said) => ({ ...said, lock: { ...said.lock, points: said.lock.points.map(() => wrong) } });
    await step(people[1], people[0]);
    await step(people[0], people[1], ask);
    people[1].mine.coin = people[1].secrets.coin;
    await assert.rejects(step(people[0], people[1], ask), { why: 'malformed' });
  }
});

test('a mistake of ours is not taken for one of the other’s', async () => {
  const people = await two(3, [ballot([0, 1, 2]), ballot([2, 1, 0])]);
  await whole(people, 1);
  const breathe = () => {
    throw new RangeError('broken');
  };
  await assert.rejects(advance({ scene: people[0].scene, secrets: people[0].secrets, mine: { lock: people[0].mine.lock }, theirs: people[1].mine, breathe }), RangeError);
});
