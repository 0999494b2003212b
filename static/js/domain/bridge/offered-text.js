/**
 * The text of an offer: one tier of one entry, sealed for itself (protocol.md, "The bridge").
 * The record key leaves this device in one way only: `wrapForPartner`, which release.js calls after its checks.
 */
import { wipe } from '../../core/bytes.js';
import { newRecordKey, openRecord, RECORD_KINDS, sealRecord } from '../../crypto/records.js';
import { sha256 } from '../../crypto/primitives.js';
import { shareInfo, wrapShare } from '../../crypto/share.js';
import { TIERS } from '../../crypto/statements.js';
import { MAX_TEXT_CHARACTERS } from '../entries.js';
import { TOPIC_IDS } from '../topics.js';
import { asForged, ForgedStatementError, OfferRefusedError } from './refusals.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {import('./context.js').Couple} Couple */
/** @typedef {import('../offer-chain.js').Chain} Chain */
/** @typedef {import('./items.js').OfferItem} OfferItem */
/** @typedef {{ tier: number, topic: string | null, text: string, kind: string, fields: Record<string, any> }} Offered */

/** What "all of it" can carry; nothing else of an entry ever crosses. */
export const SHARED_FIELDS = Object.freeze(['happened', 'felt', 'feelings', 'beneath', 'longing', 'part']);
/** Kinds whose parts have names of their own, so that a reader must know which it is. All else is a concern. */
const NAMED_KINDS = Object.freeze(['reason', 'need']);

/**
 * @param {{ tier: number, topic?: string | null, text?: string, fields?: Record<string, any> }} wish fields: of the entry
 * @returns {Record<string, any>} what is sealed: exactly the tier, and nothing beyond it
 * @throws {OfferRefusedError} nothing to tell in this tier, or too much
 */
export function composeOffered({ tier, topic = null, text = '', fields = {} }) {
  const shared = Object.fromEntries(SHARED_FIELDS.filter((name) => fields[name]?.length > 0).map((name) => [name, fields[name]]));
  if (tier === TIERS.topic && !TOPIC_IDS.includes(topic ?? '')) throw new OfferRefusedError('no-topic');
  if (tier === TIERS.sentence && text.trim() === '') throw new OfferRefusedError('no-text');
  if (tier === TIERS.whole && Object.keys(shared).length === 0) throw new OfferRefusedError('no-text');
  if ([text, ...Object.values(shared)].some((value) => [...value].length > MAX_TEXT_CHARACTERS)) throw new OfferRefusedError('too-long');
  const offered = { v: 1, type: 'offered', tier, topic, text: tier === TIERS.topic ? '' : text };
  if (tier !== TIERS.whole) return offered;
  return NAMED_KINDS.includes(fields.kind) ? { ...offered, kind: fields.kind, fields: shared } : { ...offered, fields: shared };
}

/** @param {Couple} couple @param {Uint8Array} owner 16 @param {Uint8Array} record 16 @param {number} revision */
const headerOf = ({ space }, owner, record, revision) => ({ kind: RECORD_KINDS.offered, space, owner, record, revision });

/**
 * A fresh key for each revision, so that releasing one text never opens an earlier one (protocol.md, "A record").
 * @param {Couple} couple
 * @param {{ record: Uint8Array, revision: number, value: object }} what
 * @returns {Promise<{ envelope: Bytes, wrap: Bytes }>} wrap 60, under the author's own vault key
 */
export async function sealOffered(couple, { record, revision, value }) {
  const { keyring, me } = couple;
  const header = headerOf(couple, me.userId, record, revision);
  const recordKey = newRecordKey();
  const envelope = await sealRecord(header, recordKey, value);
  const wrap = await keyring.wrapRecordKey(recordKey, header);
  wipe(recordKey);
  return { envelope, wrap };
}

/** @param {Couple} couple @param {OfferItem} item @param {Chain} chain */
function shareContext({ space }, { idBytes }, { offer }) {
  const { revision, ownerFp, recipientFp, envelopeHash } = offer;
  return { space, record: idBytes, revision, ownerFp, recipientFp, envelopeHash };
}

/**
 * @param {Couple} couple
 * @param {OfferItem} item
 * @param {Chain} chain checked, and ready
 * @returns {Promise<{ wrap: Bytes, wrapHash: Bytes }>} 113, 32
 */
export async function wrapForPartner(couple, item, chain) {
  const { keyring, me, partner } = couple;
  const { wrap: ownWrap } = /** @type {{ wrap: Bytes }} */ (item.text);
  const recordKey = await keyring.unwrapRecordKey(ownWrap, headerOf(couple, me.userId, item.idBytes, chain.offer.revision));
  const wrap = await wrapShare(recordKey, partner.kemPublic, shareContext(couple, item, chain));
  wipe(recordKey);
  return { wrap, wrapHash: await sha256(wrap) };
}

/**
 * @param {Couple} couple
 * @param {OfferItem} item with its text
 * @param {Chain} chain checked: hashes are those of this very text and wrap
 * @returns {Promise<Offered>}
 * @throws {ForgedStatementError}
 */
export async function openOffered(couple, item, chain) {
  const { keyring, me, partner } = couple;
  const { envelope, wrap } = /** @type {{ envelope: Bytes, wrap: Bytes }} */ (item.text);
  const isMine = chain.direction === 'out';
  const header = headerOf(couple, isMine ? me.userId : partner.userId, item.idBytes, chain.offer.revision);
  try {
    const recordKey = isMine
      ? await keyring.unwrapRecordKey(wrap, header)
      : await keyring.unwrap(/** @type {Bytes} */ (item.share), shareInfo(shareContext(couple, item, chain)));
    const value = await openRecord(envelope, header, recordKey);
    wipe(recordKey);
    return checkOffered(value, chain.offer.policy);
  } catch (cause) {
    throw asForged(cause);
  }
}

/** @param {any} value @param {number} tier that both agreed to @returns {Offered} */
function checkOffered(value, tier) {
  const isRight = value?.v === 1 && value.type === 'offered' && value.tier === tier && typeof value.text === 'string';
  if (!isRight) throw new ForgedStatementError();
  const isWhole = tier === TIERS.whole;
  const kind = isWhole && NAMED_KINDS.includes(value.kind) ? value.kind : 'concern';
  return { tier, topic: TOPIC_IDS.includes(value.topic) ? value.topic : null, text: value.text, kind, fields: isWhole ? pickFields(value.fields ?? {}) : {} };
}

/** @param {Record<string, any>} fields @returns {Record<string, any>} texts, and a list of feelings; nothing else reaches a screen */
function pickFields(fields) {
  const isRight = (/** @type {string} */ name) =>
    name === 'feelings' ? Array.isArray(fields[name]) && fields[name].every((id) => typeof id === 'string') : typeof fields[name] === 'string';
  return Object.fromEntries(SHARED_FIELDS.filter(isRight).map((name) => [name, fields[name]]));
}
