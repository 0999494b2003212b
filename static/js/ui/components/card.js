/** A card holds one thing; words a person wrote stand in it in serif. */
import { classes, html, useId } from "../view.js";
import { Icon } from "./icon.js";

/** @typedef {import("../view.js").Children} Children */

/**
 * @param {{
 *   title?: Children, own?: boolean, meta?: Children, icon?: import("./icon.js").IconName,
 *   tone?: "plain" | "soft" | "accent", level?: 2 | 3, onPress?: () => void, actions?: Children, children?: Children, picture?: Children,
 * }} props picture: small, at the end; own: the title is a person's own words; onPress: the whole card is one target
 */
export function Card({ title, own, meta, icon, tone = "plain", level = 2, onPress, actions, children, picture }) {
  const id = useId();
  const words = html`<span class=${classes("card__words", own && "own-line")} dir=${own ? "auto" : undefined}>${title}</span>`;
  return html`<section class=${classes("card", `card--${tone}`, onPress && "card--pressable")}
    aria-labelledby=${title ? id : undefined}>
    ${icon && html`<span class="card__icon"><${Icon} name=${icon} /></span>`}
    <div class="card__body">
      ${title && html`<${`h${level}`} class="card__title" id=${id}>
        ${onPress ? html`<button type="button" class="card__hit" onClick=${onPress}>${words}</button>` : words}
      <//>`}
      ${children}
      ${meta && html`<p class="card__meta">${meta}</p>`}
    </div>
    ${picture ? html`<span class="card__picture">${picture}</span>` : onPress && html`<span class="card__go"><${Icon} name="forward" size="small" /></span>`}
    ${actions && html`<div class="card__actions">${actions}</div>`}
  </section>`;
}

/**
 * What a person wrote: serif, its lines kept, its direction its own.
 * @param {{ children?: Children, size?: "normal" | "large", quote?: boolean }} props quote: said by the partner
 */
export function OwnText({ children, size = "normal", quote }) {
  return html`<p class=${classes("own-text", `own-text--${size}`, quote && "own-text--quote")} dir="auto">${children}</p>`;
}
