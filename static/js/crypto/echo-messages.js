/**
 * The messages of the echo: five or ten points, signed and bound to space, run, step and list (protocol.md, "Echo").
 * One label for the three steps and the step inside: a message of one step never passes for another, nor one run's for the next.
 * Never: gives out points before their signature and their form were checked.
 */
import { concat, u8, u32 } from '../core/bytes.js';
import { EchoRefusedError } from '../core/errors.js';
import { tuple } from './encoding.js';
import { sha256 } from './primitives.js';
import { signatureMatches } from './signatures.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {1 | 2 | 3} EchoStep */
/** @typedef {{ space: Uint8Array, run: Uint8Array, step: EchoStep, authorFp: Uint8Array }} EchoPlace 16, 16, –, 32 */

/** Always five, whatever is marked: a run can test five topics at most. */
export const SLOTS = 5;
const LIST_VERSION = 1;
const X_BYTES = 32;
const SIGNATURE_BYTES = 64;
const STEP_POINTS = Object.freeze({ 1: SLOTS, 2: 2 * SLOTS, 3: SLOTS });

/** @param {Uint8Array} space 16 @param {number} week @returns {Promise<Bytes>} 16: one run for each week, and no other */
export async function echoRunId(space, week) {
  return (await sha256(tuple('echo-run', space, u32(week)))).slice(0, 16);
}

/** @param {EchoPlace} place @param {Uint8Array} points joined @returns {Bytes} the tuple that is signed */
export function echoTuple({ space, run, step, authorFp }, points) {
  return tuple('echo', space, run, u8(step), u32(LIST_VERSION), authorFp, points);
}

/** @param {EchoPlace} place @param {Uint8Array[]} points @param {{ sign: (message: Uint8Array) => Promise<Bytes> }} signer @returns {Promise<Bytes>} points ‖ signature */
export async function buildEchoMessage(place, points, signer) {
  const joined = concat(...points);
  return concat(joined, await signer.sign(echoTuple(place, joined)));
}

/**
 * @param {EchoPlace} place @param {Uint8Array} message points ‖ signature @param {Uint8Array} signingPublic 65, pinned
 * @returns {Promise<Bytes[]>} 32 each, by five different ones
 * @throws {EchoRefusedError} another length, doubled points, or not signed by its author for exactly this
 */
export async function openEchoMessage(place, message, signingPublic) {
  const end = STEP_POINTS[place.step] * X_BYTES;
  if (message.length !== end + SIGNATURE_BYTES) throw new EchoRefusedError('length');
  const joined = message.slice(0, end);
  if (!(await signatureMatches(echoTuple(place, joined), message.subarray(end), signingPublic))) throw new EchoRefusedError('signature');
  const points = Array.from({ length: STEP_POINTS[place.step] }, (_, at) => joined.slice(at * X_BYTES, (at + 1) * X_BYTES));
  for (let at = 0; at < points.length; at += SLOTS) requireDifferent(points.slice(at, at + SLOTS));
  return points;
}

/** A point sent twice would test one topic against two slots, and give a way to count. @param {Bytes[]} points */
function requireDifferent(points) {
  if (new Set(points.map(String)).size !== points.length) throw new EchoRefusedError('doubled');
}
