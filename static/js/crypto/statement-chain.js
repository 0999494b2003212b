/**
 * A whole offer: its statements in order, each by the right person, each about the same people and the
 * text that stands (protocol.md, The bridge; the table of states in docs/protocol.md).
 * Owns: what may follow what, and the two checks before which no key moves and no text opens.
 * Never: trusts a clock for order, or takes a statement's own word for whom or what it is about.
 * What both say at the same moment (together-commit) has no place in the chain of an offer.
 */
import { equalBytes, toHex } from '../core/bytes.js';
import { StatementInvalidError } from '../core/errors.js';
import { ZERO_32 } from './encoding.js';
import { sha256 } from './primitives.js';
import { signatureMatches } from './signatures.js';
import { ACTIONS, parseStatement, statementHash } from './statements.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {import('./statements.js').Statement} Statement */
/** @typedef {import('./statements.js').Link} Link */
/** @typedef {{ fingerprint: Uint8Array, signingPublic: Uint8Array }} Pinned 32, 65: from this device's own vault */
/** @typedef {{ space: Uint8Array, record: Uint8Array, owner: Pinned, recipient: Pinned }} Expected */
/** @typedef {"none" | "offered" | "ready" | "opened" | "ended"} OfferState */
/**
 * @typedef {object} OfferChain
 * @property {OfferState} state
 * @property {Statement | null} offer the offer statement that stands now
 * @property {Statement | null} last
 * @property {Bytes} lastHash 32: the `prev` of a next statement
 * @property {Statement[]} statements
 */

/**
 * What may follow what, and who says it. Anything not listed is refused.
 * @type {Readonly<Record<OfferState, readonly { action: number, by: "owner" | "recipient", to: OfferState }[]>>}
 */
const MOVES = Object.freeze({
  none: [{ action: ACTIONS.offer, by: 'owner', to: 'offered' }],
  offered: [
    { action: ACTIONS.offer, by: 'owner', to: 'offered' },
    { action: ACTIONS.accept, by: 'recipient', to: 'ready' },
    { action: ACTIONS.withdraw, by: 'owner', to: 'ended' },
  ],
  ready: [
    { action: ACTIONS.offer, by: 'owner', to: 'offered' },
    { action: ACTIONS.withdraw, by: 'owner', to: 'ended' },
    { action: ACTIONS.withdraw, by: 'recipient', to: 'offered' },
    { action: ACTIONS.release, by: 'owner', to: 'opened' },
  ],
  opened: [],
  ended: [],
});

/**
 * Walks every statement of an offer from the first: form, signature by whoever may say it, the same
 * people and text, no gap. A chain may stop anywhere; the caller asks for the state it needs.
 * @param {readonly Link[]} links in order
 * @param {Expected} expected from this device's vault, never from the chain
 * @returns {Promise<OfferChain>}
 * @throws {StatementInvalidError}
 */
export async function verifyChain(links, expected) {
  /** @type {{ state: OfferState, offer: Statement | null, lastHash: Bytes }} */
  let walk = { state: 'none', offer: null, lastHash: ZERO_32.slice() };
  const statements = [];
  for (const link of links) {
    const statement = parseStatement(link.message);
    checkPlace(statement, expected, walk.lastHash);
    checkText(statement, walk.offer);
    const move = await findMove(walk.state, statement, link, expected);
    const offer = statement.action === ACTIONS.offer ? statement : walk.offer;
    walk = { state: move.to, offer, lastHash: await statementHash(link.message) };
    statements.push(statement);
  }
  checkNonces(statements);
  return { ...walk, last: statements.at(-1) ?? null, statements };
}

/** @param {boolean} holds @param {string} what */
function require(holds, what) {
  if (!holds) throw new StatementInvalidError(what);
}

/** @param {Statement} statement @param {Expected} expected @param {Uint8Array} lastHash */
function checkPlace(statement, expected, lastHash) {
  require(equalBytes(statement.space, expected.space), 'another space');
  require(equalBytes(statement.record, expected.record), 'another record');
  require(equalBytes(statement.ownerFp, expected.owner.fingerprint), 'another owner');
  require(equalBytes(statement.recipientFp, expected.recipient.fingerprint), 'another recipient');
  require(equalBytes(statement.prev, lastHash), 'not after the one before');
}

/** The offer fixes the text; everything after it names exactly that text. @param {Statement} statement @param {Statement | null} offer */
function checkText(statement, offer) {
  const isRelease = statement.action === ACTIONS.release;
  require(equalBytes(statement.wrapHash, ZERO_32) !== isRelease, 'a wrap is named by a release, and only there');
  if (offer === null) return;
  if (statement.action === ACTIONS.offer) return require(statement.revision === offer.revision + 1, 'not the next revision');
  require(statement.revision === offer.revision, 'another revision');
  require(equalBytes(statement.envelopeHash, offer.envelopeHash), 'another text');
  require(statement.policy === offer.policy, 'another tier');
}

/**
 * A withdrawal may be either's: it is the signature that tells whose.
 * @param {OfferState} state
 * @param {Statement} statement
 * @param {Link} link
 * @param {Expected} expected
 */
async function findMove(state, statement, { message, signature }, expected) {
  for (const move of MOVES[state]) {
    const isMove = move.action === statement.action;
    if (isMove && (await signatureMatches(message, signature, expected[move.by].signingPublic))) return move;
  }
  throw new StatementInvalidError('not a move of someone who may make it');
}

/** @param {Statement[]} statements */
function checkNonces(statements) {
  require(new Set(statements.map(({ nonce }) => toHex(nonce))).size === statements.length, 'a nonce came twice');
}

/**
 * The author's device, before it seals a key: an acceptance of exactly this envelope is the last word.
 * @param {OfferChain} chain verified
 * @param {Uint8Array} envelope the text that is about to be released
 * @throws {StatementInvalidError}
 */
export async function checkAccepted({ state, offer }, envelope) {
  require(state === 'ready', 'nothing is accepted');
  require(equalBytes(/** @type {Statement} */ (offer).envelopeHash, await sha256(envelope)), 'another text was accepted');
}

/**
 * The recipient's device, before it opens: exactly this envelope and this wrap were released.
 * @param {OfferChain} chain verified
 * @param {Uint8Array} envelope
 * @param {Uint8Array} wrap 113
 * @throws {StatementInvalidError}
 */
export async function checkReleased({ state, last }, envelope, wrap) {
  require(state === 'opened', 'nothing is released');
  const { envelopeHash, wrapHash } = /** @type {Statement} */ (last);
  require(equalBytes(envelopeHash, await sha256(envelope)), 'another text was released');
  require(equalBytes(wrapHash, await sha256(wrap)), 'another key was released');
}
