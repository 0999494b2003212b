/** The safety number: the same on both phones if nobody came between. */
import { t } from "../../core/i18n.js";
import { useAttempt } from "../attempt.js";
import { useApp, useRouter, useShell } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { Screen } from "../screen.js";
import { html, useState } from "../view.js";
import { Button, ButtonRow } from "../components/button.js";
import { CodeGroups } from "../components/code-groups.js";
import { Sheet } from "../components/sheet.js";
import { Missing } from "./parts/missing.js";
import { Problem } from "./parts/problem.js";

export function SafetyNumberScreen() {
  const { pairing } = useApp();
  const { kind, safetyNumber, numberCompared } = useObservable(pairing.state);
  const [differs, setDiffers] = useState(false);
  if (kind !== "paired" || !safetyNumber) return html`<${Missing} title=${t("Safety number")} place="bridge" words=${t("You are not linked with your partner yet.")} />`;
  return html`<${Screen} title=${t("Safety number")}>
    <div class="join">
      <p class="lead">${t("Put your two phones side by side, or read it to each other in a call. Every group should be the same.")}</p>
      <div class="safety-number"><${CodeGroups} code=${safetyNumber} groupLength=${5} label=${t("Safety number")} /></div>
      ${numberCompared ? html`<p class="note" role="status">${t("You have compared it: it was the same.")}</p>` : html`<${Answers} onDiffers=${() => setDiffers(true)} />`}
      <p class="note">${t("If the key behind it ever changes, the bridge stops and says so.")}</p>
    </div>
    <${WhenItDiffers} open=${differs} onClose=${() => setDiffers(false)} />
  <//>`;
}

/** @param {{ onDiffers: () => void }} props */
function Answers({ onDiffers }) {
  const { pairing } = useApp();
  const { announce } = useShell();
  const router = useRouter();
  const { isBusy, problem, run } = useAttempt();
  const same = async () => {
    if (!(await run(() => pairing.confirmNumber()))) return;
    announce(t("Good. Nobody came between you."));
    router.back("bridge");
  };
  return html`<div class="stack"><${Problem} text=${problem} />
    <${ButtonRow}><${Button} kind="primary" busy=${isBusy} onPress=${() => void same()}>${t("It is the same")}<//>
      <${Button} onPress=${onDiffers}>${t("It is different")}<//><//></div>`;
}

/** @param {{ open: boolean, onClose: () => void }} props */
function WhenItDiffers({ open, onClose }) {
  const router = useRouter();
  const actions = html`<${ButtonRow}><${Button} kind="primary" onPress=${() => router.go("settings-leave")}>${t("End this link")}<//>
    <${Button} onPress=${onClose}>${t("Compare once more")}<//><//>`;
  return html`<${Sheet} open=${open} title=${t("Then please stop here")} onClose=${onClose} actions=${actions}>
    <div class="stack">
      <p>${t("Somebody may stand between your two phones. Do not offer anything, and do not say you are ready to anything.")}</p>
      <p>${t("End this link, and make a new invitation when you are in the same room, by scanning the code from one phone with the other.")}</p>
    </div>
  <//>`;
}
