/**
 * Search over everything, on the phone: a scan for substrings over text folded beforehand.
 * An index takes seconds to build and wins nothing at ten thousand entries (performance.md).
 * Holds plaintext while unlocked: `forget` on lock.
 */
import { createBreather } from '../core/breather.js';
import { currentLocale } from '../core/i18n.js';
import { same } from '../core/same.js';
import { topics } from './topics.js';
import { saidIn } from './days/still-true.js';
import { feelings } from './feelings.js';

/** @typedef {{ id: string, fields: Record<string, any> }} Entry */
/** @typedef {{ topic?: string | null, feeling?: string | null }} Filter */
/** @typedef {{ id: string, fields: Record<string, any>, text: string }} Row */

const TEXT_FIELDS = ['happened', 'felt', 'beneath', 'longing', 'part'];
/** Letters that no decomposition takes apart. @type {Record<string, string>} */
const LETTERS = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
/** Folded between two looks at the clock. */
const GENTLE_PIECE = 20;

/**
 * @param {string} text
 * @returns {string} without accents, case and doubled spaces, for comparing only
 */
export function fold(text) {
  if (text === '') return '';
  const lower = text.toLowerCase();
  // Most text is plain, and NFKD is what costs.
  const plain = /^[\x00-\x7f]*$/.test(lower) ? lower : lower.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]);
  // Replacing every space by itself would be most of the work.
  return (/\s\s|[^\S ]/.test(plain) ? plain.replace(/\s+/g, ' ') : plain).trim();
}

/**
 * @param {{ captionsOf?: (id: string) => string[] }} [deps] captionsOf: what its writer said of the photos of an entry
 * @returns {{
 *   index: (entries: readonly Entry[]) => void,
 *   indexGently: (entries: readonly Entry[], breathe?: () => Promise<void>) => Promise<boolean>,
 *   find: (query: string, filter?: Filter) => string[],
 *   forget: () => void,
 * }} `index` keeps what did not change; `indexGently` lets a touch through between pieces, and gives up, with false, when a newer index or a lock overtakes it; `find` gives ids in the order of the entries
 */
export function createSearch({ captionsOf = () => [] } = {}) {
  /** @type {Row[]} */
  let rows = [];
  /** What was folded once is not folded again, also by a run that was overtaken. @type {WeakMap<Record<string, any>, { captions: string[], text: string }>} */
  let folded = new WeakMap();
  /** Of the language whose words for topics and feelings are in it. */
  let foldedIn = currentLocale();
  let run = 0;

  /** @returns {Map<string, string>} the words of every topic and feeling, looked up once and not once an entry */
  function labelsById() {
    if (foldedIn !== currentLocale()) folded = new WeakMap();
    foldedIn = currentLocale();
    return new Map([...feelings(), ...topics()].map(({ id, label }) => [id, label]));
  }

  /** @param {Entry} entry @param {Map<string, string>} labels @returns {Row} */
  const rowOf = ({ id, fields }, labels) => {
    const [known, captions] = [folded.get(fields), captionsOf(id)];
    if (known && same(known.captions, captions)) return { id, fields, text: known.text };
    const text = searchable(fields, captions, labels);
    folded.set(fields, { captions, text });
    return { id, fields, text };
  };

  return {
    index(entries) {
      run += 1;
      const labels = labelsById();
      rows = entries.map((entry) => rowOf(entry, labels));
    },
    async indexGently(entries, breathe = createBreather()) {
      const own = (run += 1);
      /** @type {Row[]} */
      const next = [];
      const labels = labelsById();
      for (const entry of entries) {
        next.push(rowOf(entry, labels));
        if (next.length % GENTLE_PIECE === 0) await breathe();
        if (own !== run) return false;
      }
      rows = next;
      return true;
    },
    find(query, filter = {}) {
      const words = fold(query).split(' ');
      return rows.filter((row) => passes(row, filter) && words.every((word) => row.text.includes(word))).map(({ id }) => id);
    },
    forget() {
      run += 1;
      rows = [];
      folded = new WeakMap();
    },
  };
}

/** @param {Row} row @param {Filter} filter */
function passes({ fields }, { topic, feeling }) {
  return (!topic || fields.topic === topic) && (!feeling || (fields.feelings ?? []).includes(feeling));
}

/**
 * @param {Record<string, any>} fields
 * @param {string[]} captions
 * @param {Map<string, string>} labels
 * @returns {string} all that a person could look for, folded
 */
function searchable(fields, captions, labels) {
  const texts = TEXT_FIELDS.map((name) => fields[name] ?? '');
  const chosen = [...(fields.feelings ?? []), fields.topic].map((id) => labels.get(id) ?? '');
  // A line break between fields: no word is found across two of them.
  return [...texts, ...saidIn(fields).map(({ text }) => text), ...captions, ...(fields.tags ?? []), ...chosen].map(fold).join('\n');
}
