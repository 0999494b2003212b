import assert from "node:assert/strict";
import { test } from "node:test";

import { nextRow, offsetsOf, rowAt, windowOf } from "../../../static/js/ui/components/list-window.js";

const even = offsetsOf(10_000, () => 100);

test("offsets add up the heights, measured or guessed", () => {
  assert.deepEqual([...offsetsOf(3, (index) => 10 * (index + 1))], [0, 10, 30, 60]);
});

test("a height belongs to the row that covers it", () => {
  assert.equal(rowAt(even, 0), 0);
  assert.equal(rowAt(even, 99), 0);
  assert.equal(rowAt(even, 100), 1);
  assert.equal(rowAt(even, 5_000_000), 9_999);
  assert.equal(rowAt(offsetsOf(0, () => 1), 50), 0);
});

test("of ten thousand rows only those near the screen are drawn", () => {
  assert.deepEqual(windowOf(even, { topPx: 50_000, heightPx: 640 }, 8), { first: 492, end: 515 });
});

test("the window stops at both ends", () => {
  assert.deepEqual(windowOf(even, { topPx: 0, heightPx: 640 }, 8), { first: 0, end: 15 });
  assert.deepEqual(windowOf(even, { topPx: 999_500, heightPx: 640 }, 8), { first: 9_987, end: 10_000 });
  assert.deepEqual(windowOf(offsetsOf(0, () => 1), { topPx: 0, heightPx: 640 }, 8), { first: 0, end: 0 });
});

test("arrow keys lead to a row of the list and other keys lead nowhere", () => {
  assert.equal(nextRow("ArrowDown", 3, 10), 4);
  assert.equal(nextRow("ArrowUp", 0, 10), 0);
  assert.equal(nextRow("PageDown", 5, 10), 9);
  assert.equal(nextRow("Home", 5, 10), 0);
  assert.equal(nextRow("End", 5, 10), 9);
  assert.equal(nextRow("a", 5, 10), null);
});
