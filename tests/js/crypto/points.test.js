import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { toHex } from '../../../static/js/core/bytes.js';
import { pointFromX } from '../../../static/js/crypto/echo.js';
import { requirePoint, subtractPoints } from '../../../static/js/crypto/points.js';
import { ecdhX, generateKeptExponent, importKeptExponent } from '../../../static/js/crypto/primitives.js';
import { CHOICE_POINT } from '../../../static/js/crypto/secret-choice.js';

test('the common point is made from its name, so that nobody can know its logarithm', () => {
  const x = createHash('sha256').update(Buffer.concat([Buffer.from('CB1:choice-point'), Buffer.from([0])])).digest();
  const point = pointFromX(new Uint8Array(x));
  assert.equal(toHex(CHOICE_POINT).slice(0, 66), toHex(point).slice(0, 66));
  assert.equal(CHOICE_POINT[64] % 2, 0, 'the even y');
  requirePoint(CHOICE_POINT);
});

test('a key and its other together are the common point, and the Diffie-Hellman of both fits', async () => {
  const [one, maker] = [await generateKeptExponent(), await generateKeptExponent()];
  const other = subtractPoints(CHOICE_POINT, one.publicPoint);
  assert.deepEqual(subtractPoints(CHOICE_POINT, other), one.publicPoint);
  const [there, back] = await Promise.all([importKeptExponent(maker.pkcs8).then((key) => ecdhX(key, one.publicPoint)), importKeptExponent(one.pkcs8).then((key) => ecdhX(key, maker.publicPoint))]);
  assert.deepEqual(there, back);
});

test('what is no point of the curve is refused', () => {
  const off = CHOICE_POINT.slice();
  off[64] ^= 1;
  for (const wrong of [off, CHOICE_POINT.slice(1), new Uint8Array(65), Uint8Array.of(2, ...CHOICE_POINT.slice(1)), Uint8Array.of(4, ...new Uint8Array(64).fill(255))]) assert.throws(() => requirePoint(wrong), { name: 'PointInvalidError' });
  assert.throws(() => subtractPoints(CHOICE_POINT, CHOICE_POINT), { name: 'PointInvalidError' });
});
