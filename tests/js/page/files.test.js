import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { createFiles } from "../../../static/js/extras.js";

/** @type {Record<string, PropertyDescriptor | undefined>} */
const before = {};

/** @param {Record<string, unknown>} fakes globals of a browser, until the end of the test */
function stand(fakes) {
  for (const [name, value] of Object.entries(fakes)) {
    before[name] = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

afterEach(() => {
  for (const [name, descriptor] of Object.entries(before)) {
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else Reflect.deleteProperty(globalThis, name);
  }
});

/** @param {{ isStandalone: boolean, share?: (given: any) => Promise<void> }} browser */
function browserWith({ isStandalone, share }) {
  const links = /** @type {any[]} */ ([]);
  const navigator = share ? { share, canShare: (/** @type {any} */ { files }) => files.length === 1 } : {};
  stand({
    navigator,
    setTimeout: () => 0,
    window: { navigator, matchMedia: () => ({ matches: isStandalone }) },
    document: { createElement: () => links[links.push({ isPressed: false, click() { this.isPressed = true; } }) - 1] },
  });
  return links;
}

test("from the home screen a file goes to the share sheet in the same touch, and elsewhere it is saved", async () => {
  const shared = /** @type {any[]} */ ([]);
  const share = async (/** @type {any} */ given) => void shared.push(given.files[0]);
  browserWith({ isStandalone: true, share });
  const saving = createFiles().save("kit", "bridge-kit.html", "text/html");
  assert.equal(shared.length, 1, "asked for before anything was waited for: a browser forgets the touch otherwise");
  assert.equal(await saving, "shared");
  assert.deepEqual([shared[0].name, shared[0].type, await shared[0].text()], ["bridge-kit.html", "text/html", "kit"]);

  const links = browserWith({ isStandalone: false, share });
  assert.equal(await createFiles().save("kit", "bridge-kit.html", "text/html"), "saved");
  assert.deepEqual([links[0].download, links[0].isPressed, links[0].href.startsWith("blob:"), shared.length], ["bridge-kit.html", true, true, 1]);
});

test("a share sheet that was closed is an answer, and a fault is a fault", async () => {
  browserWith({ isStandalone: true, share: async () => Promise.reject(new DOMException("", "AbortError")) });
  assert.equal(await createFiles().save("kit", "kit.html", "text/html"), "cancelled");
  browserWith({ isStandalone: true, share: async () => Promise.reject(new DOMException("", "DataError")) });
  await assert.rejects(async () => createFiles().save("kit", "kit.html", "text/html"), { name: "DataError" });
});

test("where files cannot be shared they are saved, also from the home screen", async () => {
  const links = browserWith({ isStandalone: true });
  assert.equal(await createFiles().save("kit", "kit.html", "text/html"), "saved");
  assert.equal(links.length, 1);
});
