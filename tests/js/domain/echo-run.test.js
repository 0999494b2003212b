/** One run between two phones: what both marked becomes known, and nothing that a phone does not answer to. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fromBase64url, toBase64url } from '../../../static/js/core/bytes.js';
import { EchoRefusedError, PointInvalidError } from '../../../static/js/core/errors.js';
import { advance, ended, isOver, newRun, NONE } from '../../../static/js/domain/echo/run.js';
import { TOPIC_IDS } from '../../../static/js/domain/topics.js';
import { seeded } from '../support/seeded.js';
import { fastGroup } from './helpers/fast-group.js';

const group = fastGroup(seeded(7));
const WEEK = 3000;

/** @param {string[][]} marks of both */
const two = async (marks) => Promise.all(marks.map(async (each, side) => ({ side, run: await newRun({ week: WEEK, marks: each, group }), mine: null, found: null })));

/** @param {any} me @param {any} other @param {{ isOpen?: boolean, theirs?: any }} [wish] */
async function step(me, other, { isOpen = true, theirs = other.mine } = {}) {
  Object.assign(me, await advance({ side: me.side, run: me.run, mine: me.mine, theirs, isOpen, group }));
  return me;
}

/** @param {any[]} people */
async function whole([a, b]) {
  for (let n = 0; n < 5; n += 1) for (const [me, other] of [[a, b], [b, a]]) if (me.found === null) await step(me, other);
}

/** @param {string[]} list @returns {string[][]} all sets of up to five */
const sets = (list) => list.reduce((all, one) => [...all, ...all.map((set) => [...set, one])], /** @type {string[][]} */ ([[]])).filter(({ length }) => length <= 5);

test('for all pairs of sets of six topics both learn the plain intersection, in three messages', async () => {
  const all = sets([...TOPIC_IDS.slice(0, 3), ...TOPIC_IDS.slice(13)]);
  assert.equal(all.length, 63);
  for (const one of all) {
    for (const other of all) {
      const people = await two([one, other]);
      await whole(people);
      const both = one.filter((topic) => other.includes(topic)).sort();
      assert.deepEqual(people.map(({ found }) => found && [...found].sort()), [both, both]);
    }
  }
});

test('a run has one length in every field, before and after, whatever is marked', async () => {
  const lengths = new Set();
  for (const marks of [[], ['money'], TOPIC_IDS.slice(0, 5), TOPIC_IDS.slice(11)]) {
    const run = await newRun({ week: WEEK, marks, group });
    for (const each of [run, ended(run)]) lengths.add(JSON.stringify(Object.entries(each).map(([name, value]) => [name, String(value).length])));
    assert.deepEqual([isOver(run), isOver(ended(run))], [false, true]);
    assert.equal([...fromBase64url(run.topics)].filter((place) => place > 0).length, marks.length);
  }
  assert.equal(lengths.size, 1);
});

test('never more than five, each once', async () => {
  const { topics } = await newRun({ week: WEEK, marks: [...TOPIC_IDS.slice(0, 8), 'money'], group });
  assert.deepEqual([...fromBase64url(topics)].sort(), [1, 2, 3, 4, 5]);
});

test('where a slot stands says nothing: a marked topic is in each place as often', async () => {
  const places = [0, 0, 0, 0, 0];
  for (let n = 0; n < 1_000; n += 1) {
    const { topics } = await newRun({ week: WEEK, marks: ['money'], group });
    places[fromBase64url(topics).indexOf(1)] += 1;
  }
  for (const count of places) assert.ok(count > 140 && count < 260, String(places));
});

test('done again, a step comes out the same', async () => {
  const people = await two([['money', 'sex'], ['money']]);
  for (const [me, other] of [[0, 1], [1, 0], [1, 0], [0, 1], [0, 1], [1, 0]].map(([at, to]) => [people[at], people[to]])) {
    const again = await advance({ side: me.side, run: me.run, mine: me.mine, theirs: other.mine, isOpen: true, group });
    await step(me, other);
    assert.deepEqual(again, { run: me.run, mine: me.mine, found: me.found });
  }
  assert.deepEqual(people.map(({ found }) => found), [['money'], ['money']]);
});

test('which message is answered is kept before the answer, and another one gets none', async () => {
  const [a, b] = await two([['money'], ['money']]);
  await step(a, b);
  await step(b, a);
  assert.deepEqual([b.mine, b.run.answered === NONE], [null, false]);
  const [other] = await two([['sex'], []]);
  await step(other, b);
  await assert.rejects(step(b, a, { theirs: other.mine }), EchoRefusedError);
  await step(b, a);
  assert.ok(b.mine.m2);
  await assert.rejects(step(b, a, { theirs: other.mine }), EchoRefusedError);
  await step(a, b);
  const [, c] = await two([[], ['money']]);
  await step(c, a);
  await step(c, a);
  await assert.rejects(step(a, b, { theirs: c.mine }), EchoRefusedError);
});

test('after the next window nothing is sent, and what came in time is still read', async () => {
  const [a, b] = await two([['money'], ['money']]);
  assert.equal((await step(a, b, { isOpen: false })).mine, null);
  assert.equal((await step(b, a, { isOpen: false })).mine, null);
  await step(a, b);
  assert.deepEqual([(await step(b, a, { isOpen: false })).mine, b.run.answered], [null, NONE]);
  await step(b, a);
  await step(b, a);
  assert.equal((await step(b, a)).found, null);
  await step(a, b);
  await step(a, b);
  assert.deepEqual((await step(b, a, { isOpen: false })).found, ['money']);
});

for (const [name, m1] of Object.entries({ 'a number': 7, 'no base64url': '*', nothing: '', 'four points': toBase64url(new Uint8Array(4 * 32 + 64)) })) {
  test(`${name} in place of a message is refused`, async () => {
    const [, b] = await two([[], []]);
    if (m1 === '') assert.equal((await step(b, b, { theirs: { week: WEEK, m1 } })).mine, null);
    else await assert.rejects(step(b, b, { theirs: { week: WEEK, m1 } }), EchoRefusedError);
  });
}

test('a point off the curve is refused; a mistake of ours is not hidden behind it', async () => {
  const [a, b] = await two([['money'], []]);
  await step(a, b);
  const broken = (error) => ({ ...group, multiply: async () => { throw error; } });
  const state = { side: 1, run: { ...b.run }, mine: null, theirs: a.mine, isOpen: true };
  const pinned = (await advance({ ...state, group })).run;
  await assert.rejects(advance({ ...state, run: pinned, group: broken(new PointInvalidError('off')) }), EchoRefusedError);
  await assert.rejects(advance({ ...state, run: pinned, group: broken(new TypeError('ours')) }), TypeError);
});
