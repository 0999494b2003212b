import { test } from 'node:test';
import assert from 'node:assert/strict';
import { fromHex, toHex } from '../../../static/js/core/bytes.js';
import { CodeInvalidError, EncodingInvalidError } from '../../../static/js/core/errors.js';
import { codeGroups, decodeCode, encodeCode, random16, tidyCode } from '../../../static/js/core/ids.js';

const HEX = '3cc3ed7da38d09baf15c1e5680b65525';
const CODE = encodeCode(fromHex(HEX));
const refusedFor = (reason) => (error) => error instanceof CodeInvalidError && error.reason === reason;

test('random ids have 16 bytes and differ', () => {
  assert.equal(random16().length, 16);
  assert.notEqual(toHex(random16()), toHex(random16()));
});

test('a code is 26 characters and a check, and comes back', () => {
  assert.equal(CODE.length, 27);
  for (const hex of [HEX, '0'.repeat(32), 'f'.repeat(32), '00000000000000000000000000000001']) {
    assert.equal(toHex(decodeCode(encodeCode(fromHex(hex)))), hex);
  }
  assert.equal(encodeCode(fromHex('0'.repeat(32))), '0'.repeat(27));
  assert.equal(encodeCode(fromHex('00000000000000000000000000000024')), '00000000000000000000000014U');
  assert.equal(encodeCode(fromHex('f'.repeat(32))).slice(0, 26), `7${'Z'.repeat(25)}`);
});

test('only 16 bytes make a code', () => {
  assert.throws(() => encodeCode(new Uint8Array(15)), EncodingInvalidError);
});

test('typing is forgiven: groups, spaces, dashes of any kind, lower case, O, I and L', () => {
  const zeros = '0'.repeat(27);
  assert.equal(toHex(decodeCode(codeGroups(fromHex(HEX)).join(' - ').toLowerCase())), HEX);
  assert.equal(toHex(decodeCode(zeros.replaceAll('0', 'o'))), '0'.repeat(32));
  const ones = encodeCode(fromHex('0842108421084210842108421084210a'));
  assert.equal(toHex(decodeCode(ones.replace('1', 'i').replace('1', 'L'))), '0842108421084210842108421084210a');
  assert.equal(tidyCode(' ab\u2013c-O\u00a0il'), 'ABC011');
});

test('a wrong code says what is wrong', () => {
  assert.throws(() => decodeCode(CODE.slice(0, 26)), refusedFor('length'));
  assert.throws(() => decodeCode(`${CODE}0`), refusedFor('length'));
  assert.throws(() => decodeCode(''), refusedFor('length'));
  assert.throws(() => decodeCode(`U${CODE.slice(1)}`), refusedFor('character'));
  assert.throws(() => decodeCode(`${CODE.slice(0, 26)}!`), refusedFor('character'));
  // A number of 2^128 or more is no 16 bytes, even with a right check.
  assert.throws(() => decodeCode(`8${'0'.repeat(25)}${'0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U'[Number((8n << 125n) % 37n)]}`), refusedFor('check'));
});

test('every single wrong character and every swap of neighbours is found', () => {
  for (let at = 0; at < 26; at += 1) {
    const other = CODE[at] === '7' ? '6' : '7';
    assert.throws(() => decodeCode(CODE.slice(0, at) + other + CODE.slice(at + 1)), refusedFor('check'));
    const swapped = CODE.slice(0, at) + CODE[at + 1] + CODE[at] + CODE.slice(at + 2);
    if (swapped !== CODE) assert.throws(() => decodeCode(swapped), CodeInvalidError);
  }
});

test('the kit shows seven groups', () => {
  assert.deepEqual(codeGroups(fromHex(HEX)).map(({ length }) => length), [4, 4, 4, 4, 4, 4, 3]);
  assert.equal(codeGroups(fromHex(HEX)).join(''), CODE);
});
