/**
 * One private record between its fields and its envelope (protocol.md, A record). Owns the header
 * that is expected: never taken from the envelope itself.
 */

import { fromBase64url, utf8, wipe } from '../../core/bytes.js';
import { isLongerThan } from '../../core/characters.js';
import { RecordUnopenableError } from '../../core/errors.js';
import { ZERO_16 } from '../../crypto/encoding.js';
import { envelopeLength, newRecordKey, openRecord, RECORD_KINDS, sealRecord } from '../../crypto/records.js';
import { TextTooLongError } from '../errors.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {import('../../crypto/keyring.js').Keyring} Keyring */
/** @typedef {import('../../store/store.js').Sealed} Sealed */
/** @typedef {Record<string, any> & { type: string }} Fields as in protocol.md, What is inside a private record */

/** Of one text in it, and of the whole as the server takes it (protocol.md, Limits): what is longer would wait here for ever. */
const [MAX_TEXT, MAX_ENVELOPE_BYTES] = [20_000, 262_144];

/** @param {Keyring} keyring @param {string} id @param {number} revision */
const headerOf = (keyring, id, revision) => ({
  kind: RECORD_KINDS.private, space: ZERO_16, owner: keyring.userId, record: fromBase64url(id), revision,
});

/**
 * @param {Keyring} keyring
 * @param {{ id: string, revision: number, fields: Fields, wrap?: Bytes | null }} record wrap: of an earlier revision, whose key is kept
 * @returns {Promise<Sealed>}
 * @throws {TextTooLongError}
 */
export async function sealPrivate(keyring, { id, revision, fields, wrap = null }) {
  if (Object.values(fields).some(isTooLong)) throw new TextTooLongError();
  const header = headerOf(keyring, id, revision);
  const recordKey = wrap ? await keyring.unwrapRecordKey(wrap, header) : newRecordKey();
  const envelope = await sealRecord(header, recordKey, { ...fields, v: 1 });
  if (envelope.length > MAX_ENVELOPE_BYTES) throw new TextTooLongError();
  const kept = wrap ?? (await keyring.wrapRecordKey(recordKey, header));
  wipe(recordKey);
  return { id, revision, envelope, wrap: kept };
}

/** Known before it is sealed. @param {Record<string, any>} fields @returns {boolean} a record can hold them */
export const fitsRecord = (fields) => !Object.values(fields).some(isTooLong) && envelopeLength(utf8(JSON.stringify({ ...fields, v: 1 })).length) <= MAX_ENVELOPE_BYTES;

/** @param {unknown} value */
const isTooLong = (value) => typeof value === 'string' && isLongerThan(value, MAX_TEXT);

/**
 * @param {Keyring} keyring
 * @param {Sealed} sealed
 * @returns {Promise<Fields>}
 * @throws {import('../../core/errors.js').UnopenableError} swapped, relabelled, changed, or not ours
 */
export async function openPrivate(keyring, { id, revision, envelope, wrap }) {
  const header = headerOf(keyring, id, revision);
  const recordKey = await keyring.unwrapRecordKey(wrap, header);
  const fields = await openRecord(envelope, header, recordKey);
  wipe(recordKey);
  if (fields?.v !== 1 || typeof fields.type !== 'string') throw new RecordUnopenableError('not a private record');
  return fields;
}
