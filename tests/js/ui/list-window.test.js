import assert from "node:assert/strict";
import { test } from "node:test";

import { covers, nextRow, offsetsOf, rowAt, windowOf, withHeights } from "../../../static/js/ui/components/list-window.js";

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

test("rows that were measured move what lies below them, as if all had been added up again", () => {
  const guessed = offsetsOf(6, () => 100);
  const news = new Map([[3, 40], [1, 130]]);
  assert.deepEqual(withHeights(guessed, news), offsetsOf(6, (index) => news.get(index) ?? 100));
  assert.deepEqual(guessed, offsetsOf(6, () => 100));
});

test("the window moves by several rows at once, and never leaves less spare than it was asked for", () => {
  const drawn = new Set();
  for (let topPx = 50_000; topPx < 50_400; topPx += 10) {
    const { first, end } = windowOf(even, { topPx, heightPx: 640 }, 8, 4);
    const least = windowOf(even, { topPx, heightPx: 640 }, 8);
    assert.ok(first <= least.first && end >= least.end && first % 4 === 0);
    drawn.add(`${first}-${end}`);
  }
  assert.ok(drawn.size <= 3, [...drawn].join());
  assert.deepEqual(windowOf(even, { topPx: 999_500, heightPx: 640 }, 8, 4), { first: 9_984, end: 10_000 });
});

test("a window covers the screen only when every row that is on it is drawn", () => {
  const view = { topPx: 50_000, heightPx: 640 };
  assert.ok(covers(even, view, { first: 500, end: 507 }));
  assert.ok(!covers(even, view, { first: 501, end: 507 }));
  assert.ok(!covers(even, view, { first: 500, end: 506 }));
});
