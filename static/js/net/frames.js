/**
 * The framed body of the feed (protocol.md, Frames). Owns the framing only: what a part means is
 * read elsewhere. Parts are copied out, never views: a view stored in IndexedDB drags its whole body along.
 */

import { concat, readUnsigned, u32, u64, u8 } from '../core/bytes.js';
import { EncodingInvalidError } from '../core/errors.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {{ type: number, id: Bytes, revision: number, seq: number, parts: Bytes[] }} Frame id 16 bytes */

export const FRAMES_TYPE = 'application/vnd.couplebridge.frames';
export const RECORD = 1;
export const MANIFEST = 2;
export const PART = 3;
export const PARTS_MANIFEST = 4;
export const OFFER = 5;
export const TURN = 6;
export const PAIRING = 7;
export const SPACE = 8;
export const TOGETHER = 12;
export const SLOT = 20;
export const IDENTITY = 21;
export const UNSENT = 22;
export const CHUNK = 30;

const MAGIC = Uint8Array.of(0x43, 0x42, 0x46, 1);
const HEAD_BYTES = 34;
const MAX_PARTS = 16;
const MAX_PART_BYTES = 1 << 20;
const KNOWN_TYPES = new Set([RECORD, MANIFEST, PART, PARTS_MANIFEST, OFFER, TURN, PAIRING, SPACE, TOGETHER, SLOT, IDENTITY, UNSENT, CHUNK]);

/**
 * @param {Frame[]} frames
 * @returns {Bytes} a whole body
 * @throws {EncodingInvalidError} a frame that no reader would take
 */
export function encodeFrames(frames) {
  return concat(MAGIC, ...frames.flatMap(encodeFrame));
}

/** @param {Frame} frame @returns {Bytes[]} */
function encodeFrame({ type, id, revision, seq, parts }) {
  if (!KNOWN_TYPES.has(type) || id.length !== 16 || parts.length > MAX_PARTS) throw new EncodingInvalidError('not a frame');
  if (parts.some((part) => part.length > MAX_PART_BYTES)) throw new EncodingInvalidError('part too long');
  return [u8(type), id.slice(), u64(revision), u64(seq), u8(parts.length), ...parts.flatMap((part) => [u32(part.length), part])];
}

/**
 * @param {Uint8Array} body
 * @returns {Frame[]}
 * @throws {EncodingInvalidError} other magic, unknown type, cut short, too much
 */
export function decodeFrames(body) {
  const reader = createReader(body);
  if (!reader.take(4).every((byte, at) => byte === MAGIC[at])) throw new EncodingInvalidError('not a body of frames');
  const frames = [];
  while (reader.left() > 0) frames.push(decodeFrame(reader));
  return frames;
}

/** @param {ReturnType<typeof createReader>} reader @returns {Frame} */
function decodeFrame(reader) {
  const head = reader.take(HEAD_BYTES);
  if (!KNOWN_TYPES.has(head[0])) throw new EncodingInvalidError('unknown frame type');
  if (head[33] > MAX_PARTS) throw new EncodingInvalidError('too many parts');
  const parts = [];
  for (let i = 0; i < head[33]; i += 1) parts.push(reader.take(partLength(reader)));
  return {
    type: head[0],
    id: head.slice(1, 17),
    revision: readUnsigned(head.subarray(17, 25)),
    seq: readUnsigned(head.subarray(25, 33)),
    parts,
  };
}

/** @param {ReturnType<typeof createReader>} reader */
function partLength(reader) {
  const length = readUnsigned(reader.take(4));
  if (length > MAX_PART_BYTES) throw new EncodingInvalidError('part too long');
  return length;
}

/** @param {Uint8Array} bytes */
function createReader(bytes) {
  let at = 0;
  return {
    left: () => bytes.length - at,
    /** @param {number} length @returns {Bytes} a copy */
    take(length) {
      if (length > bytes.length - at) throw new EncodingInvalidError('frames cut short');
      at += length;
      return new Uint8Array(bytes.subarray(at - length, at));
    },
  };
}
