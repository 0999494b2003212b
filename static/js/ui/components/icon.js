/** One icon, drawn in the colour of the words beside it. */
import { classes, html, signal } from "../view.js";

/** @typedef {import("./icon-paths.js").IconName} IconName */

/** What the first screens show, the welcome and the lock; the others come behind it, so that it need not wait for them. */
export const FIRST_PATHS = {
  lock: "M6 10.5h12a1 1 0 0 1 1 1V19a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19v-7.5a1 1 0 0 1 1-1ZM8 10.5V8a4 4 0 0 1 8 0v2.5M12 14.5v2",
  leave: "M10 4H6a1.5 1.5 0 0 0-1.5 1.5v13A1.5 1.5 0 0 0 6 20h4M15 8l4 4-4 4M19 12H9.5",
  key: "M8 11a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM11 12.5 19.5 4M16 7.5l2.5 2.5",
  eye: "M2.5 12C3.7 9.5 7 5.5 12 5.5s8.3 4 9.5 6.5c-1.2 2.5-4.5 6.5-9.5 6.5S3.7 14.5 2.5 12ZM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z",
  back: "M14.5 5.5 8 12l6.5 6.5",
  book: "M12 6.5C10 5 7 4.5 3.5 4.5v13.5c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2V4.5C17 4.5 14 5 12 6.5ZM12 6.5V20",
  globe: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16ZM4 12h16M12 4c2.5 2.3 3.6 5 3.6 8s-1.1 5.7-3.6 8c-2.5-2.3-3.6-5-3.6-8S9.5 6.3 12 4Z",
  info: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16ZM12 11.5V16M12 8.2h.01",
};

const paths = signal(/** @type {Partial<Record<IconName, string>>} */ (FIRST_PATHS));
let isAsked = false;

/** Once, at the first icon that is not there; until they come its place is kept free. */
async function fetchTheOthers() {
  if (isAsked) return;
  isAsked = true;
  paths.value = (await import("./icon-paths.js")).ICON_PATHS;
}

/** These turn round where the writing runs from right to left. @type {Set<IconName>} */
const POINTS_ALONG_THE_LINE = new Set(["back", "forward", "undo", "leave"]);

/**
 * @param {{ name: IconName, size?: "small" | "normal" | "large", label?: string }} props
 *   label: give one only where no words stand beside the icon
 */
export function Icon({ name, size = "normal", label }) {
  const hidden = label === undefined;
  const path = paths.value[name];
  if (path === undefined) void fetchTheOthers();
  return html`<svg
    class=${classes("icon", `icon--${size}`, POINTS_ALONG_THE_LINE.has(name) && "icon--along")}
    viewBox="0 0 24 24"
    aria-hidden=${hidden ? "true" : undefined}
    role=${hidden ? undefined : "img"}
    aria-label=${label}
    focusable="false"
  ><path d=${path} /></svg>`;
}
