/** What kind of file it is, and what is in it, before any of it is believed. */
import { JSON_FORMAT, JSON_VERSION } from '../export.js';
import { ImportTooLargeError, ImportUnreadableError } from './problems.js';
import { isZip, jsonFilesOf } from './zip.js';

/** @typedef {{ kind: 'own', content: Record<string, any> } | { kind: 'day-one', entries: unknown[] }} Brought */

export const TEXT_BYTES_MOST = 100 << 20;

/** @param {Uint8Array} bytes @returns {any} @throws {ImportUnreadableError} no UTF-8, or no JSON */
function jsonOf(bytes) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (problem) {
    throw new ImportUnreadableError({ cause: problem });
  }
}

/** @param {unknown} value @returns {Record<string, any> | null} */
export const objectOf = (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null);

/** @param {any} json @returns {Brought | null} */
function kindOf(json) {
  const content = objectOf(json);
  if (content?.format === JSON_FORMAT) return content.version === JSON_VERSION ? { kind: 'own', content } : null;
  const isDayOne = Array.isArray(content?.entries) && content.entries.every((/** @type {any} */ entry) => typeof objectOf(entry)?.creationDate === 'string');
  return isDayOne ? { kind: 'day-one', entries: /** @type {any} */ (content).entries } : null;
}

/**
 * @param {Blob} file
 * @returns {Promise<Brought>}
 * @throws {ImportTooLargeError | ImportUnreadableError}
 */
export async function readImport(file) {
  const isArchive = await isZip(file);
  if (!isArchive && file.size > TEXT_BYTES_MOST) throw new ImportTooLargeError();
  const files = isArchive ? await jsonFilesOf(file, TEXT_BYTES_MOST) : [new Uint8Array(await file.arrayBuffer())];
  const found = files.map((bytes) => kindOf(jsonOf(bytes)));
  const [first] = found;
  // An archive holds a file for each journal of Day One; nothing else is taken out of one that holds several.
  if (found.length > 1 && found.every((one) => one?.kind === 'day-one')) return { kind: 'day-one', entries: found.flatMap((one) => /** @type {any} */ (one).entries) };
  if (found.length !== 1 || !first) throw new ImportUnreadableError();
  return first;
}
