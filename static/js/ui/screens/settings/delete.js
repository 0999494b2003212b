/** Deleting the account: everything here and on the server. Needs nobody else. */
import { t } from "../../../core/i18n.js";
import { Button } from "../../components/button.js";
import { Checkbox } from "../../components/switch.js";
import { FreshPassphrase } from "../../fresh-passphrase.js";
import { Screen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { html, useState } from "../../view.js";

export function DeleteScreen() {
  const { app, router } = useShell();
  const [isSure, setSure] = useState(false);
  return html`<${Screen} title=${t("Delete my account")}>
    <div class="prose">
      <p class="lead">${t("Everything you wrote is deleted from this phone and from the server, for good. It cannot be brought back.")}</p>
      <ul>
        <li>${t("What you opened to your partner stays with them.")}</li>
        <li>${t("Your other phones keep what is on them, sealed, until you clear them.")}</li>
      </ul>
      <p><${Button} kind="quiet" icon="download" onPress=${() => router.go("settings-export")}>${t("Save a copy first")}<//></p>
      <${FreshPassphrase} submitLabel=${t("Delete everything")} danger disabled=${!isSure} onSubmit=${(/** @type {string} */ passphrase) => app.account.deleteAccount(passphrase)}>
        <${Checkbox} label=${t("I know that it cannot be brought back.")} checked=${isSure} onChange=${setSure} />
      <//>
    </div>
  <//>`;
}
