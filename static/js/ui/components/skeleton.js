/** The shape of what is coming, still, until it is there. */
import { t } from "../../core/i18n.js";
import { html } from "../view.js";

/** @param {{ kind?: "list" | "card" | "text", count?: number }} props */
export function Skeleton({ kind = "list", count = 3 }) {
  return html`<div class=${`skeleton skeleton--${kind}`} role="status">
    <span class="visually-hidden">${t("One moment")}</span>
    ${Array.from({ length: count }, (_, index) => html`<div class="skeleton__item" key=${index} aria-hidden="true"><i /><i /></div>`)}
  </div>`;
}

/**
 * Long work: how far it is, in words and as a bar, and a way to stop.
 * @param {{ label: string, value: number, max: number, action?: import("../view.js").Children }} props
 */
export function Progress({ label, value, max, action }) {
  return html`<div class="progress">
    <label class="progress__label"><span>${label}</span><progress class="progress__bar" value=${value} max=${max} /></label>
    ${action}
  </div>`;
}
