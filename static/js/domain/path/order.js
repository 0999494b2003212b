/**
 * Places in a list that two people arrange at the same time: a text between two others, so that moving one step changes
 * that step only. Texts are compared letter by letter; none ends in the lowest letter, so there is always room before it.
 */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const MIDDLE = 'n';
/** What somebody's changed app may have written as a place. */
const PLACE = /^[a-z]{0,400}[b-z]$/;

/** @param {unknown} place @returns {place is string} */
export const isPlace = (place) => typeof place === 'string' && PLACE.test(place);

/**
 * @param {string} before '' for the beginning
 * @param {string | null} after null for the end
 * @returns {string} a place between the two; `before` must come first
 */
export function placeBetween(before, after) {
  let place = '';
  for (let at = 0; ; at += 1) {
    const low = LETTERS.indexOf(before[at] ?? 'a');
    const high = after === null ? LETTERS.length : LETTERS.indexOf(after[at] ?? 'a');
    if (high - low > 1) return place + LETTERS[Math.floor((low + high) / 2)];
    place += LETTERS[low];
    // One letter below the upper end is below it for good: from here on only the lower end counts.
    if (high - low === 1) return placeAfter(place, before.slice(at + 1));
  }
}

/** @param {string} start @param {string} rest @returns {string} start, and something behind `rest` */
function placeAfter(start, rest) {
  const at = [...rest].findIndex((letter) => letter !== 'z');
  if (at < 0) return start + rest + MIDDLE;
  const next = Math.ceil((LETTERS.indexOf(rest[at]) + LETTERS.length) / 2);
  return start + rest.slice(0, at) + LETTERS[next];
}
