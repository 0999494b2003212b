/**
 * A sheet rises from below on a phone and stands in the middle of a desktop.
 * It is a real <dialog>: Escape and the phone's own back close it, and the focus goes back. Because its
 * layer covers the page, it carries a Hide now of its own, in the same corner,
 * and its title hides at three taps like the one it covers.
 */
import { t } from "../../core/i18n.js";
import { useShell } from "../shell.js";
import { classes, html, useContext, useEffect, useId, useLayoutEffect, useRef } from "../view.js";
import { IconButton } from "./button.js";
import { HideContext, HideNow, useThreeTaps } from "./hide-now.js";

/** @typedef {import("../view.js").Children} Children */

/**
 * @param {{
 *   open: boolean, title: string, onClose: () => void, kind?: "sheet" | "full" | "alert",
 *   actions?: Children, children?: Children, onHide?: () => void,
 * }} props kind: full takes the whole screen (writing), alert has no close button
 */
export function Sheet({ open, ...props }) {
  return open ? html`<${OpenSheet} ...${props} />` : null;
}

/** @param {Omit<Parameters<typeof Sheet>[0], "open">} props */
function OpenSheet({ title, onClose, kind = "sheet", actions, children, onHide }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const id = useId();
  const inherited = useContext(HideContext);
  const tap = useThreeTaps(onHide ?? inherited);
  useShownAsModal(dialog);
  useClosedByBack(onClose);
  return html`<dialog
    ref=${dialog}
    class=${classes("sheet", `sheet--${kind}`)}
    aria-labelledby=${id}
    onCancel=${(/** @type {Event} */ event) => {
      event.preventDefault();
      onClose();
    }}
    onClick=${(/** @type {MouseEvent} */ event) => event.target === dialog.current && kind === "sheet" && onClose()}
  >
    <div class="sheet__corner"><${HideNow} onHide=${onHide} /></div>
    <div class="sheet__panel">
      <div class="sheet__head">
        <h2 class="sheet__title" id=${id} tabindex="-1" onClick=${tap}>${title}</h2>
        ${kind !== "alert" && html`<${IconButton} icon="close" label=${t("Close")} onPress=${onClose} />`}
      </div>
      <div class="sheet__body">${children}</div>
      ${actions && html`<div class="sheet__actions">${actions}</div>`}
    </div>
  </dialog>`;
}

/**
 * Shows the dialog as long as it is drawn and gives the focus back after it.
 * @param {{ current: HTMLDialogElement | null }} dialog
 */
function useShownAsModal(dialog) {
  useEffect(() => {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    const element = dialog.current;
    element?.showModal();
    const wanted = /** @type {HTMLElement | null | undefined} */ (element?.querySelector("[autofocus], .sheet__title"));
    wanted?.focus();
    return () => {
      element?.close();
      if (before?.isConnected) before.focus();
    };
  }, []);
}

/**
 * The phone's own back closes what lies on top, and not the screen below it.
 * @param {() => void} onClose
 */
function useClosedByBack(onClose) {
  // Without a shell, as in the gallery, there is no way back.
  const router = useShell()?.router;
  const latest = useRef(onClose);
  latest.current = onClose;
  // An ordinary effect ends only after the next paint, and a step back in between would close what is no longer there.
  useLayoutEffect(() => router?.overScreen(() => latest.current()), [router]);
}
