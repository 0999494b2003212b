/**
 * One entry out of a table, so that the one who made the table does not learn which, and the one who looks learns no other
 * (protocol.md, "The choice"): an oblivious transfer for each bit of the number of the entry (Bellare and Micali 1989, with
 * a common point of which nobody knows the logarithm), and pads that only the right keys take off.
 * Never: answers two different questions with one table, or uses a key twice.
 */
import { concat, fromHex, u8, u16 } from '../core/bytes.js';
import { ChoiceTableInvalidError } from '../core/errors.js';
import { tuple } from './encoding.js';
import { requirePoint, subtractPoints } from './points.js';
import * as primitives from './primitives.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {{ pkcs8: Bytes, publicPoint: Bytes }} Exponent pkcs8 secret; 65 */
/** @typedef {{ context: Bytes, side: number }} Maker context: choiceContext(…); side: of who made the table */
/** @typedef {{ point: Bytes, marks: Bytes, entries: Bytes }} Table 65; 8 for each outcome; 12 for each ballot */

/** x = SHA-256("CB1:choice-point" ‖ 00), the first that is on the curve; the even y. Nobody knows its logarithm. */
export const CHOICE_POINT = fromHex('0437e4aa470c97c8fca1d92852d9f14051b2d3920e4d6c35e835479baeca5cfd5b98841119ca9c7dcaa5f47554317907839d7c34ea31fd2a1599ddb8f2c41a475e');
export const TOKEN_BYTES = 12;
export const MARK_BYTES = 8;
const NONE = new Uint8Array(0);

/** @param {{ space: Uint8Array, run: Uint8Array, cards: Uint8Array[] }} of 16 each; cards sorted @returns {Bytes} */
export const choiceContext = ({ space, run, cards }) => tuple('choice', space, run, u8(cards.length), concat(...cards));

/** @param {number} count @returns {number} bits of the largest number below */
export const bitsOf = (count) => (count - 1).toString(2).length;

/** @param {number} index @param {number} bit */
const bitOf = (index, bit) => (index >> bit) & 1;

/** @param {number} count entries @returns {Promise<Exponent[]>} one for each bit: secret */
export function newQuestion(count) {
  return Promise.all(Array.from({ length: bitsOf(count) }, () => primitives.generateKeptExponent()));
}

/**
 * What is asked, without saying which: of each two keys one is mine, and the two together are the common point.
 * @param {Exponent[]} exponents
 * @param {number} index
 * @returns {Bytes[]} the first key of each bit, 65
 */
export const questionPoints = (exponents, index) => exponents.map(({ publicPoint }, bit) => (bitOf(index, bit) === 0 ? publicPoint : subtractPoints(CHOICE_POINT, publicPoint)));

/** @param {Maker} maker @param {number} bit @param {number} value @param {Uint8Array} point of the maker @param {Uint8Array} key asked with @param {Bytes} secret 32, x of their product */
const padKey = ({ context, side }, bit, value, point, key, secret) => primitives.sha256(tuple('choice-ot', context, u8(side), u8(bit), u8(value), point, key, secret));

/** @param {Bytes} rawKey 32 @param {number} length @returns {Promise<Bytes>} as long a pad; the key is used this once */
async function padOf(rawKey, length) {
  const key = await primitives.importAesKey(rawKey, ['encrypt']);
  return (await primitives.aesSeal(key, new Uint8Array(primitives.NONCE_BYTES), new Uint8Array(length), NONE)).subarray(0, length);
}

/** @param {Maker} maker @param {Uint8Array} seed 32, secret @param {number} outcomes @returns {Promise<Bytes[]>} 12 each */
export async function outcomeTokens({ context, side }, seed, outcomes) {
  const key = await primitives.importMacKey(seed);
  const made = Array.from({ length: outcomes }, (_, outcome) => primitives.mac(key, tuple('choice-token', context, u8(side), u16(outcome))));
  return (await Promise.all(made)).map((tag) => tag.slice(0, TOKEN_BYTES));
}

/** @param {Maker} maker @param {Uint8Array} token @returns {Promise<Bytes>} 8: by which whoever has the token knows the outcome */
const markOf = async ({ context, side }, token) => (await primitives.sha256(tuple('choice-mark', context, u8(side), token))).slice(0, MARK_BYTES);

