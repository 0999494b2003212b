/** A new passphrase for the old one. Every other phone has to sign in again. */
import { t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { Button, ButtonRow } from "../../components/button.js";
import { FieldError, TextField } from "../../components/field.js";
import { PassphraseField } from "../../components/passphrase-field.js";
import { NewPassphrase, useAssessment } from "../../new-passphrase.js";
import { Screen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { html, useState } from "../../view.js";

/** @param {{ params: { recoveryCode?: string } }} props after a sign-in with the recovery code, which then stands for the old passphrase */
export function ChangePassphraseScreen({ params: { recoveryCode } }) {
  const { app, router, toasts } = useShell();
  const isFirst = app.account.opensWith() === "recovery-code";
  const [old, setOld] = useState(recoveryCode ?? "");
  const [fresh, setFresh] = useState("");
  const assessment = useAssessment(fresh, app.account.device.value?.name ?? "");
  const { run, isBusy, problem, clear } = useAttempt(async (/** @type {() => Promise<import("../../../domain/account/ways-in.js").Shown>} */ shown) => {
    await app.codeKeeper.learn();
    await app.account.changePassphrase(await shown(), fresh);
    toasts.show({ text: t("Changed. Your other phones will ask for the new one.") });
    router.back("settings");
  });
  return html`<${Screen} title=${isFirst ? t("A new passphrase") : t("Change the passphrase")}>
    <form class="stack" onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault();
      void run(async () => old);
    }}>
      <p class="lead">${isFirst ? t("You are in. Choose a new passphrase now, so that you can open it again without the recovery code.") : t("Your other phones are signed out and ask for the new one. What you wrote stays as it is.")}</p>
      ${!recoveryCode && html`<${Old} isCode=${isFirst} value=${old} onInput=${(/** @type {string} */ value) => (setOld(value), clear())} />`}
      <${NewPassphrase} label=${t("New passphrase")} value=${fresh} onInput=${setFresh} assessment=${assessment} />
      <${FieldError} text=${problem} />
      ${isBusy && html`<p class="note" role="status">${t("Working out the new key. This takes a few seconds.")}</p>`}
      <${ButtonRow}><${Button} kind="primary" type="submit" busy=${isBusy} disabled=${old === "" || !assessment?.ok}>${isFirst ? t("Use this one") : t("Change it")}<//>
        ${!recoveryCode && app.account.hasTouch() && html`<${Button} icon="touch" busy=${isBusy} disabled=${!assessment?.ok} onPress=${() => void run(() => app.account.touch())}>${t("I forgot it: use my passkey")}<//>`}<//>
    </form>
  <//>`;
}

/** What opens it so far. @param {{ isCode: boolean, value: string, onInput: (value: string) => void }} props */
function Old({ isCode, ...field }) {
  if (isCode) return html`<${TextField} ...${field} label=${t("Recovery code")} voice="code" autocapitalize="characters" />`;
  return html`<${PassphraseField} ...${field} label=${t("Passphrase so far")} />`;
}
