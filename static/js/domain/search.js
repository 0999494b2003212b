/**
 * Search over everything, on the phone: a scan for substrings over text folded beforehand.
 * An index takes seconds to build and wins nothing at ten thousand entries (performance.md).
 * Holds plaintext while unlocked: `forget` on lock.
 */
import { topics } from './topics.js';
import { feelings } from './feelings.js';

/** @typedef {{ id: string, fields: Record<string, any> }} Entry */
/** @typedef {{ topic?: string | null, feeling?: string | null }} Filter */
/** @typedef {{ fields: Record<string, any>, text: string }} Row */

const TEXT_FIELDS = ['happened', 'felt', 'beneath', 'longing', 'part'];
/** Letters that no decomposition takes apart. @type {Record<string, string>} */
const LETTERS = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
const GENTLE_PIECE = 50;

/**
 * @param {string} text
 * @returns {string} without accents, case and doubled spaces, for comparing only
 */
export function fold(text) {
  const lower = text.toLowerCase();
  // Most text is plain, and NFKD is what costs.
  const plain = /^[\x00-\x7f]*$/.test(lower) ? lower : lower.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]);
  return plain.replace(/\s+/g, ' ').trim();
}

/**
 * @returns {{
 *   index: (entries: Entry[]) => void,
 *   indexGently: (entries: Entry[], pause: () => Promise<void>) => Promise<void>,
 *   find: (query: string, filter?: Filter) => string[],
 *   forget: () => void,
 * }} `index` keeps what did not change; `indexGently` lets a touch through between pieces; `find` gives ids in the order of the entries
 */
export function createSearch() {
  /** @type {Map<string, Row>} */
  let rows = new Map();

  /** @param {Entry} entry @param {Map<string, string>} labels @returns {Row} */
  const rowOf = ({ id, fields }, labels) => {
    const known = rows.get(id);
    return known?.fields === fields ? known : { fields, text: searchable(fields, labels) };
  };

  return {
    index(entries) {
      const labels = labelsById();
      rows = new Map(entries.map((entry) => [entry.id, rowOf(entry, labels)]));
    },
    async indexGently(entries, pause) {
      /** @type {Map<string, Row>} */
      const next = new Map();
      const labels = labelsById();
      for (const [at, entry] of entries.entries()) {
        if (at > 0 && at % GENTLE_PIECE === 0) await pause();
        next.set(entry.id, rowOf(entry, labels));
      }
      rows = next;
    },
    find(query, filter = {}) {
      const words = fold(query).split(' ');
      return [...rows].filter(([, row]) => passes(row, filter) && words.every((word) => row.text.includes(word))).map(([id]) => id);
    },
    forget() {
      rows = new Map();
    },
  };
}

/** @param {Row} row @param {Filter} filter */
function passes({ fields }, { topic, feeling }) {
  return (!topic || fields.topic === topic) && (!feeling || (fields.feelings ?? []).includes(feeling));
}

/** @returns {Map<string, string>} the words of every topic and feeling, looked up once and not once an entry */
function labelsById() {
  return new Map([...feelings(), ...topics()].map(({ id, label }) => [id, label]));
}

/**
 * @param {Record<string, any>} fields
 * @param {Map<string, string>} labels
 * @returns {string} all that a person could look for, folded
 */
function searchable(fields, labels) {
  const texts = TEXT_FIELDS.map((name) => fields[name] ?? '');
  const chosen = [...(fields.feelings ?? []), fields.topic].map((id) => labels.get(id) ?? '');
  // A line break between fields: no word is found across two of them.
  return [...texts, ...(fields.tags ?? []), ...chosen].map(fold).join('\n');
}
