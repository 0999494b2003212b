/**
 * "Is this still true?", asked of a concern after 30 days: yes, it changed, no longer. Owns when it is asked: of one page at
 * a time and on one day once; of a page not again before 30 days have gone by, whatever was said; never after "no longer".
 * What is said stays in the page and crosses no bridge: the list of shared fields does not know it.
 */
import { firstCharacters, isLongerThan } from '../../core/characters.js';
import { localDay } from '../check-in/rules.js';
import { MAX_TEXT_CHARACTERS } from '../entries.js';
import { RecordMissingError, TextTooLongError } from '../errors.js';

/** @typedef {import('../entries.js').Entry} Entry */
/** @typedef {'yes' | 'changed' | 'no'} StillAnswer */
/** @typedef {{ at: string, answer: StillAnswer, text: string }} Said at: ISO time */
/** @typedef {ReturnType<typeof createStillTrue>} StillTrue */

const WAIT_MS = 30 * 86_400_000;
const KEPT_MOST = 50;
const ANSWERS = Object.freeze(['yes', 'changed', 'no']);

/** @param {Record<string, any>} fields of an entry @returns {Said[]} the oldest first; what another version wrote is read as it belongs, or not at all */
export function saidIn({ stillTrue }) {
  const rows = Array.isArray(stillTrue) ? stillTrue : [];
  const read = rows.filter((row) => ANSWERS.includes(row?.answer) && Number.isFinite(Date.parse(row.at)));
  return read.map(({ at, answer, text }) => ({ at, answer, text: typeof text === 'string' ? firstCharacters(text, MAX_TEXT_CHARACTERS) : '' }));
}

/** @param {Record<string, any>} fields @returns {number} since when nothing was asked of it */
const restsFrom = ({ createdAt, stillAskedAt }) => Date.parse(stillAskedAt ?? '') || Date.parse(createdAt);

/** @param {Entry} entry @param {number} nowMs @returns {boolean} */
function mayBeAsked({ fields }, nowMs) {
  // What was brought from another journal was written for another purpose.
  if (fields.kind !== 'concern' || fields.binnedAt || fields.from) return false;
  return saidIn(fields).at(-1)?.answer !== 'no' && nowMs - restsFrom(fields) >= WAIT_MS;
}

/** @param {{ vault: Pick<import('../vault/vault.js').Vault, 'get' | 'patch'>, journal: Pick<import('../journal.js').Journal, 'entries'>, clock: import('../../core/clock.js').Clock }} deps */
export function createStillTrue({ vault, journal, clock }) {
  const nowIso = () => new Date(clock.nowMs()).toISOString();

  /** @param {string} id @returns {Entry} @throws {RecordMissingError} */
  function need(id) {
    const found = vault.get(id);
    if (found?.fields.type !== 'entry') throw new RecordMissingError();
    return found;
  }

  return {
    /** @returns {Entry | null} the one to ask about now: the one that has waited longest */
    due() {
      const [entries, nowMs] = [journal.entries(), clock.nowMs()];
      const isAsked = entries.some(({ fields }) => fields.stillAskedAt && localDay(Date.parse(fields.stillAskedAt)) === localDay(nowMs));
      if (isAsked) return null;
      const due = entries.filter((entry) => mayBeAsked(entry, nowMs));
      return due.sort((a, b) => restsFrom(a.fields) - restsFrom(b.fields))[0] ?? null;
    },

    /**
     * @param {string} id
     * @param {StillAnswer} answer
     * @param {string} [text] what changed
     * @returns {Promise<() => Promise<void>>} the way back, for as long as somebody holds it
     * @throws {TextTooLongError}
     */
    async answer(id, answer, text = '') {
      if (isLongerThan(text, MAX_TEXT_CHARACTERS)) throw new TextTooLongError();
      const { fields } = need(id);
      const { stillTrue = null, stillAskedAt = null } = fields;
      const said = { at: nowIso(), answer, text: text.trim() };
      await vault.patch(id, { stillTrue: [...saidIn(fields), said].slice(-KEPT_MOST), stillAskedAt: said.at });
      return () => vault.patch(id, { stillTrue, stillAskedAt });
    },

    /** Not asked again before 30 days are over. @param {string} id */
    async leave(id) {
      await vault.patch(need(id).id, { stillAskedAt: nowIso() });
    },
  };
}
