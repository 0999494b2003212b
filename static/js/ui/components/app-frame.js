/** What stands around the screens of those who are in: the frame of all, and the four places at the thumb. */
import { html } from "../view.js";
import { Frame } from "./frame.js";
import { TabBar } from "./tab-bar.js";

/**
 * @param {import("./frame.js").FrameProps & {
 *   place: import("./tab-bar.js").Place | null, onGo: (place: import("./tab-bar.js").Place) => void,
 *   onWrite: () => void, onLock: () => void, onSettings?: () => void,
 * }} props
 */
export function AppFrame({ place, onGo, onWrite, children, ...props }) {
  const foot = html`<${TabBar} place=${place} onGo=${onGo} onWrite=${onWrite} />`;
  return html`<${Frame} ...${props} kind="app" screen=${children} foot=${foot} />`;
}
