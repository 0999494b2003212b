/**
 * Hide now: the way out on every screen. The button stands in the same corner
 * everywhere, also above dialogs, and waits for nothing.
 */
import { t } from "../../core/i18n.js";
import { createContext, html, useContext, useEffect, useRef } from "../view.js";
import { Icon } from "./icon.js";

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
