/** A short note that something was done, with a way to take it back. */
import { t } from "../../core/i18n.js";
import { html, signal } from "../view.js";
import { Button, IconButton } from "./button.js";

const SHOWN_MS = 5_000;
/** A way to take something back stays longer. */
const UNDO_MS = 10_000;

/** @typedef {{ id: number, text: string, onUndo?: () => void, undoLabel?: string }} Toast */
/**
 * @typedef {object} Toasts
 * @property {import("../view.js").SignalOf<Toast[]>} shown
 * @property {(toast: Omit<Toast, "id">) => number} show
 * @property {(id: number) => void} dismiss
 * @property {() => void} clear what was done is nobody's business any more
 */

/**
 * @param {{ setTimer?: (run: () => void, delayMs: number) => unknown, shownMs?: number, undoMs?: number }} [options]
 * @returns {Toasts} at most two at a time; the newest pushes out the oldest
 */
export function createToasts({ setTimer = (run, delayMs) => setTimeout(run, delayMs), shownMs = SHOWN_MS, undoMs = UNDO_MS } = {}) {
  const shown = signal(/** @type {Toast[]} */ ([]));
  let lastId = 0;
  const dismiss = (/** @type {number} */ id) => {
    shown.value = shown.value.filter((toast) => toast.id !== id);
  };
  return {
    shown,
    dismiss,
    clear() {
      shown.value = [];
    },
    show(toast) {
      const id = (lastId += 1);
      shown.value = [...shown.value.slice(-1), { ...toast, id }];
      setTimer(() => dismiss(id), toast.onUndo ? undoMs : shownMs);
      return id;
    },
  };
}

/** @param {{ toasts: Toasts }} props */
export function ToastArea({ toasts }) {
  return html`<div class="toasts" role="status" aria-live="polite">
    ${toasts.shown.value.map((toast) => html`<div class="toast" key=${toast.id}>
      <p class="toast__text">${toast.text}</p>
      ${toast.onUndo && html`<${Button} kind="quiet" onPress=${() => {
        toasts.dismiss(toast.id);
        toast.onUndo?.();
      }}>${toast.undoLabel ?? t("Undo")}<//>`}
      <${IconButton} icon="close" label=${t("Close this note")} onPress=${() => toasts.dismiss(toast.id)} />
    </div>`)}
  </div>`;
}
