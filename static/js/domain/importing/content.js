/** The content of a photo or a voice note out of a file: base64 (RFC 4648, section 4), strict, read in bites. */
import { EncodingInvalidError } from '../../core/errors.js';
import { CHUNK_BYTES, MOST_CHUNKS } from '../../crypto/attachments.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */

/** Of the largest that is ever kept (16 MiB). */
export const CONTENT_BYTES_MOST = 4 * Math.ceil((MOST_CHUNKS * CHUNK_BYTES) / 3);
/** A multiple of four characters: each bite stands for whole bytes. */
const BITE_BYTES = 1 << 18;
const WHOLE = /^(?:[A-Za-z0-9+/]{4})*$/;
const LAST = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** What a recording begins with, whatever is said of it. @type {[media: string, at: number, bytes: number[]][]} */
const BEGINNINGS = [['audio/webm', 0, [0x1a, 0x45, 0xdf, 0xa3]], ['audio/ogg', 0, [0x4f, 0x67, 0x67, 0x53]], ['audio/mp4', 4, [0x66, 0x74, 0x79, 0x70]]];

/** @param {Blob} text at most CONTENT_BYTES_MOST @param {() => Promise<void>} breathe @returns {Promise<Bytes>} @throws {EncodingInvalidError} */
export async function contentOf(text, breathe) {
  const bytes = new Uint8Array((text.size / 4) * 3);
  let length = 0;
  for (let at = 0; at < text.size; at += BITE_BYTES) {
    const bite = await text.slice(at, at + BITE_BYTES).text();
    if (!(at + BITE_BYTES < text.size ? WHOLE : LAST).test(bite)) throw new EncodingInvalidError('not base64');
    const decoded = atob(bite);
    for (let n = 0; n < decoded.length; n += 1) bytes[length + n] = decoded.charCodeAt(n);
    length += decoded.length;
    await breathe();
  }
  return bytes.slice(0, length);
}

/** @param {Uint8Array} content @returns {string | null} what kind of recording it is; null: none that the app plays */
export function mediaOfVoice(content) {
  return BEGINNINGS.find(([, at, bytes]) => bytes.every((byte, n) => content[at + n] === byte))?.[0] ?? null;
}
