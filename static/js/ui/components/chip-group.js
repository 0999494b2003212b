/** Chips to choose from: one of them, or some. Native radios and checkboxes underneath. */
import { html, useId } from "../view.js";
import { Icon } from "./icon.js";
import { Legend } from "./legend.js";

/** @typedef {import("./legend.js").ChoiceProps} ChoiceProps */

/**
 * @param {ChoiceProps & { value: string | null, onChange: (value: string) => void }} props
 */
export function ChipChoice({ value, onChange, ...props }) {
  return html`<${ChipSet} ...${props} type="radio"
    isOn=${(/** @type {string} */ option) => option === value}
    onToggle=${(/** @type {string} */ option) => onChange(option)} />`;
}

/**
 * @param {ChoiceProps & { value: string[], onChange: (value: string[]) => void, atMost?: number }} props
 */
export function ChipGroup({ value, onChange, atMost = Infinity, ...props }) {
  const options = props.options.map((option) => ({
    ...option, disabled: option.disabled || (value.length >= atMost && !value.includes(option.value)),
  }));
  return html`<${ChipSet} ...${props} options=${options} type="checkbox"
    isOn=${(/** @type {string} */ option) => value.includes(option)}
    onToggle=${(/** @type {string} */ option) => onChange(toggled(value, option))} />`;
}

/**
 * @param {string[]} values
 * @param {string} value
 * @returns {string[]} with it, or without it if it was there
 */
export function toggled(values, value) {
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
}

/**
 * @param {ChoiceProps & { type: "radio" | "checkbox", isOn: (value: string) => boolean, onToggle: (value: string) => void }} props
 */
function ChipSet({ legend, hideLegend, hint, options, type, isOn, onToggle }) {
  const name = useId();
  return html`<fieldset class="chips">
    <${Legend} text=${legend} hidden=${hideLegend} hint=${hint} />
    <div class="chips__row">
      ${options.map((option) => html`<label class="chip" key=${option.value}>
        <input class="visually-hidden" type=${type} name=${name} value=${option.value} disabled=${option.disabled}
          checked=${isOn(option.value)} onChange=${() => onToggle(option.value)} />
        <span class="chip__face">${option.icon && html`<${Icon} name=${option.icon} size="small" />`}
          <span dir="auto">${option.label}</span></span>
      </label>`)}
    </div>
  </fieldset>`;
}
