/**
 * What holds me back: which of the common reasons are true for me, and own ones (product.md). Each is a private entry of kind
 * `reason`, so that it is saved, searched, exported, binned and, if its writer wants, offered like any other.
 * Never: marks one by itself, or tells anybody which are marked.
 */
import { t } from '../core/i18n.js';
import { newEntry } from './entries.js';
import { worries } from './path/worries.js';

/** @typedef {import('./entries.js').Entry} Entry */
/** @typedef {import('./path/worries.js').Worry} Worry */
/** @typedef {ReturnType<typeof createReasons>} Reasons */

/** The page of "Good to know" for a reason in own words. */
const ANY_PAGE = 'resist';
export const NEEDS_PAGE = 'boundaries';
/** What every one of them is about, until its writer says otherwise: so a second knock with another reason rests as well. */
const TOPIC = 'outside-help';

/** @returns {Worry[]} */
export const commonReasons = () => [
  ...worries(),
  { id: 'before', label: t('It went badly once before'), step: t('Say on the phone what should be different this time'), page: 'choose' },
];

/** @param {string | null | undefined} id @returns {Worry | null} null: in own words, or of a later version */
export const reasonOf = (id) => commonReasons().find((reason) => reason.id === id) ?? null;

/** @param {string | null | undefined} id @returns {string} the id of a page */
export const pageFor = (id) => reasonOf(id)?.page ?? ANY_PAGE;

/**
 * @param {{
 *   vault: Pick<import('./vault/vault.js').Vault, 'singleton'>, clock: import('../core/clock.js').Clock,
 *   journal: Pick<import('./journal.js').Journal, 'entries' | 'entry' | 'binned' | 'create' | 'bin' | 'unbin'>,
 * }} deps
 */
export function createReasons({ vault, journal, clock }) {
  const nowIso = () => new Date(clock.nowMs()).toISOString();
  /** @param {(entry: Entry) => boolean} isMeant */
  const among = (isMeant) => journal.entries().filter(isMeant);
  /** One record for each, whichever device marks it. @param {string} name @param {Record<string, any>} fields */
  const put = (name, fields) => vault.singleton(name).put(newEntry(nowIso(), fields));

  /** @param {string} id of a common reason @returns {Entry | null} where it is marked */
  const marked = (id) => among(({ fields }) => fields.kind === 'reason' && fields.reason === id)[0] ?? null;
  /** @returns {Entry | null} */
  const ruled = () => among(({ fields }) => fields.kind === 'rulers')[0] ?? null;

  return {
    marked,
    /** @returns {Entry[]} in own words; also one that only a later version knows */
    own: () => among(({ fields }) => fields.kind === 'reason' && !reasonOf(fields.reason)),

    /** What was written of it before is there again, while it lies in the bin. @param {string} id of a common reason @returns {Promise<string>} the id of its entry */
    async mark(id) {
      const there = marked(id) ?? journal.binned().find(({ fields }) => fields.kind === 'reason' && fields.reason === id) ?? null;
      if (there?.fields.binnedAt) await journal.unbin(there.id);
      return there ? there.id : put(`reason:${id}`, { kind: 'reason', reason: id, happened: reasonOf(id)?.label ?? '', topic: TOPIC });
    },
    /** Into the bin, with all that was written of it. @param {string} id of a common reason */
    async unmark(id) {
      const there = marked(id);
      if (there) await journal.bin(there.id);
    },
    /** @param {string} words @returns {Promise<string>} the id of its entry */
    addOwn: (words) => journal.create({ kind: 'reason', reason: null, happened: words.trim(), topic: TOPIC }),

    /** @returns {Entry[]} what I need, newest first */
    needs: () => among(({ fields }) => fields.kind === 'need'),
    /** @param {Record<string, any>} fields @returns {Promise<string>} id */
    createNeed: (fields) => journal.create({ ...fields, kind: 'need' }),

    rulers: ruled,
    /** @param {Record<string, any>} fields @returns {Promise<string>} id */
    createRulers: (fields) => put('rulers', { want: null, able: null, ...fields, kind: 'rulers', topic: null }),
  };
}
