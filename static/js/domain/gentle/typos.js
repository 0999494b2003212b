/** Slips of a thumb in the few words that carry most: one letter left out, doubled, or two of them swapped. */

const SHORTEST = 5;

/**
 * The first letter is left alone: "never" without it is another word.
 * @param {string} word folded
 * @returns {string[]} what it may have become; none for a short word, whose neighbours are words themselves
 */
export function typosOf(word) {
  if (word.length < SHORTEST) return [];
  const found = new Set();
  for (let at = 1; at < word.length; at += 1) {
    const [before, letter, after] = [word.slice(0, at), word[at], word.slice(at + 1)];
    found.add(before + after);
    found.add(before + letter + letter + after);
    if (after !== '') found.add(before + after[0] + letter + after.slice(1));
  }
  found.delete(word);
  return [...found];
}
