/**
 * The text files of a zip archive (PKWARE APPNOTE 6.3: 4.3.7, 4.3.12, 4.3.16), read piece by piece, so that the pictures
 * beside them are never loaded. The browser itself inflates. Owns the limits: an archive says nothing true about its sizes.
 * Not read: archives of more than 4 GB (zip64), several parts, or with a password.
 */
import { DomainError } from '../errors.js';
import { ImportTooLargeError, ImportUnreadableError } from './problems.js';

const [END, CENTRAL, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50];
const [END_BYTES, CENTRAL_BYTES, LOCAL_BYTES] = [22, 46, 30];
const COMMENT_BYTES_MOST = 0xffff;
const DIRECTORY_BYTES_MOST = 64 << 20;
const FILES_MOST = 50;
const [STORED, DEFLATED] = [0, 8];
const ENCRYPTED = 1;

/** @typedef {{ name: string, method: number, flags: number, packedBytes: number, at: number }} Place */

/** @param {Blob} blob @param {number} from @param {number} length @returns {Promise<DataView>} @throws {ImportUnreadableError} it ends before */
async function piece(blob, from, length) {
  const bytes = await blob.slice(from, from + length).arrayBuffer();
  if (bytes.byteLength !== length) throw new ImportUnreadableError();
  return new DataView(bytes);
}

/** @param {Blob} blob @returns {Promise<boolean>} it begins as an archive does */
export async function isZip(blob) {
  return blob.size >= END_BYTES && [LOCAL, END].includes((await piece(blob, 0, 4)).getUint32(0, true));
}

/** @param {Blob} blob @returns {Promise<{ count: number, length: number, at: number }>} of the directory */
async function endOf(blob) {
  const length = Math.min(blob.size, END_BYTES + COMMENT_BYTES_MOST);
  const view = await piece(blob, blob.size - length, length);
  for (let at = length - END_BYTES; at >= 0; at -= 1) {
    if (view.getUint32(at, true) === END) return { count: view.getUint16(at + 10, true), length: view.getUint32(at + 12, true), at: view.getUint32(at + 16, true) };
  }
  throw new ImportUnreadableError();
}

/** @param {Blob} blob @returns {Promise<Place[]>} of every file, in their order */
async function directoryOf(blob) {
  const end = await endOf(blob);
  if (end.length > DIRECTORY_BYTES_MOST) throw new ImportTooLargeError();
  const view = await piece(blob, end.at, end.length);
  const places = [];
  for (let [at, n] = [0, 0]; n < end.count; n += 1) {
    if (at + CENTRAL_BYTES > end.length || view.getUint32(at, true) !== CENTRAL) throw new ImportUnreadableError();
    const [nameBytes, ...others] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const next = at + CENTRAL_BYTES + nameBytes + others[0] + others[1];
    if (next > end.length) throw new ImportUnreadableError();
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, at + CENTRAL_BYTES, nameBytes));
    places.push({ name, flags: view.getUint16(at + 8, true), method: view.getUint16(at + 10, true), packedBytes: view.getUint32(at + 20, true), at: view.getUint32(at + 42, true) });
    at = next;
  }
  return places;
}

/** @param {ReadableStream<Uint8Array>} stream @param {number} most @returns {Promise<Blob>} @throws {ImportTooLargeError} */
async function bytesOf(stream, most) {
  const reader = stream.getReader();
  const parts = [];
  let length = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    const part = /** @type {Uint8Array} */ (value);
    length += part.length;
    if (length > most) {
      await reader.cancel();
      throw new ImportTooLargeError();
    }
    parts.push(part);
  }
  return new Blob(/** @type {BlobPart[]} */ (parts));
}

/** @param {Blob} blob @param {Place} place @param {number} most @returns {Promise<Blob>} */
async function unpacked(blob, { method, flags, packedBytes, at }, most) {
  const head = await piece(blob, at, LOCAL_BYTES);
  const isKnown = head.getUint32(0, true) === LOCAL && [STORED, DEFLATED].includes(method) && (flags & ENCRYPTED) === 0;
  if (!isKnown) throw new ImportUnreadableError();
  const from = at + LOCAL_BYTES + head.getUint16(26, true) + head.getUint16(28, true);
  const packed = blob.slice(from, from + packedBytes);
  const stream = packed.stream();
  return bytesOf(method === STORED ? stream : stream.pipeThrough(new DecompressionStream('deflate-raw')), most);
}

/**
 * @param {Blob} blob
 * @param {number} most bytes of all of them together, unpacked
 * @returns {Promise<Blob[]>} the .json files at its top, in their order
 * @throws {ImportTooLargeError | ImportUnreadableError}
 */
export async function jsonFilesOf(blob, most) {
  const places = (await directoryOf(blob)).filter(({ name }) => /^[^/\\]+\.json$/i.test(name));
  if (places.length > FILES_MOST) throw new ImportTooLargeError();
  const files = [];
  let left = most;
  for (const place of places) {
    const bytes = await unpacked(blob, place, left).catch((problem) => {
      throw problem instanceof DomainError ? problem : new ImportUnreadableError({ cause: problem }); // what the browser cannot inflate
    });
    left -= bytes.size;
    files.push(bytes);
  }
  return files;
}
