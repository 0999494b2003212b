/**
 * The rule of the fair choice: the largest minimum of the two rank scores, ties by their sum, then by the coin. Whoever ranks
 * honestly and sets aside their own last choices gets a card from their own better half, whatever the other does
 * (brute force over every ballot: tests/js/domain/choice-rule.test.js).
 */
import { shownCount } from './ballots.js';

/** @typedef {import('./ballots.js').Ballot} Ballot */

/**
 * @param {[Ballot, Ballot]} ballots of the two, in whatever order
 * @param {number[]} coin each card's place where all else is equal: a smaller one comes first
 * @returns {number[]} the winner first, then the runners-up: shownCount(n) of them
 */
export function decide(ballots, coin) {
  const n = coin.length;
  const scores = ballots.map(scoresOf);
  const out = new Set(ballots.flatMap(({ order, setAsides }) => order.slice(n - setAsides)));
  const standing = coin.map((_, card) => card).filter((card) => !out.has(card));
  const least = (/** @type {number} */ card) => Math.min(scores[0][card], scores[1][card]);
  const sum = (/** @type {number} */ card) => scores[0][card] + scores[1][card];
  return standing.sort((a, b) => least(b) - least(a) || sum(b) - sum(a) || coin[a] - coin[b]).slice(0, shownCount(n));
}

/** @param {Ballot} ballot @returns {number[]} by card: n-1 for the best … 0 */
function scoresOf({ order }) {
  /** @type {number[]} */
  const scores = [];
  order.forEach((card, at) => {
    scores[card] = order.length - 1 - at;
  });
  return scores;
}
