/**
 * The arithmetic of the echo: x-coordinates of P-256 multiplied by secret exponents (protocol.md, The bridge).
 * A point travels as its x alone, so y is found again here; which of the two signs does not matter, because
 * x(a·P) = x(a·−P). The numbers worked on in BigInt are public; the exponents never leave WebCrypto.
 * Never: takes an x that is not on the curve or not 32 bytes (it would leak the exponent), or reuses an exponent.
 */
import { concat, fromHex, toHex, u8 } from '../core/bytes.js';
import { PointInvalidError } from '../core/errors.js';
import { ecdhX, generateExponentPair } from './primitives.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/** RFC 9380 hash to curve of each topic, `P256_XMD:SHA-256_SSWU_RO_`, checked by the vectors. */
export const TOPIC_POINTS = Object.freeze(/** @type {const} */ ([
  ['money', 'd491efea5befefee8276e9b5b551065e2852de6fb65a636b6f065770edbf05c2'],
  ['chores', '651594ace98cd1ab16f8fc7bb72de0b476322bf1e7c00422b5f2b5c8c2bff839'],
  ['closeness', '26a8a2042e661fba3e2c91737abaf173b45a6e0beae9cdd414634db11baae55c'],
  ['sex', 'c830e2c4c0859d72efff80ca1c85a17cb2191e0234f409a2e84e98b9d54fc710'],
  ['wider-family', '0f9466310592f4f7fbc43786c2cd6cd4f13f615de4e483d0898ad27096bef341'],
  ['parenting', 'a68d7bfd94b6f186b78a8a2af88c3cc596d924e1ecdaadc508e603b2e836b9c6'],
  ['trust', 'f2d6f38f4e383586a739f19cc75fc6bac8040e96a3c596ade6d788dda193db5e'],
  ['plans', '86cb33a77a9d7fa57c6a783a32eadc8119a5cc61a345e1565b2351d43d4dcc69'],
  ['time-together', '6b082fdb87f569906c20c6d59eab179e08a1134a8ce92af4522850eeb77e2f2f'],
  ['being-heard', '37b58be502832cef0ef76b7dcd61a9e15718d32f599401ba90ce554416fa2e85'],
  ['arguments', '2e132c919fa4ac573994f359a29d369160c407aefefade29cc9b86084d9e42e1'],
  ['health', 'aa2e6b82b5cea02494efac6e339290b3aa7dfb8912de7a2d6280dcd296465098'],
  ['work', '2623f8b27ddf2deebae4621f697c044a18a7dd042e3f6734592ba3a85bfa27b3'],
  ['habits', '391e4c944cf4e6ee4a242365fac1f52a1d484848ad19b297cb14ec50d04ef2c2'],
  ['living-arrangements', 'c9f9fdf506dfcd4350c2d474930d4c6b19023f780ade75ff1246cfc54f84f2ba'],
  ['outside-help', 'ce1d552a32058a8da48544dc10037f68ec1710865ab0068090586b0d130278aa'],
]));

/** @param {string} topic @returns {Bytes} 32, x of the topic's point @throws {PointInvalidError} no such topic */
export function topicPoint(topic) {
  const row = TOPIC_POINTS.find(([name]) => name === topic);
  if (!row) throw new PointInvalidError('no such topic');
  return fromHex(row[1]);
}

/** @param {bigint} base @param {bigint} exponent */
function power(base, exponent) {
  let result = 1n;
  for (let square = base, rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % P) {
    if (rest & 1n) result = (result * square) % P;
  }
  return result;
}

/** @param {bigint} x reduced @returns {bigint | null} y, one of the two; null: not on the curve */
function yOf(x) {
  const square = (x ** 3n - 3n * x + B + 3n * P) % P;
  const y = power(square, (P + 1n) / 4n);
  return (y * y) % P === square ? y : null;
}

/** @param {Uint8Array} x 32, public @returns {boolean} it is the x of a point */
export function isOnCurve(x) {
  const xValue = BigInt(`0x${toHex(x)}`);
  return xValue < P && yOf(xValue) !== null;
}

/**
 * @param {Uint8Array} x 32
 * @returns {Bytes} 65, an uncompressed point with this x
 * @throws {PointInvalidError} another length, not reduced, or not on the curve
 */
export function pointFromX(x) {
  if (x.length !== 32) throw new PointInvalidError('a point has 32 bytes');
  const xValue = BigInt(`0x${toHex(x)}`);
  // x and x + p would be one point under two names.
  if (xValue >= P) throw new PointInvalidError('not reduced');
  const y = yOf(xValue);
  if (y === null) throw new PointInvalidError('not on the curve');
  return concat(u8(4), x, fromHex(y.toString(16).padStart(64, '0')));
}

/** @returns {Promise<CryptoKey>} a fresh exponent: non-extractable, for one run */
export async function generateExponent() {
  return (await generateExponentPair()).privateKey;
}

/** @returns {Promise<Bytes>} 32, x of a random point: noise for an unmarked slot */
export async function randomPoint() {
  return (await generateExponentPair()).publicPoint.slice(1, 33);
}

/**
 * @param {Uint8Array} x 32
 * @param {CryptoKey} exponent
 * @returns {Promise<Bytes>} 32, x of the product
 * @throws {PointInvalidError}
 */
export async function exponentiate(x, exponent) {
  return ecdhX(exponent, pointFromX(x));
}
