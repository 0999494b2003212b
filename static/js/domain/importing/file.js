/** What kind of file it is, and what is in it, before any of it is believed. */
import { JSON_FORMAT, JSON_VERSION } from '../export.js';
import { FILE_BYTES_MOST, readJson } from './json.js';
import { ImportUnreadableError } from './problems.js';
import { isZip, jsonFilesOf } from './zip.js';

/** @typedef {import('./json.js').Read} Read */
/** @typedef {{ kind: 'own', content: Record<string, any>, contents: Blob[] } | { kind: 'day-one', entries: unknown[] }} Brought contents: see Read */

/** @param {unknown} value @returns {Record<string, any> | null} */
export const objectOf = (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null);

/** @param {Read} read @returns {Brought | null} */
function kindOf({ json, contents }) {
  const content = objectOf(json);
  if (content?.format === JSON_FORMAT) return content.version === JSON_VERSION ? { kind: 'own', content, contents } : null;
  const isDayOne = Array.isArray(content?.entries) && content.entries.every((/** @type {any} */ entry) => typeof objectOf(entry)?.creationDate === 'string');
  return isDayOne ? { kind: 'day-one', entries: /** @type {any} */ (content).entries } : null;
}

/**
 * @param {Blob} file
 * @param {AbortSignal} [signal]
 * @returns {Promise<Brought>}
 * @throws {import('../errors.js').DomainError} too large, unreadable, or stopped
 */
export async function readImport(file, signal) {
  const files = (await isZip(file)) ? await jsonFilesOf(file, FILE_BYTES_MOST) : [file];
  const found = [];
  for (const each of files) found.push(kindOf(await readJson(each, signal)));
  const [first] = found;
  // An archive holds a file for each journal of Day One; nothing else is taken out of one that holds several.
  if (found.length > 1 && found.every((one) => one?.kind === 'day-one')) return { kind: 'day-one', entries: found.flatMap((one) => /** @type {any} */ (one).entries) };
  if (found.length !== 1 || !first) throw new ImportUnreadableError();
  return first;
}
