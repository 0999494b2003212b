import assert from "node:assert/strict";
import { test } from "node:test";

import { colourTokens } from "./style-files.js";

const WORDS_ON = {
  paper: ["ink", "ink-soft", "ink-faint", "accent", "danger"],
  surface: ["ink", "ink-soft", "ink-faint", "accent", "danger"],
  "surface-raised": ["ink", "ink-soft", "ink-faint", "accent", "danger"],
  fill: ["ink", "ink-soft", "ink-faint"],
  segment: ["ink"],
  accent: ["on-accent"],
  "accent-strong": ["on-accent"],
  "accent-soft": ["on-accent-soft"],
  "warn-soft": ["on-warn-soft"],
  danger: ["on-danger"],
  "danger-soft": ["on-danger-soft"],
};
const EDGES_ON = { paper: ["line-strong", "accent"], surface: ["line-strong", "accent"], "surface-raised": ["line-strong"] };

/** @param {string} hex */
function luminance(hex) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * @param {string} one
 * @param {string} other
 */
function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

for (const [scheme, tokens] of Object.entries(colourTokens())) {
  for (const [what, pairs, least] of /** @type {const} */ ([["words", WORDS_ON, 4.5], ["edges", EDGES_ON, 3]])) {
    test(`${what} keep ${least} : 1 in the ${scheme}`, () => {
      for (const [ground, colours] of Object.entries(pairs)) {
        for (const colour of colours) {
          const ratio = contrast(tokens.get(colour) ?? "", tokens.get(ground) ?? "");
          assert.ok(ratio >= least, `${colour} on ${ground}: ${ratio.toFixed(2)}`);
        }
      }
    });
  }
}

test("with more contrast every word keeps 7 : 1 on the page, and every line 3 : 1", () => {
  for (const [scheme, tokens] of Object.entries(colourTokens()).filter(([name]) => name.includes("more contrast"))) {
    for (const ground of ["paper", "surface"]) {
      for (const [colour, least] of /** @type {[string, number][]} */ ([["ink", 7], ["ink-soft", 7], ["ink-faint", 7], ["accent", 7], ["line", 3]])) {
        const ratio = contrast(tokens.get(colour) ?? "", tokens.get(ground) ?? "");
        assert.ok(ratio >= least, `${scheme}: ${colour} on ${ground}: ${ratio.toFixed(2)}`);
      }
    }
  }
});

test("the measure of contrast is the one of WCAG", () => {
  assert.equal(contrast("#ffffff", "#000000").toFixed(1), "21.0");
  assert.equal(contrast("#777777", "#ffffff").toFixed(2), "4.48");
});
