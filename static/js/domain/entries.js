/** The shape of an entry (protocol.md, "What is inside a private record"), its limits and what a new one looks like. */
import { isLongerThan } from '../core/characters.js';
import { TextTooLongError } from './errors.js';

/** @typedef {{ id: string, fields: Record<string, any>, revision?: number, unsent?: boolean }} Entry */

export const TEXT_FIELDS = Object.freeze(['happened', 'felt', 'beneath', 'longing', 'part']);
export const MAX_TEXT_CHARACTERS = 20_000;
/** What may cross the bridge. Safety notes and the two rulers are none of these, and a kind that is not known here never is. */
export const OFFERABLE_KINDS = Object.freeze(['concern', 'reason', 'need']);
/** Kinds with a place of their own beside the pages of the journal. */
const APART_KINDS = Object.freeze(['reason', 'need', 'rulers']);

/** @param {Entry} entry @returns {boolean} it stands among the pages, and not in a place of its own */
export const isPage = ({ fields }) => !APART_KINDS.includes(fields.kind);

/**
 * @param {string} nowIso
 * @param {Record<string, any>} fields
 * @returns {Record<string, any>} a whole entry
 * @throws {TextTooLongError}
 */
export function newEntry(nowIso, fields) {
  checkTexts(fields);
  return {
    kind: 'concern', happenedOn: null, happened: '', felt: '', feelings: [], beneath: '', longing: '', part: '',
    topic: null, size: null, tags: [], safeToRaise: null, binnedAt: null,
    ...fields, v: 1, type: 'entry', createdAt: nowIso, editedAt: nowIso,
  };
}

/** @param {Record<string, any>} fields @throws {TextTooLongError} */
export function checkTexts(fields) {
  if (TEXT_FIELDS.some((name) => isLongerThan(fields[name] ?? '', MAX_TEXT_CHARACTERS))) throw new TextTooLongError();
}

/**
 * @param {Record<string, any>} before
 * @param {Record<string, any>} fields
 * @returns {Record<string, any>} only those that differ
 */
export function changedFields(before, fields) {
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])));
}
