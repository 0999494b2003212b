/**
 * JSON out of a file that may be larger than a phone should hold: the contents of photos and voice notes stay in the file,
 * to be looked at one by one. Owns how much is read.
 */
import { MOST_EXPORTED_DATA_BYTES } from '../attachments/exporting.js';
import { ImportStoppedError, ImportTooLargeError, ImportUnreadableError } from './problems.js';

/** @typedef {{ json: any, contents: Blob[] }} Read where a content stood, the JSON has a number: its place among the contents */

export const TEXT_BYTES_MOST = 100 << 20;
/** What an export can hold comes in again: its text, and the most that it takes along of photos and voice notes. */
export const FILE_BYTES_MOST = TEXT_BYTES_MOST + MOST_EXPORTED_DATA_BYTES;
const CONTENTS_MOST = 20_000;
const WINDOW_BYTES = 1 << 20;
/** Within a text a quotation mark has a stroke before it: these three in a row are a name, and the beginning of what it names. */
const NAME = /"data"[ \t\r\n]{0,8}:[ \t\r\n]{0,8}"/g;
const NAME_BYTES_MOST = 24;
const NOT_BASE64 = /[^A-Za-z0-9+/=]/g;
/** One character for each byte, so that a place in the text is one in the file. */
const BYTE_BY_BYTE = 'latin1';

/**
 * A window on a file, that moves over it.
 * @param {Blob} file
 * @param {AbortSignal} [signal]
 */
function createWindow(file, signal) {
  const decoder = new TextDecoder(BYTE_BY_BYTE);
  let [base, text] = [0, ''];
  const end = () => base + text.length;
  /** @param {number} from */
  const move = async (from) => {
    if (signal?.aborted) throw new ImportStoppedError();
    [base, text] = [from, decoder.decode(await file.slice(from, from + WINDOW_BYTES).arrayBuffer())];
  };

  /** @param {RegExp} sought @param {number} from not before the window @param {number} [overlap] of what may be cut in two by its end */
  async function find(sought, from, overlap = 0) {
    let [at, found] = [from, /** @type {RegExpExecArray | null} */ (null)];
    do {
      if (at + overlap >= end() && end() < file.size) await move(at);
      sought.lastIndex = at - base;
      found = sought.exec(text);
      at = Math.max(at, end() - overlap);
    } while (!found && end() < file.size);
    return found && { at: base + found.index, said: found[0] };
  }

  return {
    /** @param {number} from @returns {Promise<number | null>} where the next content may begin */
    async next(from) {
      const found = await find(NAME, from, NAME_BYTES_MOST);
      return found && found.at + found.said.length;
    },
    /** @param {number} from @returns {Promise<{ at: number, said: string } | null>} what comes behind it */
    behind: (from) => find(NOT_BASE64, from),
  };
}

/** @param {Blob} blob @returns {Promise<any>} @throws {ImportUnreadableError} no UTF-8, or no JSON */
async function jsonOf(blob) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await blob.arrayBuffer()));
  } catch (problem) {
    throw new ImportUnreadableError({ cause: problem });
  }
}

/**
 * @param {Blob} file
 * @param {AbortSignal} [signal]
 * @returns {Promise<Read>}
 * @throws {ImportTooLargeError | ImportUnreadableError | ImportStoppedError}
 */
export async function readJson(file, signal) {
  if (file.size > FILE_BYTES_MOST) throw new ImportTooLargeError();
  const window = createWindow(file, signal);
  const [texts, contents] = [/** @type {BlobPart[]} */ ([]), /** @type {Blob[]} */ ([])];
  let done = 0;
  for (let at = await window.next(0); at !== null;) {
    const behind = await window.behind(at);
    if (!behind) break; // the file ends in the middle of it
    if (behind.said === '"') {
      texts.push(file.slice(done, at - 1), String(contents.length));
      contents.push(file.slice(at, behind.at));
      done = behind.at + 1;
    }
    at = await window.next(Math.max(done, behind.at));
  }
  const text = new Blob([...texts, file.slice(done)]);
  if (text.size > TEXT_BYTES_MOST || contents.length > CONTENTS_MOST) throw new ImportTooLargeError();
  return { json: await jsonOf(text), contents };
}
