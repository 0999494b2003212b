/**
 * The languages in which something of its own is written, beside the texts of the catalogues: the pages of "Good to know" and
 * the rules of gentle words. As in couplebridge/pages and static/data/gentle (tests/js/core/languages.test.js).
 */

/** @typedef {'en' | 'es' | 'de'} Written */

/** The first is for whoever reads none of them. @type {readonly Written[]} */
export const WRITTEN = Object.freeze(['en', 'es', 'de']);

/** As its speakers call it, in whatever language the app is. @param {string} code @returns {string} */
export function nameOfLanguage(code) {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return name[0].toLocaleUpperCase(code) + name.slice(1);
}
