/**
 * I1: "I said yes and nothing came, so you said no". Over ten thousand couples a guesser who learned from others, and sees
 * everything that a partner or a server sees, says no better than chance whether the other marked it.
 * Seen red: without held-back matches, and without noise.
 * One seed here; ECHO_SEEDS=40 tries more of them, and the mean (its figures: docs/threat-model.md, The echo).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { auc, chanceOf, guesserFrom, nothingCame } from './helpers/guessed-couples.js';

const [COUPLES, LEARNED_FROM] = [10_000, 5_000];
/** safety.md, I1. */
const BOUND = 0.02;
/** Three standard errors for one figure; a little more for each of ten features. */
const [SURE, SURE_OF_TEN] = [3, 3.5];
/** One in two marked it and one match in four is held: of whom nothing came, one in five had. */
const SHARE = (0.5 * 0.25) / (0.5 * 0.25 + 0.5);
const SHARE_CHANCE = Math.sqrt((SHARE * (1 - SHARE)) / COUPLES);
const SEEDS = Array.from({ length: Number(process.env.ECHO_SEEDS ?? 1) }, (_, at) => 20_261_129 + at);
/** @type {{ learned: number, chance: number }[]} of each seed */
const found = [];

/** @param {number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

for (const seed of SEEDS) {
  test(`i1: where nothing came, whoever sees all of it guesses no better than chance (seed ${seed})`, async (t) => {
    const couples = await nothingCame({ isHolding: true, isNoisy: true }, LEARNED_FROM + COUPLES, seed);
    const [known, all] = [couples.slice(0, LEARNED_FROM), couples.slice(LEARNED_FROM)];
    const share = all.filter(({ isMarked }) => isMarked).length / all.length;
    const [learned, chance] = [auc(all, guesserFrom(known)), chanceOf(all)];
    t.diagnostic(`AUC ${learned.toFixed(4)} ± ${chance.toFixed(4)} over ${all.length} couples, marked ${share.toFixed(4)} ± ${SHARE_CHANCE.toFixed(4)}`);
    found.push({ learned, chance });
    assert.ok(Math.abs(share - SHARE) <= SURE * SHARE_CHANCE, `a fair coin and one in four held: one in five had marked it, not ${share}`);
    assert.ok(Math.abs(learned - 0.5) <= Math.min(BOUND, SURE * chance), String(learned));
    for (const at of all[0].features.keys()) {
      const alone = auc(all, ({ features }) => features[at]);
      assert.ok(Math.abs(alone - 0.5) <= SURE_OF_TEN * chance, `feature ${at}: ${alone}`);
    }
  });
}

test('i1: without held-back matches “nothing came” would be a no', async () => {
  const all = await nothingCame({ isHolding: false, isNoisy: true }, 500);
  assert.equal(all.filter(({ isMarked }) => isMarked).length, 0);
});

test('i1: without noise the guesser sees it', async () => {
  const all = await nothingCame({ isHolding: true, isNoisy: false }, 2_000);
  const learned = auc(all.slice(1_000), guesserFrom(all.slice(0, 1_000)));
  assert.ok(learned > 0.55, String(learned));
});

test('i1: over many seeds the mean stays at chance', { skip: SEEDS.length < 2 }, (t) => {
  const middle = mean(found.map(({ learned }) => learned));
  const spread = Math.sqrt(mean(found.map(({ learned }) => (learned - middle) ** 2)));
  const chance = mean(found.map((each) => each.chance)) / Math.sqrt(found.length);
  t.diagnostic(`mean AUC ${middle.toFixed(4)} ± ${chance.toFixed(4)} over ${found.length} seeds, spread ${spread.toFixed(4)}`);
  assert.ok(Math.abs(middle - 0.5) <= SURE * chance, String(middle));
});
