/**
 * The items of the feed that are not private records: parts, offers, turns, togethers, pairing, space (protocol.md, Frames).
 * Owns reading their parts strictly; what they mean, and whether they are true, is checked by the
 * features. Everything in here came from the server and is unproved.
 */

import { readUnsigned, toBase64url } from '../../core/bytes.js';
import { EncodingInvalidError } from '../../core/errors.js';
import { OFFER, PAIRING, PART, PARTS_MANIFEST, SPACE, TOGETHER, TURN } from '../../net/frames.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {{ envelope: Bytes, wrap: Bytes, signature: Bytes }} SignedShared */
/** @typedef {{ message: Bytes, signature: Bytes }} SignedStatement */
/**
 * @typedef {object} OfferItem
 * @property {string} id base64url
 * @property {number} revision
 * @property {"offered" | "ready" | "opened" | "ended" | "put-away"} state
 * @property {number | null} lapsesAtMs null once it ended
 * @property {SignedStatement[]} statements
 * @property {SignedShared | null} cover
 * @property {SignedShared | null} moment
 * @property {{ envelope: Bytes, wrap: Bytes | null } | null} text wrap: author only
 * @property {Bytes | null} shareWrap recipient only, 113
 */
/** @typedef {{ id: string, revision: number, putAway: boolean, offer: string | null, envelope: Bytes | null, wrap: Bytes | null, signature: Bytes | null, prev: Bytes | null }} TurnItem */
/**
 * @typedef {object} PairingItem
 * @property {string} id of the invitation
 * @property {"open" | "joined" | "confirmed" | "ended"} state
 * @property {Bytes | null} space 16; this and all that follows but refusedUses is gone when it ended
 * @property {number | null} expires ms
 * @property {Bytes | null} bundleI
 * @property {Bytes | null} offerMac
 * @property {Bytes | null} bundleJ
 * @property {Bytes | null} joinerMac
 * @property {Bytes | null} joinerSignature
 * @property {Bytes | null} inviterMac
 * @property {Bytes | null} inviterSignature
 * @property {Bytes | null} wrap joiner only, 113
 * @property {number | null} refusedUses inviter only
 */
/**
 * @typedef {object} TogetherItem
 * @property {string} id base64url
 * @property {"open" | "both-locked" | "opened" | "ended" | "put-away"} state
 * @property {number | null} lapsesAtMs null once it ended
 * @property {Bytes | null} topicTag 16
 * @property {SignedShared | null} proposal
 * @property {SignedStatement | null} lock one's own; so are text and now
 * @property {{ envelope: Bytes, wrap: Bytes } | null} text until it is opened
 * @property {SignedStatement | null} now
 * @property {SignedStatement | null} theirLock once both have locked in
 */
/** @typedef {{ id: string, state: "active" | "ended", partnerBundle: Bytes }} SpaceItem */
/** @typedef {SignedShared & { id: string, revision: number }} PartItem what one of the two wrote of a shared thing; or the manifest over all of theirs */
/** @typedef {{ id: Bytes, revision: number, parts: Bytes[] }} ItemFrame */

const OFFER_STATES = /** @type {const} */ (['offered', 'ready', 'opened', 'ended', 'put-away']);
const TOGETHER_STATES = /** @type {const} */ (['open', 'both-locked', 'opened', 'ended', 'put-away']);
const PAIRING_STATES = /** @type {const} */ (['open', 'joined', 'confirmed', 'ended']);
const SPACE_STATES = /** @type {const} */ (['active', 'ended']);

/** @type {Record<number, (frame: ItemFrame) => any>} */
const DECODERS = { [PART]: decodePart, [PARTS_MANIFEST]: decodePart, [OFFER]: decodeOffer, [TURN]: decodeTurn, [PAIRING]: decodePairing, [SPACE]: decodeSpace, [TOGETHER]: decodeTogether };

/** @param {number} type @returns {boolean} */
export const isItem = (type) => type in DECODERS;

/**
 * @param {{ type: number } & ItemFrame} frame
 * @returns {any} PartItem, OfferItem, TurnItem, TogetherItem, PairingItem or SpaceItem by the frame's type
 * @throws {EncodingInvalidError}
 */
export function decodeItem(frame) {
  return DECODERS[frame.type](frame);
}

/** @param {Bytes[]} parts @param {(number | null)[]} lengths null: any; an empty part is always "not there" @returns {(Bytes | null)[]} */
function readParts(parts, lengths) {
  const fits = parts.length === lengths.length && parts.every((part, at) => part.length === 0 || lengths[at] === null || part.length === lengths[at]);
  if (!fits) throw new EncodingInvalidError('item: parts');
  return parts.map((part) => (part.length === 0 ? null : part));
}

