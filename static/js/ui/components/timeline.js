/** What happened, in order, the newest where the caller puts it. */
import { html } from "../view.js";
import { Icon } from "./icon.js";

/**
 * @typedef {object} TimelineItem
 * @property {string} id
 * @property {string} title
 * @property {string} [when] in words
 * @property {import("./icon.js").IconName} [icon]
 * @property {"past" | "now" | "ahead"} [state]
 * @property {import("../view.js").Children} [body]
 */

/** @param {{ items: TimelineItem[], label: string }} props */
export function Timeline({ items, label }) {
  return html`<ol class="timeline" aria-label=${label}>
    ${items.map((item) => html`<li key=${item.id} class=${`timeline__item timeline__item--${item.state ?? "past"}`}
      aria-current=${item.state === "now" ? "step" : undefined}>
      <span class="timeline__mark"><${Icon} name=${item.icon ?? "check"} size="small" /></span>
      <div class="timeline__body">
        <p class="timeline__title">${item.title}</p>
        ${item.when && html`<p class="timeline__when">${item.when}</p>`}
        ${item.body}
      </div>
    </li>`)}
  </ol>`;
}
