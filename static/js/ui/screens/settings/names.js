/** What I am called here, and what I call my partner; seen by nobody else. */
import { t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { Button, ButtonRow } from "../../components/button.js";
import { FieldError, TextField } from "../../components/field.js";
import { Screen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { html, useState } from "../../view.js";

const LONGEST_NAME = 60;

export function NamesScreen() {
  const { app, router, toasts } = useShell();
  const saved = app.settings.value.value;
  const [name, setName] = useState(saved.name);
  const [partnerName, setPartnerName] = useState(saved.partnerName);
  const { run, isBusy, problem } = useAttempt(async () => {
    await app.settings.save({ name: name.trim(), partnerName: partnerName.trim() });
    toasts.show({ text: t("Saved on this phone") });
    router.back("settings");
  });
  return html`<${Screen} title=${t("Names")}>
    <form class="stack" onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault();
      void run();
    }}>
      <p class="lead">${t("Only you see these. Your partner chooses their own.")}</p>
      <${TextField} label=${t("What should you be called here?")} optional value=${name} onInput=${setName} maxLength=${LONGEST_NAME} autocapitalize="words" />
      <${TextField} label=${t("What do you call your partner?")} optional value=${partnerName} onInput=${setPartnerName} maxLength=${LONGEST_NAME} autocapitalize="words" />
      <${FieldError} text=${problem} />
      <${ButtonRow}><${Button} kind="primary" type="submit" busy=${isBusy}>${t("Save")}<//><//>
    </form>
  <//>`;
}
