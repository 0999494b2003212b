/** Side by side answers of which one is true. */
import { html, useId } from "../view.js";
import { Icon } from "./icon.js";
import { Legend } from "./legend.js";

/** @typedef {import("./legend.js").ChoiceProps} ChoiceProps */

/**
 * Two to four answers side by side, one of them true.
 * @param {ChoiceProps & { value: string, onChange: (value: string) => void }} props
 */
export function Segmented({ legend, hideLegend = true, hint, options, value, onChange }) {
  const name = useId();
  return html`<fieldset class="segmented">
    <${Legend} text=${legend} hidden=${hideLegend} hint=${hint} />
    <div class="segmented__track">
      ${options.map((option) => html`<label class="segmented__part" key=${option.value}>
        <input class="visually-hidden" type="radio" name=${name} value=${option.value} disabled=${option.disabled}
          checked=${option.value === value} onChange=${() => onChange(option.value)} />
        <span class="segmented__label">${option.icon && html`<${Icon} name=${option.icon} size="small" />`}${option.label}</span>
      </label>`)}
    </div>
  </fieldset>`;
}
