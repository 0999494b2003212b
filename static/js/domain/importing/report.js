/** What of a file was not taken, with counts and days, in words; so that nobody believes something is here that is not. */
import { t } from '../../core/i18n.js';

/** @typedef {'settings' | 'drafts' | 'opened' | 'ours' | 'unknown' | 'empty' | 'places' | 'weather' | 'pictures' | 'sounds' | 'videos' | 'papers' | 'stars' | 'more' | 'old' | 'absent' | 'damaged' | 'large' | 'full' | 'homeless'} What */
/** @typedef {{ what: What, label: string, count: number, days: string[] }} NotTaken days: 'YYYY-MM-DD', where that is known */

/** @returns {Record<What, string>} in the order in which they are told */
const labels = () => ({
  pictures: t('Pictures'), sounds: t('Voice notes'), videos: t('Videos'), papers: t('PDF files'),
  places: t('Places'), weather: t('The weather'), stars: t('Stars and pins'), more: t('Other details, such as music or steps'),
  absent: t('Photos and voice notes that are not in the file'), damaged: t('Photos and voice notes that could not be read'), large: t('Photos and voice notes that are too large'),
  full: t('Photos and voice notes for which there is no room'), homeless: t('Photos and voice notes of pages that do not come in'),
  old: t('Dates before 1900: what has one stands on the first day of 1900'), empty: t('Pages without words'), unknown: t('What this version could not read'),
  opened: t('Offers, and what was opened between you two'), ours: t('Steps and therapists of you two'), drafts: t('Words that were not sent yet'), settings: t('Settings and names'),
});

/** @param {NotTaken[]} [before] what is known already */
export function createReport(before = []) {
  /** @type {Map<What, { count: number, days: Set<string> }>} */
  const found = new Map(before.map(({ what, count, days }) => [what, { count, days: new Set(days) }]));
  return {
    /** @param {What} what @param {number} count @param {string | null} [day] */
    add(what, count, day = null) {
      if (count === 0) return;
      const row = found.get(what) ?? { count: 0, days: new Set() };
      row.count += count;
      if (day) row.days.add(day);
      found.set(what, row);
    },
    /** @returns {NotTaken[]} */
    rows: () => /** @type {[What, string][]} */ (Object.entries(labels())).flatMap(([what, label]) => {
      const row = found.get(what);
      return row ? [{ what, label, count: row.count, days: [...row.days].sort() }] : [];
    }),
  };
}
