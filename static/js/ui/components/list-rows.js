/** Short lists: rows one can press, or rows that say one thing each. */
import { classes, html } from "../view.js";
import { Icon } from "./icon.js";

/**
 * @typedef {object} RowProps
 * @property {import("../view.js").Children} title
 * @property {boolean} [own] the title is a person's own words
 * @property {import("../view.js").Children} [detail]
 * @property {import("../view.js").Children} [meta] small, at the end
 * @property {import("./icon.js").IconName} [icon]
 * @property {() => void} [onPress]
 * @property {import("../view.js").Children} [action] a button of its own
 * @property {boolean} [danger]
 */

/** @param {{ label?: string, children?: import("../view.js").Children }} props children: ListRow */
export function List({ label, children }) {
  return html`<ul class="list" aria-label=${label}>${children}</ul>`;
}

/** @param {RowProps} props */
export function ListRow(props) {
  return html`<li class="list__item"><${RowBody} ...${props} /></li>`;
}

/** @param {RowProps} props also alone, inside a WindowedList */
export function RowBody({ title, own, detail, meta, icon, onPress, action, danger }) {
  const inside = html`
    ${icon && html`<span class="row__icon"><${Icon} name=${icon} /></span>`}
    <span class="row__words">
      <span class=${classes("row__title", own && "own-line")} dir=${own ? "auto" : undefined}>${title}</span>
      ${detail && html`<span class="row__detail">${detail}</span>`}
    </span>
    ${meta && html`<span class="row__meta">${meta}</span>`}
    ${onPress && !action && html`<${Icon} name="forward" size="small" />`}`;
  return html`<div class=${classes("row", danger && "row--danger")}>
    ${onPress ? html`<button type="button" class="row__hit" onClick=${onPress}>${inside}</button>` : html`<div class="row__hit">${inside}</div>`}
    ${action && html`<span class="row__action">${action}</span>`}
  </div>`;
}
