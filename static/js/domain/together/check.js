/**
 * Everything that is checked about a together before it is shown, a key is sealed, or a text of it opens (protocol.md,
 * Together): the proposal and both locks against the pinned keys, that they belong to one another, that the feed's state is
 * what they say, and that nothing seen before was taken away or exchanged.
 */
import { equalBytes, fromBase64url, toBase64url } from '../../core/bytes.js';
import { bothLocked, verifyCommit, verifyLock } from '../../crypto/locks.js';
import { parseHeader } from '../../crypto/records.js';
import { sha256 } from '../../crypto/primitives.js';
import { asForged, ForgedStatementError } from '../bridge/refusals.js';
import { openShared } from '../bridge/shared.js';
import { TOPIC_IDS } from '../topics.js';

/** @typedef {import('../sync/items.js').TogetherItem} TogetherItem */
/** @typedef {import('../bridge/context.js').Couple} Couple */
/** @typedef {import('../bridge/context.js').Person} Person */
/** @typedef {import('../../crypto/locks.js').Lock} Lock */
/** @typedef {import('../../crypto/locks.js').Commit} Commit */
/** @typedef {{ state: string, last: string } | { ended: true }} Seen last = link of the proposal, or what names both, base64url */
/**
 * @typedef {object} Checked
 * @property {'open' | 'both-locked' | 'opened'} state
 * @property {string} id
 * @property {TogetherItem} item
 * @property {Couple} couple
 * @property {boolean} byMe who proposed it
 * @property {string} topic
 * @property {Uint8Array} link 32: of the proposal
 * @property {Lock | null} lock mine
 * @property {Lock | null} theirLock
 * @property {Uint8Array | null} both 32, once both have locked in
 */

const ORDER = Object.freeze(['open', 'both-locked', 'opened']);

/** @param {unknown} holds */
function insist(holds) {
  if (!holds) throw new ForgedStatementError();
}

/** @param {TogetherItem} item @returns {string} base64url, by its proposal: where to look for keys, nothing more @throws {ForgedStatementError} */
export function spaceOf({ proposal }) {
  try {
    insist(proposal);
    return toBase64url(parseHeader(/** @type {any} */ (proposal).envelope).space);
  } catch (cause) {
    throw asForged(cause);
  }
}

/**
 * @param {TogetherItem} item open, both locked in, or opened
 * @param {Couple} couple
 * @param {Seen | undefined} seen what this device saw of it before
 * @returns {Promise<{ checked: Checked, seen: Seen }>} `seen` is to be remembered
 * @throws {ForgedStatementError}
 */
export async function checkTogether(item, couple, seen) {
  try {
    const { me, partner } = couple;
    const proposal = await openProposal(item, couple);
    const lock = await readLock(item, item.lock, me, partner, couple, proposal.link);
    const theirLock = await readLock(item, item.theirLock, partner, me, couple, proposal.link);
    const both = await readBoth(item, proposal, lock, theirLock);
    const state = /** @type {Checked['state']} */ (item.state);
    insist((state === 'open') === (both === null));
    await checkOwn(item, lock, both, me);
    const last = toBase64url(both ?? proposal.link);
    checkContinues(state, last, toBase64url(proposal.link), seen);
    return { checked: { state, id: item.id, item, couple, ...proposal, lock, theirLock, both }, seen: { state, last } };
  } catch (cause) {
    throw asForged(cause);
  }
}

/** @param {Checked} checked opened @returns {[string, Commit][]} the two texts that may stand open because of it */
export function commitsOf({ lock, theirLock, both }) {
  return [lock, theirLock].map((one) => [toBase64url(/** @type {Lock} */ (one).record), { lock: /** @type {Lock} */ (one), both: /** @type {Uint8Array} */ (both) }]);
}

/** @param {TogetherItem} item @param {Couple} couple */
async function openProposal({ id, topicTag, proposal }, { keyring, space, me, partner }) {
  insist(proposal && topicTag);
  const signed = /** @type {import('../bridge/items.js').SignedSeal} */ (proposal);
  const [record, tag] = [fromBase64url(id), /** @type {Uint8Array} */ (topicTag)];
  const byMe = equalBytes(parseHeader(signed.envelope).owner, me.userId);
  const place = { keyring, space, author: byMe ? me : partner, ref: tag, record, revision: 1 };
  const { value, message } = await openShared(place, signed, 'together');
  insist(TOPIC_IDS.includes(value.topic));
  // A tag of another topic would let the same topic be asked again before its time.
  insist(equalBytes(await keyring.togetherTag(space, value.topic), tag));
  return { byMe, topic: /** @type {string} */ (value.topic), link: await sha256(message) };
}

/** @param {TogetherItem} item @param {import('../../crypto/locks.js').Link | null} said @param {Person} author @param {Person} hearer @param {Couple} couple @param {Uint8Array} link */
async function readLock({ id }, said, author, hearer, { space }, link) {
  if (!said) return null;
  const lock = await verifyLock(said, author.signingPublic);
  const named = [lock.space, lock.together, lock.ownerFp, lock.recipientFp, lock.prev];
  const wanted = [space, fromBase64url(id), author.fingerprint, hearer.fingerprint, link];
  insist(lock.revision === 1 && named.every((bytes, at) => equalBytes(bytes, wanted[at])));
  return lock;
}

/** @param {TogetherItem} item @param {{ byMe: boolean, link: Uint8Array }} proposal @param {Lock | null} lock @param {Lock | null} theirLock */
async function readBoth(item, { byMe, link }, lock, theirLock) {
  if (!theirLock) return null;
  insist(lock && !equalBytes(lock.record, theirLock.record));
  const [mine, theirs] = [item.lock, item.theirLock].map((said) => /** @type {import('../../crypto/locks.js').Link} */ (said).message);
  return byMe ? bothLocked(link, mine, theirs) : bothLocked(link, theirs, mine);
}

/** @param {TogetherItem} item @param {Lock | null} lock @param {Uint8Array | null} both @param {Person} me */
async function checkOwn({ state, text, now }, lock, both, me) {
  insist((text !== null) === (state !== 'opened' && lock !== null));
  if (text && lock) insist(equalBytes(await sha256(text.envelope), lock.envelopeHash));
  if (!now) return;
  insist(lock && both);
  await verifyCommit(now, me.signingPublic, { lock: /** @type {Lock} */ (lock), both: /** @type {Uint8Array} */ (both) });
}

/** An ended one stays ended, and what both have locked in stays these two texts. @param {string} state @param {string} last @param {string} link @param {Seen | undefined} seen */
function checkContinues(state, last, link, seen) {
  if (!seen) return;
  insist('state' in seen);
  const before = /** @type {{ state: string, last: string }} */ (seen);
  insist(ORDER.indexOf(state) >= ORDER.indexOf(before.state));
  insist(before.last === (before.state === 'open' ? link : last));
}
