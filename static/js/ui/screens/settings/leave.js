/** Leaving the bridge: at once, for no reason, needing nobody. */
import { t } from "../../../core/i18n.js";
import { FreshPassphrase } from "../../fresh-passphrase.js";
import { Screen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { html } from "../../view.js";

export function LeaveScreen() {
  const { app, router, toasts } = useShell();
  return html`<${Screen} title=${t("Leave the bridge")}>
    <div class="prose">
      <p class="lead">${t("You can leave at any time. It takes effect at once and needs nobody’s yes. No message is sent.")}</p>
      <ul>
        <li>${t("Offers that are still open end, in both directions.")}</li>
        <li>${t("What you opened to each other stays with each of you.")}</li>
        <li>${t("Your own place stays as it is. Nothing you write from now on can be opened by your partner.")}</li>
        <li>${t("Your partner will see that the bridge is no longer there when they look.")}</li>
      </ul>
      <${FreshPassphrase} submitLabel=${t("Leave now")} danger onSubmit=${async (/** @type {string} */ passphrase) => {
        await app.pairing.leave(passphrase);
        toasts.show({ text: t("You have left the bridge.") });
        router.back("settings");
      }} />
    </div>
  <//>`;
}
