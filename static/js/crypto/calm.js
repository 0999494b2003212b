/**
 * "Are you calm enough?": the one-slot form of the echo's intersection (protocol.md, "A good moment"). Whoever says yes
 * multiplies the point of this run, whoever says no a random one; the products agree only where both said yes.
 * Never: takes a point off the curve, one of this phone's own, or makes a message whose size or time tells the answer.
 */
import { equalBytes, u64, u8 } from '../core/bytes.js';
import { PointInvalidError } from '../core/errors.js';
import { exponentiate, isOnCurve, pointFromX, randomPoint } from './echo.js';
import { tuple } from './encoding.js';
import { generateKeptExponent, importKeptExponent, sha256 } from './primitives.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {{ space: Uint8Array, moment: Uint8Array, atMs: number }} CalmRun ids of 16; atMs: the hour that was agreed on */

/**
 * The point that stands for yes in this run: the first hash that is an x of the curve. Nobody knows its logarithm, and no
 * other run has the same, so that nothing that was said in one can be said again in another.
 * @param {CalmRun} run
 * @param {number} [n] how many were none
 * @returns {Promise<Bytes>} 32
 */
export async function calmPoint(run, n = 0) {
  const x = await sha256(tuple('calm-point', run.space, run.moment, u64(run.atMs), u8(n)));
  return isOnCurve(x) ? x : calmPoint(run, n + 1);
}

/**
 * A fresh exponent, and the first message: the same work and the same size for yes and for no.
 * @param {CalmRun} run
 * @param {boolean} isYes
 * @returns {Promise<{ pkcs8: Bytes, one: Bytes }>} pkcs8 is secret: sealed in the vault until the hour; one: 32
 */
export async function calmAnswer(run, isYes) {
  const [yes, no, { pkcs8 }] = await Promise.all([calmPoint(run), randomPoint(), generateKeptExponent()]);
  return { pkcs8, one: await exponentiate(isYes ? yes : no, await importKeptExponent(pkcs8)) };
}

/**
 * The second message: the other's first one under my exponent.
 * @param {Uint8Array} pkcs8 secret
 * @param {{ own: Uint8Array, theirs: Uint8Array }} firsts 32 each
 * @returns {Promise<Bytes>} 32
 * @throws {PointInvalidError} off the curve, or my own sent back
 */
export async function calmSecond(pkcs8, { own, theirs }) {
  if (equalBytes(own, theirs)) throw new PointInvalidError('my own point came back');
  return exponentiate(theirs, await importKeptExponent(pkcs8));
}

/**
 * @param {CalmRun} run
 * @param {Uint8Array} pkcs8 secret
 * @param {{ own: Uint8Array, second: Uint8Array, theirSecond: Uint8Array }} messages 32 each: my first and second, their second
 * @returns {Promise<boolean>} both said yes
 * @throws {PointInvalidError}
 */
export async function isCalmBoth(run, pkcs8, { own, second, theirSecond }) {
  pointFromX(theirSecond);
  // My own yes is not taken from the other's word: whoever sends my second message back would else make it one.
  const mine = await exponentiate(await calmPoint(run), await importKeptExponent(pkcs8));
  return equalBytes(mine, own) && equalBytes(second, theirSecond);
}
