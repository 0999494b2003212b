import { test } from 'node:test';
import assert from 'node:assert/strict';
import { fromHex, toHex } from '../../../static/js/core/bytes.js';
import { PointInvalidError } from '../../../static/js/core/errors.js';
import * as calm from '../../../static/js/crypto/calm.js';
import { isOnCurve, pointFromX, randomPoint } from '../../../static/js/crypto/echo.js';
import { filled } from './support.js';

const RUN = { space: filled(1, 16), moment: filled(2, 16), atMs: 1_796_000_040_000 };
const P_HEX = 'ffffffff00000001000000000000000000000000ffffffffffffffffffffffff';

test('each run has a point of its own, and each is on the curve', async () => {
  const seen = new Set();
  for (let n = 0; n < 40; n += 1) {
    const x = await calm.calmPoint({ ...RUN, atMs: RUN.atMs + n * 60_000 });
    assert.equal(pointFromX(x).length, 65);
    seen.add(toHex(x));
  }
  for (const other of [{ space: filled(3, 16) }, { moment: filled(3, 16) }]) seen.add(toHex(await calm.calmPoint({ ...RUN, ...other })));
  assert.equal(seen.size, 42);
});

test('the point of a run is fixed: every client finds the same', async () => {
  assert.equal(toHex(await calm.calmPoint(RUN)), '0c97daef2b26f8f943241b935674462a8035a2779adcad7006e8f2e5c08fb51f');
});

test('only a reduced x of the curve is on it', async () => {
  assert.ok(isOnCurve(await randomPoint()) && isOnCurve(fromHex('5'.padStart(64, '0'))));
  for (const x of [filled(1, 32), fromHex((BigInt(`0x${P_HEX}`) + 5n).toString(16)), filled(255, 32)]) assert.ok(!isOnCurve(x), toHex(x));
});

test('the first message is fresh each time; my own one sent back is not answered', async () => {
  const [one, again] = [await calm.calmAnswer(RUN, true), await calm.calmAnswer(RUN, true)];
  assert.notEqual(toHex(one.one), toHex(again.one));
  await assert.rejects(calm.calmSecond(one.pkcs8, { own: one.one, theirs: one.one }), PointInvalidError);
});
