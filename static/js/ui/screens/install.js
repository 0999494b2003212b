/** Keeping the app on the home screen: one press where the browser can, the steps where it cannot. */
import { t } from "../../core/i18n.js";
import { useAttempt } from "../attempt.js";
import { Button, ButtonRow } from "../components/button.js";
import { Icon } from "../components/icon.js";
import { Screen } from "../screen.js";
import { useShell } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { html } from "../view.js";

export function InstallScreen() {
  const { app, router } = useShell();
  const way = useObservable(app.install.way);
  const { run, isBusy } = useAttempt(async () => {
    await app.install.prompt();
    router.back("today");
  });
  return html`<${Screen} title=${t("Home screen")}>
    <div class="stack">
      <p class="lead">${t("It is called Bridge there, with a plain picture. It opens without a network, and the phone does not clear it away when it is not used for a while.")}</p>
      ${way === "prompt" ? html`<${ButtonRow}><${Button} kind="primary" busy=${isBusy} onPress=${() => void run()}>${t("Put it there")}<//><//>` : html`<${IphoneSteps} />`}
      <p class="note">${t("An icon can be seen by whoever holds your phone. You need not do this.")}</p>
    </div>
  <//>`;
}

function IphoneSteps() {
  return html`<ol class="install-steps">
    <li><${Icon} name="share" /><span>${t("In Safari, press the sign for sharing at the bottom of the screen.")}</span></li>
    <li><${Icon} name="plus" /><span>${t("Go down the list and choose “Add to Home Screen”.")}</span></li>
    <li><${Icon} name="check" /><span>${t("Press “Add”. Open Bridge from there and sign in once: Safari and the home screen do not share what they keep.")}</span></li>
  </ol>`;
}
