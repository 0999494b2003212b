/** The recovery kit once more, after a fresh passphrase. */
import { t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { Button, ButtonRow } from "../../components/button.js";
import { FreshPassphrase } from "../../fresh-passphrase.js";
import { Kit } from "../../kit.js";
import { Screen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html, useState } from "../../view.js";
import { Problem } from "../parts/problem.js";
import { NoCode } from "./no-code.js";

export function KitAgainScreen() {
  const { app } = useShell();
  const [code, setCode] = useState(/** @type {Uint8Array | null} */ (null));
  if (!app.account.device.value?.accountCode) return html`<${Screen} title=${t("Recovery kit")}><${NoCode} /><//>`;
  return html`<${Screen} title=${t("Recovery kit")}>
    <div class="stack">
      ${code ? html`<${Kit} accountCode=${code} /><${Kept} />` : html`<p class="lead">${t("Your name and account code, to be kept outside of this phone. A recovery code is not shown again; you can make a new one.")}</p>
        <${FreshPassphrase} submitLabel=${t("Show the kit")} onSubmit=${async (/** @type {string} */ passphrase) => setCode((await app.account.kit(passphrase)).accountCode)} />`}
    </div>
  <//>`;
}

/** Asked only of whoever did not come to the end of it when the account was made. */
function Kept() {
  const { app, router } = useShell();
  const { kitToKeep } = useObservable(app.settings.value);
  const { run, isBusy, problem } = useAttempt(async () => {
    await app.settings.save({ kitToKeep: false });
    router.back("settings");
  });
  return kitToKeep && html`<${Problem} text=${problem} /><${ButtonRow}><${Button} kind="primary" wide busy=${isBusy} onPress=${() => void run()}>${t("I have it")}<//><//>`;
}
