import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { currentLook, lookFor, lookSoon } from "../../../static/js/ui/screens/mine/look.js";

const EVERYTHING = { query: "", topic: null, feeling: null };

beforeEach(() => {
  globalThis.document = /** @type {any} */ ({ visibilityState: "visible" });
  globalThis.requestAnimationFrame = /** @type {any} */ ((/** @type {() => void} */ run) => setTimeout(run));
  lookFor(EVERYTHING);
});

test("a letter is shown before anything is looked for, and of several in a row the last one counts", async () => {
  const all = ["h", "he", "heron"].map((query) => lookSoon({ query }));
  assert.equal(currentLook().query, "");
  await Promise.all(all);
  assert.equal(currentLook().query, "heron");
});

test("what was typed in the moment of a lock is not looked for after it", async () => {
  const coming = lookSoon({ query: "canary" });
  lookFor(EVERYTHING);
  await coming;
  assert.deepEqual(currentLook(), EVERYTHING);
});

test("on a page in the background nothing is waited for", async () => {
  globalThis.document = /** @type {any} */ ({ visibilityState: "hidden" });
  globalThis.requestAnimationFrame = /** @type {any} */ (() => undefined);
  await lookSoon({ query: "heron" });
  assert.equal(currentLook().query, "heron");
});
