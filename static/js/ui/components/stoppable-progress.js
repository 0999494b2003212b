/** How far long work is, and the way to stop it. */
import { t } from "../../core/i18n.js";
import { html } from "../view.js";
import { Button } from "./button.js";

/** @param {{ label: string, share: number, onStop: () => void }} props share: 0 … 1 */
export function Progress({ label, share, onStop }) {
  return html`<div class="stack stack--tight"><p class="note">${label}</p><progress class="progress__bar" max="1" value=${share} aria-label=${label}></progress>
    <${Button} kind="quiet" onPress=${onStop}>${t("Stop")}<//></div>`;
}
