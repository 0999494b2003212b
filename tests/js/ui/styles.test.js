import assert from "node:assert/strict";
import { test } from "node:test";

import { ICON_PATHS } from "../../../static/js/ui/components/icon-paths.js";
import { filesIn } from "./style-files.js";

const styles = filesIn("css/", ".css");
const components = filesIn("js/ui/components/", ".js");
const allStyles = [...styles.values()].join("\n");

test("every style file is on the list, and the list names no other", () => {
  const listed = [...(styles.get("css/app.css") ?? "").matchAll(/@import url\("(.+)"\)/g)].map(([, path]) => `css/${path}`);
  assert.deepEqual([...listed].sort(), [...styles.keys()].filter((path) => path !== "css/app.css").sort());
});

test("every style file keeps all its rules in a layer of its own", () => {
  for (const [path, text] of styles) {
    if (path === "css/app.css" || path === "css/layers.css") continue;
    const bare = text.replace(/\/\*[^]*?\*\//g, "").trim();
    assert.match(bare, /^@layer (tokens|base|components|screens|helpers) \{[^]*\}$/, path);
    assert.equal(bare.match(/@layer/g)?.length, 1, path);
  }
});

test("every custom property that is used is defined", () => {
  const defined = new Set([...allStyles.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
  for (const [, name] of allStyles.matchAll(/var\((--[\w-]+)/g)) assert.ok(defined.has(name), name);
});

test("every class that a component writes out is styled or is a plain hook", () => {
  for (const [path, text] of components) {
    for (const [, names] of text.matchAll(/class="([\w -]+)"/g)) {
      for (const name of names.split(" ")) assert.ok(allStyles.includes(`.${name}`), `${path}: ${name}`);
    }
  }
});

test("nothing asks for a third party, a style attribute or raw HTML", () => {
  for (const [path, text] of [...styles, ...components]) {
    assert.doesNotMatch(text, /https?:\/\//, path);
    assert.doesNotMatch(text, /\sstyle=|innerHTML|dangerouslySetInnerHTML/, path);
  }
});

test("only the bridge moves, and not where stillness is asked for", () => {
  // Words that come late for those who really wait: a delay in a millisecond, nothing that moves.
  const lateWords = /\.waiting \{ animation: waiting 1ms 0\.3s both; \}/;
  for (const [path, whole] of styles) {
    const text = whole.replace(lateWords, "");
    if (path !== "css/components/bridge-scene.css") assert.doesNotMatch(text, /\b(transition|animation)\b/, path);
  }
  const bridge = styles.get("css/components/bridge-scene.css") ?? "";
  const [before] = bridge.split("@media (prefers-reduced-motion: no-preference)");
  assert.doesNotMatch(before, /\banimation\b/);
});

test("no screen is held as a picture while another comes: it would lie over Hide now", () => {
  for (const [path, text] of [...styles, ...filesIn("js/", ".js")]) {
    if (!path.includes("/vendor/")) assert.doesNotMatch(text, /startViewTransition|view-transition/, path);
  }
});

test("a side is called start or end, so that it turns round with the writing", () => {
  const physical = /(margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right)|[\s;{](left|right)\s*:|text-align:\s*(left|right)|float:/;
  for (const [path, text] of styles) {
    for (const line of text.split("\n").filter((each) => !each.includes("safe-area-inset-") && !each.includes('[dir="rtl"]'))) {
      assert.doesNotMatch(line, physical, `${path}: ${line.trim()}`);
      for (const [, name, right, left] of line.matchAll(/[\s;{](inset|margin|padding|border-radius): *(?:calc\([^;]*?\)|[^\s;(]+) +([^\s;(]+) +[^\s;(]+ +([^\s;]+);/g)) {
        if (name !== "border-radius") assert.equal(left, right, `${path}: ${line.trim()}`);
      }
    }
  }
});

test("nothing shows itself only under a mouse", () => {
  const hidden = /(display|visibility|opacity|content|clip-path|translate)\s*:/;
  for (const [path, text] of styles) {
    for (const [rule] of text.matchAll(/[^{}]*:hover[^{}]*\{[^{}]*\}/g)) assert.doesNotMatch(rule.slice(rule.indexOf("{")), hidden, path);
  }
});

test("where transparency is unwanted there is none under words", () => {
  const blurred = [...styles].filter(([, text]) => /backdrop-filter: blur/.test(text));
  for (const [path, text] of blurred) assert.match(text, /prefers-reduced-transparency: reduce\) \{[^}]*backdrop-filter: none/, path);
});

test("on an iPhone’s home screen the height is the whole one, and nowhere else is it written out", () => {
  assert.match(styles.get("css/tokens.css") ?? "", /--screen: 100dvh;[^]*display-mode: standalone[^]*-webkit-touch-callout[^]*--screen: 100vh;/);
  for (const [path, text] of styles) {
    if (path !== "css/tokens.css") assert.doesNotMatch(text, /100d?vh/, path);
  }
});

test("every icon that a component names is drawn", () => {
  for (const [path, text] of components) {
    for (const [, name] of text.matchAll(/\bicon="([\w-]+)"|<\$\{Icon\} name="([\w-]+)"/g)) {
      if (name) assert.ok(name in ICON_PATHS, `${path}: ${name}`);
    }
  }
});

test("hide now is on the top bar and in every dialog", () => {
  assert.match(components.get("js/ui/components/frame.js") ?? "", /<\$\{HideNow\}/);
  for (const [path, text] of components) {
    if (text.includes("<dialog")) assert.match(text, /<\$\{HideNow\}/, path);
  }
});
