import assert from "node:assert/strict";
import { test } from "node:test";

import { toggled } from "../../../static/js/ui/components/chip-group.js";
import { splitGroups } from "../../../static/js/ui/components/code-groups.js";
import { optOutOfHelpers } from "../../../static/js/ui/components/private-input.js";
import { qrPath } from "../../../static/js/ui/components/qr.js";
import { strengthWords } from "../../../static/js/ui/components/strength.js";
import { createToasts } from "../../../static/js/ui/components/toast.js";
import { classes } from "../../../static/js/ui/view.js";

test("a code is split into groups, whatever stood between them", () => {
  assert.deepEqual(splitGroups("ABCD-EFGH IJ", 4), ["ABCD", "EFGH", "IJ"]);
  assert.deepEqual(splitGroups("", 4), []);
});

test("a QR path draws each run of dark modules once, inside the quiet zone", () => {
  assert.equal(qrPath([[true, true, false], [false, false, true]]), "M4 4h2v1h-2zM6 5h1v1h-1z");
});

test("pressing a chip again takes it back", () => {
  assert.deepEqual(toggled(["a"], "b"), ["a", "b"]);
  assert.deepEqual(toggled(["a", "b"], "a"), ["b"]);
});

test("a toast leaves by itself and never more than two stand there", () => {
  /** @type {Array<() => void>} */
  const timers = [];
  const toasts = createToasts({ setTimer: (run) => timers.push(run) });
  for (const text of ["one", "two", "three"]) toasts.show({ text });
  assert.deepEqual(toasts.shown.value.map((toast) => toast.text), ["two", "three"]);
  timers[1]();
  assert.deepEqual(toasts.shown.value.map((toast) => toast.text), ["three"]);
});

test("P7 a private field opts out of every helper by attribute", () => {
  const set = new Map();
  optOutOfHelpers(/** @type {any} */ ({ setAttribute: (/** @type {string} */ name, /** @type {string} */ value) => set.set(name, value) }));
  assert.equal(set.get("autocomplete"), "off");
  assert.equal(set.get("autocorrect"), "off");
  assert.equal(set.get("spellcheck"), "false");
  assert.equal(set.get("writingsuggestions"), "false");
});

test("each strength has words of its own", () => {
  assert.equal(new Set([0, 1, 2, 3, 4].map((level) => strengthWords(/** @type {any} */ (level)))).size, 5);
});

test("classes that are off are left out", () => {
  assert.equal(classes("a", false, undefined, "b"), "a b");
});
