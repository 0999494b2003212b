/**
 * One run of the fair choice between two phones, as steps over what each has published (protocol.md, "The choice"). Pure but
 * for its keys: everything random lies in `secrets`, so that every device of one person publishes the same.
 * Never: goes on before both have locked, answers a second lock, or lets an order out.
 */
import { concat, equalBytes, fromBase64url, toBase64url, utf8 } from '../../core/bytes.js';
import { ChoiceTableInvalidError, EncodingInvalidError, PointInvalidError } from '../../core/errors.js';
import { createBreather } from '../../core/breather.js';
import { random16 } from '../../core/ids.js';
import { sha256 } from '../../crypto/primitives.js';
import * as secretChoice from '../../crypto/secret-choice.js';
import { DomainError } from '../errors.js';
import { t } from '../../core/i18n.js';
import { ballotAt, ballotCount, ballotIndex, bitsFor, outcomeAt, outcomeCount, outcomeIndex } from './ballots.js';
import { decide } from './decide.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {{ id: string, points: string[], coin: string }} Lock points: 65 each, base64url; coin: a commitment of 32 */
/** @typedef {{ point: string, marks: string, entries: string }} TableText */
/** @typedef {{ lock?: Lock, coin?: string, table?: TableText, check?: string }} Said what one of the two has published; all base64url */
/** @typedef {{ pkcs8: string, publicPoint: string }} ExponentText */
/** @typedef {{ lockId: string, index: number, exponents: ExponentText[], coin: string, seed: string, maker: ExponentText, answered: string | null }} Secrets answered: hash of the lock of the other that this run is with */
/** @typedef {{ space: string, run: string, cards: string[], userId: string, partnerId: string }} Scene base64url, 16 each; cards sorted */

/** What the other phone published does not fit; the run is over, and nothing of either order is known. */
export class ChoiceRefusedError extends DomainError {
  /** @param {'malformed' | 'another-lock' | 'coin' | 'differs'} why @param {ErrorOptions} [options] */
  constructor(why, options) {
    super('choice-refused', t('The two phones did not come to the same result, so there is none. Neither of you has seen the other’s order. You can begin again.'), options);
    this.why = why;
  }
}

/** @returns {Bytes} 32 */
const random32 = () => concat(random16(), random16());
/** @param {secretChoice.Exponent} exponent @returns {ExponentText} */
const exponentText = ({ pkcs8, publicPoint }) => ({ pkcs8: toBase64url(pkcs8), publicPoint: toBase64url(publicPoint) });
/** @param {ExponentText} text @returns {secretChoice.Exponent} */
const exponentOf = ({ pkcs8, publicPoint }) => ({ pkcs8: fromBase64url(pkcs8), publicPoint: fromBase64url(publicPoint) });

/**
 * My ballot, sealed in: from here on it cannot be changed.
 * @param {import('./ballots.js').Ballot} ballot
 * @returns {Promise<Secrets>} for the vault, and nowhere else
 */
export async function newSecrets(ballot) {
  const exponents = await secretChoice.newQuestion(ballotCount(ballot.order.length));
  const [maker] = await secretChoice.newQuestion(2);
  return {
    lockId: toBase64url(random16()), index: ballotIndex(ballot), exponents: exponents.map(exponentText),
    coin: toBase64url(random32()), seed: toBase64url(random32()), maker: exponentText(maker), answered: null,
  };
}

/** @param {Scene} scene */
function readScene({ space, run, cards, userId, partnerId }) {
  const ids = cards.map(fromBase64url);
  return { n: cards.length, ids, side: userId < partnerId ? 0 : 1, context: secretChoice.choiceContext({ space: fromBase64url(space), run: fromBase64url(run), cards: ids }) };
}

/** @param {Scene} scene @param {Secrets} secrets @returns {Promise<Lock>} what I publish first */
export async function lockOf(scene, secrets) {
  const { context, side } = readScene(scene);
  const points = secretChoice.questionPoints(secrets.exponents.map(exponentOf), secrets.index);
  return { id: secrets.lockId, points: points.map(toBase64url), coin: toBase64url(await secretChoice.coinCommitment(context, side, fromBase64url(secrets.coin))) };
}

/**
 * Every step that is possible now. The same given again, the same comes out.
 * @param {{ scene: Scene, secrets: Secrets, mine: Said, theirs: Said, breathe?: () => Promise<void> }} state
 * @returns {Promise<{ mine: Said, secrets: Secrets, result: string[] | null }>} result: card ids, the winner first
 * @throws {ChoiceRefusedError}
 */
export async function advance(state) {
  try {
    return await step(state);
  } catch (cause) {
    const isTheirs = [ChoiceTableInvalidError, EncodingInvalidError, PointInvalidError].some((type) => cause instanceof type);
    throw isTheirs ? new ChoiceRefusedError('malformed', { cause }) : cause;
  }
}

