import { test } from 'node:test';
import assert from 'node:assert/strict';
import { concat, u32, utf8 } from '../../../static/js/core/bytes.js';
import { EncodingInvalidError } from '../../../static/js/core/errors.js';
import { pad, padme, parseTuple, tuple, unpad, ZERO_16, ZERO_32 } from '../../../static/js/crypto/encoding.js';
import { flipped } from './support.js';

test('moving a byte between fields, or into the label, gives another tuple', () => {
  const spellings = [tuple('a', utf8('bc'), utf8('d')), tuple('a', utf8('b'), utf8('cd')), tuple('ab', utf8('c'), utf8('d')), tuple('a', utf8('bcd'))];
  assert.equal(new Set(spellings.map((bytes) => bytes.join())).size, 4);
});

test('a tuple of 256 fields does not exist', () => {
  assert.throws(() => tuple('x', ...Array(256).fill(ZERO_16)), EncodingInvalidError);
});

test('a tuple is read back field by field', () => {
  assert.deepEqual(parseTuple('x', [2, 0, 1], tuple('x', utf8('ab'), utf8(''), utf8('c'))), [utf8('ab'), utf8(''), utf8('c')]);
});

test('a tuple with any byte changed outside its fields, cut or lengthened is refused', () => {
  const whole = tuple('xy', utf8('ab'), utf8('c'));
  const fieldBytes = new Set([12, 13, 18]);
  for (let at = 0; at < whole.length; at += 1) {
    const act = () => parseTuple('xy', [2, 1], flipped(whole, at));
    if (fieldBytes.has(at)) act();
    else assert.throws(act, EncodingInvalidError, `byte ${at}`);
  }
  assert.throws(() => parseTuple('xy', [2, 1], whole.subarray(0, -1)), EncodingInvalidError);
  assert.throws(() => parseTuple('xy', [2, 1], concat(whole, u32(0))), EncodingInvalidError);
  assert.throws(() => parseTuple('xy', [1, 2], whole), EncodingInvalidError);
  assert.throws(() => parseTuple('xy', [2], whole), EncodingInvalidError);
  assert.throws(() => parseTuple('xy', [2, 2], whole), EncodingInvalidError);
});

test('padding never costs more than an eighth above the floor, and small texts look alike', () => {
  for (let length = 1024; length < 300_000; length += 997) {
    assert.ok(padme(length) >= length && padme(length) <= length * 1.125);
  }
  for (const length of [0, 1, 500, 1020]) assert.equal(pad(new Uint8Array(length)).length, 1024);
  assert.equal(pad(new Uint8Array(1021)).length, 1088);
});

test('padding comes off exactly', () => {
  for (const length of [0, 1, 1020, 1021, 4093]) {
    const text = new Uint8Array(length).fill(7);
    assert.deepEqual(unpad(pad(text)), text);
  }
});

test('padding of another length, or with a bit in it, is refused', () => {
  const padded = pad(utf8('hello'));
  assert.throws(() => unpad(flipped(padded, -1)), EncodingInvalidError);
  assert.throws(() => unpad(flipped(padded, 9)), EncodingInvalidError);
  assert.throws(() => unpad(padded.subarray(0, -1)), EncodingInvalidError);
  assert.throws(() => unpad(concat(padded, new Uint8Array(64))), EncodingInvalidError);
  assert.throws(() => unpad(u32(0)), EncodingInvalidError);
  assert.throws(() => unpad(new Uint8Array(0)), EncodingInvalidError);
});

test('the zeros are zeros', () => {
  assert.equal(ZERO_16.length + ZERO_32.length, 48);
  assert.ok([...ZERO_16, ...ZERO_32].every((byte) => byte === 0));
});
