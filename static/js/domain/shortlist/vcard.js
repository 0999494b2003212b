/** Contacts, in and out (RFC 6350, and the 2.1 and 3.0 that phones still write): name, practice, phone, e-mail, page, address, note. */
import { t } from '../../core/i18n.js';
import { foldLine } from '../calendar-file.js';
import { ROWS_MOST } from './importing.js';
import { atOnce } from './slices.js';
import { readVcardLines } from './vcard-lines.js';

/** @typedef {import('./card-fields.js').CardValues} CardValues */
/** @typedef {import('./importing.js').Row} Row */
/** @typedef {import('./vcard-lines.js').Line} Line */

// Not the flag for lines: it would let a strange line separator inside of a note begin a contact.
const BEGIN = /(?<![^\r\n])BEGIN:VCARD[ \t]*(?![^\r\n])/gi;
const END = /(?<![^\r\n])END:VCARD[ \t]*(?![^\r\n])/i;

/** @param {string} text @returns {Row[]} at: which contact of the file, from 1 */
export const readVcards = (text) => atOnce(readingVcards(text));

/** The same, a contact at a time; one over the most, and reading ends. @param {string} text @returns {Generator<number, Row[], void>} share: 0 … 1 */
export function* readingVcards(text) {
  /** @type {Row[]} */
  const rows = [];
  const begins = text.matchAll(BEGIN);
  for (let begin = begins.next().value; begin && rows.length <= ROWS_MOST;) {
    const next = begins.next().value;
    const card = text.slice(begin.index + begin[0].length, next?.index);
    const end = END.exec(card);
    rows.push(end ? { at: rows.length + 1, row: rowOf(readVcardLines(card.slice(0, end.index))) } : { at: rows.length + 1, row: {}, why: t('It is damaged: its end is missing.') });
    yield (next?.index ?? text.length) / text.length;
    begin = next;
  }
  return rows;
}

/** @param {string} value @returns {string} iPhones escape a colon too */
const unescaped = (value) => value.replaceAll(/\\([\\,;:nN])/g, (_, letter) => (/n/i.test(letter) ? '\n' : letter)).trim();
/** @param {string} value parts with a semicolon between them @returns {string[]} */
const partsOf = (value) => value.replaceAll(/\\[^]|;/g, (each) => (each === ';' ? '\u0000' : each)).split('\u0000').map(unescaped);

/** @param {Line[]} lines @returns {Record<string, string>} */
function rowOf(lines) {
  const all = (/** @type {string} */ name) => lines.filter((line) => line.name === name && line.value.trim());
  const first = (/** @type {string} */ name) => all(name)[0]?.value ?? '';
  const [last = '', given = '', more = ''] = partsOf(first('N'));
  const [, , street = '', city = '', region = '', postcode = '', country = ''] = partsOf(first('ADR'));
  const name = unescaped(first('FN')) || [given, more, last].filter(Boolean).join(' ');
  const [phone = '', ...otherPhones] = all('TEL').filter((line) => !isFax(line)).sort(preferred).map(phoneOf);
  const [email = '', ...otherEmails] = all('EMAIL').sort(preferred).map(({ value }) => unescaped(value));
  const faxes = all('TEL').filter(isFax).map((line) => t('Fax {n}', { n: phoneOf(line) }));
  return {
    name, practice: partsOf(first('ORG')).filter(Boolean).join(', '), phone, email, web: unescaped(first('URL')), street, city, region, postcode, country,
    licenceType: unescaped(first('TITLE')), note: [unescaped(first('NOTE')), ...otherPhones, ...faxes, ...otherEmails].filter(Boolean).join('\n'),
  };
}

/** @param {Line} line */
const isFax = ({ params }) => /\bfax\b/i.test(params);
/** @param {Line} line */
const phoneOf = ({ params, value }) => (/\buri\b/i.test(params) ? unescaped(value).replace(/^tel:/i, '') : unescaped(value));
/** @param {Line} line */
const isPreferred = ({ params }) => Number(/\bpref\b/i.test(params));
/** @param {Line} a @param {Line} b */
const preferred = (a, b) => isPreferred(b) - isPreferred(a);

/** Words cannot become lines of their own. @param {string} value */
const oneLine = (value) => value.replaceAll('\\', '\\\\').replaceAll(/\r\n?|\n/g, '\\n').replaceAll(/[\u0000-\u001f\u007f]/g, ' ');
/** @param {string} value */
const escaped = (value) => oneLine(value).replaceAll(/[,;]/g, '\\$&');

/** @param {CardValues[]} cards @returns {string} vCard 4.0 */
export const writeVcards = (cards) => cards.map(writeVcard).join('');

/** @param {CardValues} card */
function writeVcard(card) {
  const address = ['', '', card.street, card.city, card.region, card.postcode, card.country].map(escaped).join(';');
  const lines = [['FN', escaped(card.name)], ['ORG', escaped(card.practice)], ['TEL', escaped(card.phone)], ['EMAIL', escaped(card.email)], ['URL', oneLine(card.web)], ['ADR', address.replace(/^;+$/, '')], ['TITLE', escaped(card.licenceType)], ['NOTE', escaped(card.note)]];
  return ['BEGIN:VCARD', 'VERSION:4.0', ...lines.filter(([, value]) => value).map(([name, value]) => foldLine(`${name}:${value}`)), 'END:VCARD', ''].join('\r\n');
}