/** @param {Parameters<typeof advance>[0]} state @returns {ReturnType<typeof advance>} */
async function step({ scene, secrets, mine, theirs, breathe = createBreather() }) {
  const read = readScene(scene);
  const lock = mine.lock ?? (await lockOf(scene, secrets));
  if (!theirs.lock) return { mine: { ...mine, lock }, secrets, result: null };
  const asked = await readLock(theirs.lock, read.n);
  // Another lock after this one would be another question: it gets no answer.
  if (secrets.answered !== null && secrets.answered !== asked.hash) throw new ChoiceRefusedError('another-lock');
  const pinned = { ...secrets, answered: asked.hash };
  const opened = { ...mine, lock, coin: secrets.coin };
  if (!theirs.coin) return { mine: opened, secrets: pinned, result: null };
  const coins = await readCoins(read, secrets, theirs);
  const told = { ...opened, table: mine.table ?? (await tableOf(read, secrets, asked.points, coins, breathe)) };
  if (!theirs.table) return { mine: told, secrets: pinned, result: null };
  return finish(read, { secrets: pinned, mine: told, theirs, scene });
}

/** @param {Lock} lock of the other @param {number} n @returns {Promise<{ points: Bytes[], hash: string }>} */
async function readLock({ id, points, coin }, n) {
  const isWhole = [id, coin].every((text) => typeof text === 'string') && Array.isArray(points) && points.length === bitsFor(n) && points.every((point) => typeof point === 'string');
  if (!isWhole) throw new ChoiceRefusedError('malformed');
  const hash = toBase64url(await sha256(utf8(JSON.stringify([id, points, coin]))));
  return { points: points.map(fromBase64url), hash };
}

/** @param {ReturnType<typeof readScene>} read @param {Secrets} secrets @param {Said} theirs @returns {Promise<[Bytes, Bytes]>} by side */
async function readCoins({ context, side }, secrets, { lock, coin }) {
  const [own, other] = [fromBase64url(secrets.coin), fromBase64url(textOf(coin))];
  const committed = await secretChoice.coinCommitment(context, 1 - side, other);
  if (other.length !== 32 || toBase64url(committed) !== lock?.coin) throw new ChoiceRefusedError('coin');
  return side === 0 ? [own, other] : [other, own];
}

/** @param {unknown} value @returns {string} */
function textOf(value) {
  if (typeof value !== 'string') throw new ChoiceRefusedError('malformed');
  return value;
}

/** @param {ReturnType<typeof readScene>} read @param {Secrets} secrets @param {Bytes[]} asked @param {[Bytes, Bytes]} coins @param {() => Promise<void>} breathe @returns {Promise<TableText>} */
async function tableOf({ n, ids, side, context }, secrets, asked, coins, breathe) {
  const coin = placesOf(await secretChoice.tieValues(context, coins, ids));
  const own = ballotAt(n, secrets.index);
  const outcomes = new Uint16Array(ballotCount(n));
  for (let at = 0; at < outcomes.length; at += 1) {
    outcomes[at] = outcomeIndex(decide([own, ballotAt(n, at)], coin), n);
    if (at % 64 === 0) await breathe();
  }
  const maker = { context, side };
  const tokens = await secretChoice.outcomeTokens(maker, fromBase64url(secrets.seed), outcomeCount(n));
  const { point, marks, entries } = await secretChoice.makeTable(maker, { exponent: exponentOf(secrets.maker), tokens, outcomes, asked, breathe });
  return { point: toBase64url(point), marks: toBase64url(marks), entries: toBase64url(entries) };
}

/** @param {Bytes[]} values by card @returns {number[]} by card: its place among equals */
function placesOf(values) {
  const names = values.map(toBase64url);
  const inOrder = [...names].sort((a, b) => (a < b ? -1 : 1));
  return names.map((name) => inOrder.indexOf(name));
}

/** @param {ReturnType<typeof readScene>} read @param {{ secrets: Secrets, mine: Said, theirs: Said, scene: Scene }} state @returns {ReturnType<typeof advance>} */
async function finish({ n, side, context }, { secrets, mine, theirs, scene }) {
  const { point, marks, entries } = /** @type {any} */ (theirs.table);
  const table = { point: fromBase64url(textOf(point)), marks: fromBase64url(textOf(marks)), entries: fromBase64url(textOf(entries)) };
  const question = { exponents: secrets.exponents.map(exponentOf), index: secrets.index, count: ballotCount(n), outcomes: outcomeCount(n) };
  const { outcome, token } = await secretChoice.openTable({ context, side: 1 - side }, table, question);
  const own = (await secretChoice.outcomeTokens({ context, side }, fromBase64url(secrets.seed), outcomeCount(n)))[outcome];
  const tokens = /** @type {[Bytes, Bytes]} */ (side === 0 ? [own, token] : [token, own]);
  const said = { ...mine, check: toBase64url(await secretChoice.outcomeCheck(context, side, tokens)) };
  if (!theirs.check) return { mine: said, secrets, result: null };
  const expected = await secretChoice.outcomeCheck(context, 1 - side, tokens);
  if (!equalBytes(expected, fromBase64url(textOf(theirs.check)))) throw new ChoiceRefusedError('differs');
  return { mine: said, secrets, result: outcomeAt(n, outcome).map((card) => scene.cards[card]) };
}
