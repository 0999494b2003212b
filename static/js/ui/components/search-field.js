/** Search as you type; what was found is said in words. */
import { t } from "../../core/i18n.js";
import { html, useId } from "../view.js";
import { IconButton } from "./button.js";
import { Icon } from "./icon.js";
import { useTypedText } from "./private-input.js";

/**
 * @param {{ label: string, value: string, onInput: (value: string) => void, placeholder?: string, found?: string }} props
 *   found: how many there are, in words
 */
export function SearchField({ label, value, onInput, placeholder, found }) {
  const id = useId();
  const element = useTypedText(value, true);
  return html`<div class="search-field" role="search">
    <label class="visually-hidden" for=${id}>${label}</label>
    <span class="search-field__icon"><${Icon} name="search" /></span>
    <input ref=${element} id=${id} class="input search-field__input" type="text" inputmode="search" enterkeyhint="search"
      dir="auto" placeholder=${placeholder ?? label}
      onInput=${(/** @type {any} */ event) => onInput(event.currentTarget.value)}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && value && clear(event)} />
    ${value && html`<${IconButton} icon="close" label=${t("Clear the search")} onPress=${() => onInput("")} />`}
    <p class="search-field__found" role="status">${found}</p>
  </div>`;

  /** @param {KeyboardEvent} event the first Escape empties, the next closes what is around */
  function clear(event) {
    event.stopPropagation();
    if (element.current) element.current.value = "";
    onInput("");
  }
}
