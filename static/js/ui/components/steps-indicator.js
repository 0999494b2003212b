/** Where one is in a few steps, in words and in dots. */
import { t } from "../../core/i18n.js";
import { classes, html } from "../view.js";

/** @param {{ count: number, current: number }} props current: from 1 */
export function StepsIndicator({ count, current }) {
  const dots = Array.from({ length: count }, (_, index) => index + 1);
  return html`<div class="steps-indicator">
    <p class="steps-indicator__words">${t("Step {current} of {count}", { current, count })}</p>
    <div class="steps-indicator__dots" aria-hidden="true">
      ${dots.map((step) => html`<i key=${step} class=${classes(step <= current && "is-done")} />`)}
    </div>
  </div>`;
}
