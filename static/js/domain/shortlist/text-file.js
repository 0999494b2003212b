/** The words of a file, whatever wrote it: UTF-8, UTF-16 with its mark, or what Windows wrote in western Europe. */

/** @typedef {{ bytes: Uint8Array, encoding: string }} Marked */

const MARKS = /** @type {const} */ ([['utf-8', [0xef, 0xbb, 0xbf]], ['utf-16le', [0xff, 0xfe]], ['utf-16be', [0xfe, 0xff]]]);

/** @param {Uint8Array} bytes @returns {string} */
export function decodeText(bytes) {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (marked) return new TextDecoder(marked[0]).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes); // every byte is a letter there, so nothing is lost
  }
}
