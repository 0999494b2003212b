/**
 * Gentle words for the screens: which language somebody writes in, its rules, and what they mark. Everything happens on
 * this phone. Owns no record: what was marked is kept nowhere and told to nobody; it never blocks and never counts.
 */
import { currentLocale } from '../../core/i18n.js';
import { WRITTEN } from '../../core/languages.js';
import { findMarks } from './marks.js';
import { readRules } from './rules.js';

/** @typedef {import('../../core/languages.js').Written} Language */
/** @typedef {ReturnType<typeof createGentle>} Gentle */

/** @param {string} [tag] BCP 47 @returns {Language | null} */
export const languageOf = (tag = '') => WRITTEN.find((language) => language === tag.toLowerCase().split('-', 1)[0]) ?? null;

/**
 * @param {{ load: (language: Language) => Promise<unknown>, settings: Pick<import('../settings.js').SettingsRoom, 'value'> }} deps load: one file of this release
 */
export function createGentle({ load, settings }) {
  /** @type {Map<Language, Promise<import('./rules.js').Rules>>} */
  const known = new Map();

  /** @param {Language} language @returns {Promise<import('./rules.js').Rules>} */
  const rules = (language) => {
    const found = known.get(language) ?? load(language).then(readRules);
    known.set(language, found);
    found.catch(() => known.delete(language)); // asked for again next time
    return found;
  };

  return {
    rules,
    /** @returns {Language} chosen for writing, or that of the app */
    language: () => languageOf(settings.value.value.writingLanguage) ?? languageOf(currentLocale()) ?? 'en',
    /** @param {string} text @param {Language} language @returns {Promise<import('./marks.js').Mark[]>} */
    look: async (text, language) => (text.trim() === '' ? [] : findMarks(text, await rules(language))),
  };
}
