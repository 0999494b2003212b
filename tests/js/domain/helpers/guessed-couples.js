/**
 * Couples of the echo as whoever sees everything sees them: the real steps, sizes and order of a run over a fast stand-in
 * for the curve, and a guesser who learns from some couples whether the other marked it, and is tried on others.
 */
import { padme } from '../../../../static/js/crypto/encoding.js';
import { NEVER, shownIn, weeksText, withMatches } from '../../../../static/js/domain/echo/found.js';
import { advance, ended, newRun } from '../../../../static/js/domain/echo/run.js';
import { TOPIC_IDS } from '../../../../static/js/domain/topics.js';
import { seeded } from '../../support/seeded.js';
import { fastGroup } from './fast-group.js';

const WEEK = 3000;
const HOURS = 7 * 24;
/** As `pad` makes it. */
const sizeOf = (value) => Math.max(1_024, padme(4 + JSON.stringify(value).length));

/**
 * One couple in one window. I marked a topic; whether the other did is a fair coin.
 * @param {() => number} random @param {{ isHolding: boolean, isNoisy: boolean }} product
 */
async function couple(random, { isHolding, isNoisy }) {
  const pick = (list, count) => [...list].sort(() => random() - 0.5).slice(0, count);
  const [asked, ...others] = pick(TOPIC_IDS, 16);
  const isMarked = random() < 0.5;
  const marks = [[asked, ...pick(others, 2)], [...(isMarked ? [asked] : []), ...pick(others, Math.floor(random() * 5))]];
  const sides = random() < 0.5 ? [0, 1] : [1, 0];
  const group = fastGroup(random);
  const people = [];
  for (const at of [0, 1]) people.push({ side: sides[at], run: await newRun({ week: WEEK, marks: marks[at], group }), mine: null, found: null, seen: [], at, hour: random() * 48, every: 2 + random() * 12 });
  const events = people.map(({ run, at, hour }) => ({ at, hour, size: sizeOf({ ...run, found: weeksText(NEVER), v: 1, type: 'echo-run' }) }));
  // Each unlocks when they like, some hardly ever, and not because of what was marked.
  while (people.some(({ found, hour }) => found === null && hour < HOURS)) {
    const me = people.reduce((one, other) => (one.found !== null || (other.found === null && other.hour < one.hour) ? other : one));
    const before = { run: me.run, mine: me.mine };
    const seen = [me.run, me.mine, people[1 - me.at].mine];
    if (seen.some((each, at) => each !== me.seen[at])) Object.assign(me, await advance({ side: me.side, run: me.run, mine: me.mine, theirs: seen[2], isOpen: true, group }), { seen });
    if (me.found) Object.assign(me, { run: ended(me.run) });
    if (me.run !== before.run) events.push({ at: me.at, hour: me.hour, size: sizeOf({ ...me.run, found: weeksText(NEVER), v: 1, type: 'echo-run' }) });
    if (me.mine !== before.mine) events.push({ at: me.at, hour: me.hour, size: sizeOf({ v: 1, type: 'part', of: 'echo', registers: { even: [['AAAAAAAAAAA', 1, isNoisy ? me.mine : marks[me.at].map(() => me.mine), []]] } }) });
    me.hour += me.every * (0.5 + random());
  }
  const isHeld = new Map(TOPIC_IDS.map((topic) => [topic, isHolding && random() < 0.25]));
  const matches = (people[0].found ?? []).map((topic) => ({ topic, week: WEEK, isHeld: isHeld.get(topic) ?? false }));
  const shown = shownIn(withMatches(NEVER, matches), NEVER, WEEK + 1);
  const theirs = events.filter(({ at }) => at === 1);
  const sum = (list, of) => list.reduce((total, each) => total + of(each), 0);
  return {
    isMarked, isShown: shown.includes(asked), isWhole: people.every(({ found }) => found !== null),
    features: [
      events.length, theirs.length, sum(events, ({ size }) => size), sum(theirs, ({ size }) => size), Math.max(0, ...theirs.map(({ size }) => size)),
      theirs[0].hour, theirs.at(-1)?.hour ?? 0, Number.parseInt(events.map(({ at }) => at).join(''), 2), sides[1], shown.length - (shown.includes(asked) ? 1 : 0),
    ],
  };
}

/** Those of whom nothing came, although both took part to the end. @param {{ isHolding: boolean, isNoisy: boolean }} product @param {number} count @param {number} [seed] */
export async function nothingCame(product, count, seed = 20_261_129) {
  const random = seeded(seed);
  const kept = [];
  while (kept.length < count) {
    const one = await couple(random, product);
    if (!one.isShown && one.isWhole) kept.push(one);
  }
  return kept;
}

/** Learns from other couples how much each value of each feature speaks for a mark. @param {any[]} known @returns {(one: any) => number} */
export function guesserFrom(known) {
  const total = known.filter(({ isMarked }) => isMarked).length / known.length;
  const tables = known[0].features.map((_, at) => {
    const sorted = known.map(({ features }) => features[at]).sort((a, b) => a - b);
    const edges = [1, 2, 3].map((part) => sorted[Math.floor((part * sorted.length) / 4)]);
    const binOf = (value) => edges.filter((edge) => value >= edge).length;
    const bins = Array.from({ length: 4 }, () => [1, 1]);
    for (const { features, isMarked } of known) bins[binOf(features[at])][isMarked ? 1 : 0] += 1;
    return (value) => Math.log(bins[binOf(value)][1] / bins[binOf(value)][0]) - Math.log(total / (1 - total));
  });
  return ({ features }) => tables.reduce((score, table, at) => score + table(features[at]), 0);
}

/** @param {any[]} all @param {(one: any) => number} score @returns {number} how often a marked one gets more than one that is not */
export function auc(all, score) {
  const ranked = all.map((one) => ({ isMarked: one.isMarked, value: score(one) })).sort((a, b) => a.value - b.value);
  let [sum, at] = [0, 0];
  while (at < ranked.length) {
    let end = at;
    while (end < ranked.length && ranked[end].value === ranked[at].value) end += 1;
    for (let each = at; each < end; each += 1) if (ranked[each].isMarked) sum += (at + end + 1) / 2;
    at = end;
  }
  const marked = ranked.filter(({ isMarked }) => isMarked).length;
  return (sum - (marked * (marked + 1)) / 2) / (marked * (ranked.length - marked));
}

/** @param {any[]} all @returns {number} how far from 0.50 chance alone takes an AUC over these, as a standard error (of Mann and Whitney’s U) */
export function chanceOf(all) {
  const marked = all.filter(({ isMarked }) => isMarked).length;
  return Math.sqrt((all.length + 1) / (12 * marked * (all.length - marked)));
}
