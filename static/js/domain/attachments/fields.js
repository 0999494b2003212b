/** The record of a photo or a voice note (protocol.md, What is inside a private record). Owns its shape and its bounds. */
import { fromBase64url, toBase64url } from '../../core/bytes.js';
import { EncodingInvalidError } from '../../core/errors.js';
import { countChunks } from '../../crypto/attachments.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/**
 * @typedef {object} NewAttachment
 * @property {"photo" | "voice"} kind
 * @property {string} media type of the content, such as "image/jpeg"
 * @property {Bytes} content
 * @property {number} [width] of a photo, in pixels
 * @property {number} [height]
 * @property {Bytes} [thumbnail] a few KB, JPEG
 * @property {number} [seconds] of a voice note
 * @property {string} [at] ISO time, where it was made before now
 * @property {string} [words] what is said of it already
 * @property {string | null} [removedAt] ISO time
 */
/** @typedef {{ id: string, of: string, kind: string, media: string, words: string, at: string, size: number, width: number | null, height: number | null, seconds: number | null, thumbnail: string | null, removedAt: string | null, unsent: boolean }} Attachment as the screens see it; thumbnail: see thumbnailBytes */

export const TYPE = 'attachment';
export const MAX_WORDS = 500;
/** Of all of one account, unless its server was set up otherwise (protocol.md, Limits). */
export const MOST_CHUNKS_OF_ALL = 32_768;
/** In base64url it stays below the length that a text may have. */
export const MAX_THUMBNAIL_BYTES = 12_000;
/** What the app itself makes. Any other type is never handed to the browser as what it says it is. */
const MEDIA = Object.freeze({ photo: ['image/jpeg'], voice: ['audio/mp4', 'audio/webm', 'audio/ogg'] });

/** @param {unknown} kind @param {unknown} media @returns {string} the type without its parameters; of unknown bytes where it is none of ours */
export function safeMedia(kind, media) {
  const plain = String(media).split(';')[0].trim().toLowerCase();
  const known = /** @type {Record<string, readonly string[]>} */ (MEDIA)[String(kind)] ?? [];
  return known.includes(plain) ? plain : 'application/octet-stream';
}

/**
 * @param {string} entry
 * @param {NewAttachment} made
 * @param {{ key: Bytes, sha256: Bytes, at: string }} sealed
 * @returns {Record<string, any>} the fields of its record
 */
export function newFields(entry, { kind, media, content, width, height, seconds, thumbnail, words = '', removedAt = null }, { key, sha256, at }) {
  if (thumbnail && thumbnail.length > MAX_THUMBNAIL_BYTES) throw new EncodingInvalidError('the thumbnail is too large');
  return {
    v: 1, type: TYPE, of: entry, at, kind, media, words, removedAt,
    key: toBase64url(key), size: content.length, chunks: countChunks(content.length), sha256: toBase64url(sha256),
    width: width ?? null, height: height ?? null, seconds: seconds ?? null, thumbnail: thumbnail ? toBase64url(thumbnail) : null,
  };
}

/** @param {{ id: string, fields: Record<string, any>, unsent?: boolean }} record @returns {Attachment} */
export function shown({ id, fields, unsent = false }) {
  const { of, kind, media, words, at, size, width, height, seconds, thumbnail, removedAt } = fields;
  return { id, of, kind, media: safeMedia(kind, media), words: String(words ?? ''), at, size, width, height, seconds, thumbnail: typeof thumbnail === 'string' ? thumbnail : null, removedAt: removedAt ?? null, unsent };
}

/** Only for what is on the screen: two thousand of them take seconds. @param {Pick<Attachment, "thumbnail">} attachment @returns {Bytes | null} JPEG; null where there is none */
export function thumbnailBytes({ thumbnail }) {
  try {
    return thumbnail === null ? null : fromBase64url(thumbnail);
  } catch {
    return null; // not base64url, its only reason: then there is no small picture
  }
}
