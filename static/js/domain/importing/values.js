/**
 * What stands in a file somebody hands in, read as the kind of value that belongs there, or as nothing. Pure. Only fields
 * that this version knows come through, so no name out of a file ever becomes one of ours.
 */
import { firstCharacters, isLongerThan } from '../../core/characters.js';
import { OLDEST_DAY } from '../days/calendar.js';
import { saidIn } from '../days/still-true.js';
import { MAX_TEXT_CHARACTERS, newEntry, TEXT_FIELDS } from '../entries.js';
import { dayOf } from '../shared/plain-values.js';
import { objectOf } from './file.js';

const KINDS = Object.freeze(['concern', 'safety', 'reason', 'need', 'rulers']);
const [LIST_MOST, WORD_MOST] = [60, 80];
const DEPTH_MOST = 4;
const ISO = /^\d{4}-\d\d-\d\dT/;
const DAY = /^\d{4}-\d\d-\d\d/;
/** On this day everywhere. */
const OLDEST_MS = Date.parse(`${OLDEST_DAY}T12:00:00.000Z`);

/** @param {unknown} value @param {RegExp} shape @returns {value is string} */
export const isShaped = (value, shape) => typeof value === 'string' && shape.test(value);

/** @param {unknown} value @returns {string | null} ISO time, UTC, and none before 1900 */
export function timeOf(value) {
  if (!isShaped(value, ISO)) return null;
  const ms = Date.parse(value);
  return Number.isFinite(ms) ? new Date(Math.max(ms, OLDEST_MS)).toISOString() : null;
}

/** @param {unknown} value a time or a day @returns {boolean} it is a mistake of some program, such as the year 1 for "none" */
export const isTooOld = (value) => isShaped(value, DAY) && value < OLDEST_DAY;

/** @param {unknown} value @returns {string[]} words of a bounded number and length */
export function wordsOf(value) {
  const words = Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];
  const tidy = words.map((word) => firstCharacters(word.trim(), WORD_MOST)).filter(Boolean);
  return [...new Set(tidy)].slice(0, LIST_MOST);
}

/** @param {unknown} value */
const wordOf = (value) => wordsOf([value])[0] ?? null;

/** @param {unknown} value @param {number} least @param {number} most @returns {number | null} */
const numberOf = (value, least, most) => (Number.isInteger(value) && Number(value) >= least && Number(value) <= most ? Number(value) : null);

/** @param {unknown} text */
const isTooLong = (text) => typeof text === 'string' && isLongerThan(text, MAX_TEXT_CHARACTERS);

/** What only some entries have; left out where the file does not say it. @type {Record<string, (value: any) => any>} */
const SOMETIMES = {
  reason: wordOf, want: (value) => numberOf(value, 0, 10), able: (value) => numberOf(value, 0, 10),
  stillTrue: (value) => (value === null ? null : saidIn({ stillTrue: value })), stillAskedAt: timeOf, from: wordOf,
};

/** @param {unknown} raw @returns {Record<string, any> | null} the fields of an entry; null: none that this version may keep */
export function entryOf(raw) {
  const given = objectOf(raw);
  const createdAt = timeOf(given?.createdAt);
  // A kind that is not known must not come in as one that can be offered.
  if (!given || createdAt === null || !KINDS.includes(given.kind) || TEXT_FIELDS.some((name) => isTooLong(given[name]))) return null;
  const texts = Object.fromEntries(TEXT_FIELDS.map((name) => [name, typeof given[name] === 'string' ? given[name] : '']));
  const sometimes = Object.entries(SOMETIMES).filter(([name]) => Object.hasOwn(given, name)).map(([name, read]) => [name, read(given[name])]);
  return {
    ...newEntry(createdAt, {
      kind: given.kind, ...texts, happenedOn: dayOf(given.happenedOn), feelings: wordsOf(given.feelings), topic: wordOf(given.topic), size: numberOf(given.size, 1, 3),
      tags: wordsOf(given.tags), safeToRaise: ['yes', 'unsure', 'no'].includes(given.safeToRaise) ? given.safeToRaise : null, binnedAt: timeOf(given.binnedAt), ...Object.fromEntries(sometimes),
    }),
    editedAt: timeOf(given.editedAt) ?? createdAt,
  };
}

/** By what two entries are the same one. @param {Record<string, any>} fields @returns {string} */
export const markOf = ({ createdAt, kind, ...fields }) => JSON.stringify([createdAt, kind, ...TEXT_FIELDS.map((name) => fields[name]), fields.feelings, fields.topic]);

/** @param {unknown} value @param {number} [depth] @returns {boolean} a value that a thing may hold: shallow, and no longer than a text */
export function isPlain(value, depth = 0) {
  if (typeof value === 'string') return !isTooLong(value);
  if (typeof value !== 'object' || value === null) return true;
  const inside = Object.entries(value);
  return depth < DEPTH_MOST && inside.length <= LIST_MOST && inside.every(([name, each]) => name.length <= WORD_MOST && isPlain(each, depth + 1));
}
