/** A day or an hour, by the phone's own wheel. */
import { html } from "../view.js";
import { Field } from "./field.js";

/**
 * @param {import("./field.js").FieldProps & {
 *   value: string, onInput: (value: string) => void, kind?: "date" | "time" | "datetime-local", min?: string, max?: string,
 * }} props value: as the browser writes it, local time ("2026-05-03T18:30")
 */
export function DateTimeField({ kind = "datetime-local", ...props }) {
  return html`<${Field} ...${props}>${(/** @type {any} */ ids) => html`<input
    id=${ids.id}
    class="input input--date"
    type=${kind}
    value=${props.value}
    min=${props.min}
    max=${props.max}
    autocomplete="off"
    aria-describedby=${ids.describedBy}
    aria-invalid=${ids.invalid}
    onInput=${(/** @type {any} */ event) => props.onInput(event.currentTarget.value)}
  />`}<//>`;
}
