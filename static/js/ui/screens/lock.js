/**
 * The lock: a touch of its passkey, or its own passphrase (or the recovery code, for whoever has no other yet), whatever the
 * phone's PIN is. Works without a network. It stands before the parts are there: what is typed and pressed by then waits for them.
 */
// Whatever those below import, so that a phone asks for all of it at once and not for one behind the other.
import "../components/field.js";
import "../components/passphrase-field.js";
import "../components/private-input.js";
import { t } from "../../core/i18n.js";
import { useAttempt } from "../attempt.js";
import { Button } from "../components/button.js";
import { FieldError } from "../components/field.js";
import { BridgeScene } from "../components/bridge-scene.js";
import { FreshPassphrase, useIsCode } from "../fresh-passphrase.js";
import { PlainScreen, useShell } from "../shell.js";
import { html } from "../view.js";

/** @typedef {import("../../domain/account/account.js").Account} Account */

export function LockScreen() {
  const { app, whenReady, router, link, remembered } = useShell();
  const isCode = useIsCode();
  const hasTouch = app ? app.account.hasTouch() : remembered.value?.state === "locked" && remembered.value.hasTouch;
  /** At once where it can be: what is begun before Hide now is ended by it, even in the same moment. @template T @param {(account: Account) => Promise<T>} open */
  const opening = (open) => (app ? open(app.account) : whenReady.then(({ account }) => open(account)));
  return html`<${PlainScreen} title="" hasBack=${false}>
    <div class="lock">
      <div class="lock__art"><${BridgeScene} state="still" /></div>
      <h1 class="lock__title" data-screen-title tabindex="-1">${t("Locked")}</h1>
      ${link.value?.kind === "join" && html`<p class="note">${t("Unlock first, then you can look at the invitation.")}</p>`}
      ${hasTouch && html`<${ByTouch} unlock=${() => opening((account) => account.unlockByTouch())} />`}
      <${FreshPassphrase} typedOnly submitLabel=${t("Unlock")} busyLabel=${t("Opening")} onSubmit=${(/** @type {string} */ typed) => opening((account) => account.unlock(typed))} />
      <div class="welcome__links">
        ${isCode
          ? html`<${Button} kind="quiet" icon="key" onPress=${() => router.go("sign-in")}>${t("Use my passphrase")}<//>`
          : html`<${Button} kind="quiet" icon="key" onPress=${() => router.go("sign-in-recovery")}>${t("I forgot it")}<//>`}
        <${Button} kind="quiet" icon="info" onPress=${() => router.go("safety")}>${t("Is this right for us?")}<//>
      </div>
    </div>
  <//>`;
}

/** @param {{ unlock: () => Promise<void> }} props */
function ByTouch({ unlock }) {
  const { run, isBusy, problem } = useAttempt(unlock);
  return html`<div class="stack">
    <${Button} kind="primary" wide icon="touch" busy=${isBusy} onPress=${() => void run()}>${t("Unlock with my passkey")}<//>
    <${FieldError} text=${problem} />
    <p class="lock__or">${t("or type it")}</p>
  </div>`;
}
