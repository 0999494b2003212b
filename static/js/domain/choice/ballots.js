/**
 * Ballots and outcomes of the fair choice, each with a number (product.md, "The therapist card and the choice"). A ballot is an
 * order of all cards, the best first, of which the last one or two may be set aside. How many cards an outcome shows
 * depends on nothing but how many there are, so that it says nothing about what was set aside.
 */

/** @typedef {{ order: number[], setAsides: number }} Ballot order: every card once, by its place in the sorted list of ids */

export const CARDS_LEAST = 3;
export const CARDS_MOST = 7;
const SHOWN_MOST = 3;

/** @param {number} n cards @returns {number} how many each may set aside */
export const setAsidesAllowed = (n) => (n >= 6 ? 2 : 1);

/** @param {number} n @returns {number} the winner, and the runners-up that there are whatever was set aside */
export const shownCount = (n) => Math.min(SHOWN_MOST, n - 2 * setAsidesAllowed(n));

/** @param {number} n @returns {number} */
const factorial = (n) => (n < 2 ? 1 : n * factorial(n - 1));

/** @param {number} n @returns {number} */
export const ballotCount = (n) => 2 * factorial(n) + (setAsidesAllowed(n) === 2 ? factorial(n) / 2 : 0);

/**
 * The number of a row of different things, in the order of the dictionary.
 * @param {number[]} row of 0 … n-1
 * @param {number} n
 * @returns {number}
 */
function rankOf(row, n) {
  const left = Array.from({ length: n }, (_, card) => card);
  return row.reduce((rank, card) => {
    const at = left.indexOf(card);
    const next = rank * left.length + at;
    left.splice(at, 1);
    return next;
  }, 0);
}

/** @param {number} rank @param {number} n @param {number} length @returns {number[]} */
function rowAt(rank, n, length) {
  const digits = [];
  for (let at = length - 1, rest = rank; at >= 0; at -= 1) {
    digits.unshift(rest % (n - at));
    rest = Math.floor(rest / (n - at));
  }
  const left = Array.from({ length: n }, (_, card) => card);
  return digits.map((digit) => left.splice(digit, 1)[0]);
}

/** Of two that are both set aside, which comes first says nothing: they stand in one order. @param {Ballot} ballot @returns {number[]} */
function canonical({ order, setAsides }) {
  const kept = order.slice(0, order.length - setAsides);
  return [...kept, ...order.slice(order.length - setAsides).sort((a, b) => a - b)];
}

/** @param {Ballot} ballot @returns {number} 0 … ballotCount(n) - 1 */
export function ballotIndex(ballot) {
  const n = ballot.order.length;
  const rank = rankOf(canonical(ballot), n);
  // With the last two ascending every rank is even.
  return ballot.setAsides === 2 ? 2 * factorial(n) + rank / 2 : ballot.setAsides * factorial(n) + rank;
}

/** @param {number} n @param {number} index @returns {Ballot} */
export function ballotAt(n, index) {
  const setAsides = Math.min(2, Math.floor(index / factorial(n)));
  const rank = index - setAsides * factorial(n);
  return { order: rowAt(setAsides === 2 ? 2 * rank : rank, n, n), setAsides };
}

/** @param {number} n @returns {number} */
export const outcomeCount = (n) => factorial(n) / factorial(n - shownCount(n));

/** @param {number[]} shown @param {number} n @returns {number} */
export const outcomeIndex = (shown, n) => rankOf(shown, n);

/** @param {number} n @param {number} index @returns {number[]} */
export const outcomeAt = (n, index) => rowAt(index, n, shownCount(n));

/** @param {number} n @returns {number} how many bits the number of a ballot has */
export const bitsFor = (n) => (ballotCount(n) - 1).toString(2).length;
