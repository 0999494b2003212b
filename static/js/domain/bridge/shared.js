/**
 * What both read: covers, moments, turns and parts (protocol.md, kind 2). Sealing, signing, and opening only after the signature
 * of the one pinned author over exactly this envelope in exactly this place was checked.
 */
import { wipe } from '../../core/bytes.js';
import { random16 } from '../../core/ids.js';
import { ZERO_16, ZERO_32 } from '../../crypto/encoding.js';
import { newRecordKey, openRecord, parseHeader, RECORD_KINDS, sealRecord } from '../../crypto/records.js';
import { sharedRecordMessage } from '../../crypto/shared-records.js';
import { verifySignature } from '../../crypto/signatures.js';
import { asForged, ForgedStatementError } from './refusals.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {import('../../crypto/keyring.js').Keyring} Keyring */
/** @typedef {import('./context.js').Person} Person */
/** @typedef {import('./items.js').SignedSeal} SignedSeal */
/**
 * @typedef {object} Place
 * @property {Keyring} keyring
 * @property {Uint8Array} space 16
 * @property {Person} author
 * @property {Uint8Array} [ref] 16: what it belongs to; zeros unless given
 * @property {Uint8Array} [prev] 32: the link before it; zeros unless given
 * @property {Uint8Array} [record] 16: a new one unless given; a reader who gives one refuses every other
 * @property {number} [revision] 1 unless given; a reader who gives one refuses every other
 */

/**
 * @param {Place} place its author is this device's owner
 * @param {object} value
 * @param {Bytes | null} [earlierWrap] 60, of an earlier revision, whose key is kept
 * @returns {Promise<SignedSeal>}
 */
export async function sealShared({ keyring, space, author, ref = ZERO_16, prev = ZERO_32, record = random16(), revision = 1 }, value, earlierWrap = null) {
  const header = { kind: RECORD_KINDS.shared, space, owner: author.userId, record, revision };
  const recordKey = earlierWrap ? await keyring.unwrapRecordKey(earlierWrap, header) : newRecordKey();
  const envelope = await sealRecord(header, recordKey, value);
  const wrap = earlierWrap ?? (await keyring.wrapRecordKey(recordKey, header));
  wipe(recordKey);
  const message = await sharedRecordMessage({ ...header, envelope, authorFp: author.fingerprint, ref, prev });
  return { envelope, wrap, signature: await keyring.sign(message) };
}

/**
 * @param {Place} place who must have written it, and about which offer
 * @param {SignedSeal} sealed
 * @param {string} type that must stand inside
 * @returns {Promise<{ value: any, message: Bytes }>} the message is what a next turn points at
 * @throws {ForgedStatementError} by someone else, about something else, or changed
 */
export async function openShared({ keyring, space, author, ref = ZERO_16, prev = ZERO_32, record, revision }, { envelope, wrap, signature }, type) {
  try {
    const header = parseHeader(envelope);
    const expected = { kind: RECORD_KINDS.shared, schema: 1, space, owner: author.userId, record: record ?? header.record, revision: revision ?? header.revision };
    const message = await sharedRecordMessage({ ...expected, envelope, authorFp: author.fingerprint, ref, prev });
    await verifySignature(message, signature, author.signingPublic);
    const value = await openRecord(envelope, expected, await keyring.unwrapRecordKey(wrap, expected));
    if (value?.v !== 1 || value.type !== type) throw new ForgedStatementError();
    return { value, message };
  } catch (cause) {
    throw asForged(cause);
  }
}

