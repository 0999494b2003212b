/**
 * One run of the echo between two phones, as steps over what each has published (protocol.md, "Echo"). Everything random
 * lies in the run, so that every device of one person publishes the same; every field of it has one length, whatever is marked.
 * Never: answers twice in one run, uses an exponent for a second run, or sends fewer than five points.
 */
import { concat, fromBase64url, toBase64url } from '../../core/bytes.js';
import { EchoRefusedError, EncodingInvalidError, PointInvalidError } from '../../core/errors.js';
import { SLOTS } from '../../crypto/echo-messages.js';
import { TOPIC_IDS } from '../topics.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {{ week: number, exponent: string, points: string, topics: string, answered: string }} Run base64url; topics: for each slot its place in the list from 1 on, 0 for noise; answered: hash of what the other sent, or NONE */
/** @typedef {{ week: number, m1?: string, m2?: string, m3?: string }} Said what one of the two has published of one week; base64url */
/**
 * @typedef {object} Group the arithmetic, the keys and the signatures of one run
 * @property {() => Promise<Bytes>} newExponent sealed
 * @property {(sealed: Bytes, points: Bytes[]) => Promise<Bytes[]>} multiply each point once; throws PointInvalidError off the curve
 * @property {(topic: string) => Bytes} topicPoint
 * @property {() => Promise<Bytes>} randomPoint
 * @property {(count: number) => number[]} shuffled 0 … count-1 in random order
 * @property {(points: Bytes[]) => Promise<Bytes>} hash 32
 * @property {(step: 1 | 2 | 3, points: Bytes[]) => Promise<Bytes>} build mine, signed
 * @property {(step: 1 | 2 | 3, message: Bytes) => Promise<Bytes[]>} open theirs, checked; throws EchoRefusedError
 * @property {(message: Bytes) => Bytes[]} own points of what I built
 */

const X_BYTES = 32;
/** Nothing answered yet; in the length of a hash. */
export const NONE = toBase64url(new Uint8Array(32));

/** @param {{ week: number, marks: string[], group: Group }} wish marks: up to five topics @returns {Promise<Run>} */
export async function newRun({ week, marks, group }) {
  /** @type {(string | null)[]} */
  const wanted = [...new Set(marks)].slice(0, SLOTS);
  while (wanted.length < SLOTS) wanted.push(null);
  const topics = group.shuffled(SLOTS).map((at) => wanted[at]);
  // A random point for every slot, wanted or not: making them must not take longer where less is marked.
  const points = await Promise.all(topics.map(async (topic) => [await group.randomPoint(), topic === null ? null : group.topicPoint(topic)]));
  return {
    week, exponent: toBase64url(await group.newExponent()), answered: NONE,
    points: toBase64url(concat(...points.map(([noise, marked]) => /** @type {Bytes} */ (marked ?? noise)))),
    topics: toBase64url(Uint8Array.from(topics, (topic) => (topic === null ? 0 : TOPIC_IDS.indexOf(topic) + 1))),
  };
}

/** @param {Run} run @returns {boolean} nothing of how it was found is left */
export const isOver = ({ exponent }) => /^A+$/.test(exponent);

/** The exponent, the points and what was marked are gone, and it is as long as before. @param {Run} run @returns {Run} */
export const ended = (run) => ({ ...run, exponent: zeros(run.exponent), points: zeros(run.points), topics: zeros(run.topics) });

/** @param {string} text base64url @returns {string} as long, of zeros */
const zeros = (text) => 'A'.repeat(text.length);

/**
 * Every step that is possible now. The same given again, the same comes out, but for signatures.
 * @param {{ side: 0 | 1, run: Run, mine: Said | null, theirs: Said | null, isOpen: boolean, group: Group }} state side 0 begins; theirs: of this week; isOpen: false after the next window, when nothing is sent any more
 * @returns {Promise<{ run: Run, mine: Said | null, found: string[] | null }>} a run that is new must be kept, for all of one's devices, before the next step; found: topics, when the run is over
 * @throws {EchoRefusedError}
 */
