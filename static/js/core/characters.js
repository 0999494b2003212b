/**
 * How long a text is, everywhere in the same measure: characters as Unicode counts them (code points), so that an emoji is
 * one. What one place lets through by another measure, the next would refuse when it is too late to say so.
 */

/** @param {string} text @param {number} most characters @returns {boolean} */
export const isLongerThan = (text, most) => text.length > most && text.length - pairsIn(text) > most;

/** @param {string} text @param {number} most characters @returns {string} none of them cut in two */
export const firstCharacters = (text, most) => (isLongerThan(text, most) ? [...text.slice(0, 2 * most)].slice(0, most).join('') : text);

/** For a field, where the browser counts in its own measure (UTF-16): what it may hold. @param {string} text that stands in it @param {number} most characters @returns {number} */
export const roomFor = (text, most) => most + pairsIn(text);

/** @param {string} text @returns {number} how many of its characters are two to the browser */
function pairsIn(text) {
  let pairs = 0;
  for (let at = 0; at < text.length - 1; at += 1) {
    if (/** @type {number} */ (text.codePointAt(at)) > 0xffff) {
      pairs += 1;
      at += 1;
    }
  }
  return pairs;
}
