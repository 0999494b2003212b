/**
 * Arithmetic on P-256 points that everybody may know (SEC 1, 2.2.1): subtracting one from another, and proving that one
 * lies on the curve. The numbers are public; a secret number never comes here.
 */
import { concat, fromHex, toHex, u8 } from '../core/bytes.js';
import { PointInvalidError } from '../core/errors.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const POINT_BYTES = 65;

/** @param {bigint} value */
const mod = (value) => ((value % P) + P) % P;

/** By Euclid's rule. @param {bigint} value not zero */
function inverse(value) {
  let [a, b, x, y] = [mod(value), P, 1n, 0n];
  while (a > 1n) {
    const q = a / b;
    [a, b] = [b, a % b];
    [x, y] = [y, x - q * y];
  }
  return mod(x);
}

/** @param {Uint8Array} point 65, uncompressed @returns {{ x: bigint, y: bigint }} @throws {PointInvalidError} */
function parsePoint(point) {
  if (point.length !== POINT_BYTES || point[0] !== 4) throw new PointInvalidError('not an uncompressed point');
  const [x, y] = [1, 33].map((at) => BigInt(`0x${toHex(point.subarray(at, at + 32))}`));
  const isOnCurve = x < P && y < P && mod(y * y) === mod(x ** 3n - 3n * x + B);
  if (!isOnCurve) throw new PointInvalidError('not on the curve');
  return { x, y };
}

/** @param {Uint8Array} point 65 @throws {PointInvalidError} not an uncompressed point of the curve */
export function requirePoint(point) {
  parsePoint(point);
}

/** @param {bigint} value */
const to32 = (value) => fromHex(value.toString(16).padStart(64, '0'));

/**
 * @param {Uint8Array} minuend 65
 * @param {Uint8Array} subtrahend 65
 * @returns {Bytes} 65: minuend − subtrahend
 * @throws {PointInvalidError} one is not on the curve, or both have one x
 */
export function subtractPoints(minuend, subtrahend) {
  const [one, two] = [parsePoint(minuend), parsePoint(subtrahend)];
  if (one.x === two.x) throw new PointInvalidError('both have one x');
  // Adding the negative of the second: its y turned round.
  const slope = mod((mod(-two.y) - one.y) * inverse(two.x - one.x));
  const x = mod(slope * slope - one.x - two.x);
  return concat(u8(4), to32(x), to32(mod(slope * (one.x - x) - one.y)));
}
