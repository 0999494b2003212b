import assert from "node:assert/strict";
import { test } from "node:test";

import { silence, whileInSight } from "../../../static/js/ui/components/in-sight.js";

function page() {
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const window = new EventTarget();
  const heard = [];
  const stop = whileInSight({ document, window }, { onAway: () => heard.push("away"), onBack: () => heard.push("back") });
  return {
    heard, stop, window,
    becomes(state) {
      document.visibilityState = state;
      document.dispatchEvent(new Event("visibilitychange"));
    },
  };
}

test("hidden is away in the same moment, and shown is back", () => {
  const { heard, becomes } = page();
  becomes("hidden");
  assert.deepEqual(heard, ["away"]);
  becomes("visible");
  assert.deepEqual(heard, ["away", "back"]);
});

test("a page on its way out is away also before it is called hidden", () => {
  const { heard, window } = page();
  window.dispatchEvent(new Event("pagehide"));
  assert.deepEqual(heard, ["away"]);
});

test("a page that comes from the page cache and is not seen yet is not back", () => {
  const { heard, becomes, window } = page();
  becomes("hidden");
  window.dispatchEvent(new Event("pageshow"));
  assert.deepEqual(heard, ["away"]);
});

test("stopped, it hears nothing more", () => {
  const { heard, stop, becomes, window } = page();
  stop();
  becomes("hidden");
  window.dispatchEvent(new Event("pagehide"));
  window.dispatchEvent(new Event("pageshow"));
  assert.deepEqual(heard, []);
});

test("silenced, it is paused first and has no source to be started from", () => {
  const done = [];
  silence({ pause: () => done.push("pause"), removeAttribute: (name) => done.push(`without ${name}`), load: () => done.push("load") });
  assert.deepEqual(done, ["pause", "without src", "load"]);
});
