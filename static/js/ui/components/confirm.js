/** A question for the few things that cannot be undone; all else has an undo. */
import { t } from "../../core/i18n.js";
import { html } from "../view.js";
import { Button, ButtonRow } from "./button.js";
import { Sheet } from "./sheet.js";

/**
 * @param {{
 *   open: boolean, title: string, children?: import("../view.js").Children,
 *   confirmLabel: string, cancelLabel?: string, danger?: boolean, busy?: boolean,
 *   onConfirm: () => void, onCancel: () => void,
 * }} props both answers are plain words; neither is shamed
 */
export function Confirm({ open, title, children, confirmLabel, cancelLabel, danger, busy, onConfirm, onCancel }) {
  const actions = html`<${ButtonRow}>
    <${Button} kind=${danger ? "danger" : "primary"} busy=${busy} onPress=${onConfirm}>${confirmLabel}<//>
    <${Button} kind="plain" onPress=${onCancel}>${cancelLabel ?? t("Go back")}<//>
  <//>`;
  return html`<${Sheet} open=${open} kind="alert" title=${title} onClose=${onCancel} actions=${actions}>${children}<//>`;
}
