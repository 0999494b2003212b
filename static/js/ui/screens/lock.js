/** The lock: its own passphrase (or the recovery code, for whoever has no other yet), whatever the phone's PIN is. Works without a network. */
import { t } from "../../core/i18n.js";
import { Button } from "../components/button.js";
import { BridgeScene } from "../components/bridge-scene.js";
import { FreshPassphrase } from "../fresh-passphrase.js";
import { PlainScreen } from "../screen.js";
import { useShell } from "../shell.js";
import { html } from "../view.js";

export function LockScreen() {
  const { app, router, link } = useShell();
  const isCode = app.account.opensWith() === "recovery-code";
  return html`<${PlainScreen} title="" hasBack=${false}>
    <div class="lock">
      <div class="lock__art"><${BridgeScene} state="still" /></div>
      <h1 class="lock__title" data-screen-title tabindex="-1">${t("Locked")}</h1>
      ${link.value?.kind === "join" && html`<p class="note">${t("Unlock first, then you can look at the invitation.")}</p>`}
      <${FreshPassphrase} submitLabel=${t("Unlock")} onSubmit=${(/** @type {string} */ typed) => app.account.unlock(typed)} />
      <div class="welcome__links">
        ${isCode
          ? html`<${Button} kind="quiet" icon="key" onPress=${() => router.go("sign-in")}>${t("Use my passphrase")}<//>`
          : html`<${Button} kind="quiet" icon="key" onPress=${() => router.go("sign-in-recovery")}>${t("I forgot it")}<//>`}
        <${Button} kind="quiet" icon="info" onPress=${() => router.go("safety")}>${t("Is this right for us?")}<//>
        <${Button} kind="quiet" icon="book" onPress=${() => router.go("good-to-know")}>${t("Good to know")}<//>
      </div>
    </div>
  <//>`;
}
