import { test } from 'node:test';
import assert from 'node:assert/strict';
import * as b from '../../../static/js/core/bytes.js';
import { CoupleBridgeError, EncodingInvalidError } from '../../../static/js/core/errors.js';

const refused = (act) => assert.throws(act, EncodingInvalidError);

test('concat joins in order and copies', () => {
  const first = Uint8Array.of(1, 2);
  const joined = b.concat(first, new Uint8Array(0), Uint8Array.of(3));
  first[0] = 9;
  assert.deepEqual(joined, Uint8Array.of(1, 2, 3));
});

test('equal bytes are equal in length and in every byte', () => {
  assert.equal(b.equalBytes(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 3)), true);
  assert.equal(b.equalBytes(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 4)), false);
  assert.equal(b.equalBytes(Uint8Array.of(9, 2, 3), Uint8Array.of(1, 2, 3)), false);
  assert.equal(b.equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 3)), false);
  assert.equal(b.equalBytes(Uint8Array.of(5, 3), Uint8Array.of(3, 5)), false);
});

test('bytes sort as unsigned numbers, and the shorter first', () => {
  assert.ok(b.compareBytes(Uint8Array.of(1), Uint8Array.of(200)) < 0);
  assert.ok(b.compareBytes(Uint8Array.of(1, 1), Uint8Array.of(1)) > 0);
  assert.equal(b.compareBytes(Uint8Array.of(1, 1), Uint8Array.of(1, 1)), 0);
});

test('wiped secrets are zeros', () => {
  const secrets = [Uint8Array.of(1), Uint8Array.of(2, 3)];
  b.wipe(...secrets);
  assert.deepEqual(secrets, [Uint8Array.of(0), Uint8Array.of(0, 0)]);
});

test('hex goes there and back, in either case', () => {
  assert.equal(b.toHex(Uint8Array.of(0, 15, 255)), '000fff');
  assert.deepEqual(b.fromHex('000fFf'), Uint8Array.of(0, 15, 255));
  refused(() => b.fromHex('0'));
  refused(() => b.fromHex('0g'));
});

test('integers are big-endian and refuse what does not fit', () => {
  assert.deepEqual(b.u8(255), Uint8Array.of(255));
  assert.deepEqual(b.u16(258), Uint8Array.of(1, 2));
  assert.deepEqual(b.u32(2 ** 32 - 1), Uint8Array.of(255, 255, 255, 255));
  assert.equal(b.toHex(b.u64(Number.MAX_SAFE_INTEGER)), '001fffffffffffff');
  for (const value of [-1, 256, 1.5, Number.NaN, 2 ** 60]) refused(() => b.u8(value));
  refused(() => b.u64(2 ** 53));
});

test('integers are read back up to 2^53 - 1', () => {
  assert.equal(b.readUnsigned(b.u64(Number.MAX_SAFE_INTEGER)), Number.MAX_SAFE_INTEGER);
  assert.equal(b.readUnsigned(Uint8Array.of(1, 0)), 256);
  refused(() => b.readUnsigned(b.fromHex('0020000000000000')));
});

test('UTF-8 goes there and back, and nothing is replaced without a word', () => {
  assert.equal(b.fromUtf8(b.utf8('Zweï 😀')), 'Zweï 😀');
  assert.equal(b.fromUtf8(b.fromHex('efbbbf61')), '\ufeffa');
  refused(() => b.fromUtf8(Uint8Array.of(0xff)));
  refused(() => b.utf8('half a pair \ud800'));
});

test('base64url of all lengths goes there and back, as another implementation writes it', () => {
  for (let length = 0; length < 70; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
    const text = b.toBase64url(bytes);
    assert.equal(text, Buffer.from(bytes).toString('base64url'));
    assert.deepEqual(b.fromBase64url(text), bytes);
  }
});

test('base64url has one spelling: padding, other alphabets, stray bits and odd lengths are refused', () => {
  for (const text of ['AA==', 'A+', 'A/', 'A', 'AAAAA', 'AB', 'AAB', 'A A', 'ÄÄ']) refused(() => b.fromBase64url(text));
});

test('an error carries the name of its class', () => {
  const error = new EncodingInvalidError('x', { cause: 'y' });
  assert.equal(error.name, 'EncodingInvalidError');
  assert.equal(error.cause, 'y');
  assert.ok(error instanceof CoupleBridgeError);
});
