/** Buttons: one primary on a screen, the others quieter. */
import { classes, html } from "../view.js";
import { Icon } from "./icon.js";

/** @typedef {import("../view.js").Children} Children */
/** @typedef {import("./icon.js").IconName} IconName */
/**
 * @typedef {object} ButtonProps
 * @property {"primary" | "plain" | "quiet" | "danger"} [kind]
 * @property {IconName} [icon]
 * @property {boolean} [wide] as wide as its room
 * @property {boolean} [busy] still working: says so, keeps the focus, takes no second press
 * @property {boolean} [disabled]
 * @property {"button" | "submit"} [type]
 * @property {string} [form] id of the form it submits from outside of it
 * @property {string} [describedBy] id of the words that explain it
 * @property {(event: MouseEvent) => void} [onPress]
 * @property {Children} [children]
 */

/** @param {ButtonProps} props */
export function Button({
  kind = "plain", icon, wide, busy, disabled, type = "button", form, describedBy, onPress, children,
}) {
  return html`<button
    type=${type}
    form=${form}
    class=${classes("button", `button--${kind}`, wide && "button--wide")}
    disabled=${disabled}
    aria-disabled=${busy ? "true" : undefined}
    aria-busy=${busy ? "true" : undefined}
    aria-describedby=${describedBy}
    onClick=${(/** @type {MouseEvent} */ event) => (busy ? event.preventDefault() : onPress?.(event))}
  >
    ${icon && html`<${Icon} name=${icon} />`}
    <span class="button__label">${children}</span>
  </button>`;
}

/**
 * A button of one icon; the label is read aloud.
 * @param {{ icon: IconName, label: string, onPress: (event: MouseEvent) => void, pressed?: boolean, disabled?: boolean, tone?: "quiet" | "plain" }} props
 */
export function IconButton({ icon, label, onPress, pressed, disabled, tone = "quiet" }) {
  return html`<button
    type="button"
    class=${`icon-button icon-button--${tone}`}
    aria-label=${label}
    title=${label}
    aria-pressed=${pressed === undefined ? undefined : String(pressed)}
    disabled=${disabled}
    onClick=${onPress}
  ><${Icon} name=${icon} /></button>`;
}

/**
 * Buttons that belong together; on a phone the first stands on top.
 * @param {{ children?: Children, sticky?: boolean }} props sticky: stays at the thumb while the screen scrolls
 */
export function ButtonRow({ children, sticky }) {
  return html`<div class=${classes("button-row", sticky && "button-row--sticky")}>${children}</div>`;
}