export async function advance(state) {
  try {
    return await (state.side === 0 ? first : second)(state);
  } catch (cause) {
    const isTheirs = cause instanceof PointInvalidError || cause instanceof EncodingInvalidError;
    throw isTheirs ? new EchoRefusedError('malformed', { cause }) : cause;
  }
}

/** m1, and after m2 the last one. @param {Parameters<typeof advance>[0]} state @returns {ReturnType<typeof advance>} */
async function first({ run, mine, theirs, isOpen, group }) {
  if (!isOpen) return { run, mine, found: null };
  if (!mine?.m1) return { run, mine: { week: run.week, m1: await sayOwn(1, run, group) }, found: null };
  if (!theirs?.m2) return { run, mine, found: null };
  const got = await group.open(2, bytesOf(theirs.m2));
  const pinned = await pin(run, got, group);
  if (pinned !== run) return { run: pinned, mine, found: null };
  const [twice, once] = [got.slice(0, SLOTS), got.slice(SLOTS)];
  const others = await group.multiply(fromBase64url(run.exponent), once);
  const m3 = toBase64url(await group.build(3, others));
  return { run, mine: { ...mine, m3 }, found: matchesOf(run, twice, others) };
}

/** m2 after m1, and what m3 tells. @param {Parameters<typeof advance>[0]} state @returns {ReturnType<typeof advance>} */
async function second({ run, mine, theirs, isOpen, group }) {
  if (!theirs?.m1) return { run, mine, found: null };
  const got = await group.open(1, bytesOf(theirs.m1));
  const pinned = isOpen ? await pin(run, got, group) : run;
  if (pinned !== run) return { run: pinned, mine, found: null };
  if (!mine?.m2) return isOpen ? { run, mine: { week: run.week, m2: await answer(run, got, group) }, found: null } : { run, mine, found: null };
  if (!theirs.m3) return { run, mine, found: null };
  const others = group.own(bytesOf(mine.m2)).slice(0, SLOTS);
  return { run, mine, found: matchesOf(run, await group.open(3, bytesOf(theirs.m3)), others) };
}

/**
 * One question in a run gets an answer; another one after it would be five topics more.
 * @param {Run} run @param {Bytes[]} got @param {Group} group @returns {Promise<Run>} the very same when it is the one that was answered
 */
async function pin(run, got, group) {
  const hash = toBase64url(await group.hash(got));
  if (run.answered === NONE) return { ...run, answered: hash };
  if (run.answered !== hash) throw new EchoRefusedError('another message in the same run');
  return run;
}

/** @param {1} step @param {Run} run @param {Group} group @returns {Promise<string>} */
const sayOwn = async (step, run, group) => toBase64url(await group.build(step, await group.multiply(fromBase64url(run.exponent), pointsOf(run))));

/** @param {Run} run @param {Bytes[]} got @param {Group} group @returns {Promise<string>} */
async function answer(run, got, group) {
  const exponent = fromBase64url(run.exponent);
  return toBase64url(await group.build(2, [...(await group.multiply(exponent, got)), ...(await group.multiply(exponent, pointsOf(run)))]));
}

/** @param {Run} run @param {Bytes[]} twice mine, in my order @param {Bytes[]} others both through both exponents @returns {string[]} topics that both marked */
function matchesOf(run, twice, others) {
  const theirs = new Set(others.map(String));
  const places = [...fromBase64url(run.topics)];
  return places.flatMap((place, at) => (place > 0 && theirs.has(String(twice[at])) ? [TOPIC_IDS[place - 1]] : []));
}

/** @param {Run} run @returns {Bytes[]} */
function pointsOf({ points }) {
  const joined = fromBase64url(points);
  return Array.from({ length: SLOTS }, (_, at) => joined.slice(at * X_BYTES, (at + 1) * X_BYTES));
}

/** @param {unknown} text @returns {Bytes} */
function bytesOf(text) {
  if (typeof text !== 'string') throw new EncodingInvalidError('not a message');
  return fromBase64url(text);
}
