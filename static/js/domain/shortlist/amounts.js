/** Numbers as people type them, in the way of their language: "120", "120,50", "1.200,00 €", "$1,200". */

/** @param {string} locale BCP 47 @returns {string} what stands before the cents there */
const decimalOf = (locale) => new Intl.NumberFormat(locale).format(1.5).replaceAll(/\d/gu, '');

/** Thousands with a space or an apostrophe between them, or digits with points and commas. */
const NUMBER = /\d{1,3}(?:[ '’\u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|\d(?:[\d.,]*\d)?/;

/** @param {string} text @param {string} locale @returns {number | null} null: no number, or a negative one */
export function readAmount(text, locale) {
  const found = NUMBER.exec(text);
  if (!found || /-\s*$/.test(text.slice(0, found.index))) return null;
  return Number(wholeAndCents(found[0].replaceAll(/[ '’\u00a0\u202f]/g, ''), decimalOf(locale)));
}

/** @param {string} bare digits, points and commas @param {string} decimal @returns {string} for Number() */
function wholeAndCents(bare, decimal) {
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  if (last < 0) return bare;
  const isOnly = bare.indexOf(bare[last]) === last;
  const digitsAfter = bare.length - last - 1;
  const hasBoth = bare.includes('.') && bare.includes(',');
  // Three digits behind the only mark: thousands, unless this language writes its cents so.
  const isCents = isOnly && (hasBoth || digitsAfter !== 3 || bare[last] === decimal);
  const [whole, cents] = isCents ? [bare.slice(0, last), bare.slice(last + 1)] : [bare, ''];
  return `${whole.replaceAll(/[.,]/g, '')}.${cents}`;
}
