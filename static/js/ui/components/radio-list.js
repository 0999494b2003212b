/** Answers below one another, each with a sentence of its own. */
import { html, useId } from "../view.js";
import { Legend } from "./legend.js";

/** @typedef {import("./legend.js").ChoiceProps} ChoiceProps */

/**
 * One answer of a few that want a sentence each.
 * @param {ChoiceProps & { value: string | null, onChange: (value: string) => void }} props
 */
export function RadioList({ legend, hideLegend, hint, options, value, onChange }) {
  const name = useId();
  return html`<fieldset class="radio-list">
    <${Legend} text=${legend} hidden=${hideLegend} hint=${hint} />
    ${options.map((option) => html`<label class="radio-list__row" key=${option.value}>
      <input class="radio" type="radio" name=${name} value=${option.value} disabled=${option.disabled}
        checked=${option.value === value} onChange=${() => onChange(option.value)} />
      <span class="radio-list__words"><span class="radio-list__label">${option.label}</span>
        ${option.hint && html`<span class="radio-list__hint">${option.hint}</span>`}</span>
    </label>`)}
  </fieldset>`;
}
