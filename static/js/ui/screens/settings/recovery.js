/** The recovery code: made anew, or taken away. The old one stops working at once. */
import { codeGroups } from "../../../core/ids.js";
import { t } from "../../../core/i18n.js";
import { CodeGroups } from "../../components/code-groups.js";
import { Segmented } from "../../components/segmented.js";
import { FreshPassphrase } from "../../fresh-passphrase.js";
import { Screen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { html, useState } from "../../view.js";

export function RecoveryScreen() {
  const { app, toasts } = useShell();
  const [wish, setWish] = useState("make");
  const [code, setCode] = useState(/** @type {string | null} */ (null));
  if (code) return html`<${Screen} title=${t("Recovery code")}><${Made} code=${code} /><//>`;
  return html`<${Screen} title=${t("Recovery code")}>
    <div class="stack">
      <p class="lead">${t("A recovery code opens your account when you have forgotten the passphrase.")}</p>
      <p class="plain-text">${t("It opens everything alone. Paper at home can be found by whoever lives there. Make one only if you have a better place for it.")}</p>
      <${Segmented} legend=${t("What to do")} value=${wish} onChange=${setWish} options=${[{ value: "make", label: t("Make a new one") }, { value: "remove", label: t("Take it away") }]} />
      <${FreshPassphrase} key=${wish} submitLabel=${wish === "make" ? t("Make a new one") : t("Take it away")}
        hint=${wish === "make" ? t("A code you made before stops working.") : t("Afterwards only the passphrase opens your account.")}
        onSubmit=${async (/** @type {string} */ passphrase) => {
          if (wish === "make") return setCode(codeGroups(await app.account.setRecovery(passphrase)).join("-"));
          await app.account.removeRecovery(passphrase);
          toasts.show({ text: t("There is no recovery code now.") });
        }} />
    </div>
  <//>`;
}

/** @param {{ code: string }} props secret, shown this once */
function Made({ code }) {
  return html`<section class="kit" aria-label=${t("Your recovery code")}>
    <p>${t("Write it down now. It is not shown again.")}</p>
    <${CodeGroups} code=${code} label=${t("Your recovery code")} />
  </section>`;
}
