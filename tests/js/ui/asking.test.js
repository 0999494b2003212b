import assert from "node:assert/strict";
import { test } from "node:test";

import { filesIn } from "./style-files.js";

/** Whatever can be taken back is done at once and taken back; these cannot. */
const CANNOT_BE_UNDONE = {
  "js/ui/screens/bin.js": "a page is deleted for good",
  "js/ui/screens/choice.js": "what both have put in order is gone from both phones",
  "js/ui/screens/choice/ordering.js": "a locked order cannot be changed",
  "js/ui/screens/opened.js": "what was opened leaves both screens",
  "js/ui/screens/outgoing.js": "an offer that was taken back rests for fourteen days",
  "js/ui/screens/reasons/small-step.js": "a step on our path is seen by the partner",
  "js/ui/screens/settings/devices.js": "the other phone is signed out",
  "js/ui/screens/together/opened.js": "what opened at the same moment leaves both screens",
  "js/ui/screens/together/step-back.js": "it is gone for both, and its topic rests for fourteen days",
  "js/ui/screens/sign-in/recovery.js": "what is on this phone alone is gone",
};

test("nobody is asked whether they are sure, except where it cannot be undone", () => {
  const asking = [...filesIn("js/ui/screens/", ".js")].filter(([, text]) => text.includes("<${Confirm}")).map(([path]) => path);
  assert.deepEqual(asking.sort(), Object.keys(CANNOT_BE_UNDONE).sort());
});

/** What takes something away or ends it, as the screens call it. */
const TAKES_AWAY = /[\w.]*\.(?:letGo\w*|bin|purge|remove|setArchived|putAway|withdraw|stop|unmark|stepBack|drop|reopen|setAside)\(/g;
/** How far below it the way back may stand, in lines. */
const NEAR = 4;
/** Neither undone nor asked about. */
const NEITHER = {
  "js/ui/screens/media/recording.js now.running.stop(": "the recorder stops, and what was spoken is kept",
  "js/ui/screens/media/recording.js ended.spoken.drop(": "there is no page yet on which it could come back",
  "js/ui/screens/moment/moment.js actions.letGo(": "it offers the way back where it is made",
  "js/ui/screens/moment/picking.js actions.letGo(": "it offers the way back in moment.js",
  "js/ui/screens/settings/passkeys.js app.passkeys.remove(": "a fresh passphrase or a touch is asked for",
};

/** @returns {{ path: string, call: string, isUndone: boolean }[]} every call that takes something away */
function takings() {
  return [...filesIn("js/ui/screens/", ".js")].flatMap(([path, text]) => {
    const lines = text.split("\n");
    return lines.flatMap((line, at) => [...line.matchAll(TAKES_AWAY)].map(([call]) => {
      return { path, call, isUndone: /onUndo|withUndo\(/.test(lines.slice(at, at + NEAR).join("\n")) };
    }));
  });
}

test("whatever takes something away offers the way back, or is asked about first", () => {
  const without = takings().filter(({ path, isUndone }) => !isUndone && !(path in CANNOT_BE_UNDONE)).map(({ path, call }) => `${path} ${call}`);
  assert.deepEqual([...new Set(without)].sort(), Object.keys(NEITHER).sort());
});
