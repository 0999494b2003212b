/** What a line of a pasted block holds besides plain words: an e-mail, a page, a town, a number, a price. Each says which words of the line it is. */
import { readAmount } from './amounts.js';
import { readEmail, readWeb } from './links.js';
import { readNpi } from './npi.js';

/** @typedef {{ values: Record<string, any>, words: string }} Found */
/** @typedef {{ locale: string, isFromZipFirst: boolean }} Block isFromZipFirst: towns stand behind their postcode in it */

const EMAIL = /[^\s@,;:<>()"]+@[^\s@,;:<>()"]+\.[^\s@,;:<>()".]+/;
const WEB = /(?:https?:\/\/|www\.)[^\s,;<>"]*[^\s,;<>".)!?:]/i;
const NPI = /\bNPI\D{0,4}(\d{10})\b/i;
const PHONE = /[+(]?\d[\d\s()/.-]{5,}\d/;
const PHONE_WORD = /\b(?:tel(?:efon|ephone)?|(?:tele)?phone|fon|mobile?|handy|cell|call|tel[eé]fono|m[oó]vil)\b/i;
const FAX_BEFORE = /fax[^\d+(]*$/i;
const MONEY = /([€£$]|\b(?:EUR|USD|GBP|CHF)\b)\s?(\d[\d.,']*)|(\d[\d.,']*)(?:,-)?\s?([€£]|(?:EUR|USD|GBP|CHF)\b)/;
/** @type {Record<string, string>} */
const CURRENCIES = { '€': 'EUR', '£': 'GBP' };
/** @type {Record<string, string>} country → whose dollar it is */
const DOLLARS = { US: 'USD', CA: 'CAD', AU: 'AUD', NZ: 'NZD' };

/** SW1A 1AA */
const UK = '[A-Z]{1,2}\\d[A-Z\\d]?\\s*\\d[A-Z]{2}';
/** Springfield, IL 62704 · Springfield, Illinois 62704 · London SW1A 1AA */
const ZIP_LAST = [
  /^(?<city>\p{L}[\p{L} .'-]+?),?\s+(?<region>[A-Z]{2})\s+(?<postcode>\d{5}(?:-\d{4})?)$/u,
  /^(?<city>\p{L}[\p{L} .'-]+?),\s+(?<region>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)\s+(?<postcode>\d{5}(?:-\d{4})?)$/u,
  new RegExp(`^(?<city>\\p{L}[\\p{L} .'-]+?),?\\s+(?<postcode>${UK})$`, 'u'),
];
/** 10115 Berlin · D-04109 Leipzig · 28013 Madrid (Madrid) */
const ZIP_FIRST = [/^(?:[A-Z]{1,2}-)?(?<postcode>\d{4,5})\s+(?<city>\p{L}[\p{L} .'/()-]+)$/u];
const POSTCODE_ALONE = new RegExp(`^${UK}$`);

/** @param {string} line @returns {boolean} 1234 Oak Avenue is a street where towns stand before their postcode */
export const isZipLast = (line) => POSTCODE_ALONE.test(line) || townIn(line, ZIP_LAST) !== null;
/** @param {string} line @returns {boolean} of the United Kingdom, whose town stands on the line above */
export const isPostcodeAlone = (line) => POSTCODE_ALONE.test(line);

/** The longest end of a line that is a town. @param {string} line @param {RegExp[]} patterns @returns {Found | null} */
function townIn(line, patterns) {
  for (const at of [0, ...[...line.matchAll(/,\s+/g)].map((comma) => comma.index + comma[0].length)]) {
    const words = line.slice(at);
    const groups = patterns.map((pattern) => pattern.exec(words)?.groups).find(Boolean);
    if (groups) return { values: { ...groups }, words };
  }
  return null;
}

/** @type {((line: string, block: Block) => Found | null)[]} in this order: a page and an e-mail hold numbers too */
export const FINDERS = [
  (line) => found(EMAIL.exec(line), ([words]) => readEmail(words) && { email: words }),
  (line) => found(WEB.exec(line), ([words]) => readWeb(words) && { web: words }),
  (line) => found(NPI.exec(line), ([, digits]) => readNpi(digits) && { npi: digits }),
  (line, { isFromZipFirst }) => townIn(line, isFromZipFirst ? [...ZIP_LAST, ...ZIP_FIRST] : ZIP_LAST),
  phoneIn,
  (line, { locale }) => found(MONEY.exec(line), ([, sign, amount, amountFirst, signLast]) => ({ fee: readAmount(amount ?? amountFirst, locale), ...currencyOf(sign ?? signLast, locale) })),
];

/** @param {RegExpExecArray | null} match @param {(match: RegExpExecArray) => Record<string, any> | null | ''} read @returns {Found | null} */
function found(match, read) {
  const values = match && read(match);
  return match && values ? { values, words: match[0] } : null;
}

/** A number that calls somebody, and no fax; among words only where one of them says that it is a phone. @param {string} line @returns {Found | null} */
function phoneIn(line) {
  const match = PHONE.exec(line);
  if (!match || FAX_BEFORE.test(line.slice(0, match.index))) return null;
  return PHONE_WORD.test(line) || !/\p{L}{4}/u.test(line) ? { values: { phone: match[0] }, words: match[0] } : null;
}

/** @param {string} sign @param {string} locale @returns {{ currency?: string }} a dollar is one of several: nothing is guessed from elsewhere */
function currencyOf(sign, locale) {
  const currency = sign === '$' ? DOLLARS[String(new Intl.Locale(locale).maximize().region)] : (CURRENCIES[sign] ?? sign);
  return currency ? { currency } : {};
}
