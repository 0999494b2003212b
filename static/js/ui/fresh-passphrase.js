/**
 * "Your passphrase, please": asked afresh before anything that whoever holds an unlocked phone must not
 * do (safety.md, P8). Whoever came in with the recovery code is asked for that, until they set a passphrase; whoever has a
 * passkey on this phone may touch it instead.
 */
import { t } from "../core/i18n.js";
import { useAttempt } from "./attempt.js";
import { Button, ButtonRow } from "./components/button.js";
import { TextField } from "./components/field.js";
import { PassphraseField } from "./components/passphrase-field.js";
import { useShell } from "./shell.js";
import { html, useState } from "./view.js";

/** @returns {boolean} whether the recovery code is what opens this device; known before the parts are there */
export function useIsCode() {
  const { app, remembered } = useShell();
  if (app) return app.account.opensWith() === "recovery-code";
  return remembered.value?.state === "locked" && remembered.value.opensWith === "recovery-code";
}

/**
 * @param {{
 *   onSubmit: (shown: any) => Promise<unknown>, submitLabel: string, busyLabel?: string, label?: string, hint?: string,
 *   danger?: boolean, disabled?: boolean, autofocus?: boolean, typedOnly?: boolean, children?: import("./view.js").Children,
 * }} props busyLabel: on the button while it works; children: stand between the field and the button; onSubmit gets what was
 *   typed or the touch (ways-in.js, Shown); typedOnly: a touch is not enough
 */
export function FreshPassphrase({ onSubmit, submitLabel, busyLabel = submitLabel, label, hint, danger, disabled, autofocus, typedOnly, children }) {
  const { app } = useShell();
  const isCode = useIsCode();
  const hasTouch = !typedOnly && app.account.hasTouch();
  const [typed, setTyped] = useState("");
  const [turn, setTurn] = useState(0);
  const { run, isBusy, problem, clear } = useAttempt(async (/** @type {() => Promise<unknown>} */ show) => {
    // Called in the very moment of the press: what is begun before Hide now is ended by it.
    await show();
    setTyped("");
    setTurn(turn + 1);
  });
  const field = {
    value: typed, error: problem, autofocus, enterKeyHint: "go",
    onInput: (/** @type {string} */ value) => (setTyped(value), clear()),
  };
  return html`<form class="stack" onSubmit=${(/** @type {Event} */ event) => {
    event.preventDefault();
    void run(() => onSubmit(typed));
  }}>
    ${isCode
      ? html`<${TextField} key=${turn} ...${field} label=${t("Recovery code")} hint=${t("You came in with it and have no new passphrase on this phone yet.")} voice="code" autocapitalize="characters" />`
      : html`<${PassphraseField} key=${turn} ...${field} label=${label ?? t("Passphrase")} hint=${hint} />`}
    ${children}
    <${ButtonRow}><${Button} type="submit" kind=${danger ? "danger" : "primary"} busy=${isBusy} disabled=${disabled || typed === ""}>${isBusy ? busyLabel : submitLabel}<//>
      ${hasTouch && html`<${Button} kind="plain" icon="touch" busy=${isBusy} disabled=${disabled} onPress=${() => void run(() => app.account.touch().then(onSubmit))}>${t("Use my passkey")}<//>`}<//>
  </form>`;
}