/** @template {string} T @param {readonly T[]} states @param {Bytes | null} part u8 from 1 @returns {T} */
function readState(states, part) {
  const state = states[(part?.[0] ?? 0) - 1];
  if (!state) throw new EncodingInvalidError('item: state');
  return state;
}

/** @param {Bytes | null} part @returns {Bytes} @throws {EncodingInvalidError} it must be there */
function need(part) {
  if (!part) throw new EncodingInvalidError('item: a part is missing');
  return part;
}

/** @param {ItemFrame} frame @returns {PartItem} */
function decodePart({ id, revision, parts }) {
  const [envelope, wrap, signature] = readParts(parts, [null, 60, 64]).map(need);
  return { id: toBase64url(id), revision, envelope, wrap, signature };
}

/** @param {ItemFrame} frame @returns {OfferItem} */
function decodeOffer({ id, revision, parts }) {
  const [state, lapses, statements, cover, coverWrap, coverSignature, moment, momentWrap, momentSignature, text, textWrap, shareWrap] =
    readParts(parts, [1, 8, null, null, 60, 64, null, 60, 64, null, 60, 113]);
  return {
    id: toBase64url(id), revision, state: readState(OFFER_STATES, state),
    lapsesAtMs: lapses && readUnsigned(lapses),
    statements: readStatements(statements ?? new Uint8Array(0)),
    cover: signedShared(cover, coverWrap, coverSignature),
    moment: signedShared(moment, momentWrap, momentSignature),
    text: text && { envelope: text, wrap: textWrap },
    shareWrap,
  };
}

/** @param {Bytes | null} envelope @param {Bytes | null} wrap @param {Bytes | null} signature @returns {SignedShared | null} */
function signedShared(envelope, wrap, signature) {
  return envelope && { envelope, wrap: need(wrap), signature: need(signature) };
}

/** @param {Bytes} bytes (u32 length ‖ statement ‖ signature 64)* @returns {SignedStatement[]} */
function readStatements(bytes) {
  const statements = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 4 + readUnsigned(bytes.subarray(at, at + 4));
    if (end + 64 > bytes.length) throw new EncodingInvalidError('statements cut short');
    statements.push({ message: bytes.slice(at + 4, end), signature: bytes.slice(end, end + 64) });
    at = end + 64;
  }
  return statements;
}

/** @param {ItemFrame} frame @returns {TurnItem} */
function decodeTurn({ id, revision, parts }) {
  const [offer, envelope, wrap, signature, prev] = readParts(parts, [16, null, 60, 64, 32]);
  return { id: toBase64url(id), revision, putAway: offer === null, offer: offer && toBase64url(offer), envelope, wrap, signature, prev };
}

/** @param {ItemFrame} frame @returns {TogetherItem} */
function decodeTogether({ id, parts }) {
  const [state, lapses, topicTag, proposal, proposalWrap, proposalSignature, lock, text, wrap, now, , theirLock] =
    readParts(parts, [1, 8, 16, null, 60, 64, 336, null, 60, 351, 113, 336]);
  return {
    id: toBase64url(id), state: readState(TOGETHER_STATES, state), lapsesAtMs: lapses && readUnsigned(lapses), topicTag,
    proposal: signedShared(proposal, proposalWrap, proposalSignature),
    lock: signedMessage(lock), text: text && { envelope: text, wrap: need(wrap) }, now: signedMessage(now), theirLock: signedMessage(theirLock),
  };
}

/** @param {Bytes | null} bytes a message, and its signature of 64 @returns {SignedStatement | null} */
const signedMessage = (bytes) => bytes && { message: bytes.slice(0, -64), signature: bytes.slice(-64) };

/** @param {ItemFrame} frame @returns {PairingItem} */
function decodePairing({ id, parts }) {
  const [state, space, expires, bundleI, offerMac, bundleJ, joinerMac, joinerSignature, inviterMac, inviterSignature, wrap, refused] =
    readParts(parts, [1, 16, 8, 154, 32, 154, 32, 64, 32, 64, 113, 4]);
  const stands = readState(PAIRING_STATES, state);
  if (stands !== 'ended') [space, expires, bundleI, offerMac].forEach(need);
  return {
    id: toBase64url(id), state: stands, space, expires: expires && readUnsigned(expires), bundleI, offerMac, bundleJ, joinerMac, joinerSignature, inviterMac, inviterSignature, wrap,
    refusedUses: refused && readUnsigned(refused),
  };
}

/** @param {ItemFrame} frame @returns {SpaceItem} */
function decodeSpace({ id, parts }) {
  const [state, partnerBundle] = readParts(parts, [1, 154]);
  return { id: toBase64url(id), state: readState(SPACE_STATES, state), partnerBundle: need(partnerBundle) };
}
