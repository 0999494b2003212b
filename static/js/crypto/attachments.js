/**
 * Sealed chunks of photos and voice notes (protocol.md, Attachments).
 * Owns: the header of a chunk, how many there are, sealing, opening.
 * Never: opens a chunk whose header is not exactly the one the reader expects, nor one whose commitment is not right;
 * gives out any part of a content before all of its chunks, its end and its hash were proved.
 */
import { concat, equalBytes, u8, u32, utf8, wipe } from '../core/bytes.js';
import { AttachmentUnopenableError, EncodingInvalidError } from '../core/errors.js';
import { padme, tuple } from './encoding.js';
import { aesOpen, aesSeal, hkdfBits, importAesKey, importHkdfKey, randomBytes, sha256, NONCE_BYTES, TAG_BYTES } from './primitives.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {{ owner: Uint8Array, record: Uint8Array, key: Uint8Array }} AttachmentPlace 16, 16, 32 (secret) */

export const CHUNK_BYTES = 65_536;
export const MOST_CHUNKS = 256;
const HEADER_BYTES = 41;
const NONCE_AT = HEADER_BYTES + 32;
const SEALED_AT = NONCE_AT + NONCE_BYTES;
export const SEALED_CHUNK_BYTES = SEALED_AT + CHUNK_BYTES + TAG_BYTES;
const KEY_BYTES = 32;
const MAGIC = concat(utf8('CBA'), u8(1));

/** @returns {Bytes} 32, secret: for one attachment, which never changes */
export const newAttachmentKey = () => randomBytes(KEY_BYTES);

/**
 * Few distinct counts, so that the size says little.
 * @param {number} size bytes
 * @returns {number} chunks, the last ones filled up with zeros
 * @throws {EncodingInvalidError} more than 16 MiB
 */
export function countChunks(size) {
  const chunks = padme(Math.max(1, Math.ceil(size / CHUNK_BYTES)));
  if (!Number.isSafeInteger(size) || size < 0 || chunks > MOST_CHUNKS) throw new EncodingInvalidError('an attachment has at most 16 MiB');
  return chunks;
}

/** @param {AttachmentPlace} place @param {number} position @param {number} chunks @returns {Bytes} 41 */
function headerOf({ owner, record }, position, chunks) {
  if (owner.length !== 16 || record.length !== 16) throw new EncodingInvalidError('ids have 16 bytes');
  return concat(MAGIC, owner, record, u32(position), u8(Number(position === chunks - 1)));
}

/** @param {AttachmentPlace} place @param {KeyUsage} usage @returns {Promise<{ key: CryptoKey, commitment: Bytes }>} */
async function derive({ owner, record, key: secret }, usage) {
  if (secret.length !== KEY_BYTES) throw new EncodingInvalidError('the key of an attachment has 32 bytes');
  const both = await hkdfBits(await importHkdfKey(secret), tuple('attachment-key', owner, record), 64);
  const key = await importAesKey(both.subarray(0, 32), [usage]);
  const commitment = both.slice(32);
  wipe(both);
  return { key, commitment };
}

/**
 * @param {AttachmentPlace} place
 * @param {Uint8Array} content at most 16 MiB
 * @param {(position: number) => Uint8Array} [nonceOf] 12 each; given only by the vectors
 * @returns {Promise<Bytes[]>} every chunk, all of one size
 */
export async function sealAttachment(place, content, nonceOf = () => randomBytes(NONCE_BYTES)) {
  const chunks = countChunks(content.length);
  const { key, commitment } = await derive(place, 'encrypt');
  const sealed = [];
  for (let position = 0; position < chunks; position += 1) {
    const nonce = nonceOf(position);
    const aad = concat(headerOf(place, position, chunks), commitment, nonce);
    const part = new Uint8Array(CHUNK_BYTES);
    part.set(content.subarray(position * CHUNK_BYTES, (position + 1) * CHUNK_BYTES));
    sealed.push(concat(aad, await aesSeal(key, nonce, part, aad)));
    wipe(part);
  }
  return sealed;
}

/**
 * For a chunk that just arrived: refused here, it is neither kept nor shown.
 * @param {AttachmentPlace} place
 * @param {number} chunks
 * @returns {Promise<(position: number, sealed: Uint8Array) => Promise<Bytes>>} 65,536 each; throws AttachmentUnopenableError
 */
export async function chunkOpener(place, chunks) {
  const { key, commitment } = await derive(place, 'decrypt');
  return async (position, sealed) => {
    if (sealed.length !== SEALED_CHUNK_BYTES || !equalBytes(sealed.subarray(0, HEADER_BYTES), headerOf(place, position, chunks))) throw new AttachmentUnopenableError('another chunk');
    if (!equalBytes(sealed.subarray(HEADER_BYTES, NONCE_AT), commitment)) throw new AttachmentUnopenableError('commitment');
    try {
      return await aesOpen(key, sealed.subarray(NONCE_AT, SEALED_AT), sealed.subarray(SEALED_AT), sealed.subarray(0, SEALED_AT));
    } catch (cause) {
      throw new AttachmentUnopenableError('changed', { cause });
    }
  };
}

/**
 * @param {Uint8Array[]} parts opened, in order
 * @param {{ size: number, sha256: Uint8Array }} said what the record says of the content
 * @returns {Promise<Bytes>} the content
 * @throws {AttachmentUnopenableError} too short, too long, or another content
 */
export async function joinAttachment(parts, { size, sha256: hash }) {
  if (parts.length !== countChunks(size)) throw new AttachmentUnopenableError('length');
  const padded = concat(...parts);
  const content = padded.slice(0, size);
  if (padded.subarray(size).some((byte) => byte !== 0)) throw new AttachmentUnopenableError('padding');
  if (!equalBytes(await sha256(content), hash)) throw new AttachmentUnopenableError('hash');
  return content;
}

/** @param {Uint8Array} content @returns {Promise<Bytes>} 32: what its record says of it */
export const contentHash = (content) => sha256(content);
