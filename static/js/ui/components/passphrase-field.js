/** The passphrase, hidden until its owner asks to see it. */
import { t } from "../../core/i18n.js";
import { html, useEffect, useState } from "../view.js";
import { Field } from "./field.js";
import { IconButton } from "./button.js";
import { useTypedText } from "./private-input.js";

/**
 * @param {import("./field.js").FieldProps & {
 *   value: string, onInput: (value: string) => void,
 *   autocomplete?: "current-password" | "new-password",
 *   enterKeyHint?: import("./field.js").TypingProps["enterKeyHint"], name?: string, autofocus?: boolean,
 * }} props the browser's own password keeper is welcome here, its spelling check is not
 */
export function PassphraseField({ autocomplete = "current-password", enterKeyHint = "next", ...props }) {
  const [shown, setShown] = useState(false);
  const element = useTypedText(props.value, false);
  useEffect(() => forbidSpelling(element.current), []);
  return html`<${Field} ...${props}>${(/** @type {any} */ ids) => html`<div class="input-with-button">
    <input
      ref=${element}
      id=${ids.id}
      class="input input--code"
      type=${shown ? "text" : "password"}
      name=${props.name}
      autocomplete=${autocomplete}
      autocapitalize="none"
      enterkeyhint=${enterKeyHint}
      autofocus=${props.autofocus}
      aria-describedby=${ids.describedBy}
      aria-invalid=${ids.invalid}
      onInput=${(/** @type {any} */ event) => props.onInput(event.currentTarget.value)}
    />
    <${IconButton}
      icon=${shown ? "eye-off" : "eye"}
      label=${shown ? t("Hide the passphrase") : t("Show the passphrase")}
      onPress=${() => setShown(!shown)}
    />
  </div>`}<//>`;
}

/** @param {Element | null} input once shown as text, a browser might send it to a spelling service */
function forbidSpelling(input) {
  input?.setAttribute("spellcheck", "false");
  input?.setAttribute("autocorrect", "off");
  input?.setAttribute("writingsuggestions", "false");
}
