import assert from 'node:assert/strict';
import { test } from 'node:test';

import { joinParts, joinRegisters, parseRegisters, readRegister, standing, writeEntry } from '../../../static/js/domain/shared/registers.js';

const part = (registers, n = 1) => ({ v: 1, type: 'part', space: 's', of: 'step', thing: 't', n, registers });

test('what was written over something stands in its place, in whatever order they come', () => {
  const first = writeEntry([], 'a');
  const second = writeEntry([first], 'b');
  for (const order of [[first, second], [second, first], [first, second, first]]) assert.deepEqual(standing(order), [second]);
  assert.deepEqual(second.slice(1), [2, 'b', [first[0]]]);
});

test('what was written at the same time on both sides is kept beside what stands', () => {
  const base = writeEntry([], 'a');
  const [one, two] = [writeEntry([base], 'one'), writeEntry([base], 'two')];
  const read = readRegister(standing([base, one, two]));
  assert.deepEqual([read.value, ...read.also].sort(), ['one', 'two']);
  assert.deepEqual(readRegister(standing([two, one])), read);
  const settled = writeEntry([one, two], 'both');
  assert.deepEqual(readRegister(standing([one, settled, two])), { value: 'both', also: [] });
});

test('the same words written twice at the same time are said once', () => {
  const entries = ['x', 'x', 'y', 'y'].map((value) => writeEntry([], value));
  const { value, also } = readRegister(standing(entries));
  assert.deepEqual([value, ...also].sort(), ['x', 'y']);
  assert.deepEqual(readRegister([]), { value: undefined, also: [] });
});

test('joining is the same in every order and grouping, and joining again changes nothing', () => {
  const base = writeEntry([], 0);
  const left = writeEntry([base], 1);
  const states = [{ a: [base] }, { a: [left] }, { a: [writeEntry([base], 2)], b: [writeEntry([], 3)] }, { a: [writeEntry([left, base], 4)] }];
  const whole = states.reduce(joinRegisters, {});
  for (const order of permutations(states)) {
    assert.deepEqual(order.reduce(joinRegisters, {}), whole);
    assert.deepEqual(joinRegisters(order[0], order.slice(1).reduce(joinRegisters, {})), whole);
  }
  assert.deepEqual(joinRegisters(whole, whole), whole);
});

function permutations(list) {
  return list.length < 2 ? [list] : list.flatMap((each, at) => permutations(list.toSpliced(at, 1)).map((rest) => [each, ...rest]));
}

test('a long row of rewritings carries a bounded memory', () => {
  let entry = writeEntry([], 0);
  for (let n = 1; n < 100; n += 1) entry = writeEntry([entry], n);
  assert.equal(entry[3].length, 32);
  assert.equal(entry[1], 100);
});

test('two devices of one person: what one of them has already is not a new state', () => {
  const [a, b] = [writeEntry([], 'a'), writeEntry([], 'b')];
  const theirs = part({ x: [a] }, 3);
  assert.equal(joinParts(part({ x: [a] }, 2), theirs), theirs);
  const both = joinParts(part({ y: [b] }, 5), theirs);
  assert.deepEqual([both.n, Object.keys(both.registers)], [6, ['x', 'y']]);
});

test('only registers are taken for registers', () => {
  assert.deepEqual(parseRegisters({ a: [['d', 1, null, []]] }), { a: [['d', 1, null, []]] });
  for (const wrong of [null, 'x', [], { a: 1 }, { a: ['d'] }, { a: [['d', 1, 2]] }, { a: [[1, 1, 2, []]] }, { a: [['d', 0, 2, []]] }, { a: [['d', 1.5, 2, []]] }, { a: [['d', 1, 2, 'x']] }, { a: [['d', 1, 2, [3]]] }, { a: [['d', 1, 2, new Array(33).fill('x')]] }]) {
    assert.equal(parseRegisters(wrong), null, JSON.stringify(wrong));
  }
});
