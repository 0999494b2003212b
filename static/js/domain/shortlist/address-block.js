/**
 * A pasted block of lines, or a page that was shared from the phone's browser, as a card. Nothing is fetched, and nothing
 * of it is lost: what fits nowhere becomes the note.
 */
import { currentLocale } from '../../core/i18n.js';
import { LINE_CHARS_MAX } from './card-fields.js';
import { FINDERS, isPostcodeAlone, isZipLast } from './line-parts.js';
import { readWeb } from './links.js';

/** @typedef {Record<string, any>} Values texts, and the fee as a number */

const WEB = /(?:https?:\/\/|www\.)[^\s,;<>"]+/i;
const STREET = /^(?=.*\d)(?=.*\p{L}).{4,}$/u;
const EDGES = /^[\s,;:|/<>()·•–-]+|[\s,;:|/<>(·•–-]+$/g;
/** Words that only say what the next ones are. */
const LABEL = /^(?:e-?mail|mail(?:to)?|web(?:site|seite)?|homepage|internet|tel(?:efon|ephone)?|(?:tele)?phone|fon|mobile?|handy|cell|call|tel[eé]fono|fee|honorar|kosten|preis|precio|[tmpew])\.?$/i;

/** @param {string} text @param {string} [locale] of the phone, for prices @returns {Values} name first; '' where there is no word at all */
export function readAddressBlock(text, locale = currentLocale()) {
  const lines = text.split(/[\r\n\t·•|]+/).map((each) => each.trim()).filter(Boolean);
  const block = { locale, isFromZipFirst: !lines.some(isZipLast) };
  /** @type {Values} */
  const card = { name: '' };
  /** @type {string[]} */
  const note = [];
  for (const [at, line] of lines.entries()) {
    if (!isPostcodeAlone(line)) note.push(...takeLine(card, line, block));
    else if (take(card, { postcode: line })) moveTown(card, note, lines[at - 1]);
    else note.push(line);
  }
  card.name ||= card.practice ?? card.street ?? card.email ?? card.web ?? card.phone ?? lines[0] ?? '';
  return note.length > 0 ? { ...card, note: note.join('\n') } : card;
}

/** @param {Values} card @param {string} line @param {import('./line-parts.js').Block} block @returns {string[]} what found no place */
function takeLine(card, line, block) {
  let left = line;
  // What stands beside a phone or a price is about it, and a second one of anything is no name: such a line is kept as it is.
  let isKeptWhole = /^fax\b/i.test(line);
  for (const find of FINDERS) {
    const found = find(left, block);
    if (!found) continue;
    if (take(card, found.values)) left = left.replace(found.words, ' ').replaceAll(EDGES, '');
    if (find(left, block) || 'phone' in found.values || 'fee' in found.values) isKeptWhole = true;
  }
  if (left === '' || LABEL.test(left)) return [];
  return isKeptWhole ? [line] : takeWords(card, left);
}

/** @param {Values} card @param {string} words @returns {string[]} what found no place */
function takeWords(card, words) {
  if (words.length > LINE_CHARS_MAX) return [words];
  const [, name, more] = (!card.name && /^([^\d,]+),\s*(.*\d.*)$/.exec(words)) || [];
  if (name) return [name, more].flatMap((part) => takeWords(card, part));
  if (!/\d/.test(words) && take(card, { name: words })) return [];
  if (STREET.test(words) && take(card, { street: words })) return [];
  return take(card, { practice: words }) ? [] : [words];
}

/** Each place once; a second one is kept in the note. @param {Values} card @param {Values} found */
function take(card, found) {
  if (Object.keys(found).some((name) => card[name])) return false;
  Object.assign(card, found);
  return true;
}

/** A British town stands above its postcode. @param {Values} card @param {string[]} note @param {string | undefined} above */
function moveTown(card, note, above) {
  if (above === undefined || card.city) return;
  if (card.practice === above) delete card.practice;
  else if (note.at(-1) === above) note.pop();
  else return;
  card.city = above;
}

/** @param {{ title?: string, text?: string, url?: string }} shared by the phone's browser @returns {Values} */
export function readShared({ title = '', text = '', url = '' }) {
  const written = WEB.exec(text)?.[0] ?? '';
  const address = readWeb(url) ?? readWeb(written);
  const isWritten = address !== null && readWeb(written) === address;
  const { web, ...block } = readAddressBlock(isWritten ? text.replace(written, '') : text);
  const [first] = title.split(/\s[|–—·-]\s/);
  const name = first.trim() || (block.name === web ? '' : block.name);
  const note = [block.note, block.name !== name && block.name !== web && block.name, address && web].filter(Boolean).join('\n');
  return { ...block, name, ...(address ? { web: address } : {}), found: address ? new URL(address).hostname : '', ...(note ? { note } : {}) };
}
