/** Things that are on or off. */
import { html, useId } from "../view.js";

/**
 * On or off, at once.
 * @param {{ label: string, hint?: string, checked: boolean, disabled?: boolean, onChange: (checked: boolean) => void }} props
 */
export function Switch({ label, hint, checked, disabled, onChange }) {
  const id = useId();
  return html`<label class="switch">
    <span class="switch__words"><span class="switch__label">${label}</span>
      ${hint && html`<span class="switch__hint" id=${`${id}-hint`}>${hint}</span>`}</span>
    <input class="switch__box" type="checkbox" role="switch" aria-label=${label}
      aria-describedby=${hint ? `${id}-hint` : undefined} checked=${checked} disabled=${disabled}
      onChange=${(/** @type {any} */ event) => onChange(event.currentTarget.checked)} />
  </label>`;
}

/**
 * "I have read this", "I understand".
 * @param {{ label: import("../view.js").Children, checked: boolean, onChange: (checked: boolean) => void }} props
 */
export function Checkbox({ label, checked, onChange }) {
  return html`<label class="check">
    <input class="check__box" type="checkbox" checked=${checked}
      onChange=${(/** @type {any} */ event) => onChange(event.currentTarget.checked)} />
    <span class="check__label">${label}</span>
  </label>`;
}
