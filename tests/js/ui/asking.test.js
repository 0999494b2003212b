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

test("what can be undone offers it", () => {
  const undoing = [...filesIn("js/ui/screens/", ".js")].filter(([, text]) => text.includes("onUndo")).map(([path]) => path);
  for (const path of ["parts/use-bin.js", "path/use-ticking.js", "step/notes.js", "shortlist/contact-log.js"]) assert.ok(undoing.includes(`js/ui/screens/${path}`), path);
});