/**
 * @param {Maker} maker
 * @param {{ exponent: Exponent, tokens: Bytes[], outcomes: ArrayLike<number>, asked: Uint8Array[], breathe: () => Promise<void> }} work
 *   outcomes: of each entry, by its number in `tokens`; asked: the other's points, 65
 * @returns {Promise<Table>}
 * @throws {import('../core/errors.js').PointInvalidError} what was asked is no question
 */
export async function makeTable(maker, { exponent, tokens, outcomes, asked, breathe }) {
  const entries = new Uint8Array(TOKEN_BYTES * outcomes.length);
  for (let at = 0; at < outcomes.length; at += 1) entries.set(tokens[outcomes[at]], TOKEN_BYTES * at);
  const own = await primitives.importKeptExponent(exponent.pkcs8);
  for (const [bit, first] of asked.entries()) {
    const pads = await Promise.all([first, subtractPoints(CHOICE_POINT, first)].map(async (key, value) => {
      const secret = await primitives.ecdhX(own, key);
      return padOf(await padKey(maker, bit, value, exponent.publicPoint, key, secret), entries.length);
    }));
    for (let at = 0; at < entries.length; at += 1) entries[at] ^= pads[bitOf(Math.floor(at / TOKEN_BYTES), bit)][at];
    await breathe();
  }
  return { point: exponent.publicPoint, marks: concat(...(await Promise.all(tokens.map((token) => markOf(maker, token))))), entries };
}

/**
 * @param {Maker} maker the other
 * @param {Table} table of theirs
 * @param {{ exponents: Exponent[], index: number, count: number, outcomes: number }} question mine
 * @returns {Promise<{ outcome: number, token: Bytes }>} of my own entry, and of no other
 * @throws {ChoiceTableInvalidError} another size, or an entry that is no outcome
 * @throws {import('../core/errors.js').PointInvalidError}
 */
export async function openTable(maker, { point, marks, entries }, { exponents, index, count, outcomes }) {
  if (marks.length !== MARK_BYTES * outcomes || entries.length !== TOKEN_BYTES * count) throw new ChoiceTableInvalidError('size');
  requirePoint(point);
  const asked = questionPoints(exponents, index);
  const from = TOKEN_BYTES * index;
  const token = entries.slice(from, from + TOKEN_BYTES);
  for (const [bit, { pkcs8, publicPoint }] of exponents.entries()) {
    const value = bitOf(index, bit);
    const secret = await primitives.ecdhX(await primitives.importKeptExponent(pkcs8), point);
    const pad = await padOf(await padKey(maker, bit, value, point, value === 0 ? asked[bit] : publicPoint, secret), from + TOKEN_BYTES);
    for (let at = 0; at < TOKEN_BYTES; at += 1) token[at] ^= pad[from + at];
  }
  const mark = await markOf(maker, token);
  const outcome = Array.from({ length: outcomes }, (_, at) => at).find((at) => mark.every((byte, n) => byte === marks[MARK_BYTES * at + n]));
  if (outcome === undefined) throw new ChoiceTableInvalidError('no outcome');
  return { outcome, token };
}

/** @param {Bytes} context @param {number} side of whose check it is @param {[Bytes, Bytes]} tokens by the side that made them @returns {Promise<Bytes>} 32 */
export const outcomeCheck = (context, side, tokens) => primitives.sha256(tuple('choice-check', context, u8(side), ...tokens));

/** @param {Bytes} context @param {number} side @param {Uint8Array} coin 32 @returns {Promise<Bytes>} 32 */
export const coinCommitment = (context, side, coin) => primitives.sha256(tuple('choice-coin-commit', context, u8(side), coin));

/** @param {Bytes} context @param {[Uint8Array, Uint8Array]} coins by side, 32 @param {Uint8Array[]} cards @returns {Promise<Bytes[]>} by card: what its place among equals follows from */
export async function tieValues(context, coins, cards) {
  const tie = await primitives.sha256(tuple('choice-tie', context, ...coins));
  return Promise.all(cards.map((card) => primitives.sha256(tuple('choice-tie-card', tie, card))));
}
