/**
 * The pages of "Good to know": which language they are read in, and the shelf of that language, whole.
 * Never: keeps what was read or which language was chosen; nothing of it is stored, so nothing of it can be found (safety.md, I4).
 */
import { observable } from '../core/observable.js';
import { languageFor as bestOf, t } from '../core/i18n.js';
import { WRITTEN } from '../core/languages.js';
import { DomainError } from './errors.js';

/** @typedef {string | { page: string, words: string }} Part text, or a link to another page */
/** @typedef {{ kind: 'h2' | 'p', words: Part[] } | { kind: 'ul' | 'ol', items: Part[][] } | { kind: 'help-lines' }} Block */
/**
 * @typedef {object} Page
 * @property {string} id
 * @property {number} number its address outside of the app
 * @property {string} group
 * @property {'ours' | 'own' | ''} path whose path its small step may be taken to; '': none
 * @property {import('./path/stages.js').StageId} stage
 * @property {string} title
 * @property {string} summary
 * @property {string} step
 * @property {Block[]} blocks
 * @property {string[]} sources
 * @property {string[]} related ids
 */
/** @typedef {Record<'name' | 'lead' | 'step' | 'make_step' | 'related' | 'sources' | 'language' | 'absent' | 'contents', string> & { groups: Record<string, string> }} PageWords */
/** @typedef {{ language: string, words: PageWords, pages: Page[] }} Shelf */
/** @typedef {ReturnType<typeof createGoodToKnow>} GoodToKnow */

/** The pages of this language are not on the phone, and the server was not reached. */
export class PagesNotHereError extends DomainError {
  /** @param {unknown} cause */
  constructor(cause) {
    super('no-pages', t('These pages are not on this phone in this language yet. Please try again when there is a connection.'), { cause });
  }
}

/** @param {readonly string[]} wanted BCP 47 tags, the best one first @returns {string} one of WRITTEN */
export const languageFor = (wanted) => bestOf(wanted, WRITTEN);

/** @param {{ load: (language: string) => Promise<Shelf>, wanted: () => readonly string[] }} deps */
export function createGoodToKnow({ load, wanted }) {
  const language = observable(languageFor(wanted()));
  /** @type {Map<string, Shelf>} */
  const here = new Map();
  /** Asked for once, however many wait. @type {Map<string, Promise<Shelf>>} */
  const coming = new Map();

  /** @param {string} code @returns {Promise<Shelf>} */
  async function fetched(code) {
    try {
      here.set(code, await load(code));
    } catch (problem) {
      throw new PagesNotHereError(problem);
    }
    return /** @type {Shelf} */ (here.get(code));
  }

  return {
    /** The language that is read now, until the app is opened anew. */
    language,

    /** @param {string} code one of WRITTEN @returns {Shelf | null} at once, where it was fetched before */
    known: (code) => here.get(code) ?? null,

    /** @param {string} code one of WRITTEN @returns {Promise<Shelf>} @throws {PagesNotHereError} */
    async shelf(code) {
      const found = here.get(code);
      if (found) return found;
      if (!coming.has(code)) coming.set(code, fetched(code).finally(() => coming.delete(code)));
      return /** @type {Promise<Shelf>} */ (coming.get(code));
    },
  };
}
