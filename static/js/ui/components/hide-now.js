/**
 * What stands between the screen and whoever picks the phone up (safety.md, P2 to P5). Hide now is the way
 * out on every screen: its button stands in the same corner everywhere, also above dialogs, and waits for
 * nothing; the neutral page is where it leads. A page that is put away is covered by itself.
 */
import { t } from "../../core/i18n.js";
import { createContext, html, useContext, useEffect, useRef } from "../view.js";
import { Icon } from "./icon.js";

const COVERED = "is-covered";
const TAPS = 3;
const TAP_WINDOW_MS = 900;

/** What hiding does, so that every sheet can offer it without being told. */
export const HideContext = createContext(/** @type {() => void} */ (() => {}));

/** @param {{ onHide?: () => void }} props without onHide: what the frame around it was given */
export function HideNow({ onHide }) {
  const inherited = useContext(HideContext);
  return html`<button type="button" class="hide-now" onClick=${onHide ?? inherited}>
    <${Icon} name="leave" size="small" /><span class="hide-now__label">${t("Hide now")}</span>
  </button>`;
}

/**
 * Three taps within a moment.
 * @param {() => void} onHide
 * @returns {() => void} to be called at each tap
 */
export function useThreeTaps(onHide) {
  const taps = useRef(/** @type {number[]} */ ([]));
  return () => {
    const now = performance.now();
    taps.current = [...taps.current.filter((at) => now - at < TAP_WINDOW_MS), now];
    if (taps.current.length < TAPS) return;
    taps.current = [];
    onHide();
  };
}

/**
 * Shift three times, for whoever sits at a keyboard. Capturing, so that no
 * dialog or field can swallow it.
 * @param {() => void} onHide
 */
export function useHideKeys(onHide) {
  const tap = useThreeTaps(onHide);
  useEffect(() => {
    const listen = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Shift" && !event.repeat) tap();
    };
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  });
}

/**
 * Covers the page in the moment in which it is put away, before the system takes its picture.
 * @param {{ document: Document, window: Window }} page
 * @param {{ onCover: () => void }} listener
 */
export function coverWhenAway({ document, window }, { onCover }) {
  const root = document.documentElement;
  const cover = () => {
    root.classList.add(COVERED);
    onCover();
  };
  const uncover = () => {
    if (document.visibilityState === "visible") root.classList.remove(COVERED);
  };
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? cover() : uncover()));
  window.addEventListener("pagehide", cover);
  window.addEventListener("pageshow", uncover);
}

/**
 * An empty page that says nothing of the app. Put there by hand, in the same moment.
 * @param {HTMLElement} root
 */
export function showNeutralPage(root) {
  const page = document.createElement("main");
  page.className = "neutral";
  const words = document.createElement("p");
  words.textContent = t("Nothing here.");
  page.append(words);
  root.replaceChildren(page);
  window.scrollTo(0, 0);
}
