/**
 * Where a card can lead: a web page, a phone, an e-mail, a map. Each is text until somebody presses it, and nothing but
 * these four kinds ever becomes an address.
 */

/** @param {string} text as typed or pasted @returns {string | null} an https address; null: it is none */
export function readWeb(text) {
  const trimmed = text.trim();
  // A line break, a tab or a mark that turns text round would vanish, and another place be opened than the one that was read.
  if (/[^\P{C} ]/u.test(trimmed)) return null;
  const url = parse(/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(trimmed) ? trimmed : `https://${trimmed}`);
  if (!url || !['https:', 'http:'].includes(url.protocol) || url.username || url.password || !url.hostname.includes('.')) return null;
  url.protocol = 'https:';
  return url.href;
}

/** @param {string} text */
function parse(text) {
  try {
    return new URL(text);
  } catch {
    return null; // not an address: said where it was typed
  }
}

/** Up to an extension, a second number, or a code that would change the phone's own settings. */
const NUMBER = /[+\d][^\p{L},;#*]*/u;
const NUMBER_DIGITS = 6;

/** @param {string} phone @returns {string | null} the first number of it, to be called */
export function telLink(phone) {
  const [all] = NUMBER.exec(phone) ?? [''];
  const [first] = all.split(/\s\/\s/);
  const number = digitsOf(first).length < NUMBER_DIGITS ? all : first; // "030 / 1234567" is one
  // The (0) is dialled inside of the country only.
  const digits = digitsOf(/^(?:\+|00)/.test(number) ? number.replace('(0)', '') : number);
  const isCutShort = digits.length < NUMBER_DIGITS && /\d[\s-]*\p{L}{3}/u.test(phone); // 1-800-WORDS
  return digits.length < 3 || isCutShort ? null : `tel:${number.startsWith('+') ? '+' : ''}${digits}`;
}

/** @param {string} text */
const digitsOf = (text) => text.replaceAll(/\D/g, '');

/** @param {string} text @returns {string | null} an address of e-mail, as far as one can tell */
export function readEmail(text) {
  const trimmed = text.trim();
  return /^[^\s@,;:<>()"]+@[^\s@,;:<>()"]+\.[^\s@,;:<>()"]+$/.test(trimmed) ? trimmed : null;
}

/** @param {string} email @param {string} [subject] @param {string} [body] @returns {string | null} */
export function mailLink(email, subject = '', body = '') {
  const address = readEmail(email);
  if (!address) return null;
  const words = [subject && `subject=${encodeURIComponent(subject)}`, body && `body=${encodeURIComponent(body)}`].filter(Boolean).join('&');
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}${words && `?${words}`}`;
}

/** @param {import('./card-fields.js').CardValues} card @returns {string | null} a search on a map */
export function mapLink({ street, postcode, city, region, country }) {
  const place = [street, postcode, city, region, country].filter(Boolean).join(', ');
  return street || city || postcode ? `https://www.openstreetmap.org/search?query=${encodeURIComponent(place)}` : null;
}
