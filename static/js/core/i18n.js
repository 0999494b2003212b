/**
 * Owns the words a person sees: looking them up, filling them in, and writing
 * dates and numbers the way their language does. The English text is the key,
 * so a missing translation is still a sentence.
 */

/** @typedef {string | number} Value */
/** @typedef {Record<string, Value>} Params */
/** @typedef {Record<string, string | Record<string, string>>} Catalogue */
/** @typedef {{ language: string, dir: string, texts: Catalogue }} Words one language, as it stands in a file of the release */

/** The language of the keys, which needs no file. @type {Words} */
export const ENGLISH = { language: "en", dir: "ltr", texts: {} };

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";
// A stray control in somebody's name could turn the rest of our sentence round.
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
// These always carry words a person wrote, so nobody has to remember to isolate them.
const PERSON_WRITTEN = new Set(["name", "partner"]);

/** @type {Catalogue} */
let catalogue = {};
let locale = "en";
/** @type {Map<string, any>} */
let formatters = new Map();

/**
 * Takes a language into use; screens drawn afterwards speak it.
 * @param {Catalogue} texts English text to translation; plural entries are objects by Intl category
 * @param {string} localeTag BCP 47, such as "de" or "es-MX"
 */
export function setCatalogue(texts, localeTag) {
  catalogue = texts;
  locale = localeTag;
  formatters = new Map();
}

/**
 * Takes a language into use, and says so to the page.
 * @param {Words} words
 * @param {readonly string[]} wanted BCP 47 tags of this phone, the best one first: where one of them is of this language, dates and numbers follow its country
 * @param {{ lang: string, dir: string }} page what carries the language for whoever reads aloud
 */
export function speak({ language, dir, texts }, wanted, page) {
  setCatalogue(texts, wanted.find((tag) => baseOf(tag) === language) ?? language);
  [page.lang, page.dir] = [language, dir];
}

/**
 * @param {readonly string[]} wanted BCP 47 tags, the best one first
 * @param {readonly string[]} offered the first is for whoever reads none of them
 * @returns {string} one of offered
 */
export function languageFor(wanted, offered) {
  return wanted.map(baseOf).find((language) => offered.includes(language)) ?? offered[0];
}

/** @param {string} tag @returns {string} the language without its country */
const baseOf = (tag) => tag.toLowerCase().split("-")[0];

/** @returns {string} the language in use, without a country */
export const currentLanguage = () => baseOf(locale);

/** @returns {string} the BCP 47 tag in use */
export function currentLocale() {
  return locale;
}

/**
 * Fences off words a person wrote, so that their direction cannot reorder ours.
 * @param {string} text
 * @returns {string} text between U+2068 and U+2069
 */
export function isolate(text) {
  return FIRST_STRONG_ISOLATE + text.replace(BIDI_CONTROLS, "") + POP_ISOLATE;
}

/**
 * @param {string} text English text, with {name} places
 * @param {Params} [params] values; `name` and `partner` are isolated as written by a person
 * @returns {string}
 */
export function t(text, params = {}) {
  const found = catalogue[text];
  return fill(typeof found === "string" ? found : text, params);
}

/**
 * @param {string} one English text for one, which is also the key
 * @param {string} many English text for any other number
 * @param {number} count shown wherever the text says {n}
 * @param {Params} [params]
 * @returns {string}
 */
export function tn(one, many, count, params = {}) {
  const forms = catalogue[one];
  const english = count === 1 ? one : many;
  const template = typeof forms === "object" ? pluralForm(forms, count, english) : english;
  return fill(template, { ...params, n: formatNumber(count) });
}

/**
 * @param {number} number
 * @param {Intl.NumberFormatOptions} [options]
 * @returns {string}
 */
export function formatNumber(number, options = {}) {
  return formatter("number", options, () => new Intl.NumberFormat(locale, options)).format(number);
}

/**
 * @param {readonly string[]} items
 * @returns {string} such as "a, b, c", with the commas of the language
 */
export function formatList(items) {
  /** @type {Intl.ListFormatOptions} */
  const options = { type: "unit", style: "short" };
  return formatter("list", options, () => new Intl.ListFormat(locale, options)).format(items);
}

/**
 * @param {number} atMs milliseconds since 1970
 * @param {Intl.DateTimeFormatOptions} [options]
 * @returns {string} such as "3 May 2026"
 */
export function formatDate(atMs, options = { dateStyle: "medium" }) {
  return formatter("date", options, () => new Intl.DateTimeFormat(locale, options)).format(atMs);
}

/**
 * @param {number} atMs
 * @returns {string} such as "18:30"
 */
export function formatTime(atMs) {
  return formatDate(atMs, { timeStyle: "short" });
}

/**
 * @param {number} atMs
 * @returns {string} day and hour
 */
export function formatDateTime(atMs) {
  return formatDate(atMs, { dateStyle: "medium", timeStyle: "short" });
}

/**
 * Near days in words ("today", "yesterday", "in 2 days"), far ones as a date.
 * @param {number} atMs
 * @param {number} nowMs
 * @returns {string}
 */
export function formatRelativeDay(atMs, nowMs) {
  const days = Math.round((midnightOf(atMs) - midnightOf(nowMs)) / 86_400_000);
  if (Math.abs(days) > 6) return formatDate(atMs);
  /** @type {Intl.RelativeTimeFormatOptions} */
  const options = { numeric: "auto" };
  return formatter("days", options, () => new Intl.RelativeTimeFormat(locale, options)).format(days, "day");
}

/** @param {number} atMs the local day as UTC, so that a changed clock never makes a day of 23 hours */
function midnightOf(atMs) {
  const day = new Date(atMs);
  return Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
}

/**
 * @param {Record<string, string>} forms
 * @param {number} count
 * @param {string} fallback
 */
function pluralForm(forms, count, fallback) {
  const rules = formatter("plural", {}, () => new Intl.PluralRules(locale));
  return forms[rules.select(count)] ?? forms.other ?? fallback;
}

/**
 * @param {string} template
 * @param {Params} params
 */
function fill(template, params) {
  // Most sentences have no place, and are asked for with every row of every list.
  if (!template.includes("{")) return template;
  return template.replace(/\{(\w+)\}/g, (place, key) => {
    const value = params[key];
    if (value === undefined) return place;
    if (typeof value === "number") return formatNumber(value);
    return PERSON_WRITTEN.has(key) ? isolate(value) : value;
  });
}

/**
 * Intl objects are slow to make and cheap to keep.
 * @param {string} kind
 * @param {object} options
 * @param {() => any} make
 */
function formatter(kind, options, make) {
  const key = kind + JSON.stringify(options);
  if (!formatters.has(key)) formatters.set(key, make());
  return formatters.get(key);
}
