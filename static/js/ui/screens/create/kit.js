/** The recovery kit of a new account, and the check that it is really somewhere. */
import { codeGroups, tidyCode } from "../../../core/ids.js";
import { t } from "../../../core/i18n.js";
import { wordsFor } from "../../attempt.js";
import { Button, ButtonRow } from "../../components/button.js";
import { TextField } from "../../components/field.js";
import { StepsIndicator } from "../../components/steps-indicator.js";
import { Kit } from "../../kit.js";
import { PlainScreen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { html, useEffect, useState } from "../../view.js";

/** @param {{ params: { accountCode: Uint8Array, recoveryCode: Uint8Array | null, isLight?: boolean } }} props both 16, secret */
export function NewKitScreen({ params }) {
  const { app } = useShell();
  const [step, setStep] = useState(/** @type {"show" | "check"} */ ("show"));
  // Until the groups were typed, Today asks for it: a reload or a lock in between must not end it here.
  useEffect(() => void app.settings.save({ kitToKeep: true }).catch(wordsFor), []);
  if (step === "check") return html`<${CheckStep} code=${params.accountCode} onBack=${() => setStep("show")} />`;
  return html`<${PlainScreen} title=${t("Your recovery kit")} hasBack=${false}>
    <div class="stack">
      <${StepsIndicator} count=${3} current=${3} />
      <p class="lead">${t("You need this code, together with your passphrase, on a new phone. Nobody can look it up for you. Keep it now: on paper, or in a file only you can open.")}</p>
      ${params.isLight && html`<p class="note">${t("This phone is slow, so your key was made a little lighter. A longer passphrase makes up for it.")}</p>`}
      <${Kit} ...${params} />
      <${ButtonRow}><${Button} kind="primary" wide onPress=${() => setStep("check")}>${t("I have it. Go on")}<//><//>
    </div>
  <//>`;
}

/** @param {{ code: Uint8Array, onBack: () => void }} props */
function CheckStep({ code, onBack }) {
  const { app, enter } = useShell();
  const groups = codeGroups(code);
  const [asked] = useState(() => twoOf(groups.length));
  const [typed, setTyped] = useState(["", ""]);
  const [problem, setProblem] = useState(/** @type {string | undefined} */ (undefined));

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    const isRight = asked.every((group, at) => tidyCode(typed[at]) === groups[group]);
    if (!isRight) return setProblem(t("That is not what the kit says. Please look at it again."));
    void app.settings.save({ kitToKeep: false }).catch(wordsFor);
    enter();
  }

  return html`<${PlainScreen} title=${t("Check your kit")} onBack=${onBack}>
    <form class="stack" onSubmit=${submit}>
      <p class="lead">${t("Please type two groups from your kit, so that you know it is safe.")}</p>
      ${asked.map((group, at) => html`<${TextField} key=${group} label=${t("Group {group}", { group: group + 1 })} voice="code" value=${typed[at]} autocapitalize="characters" maxLength=${8}
        error=${at === 1 ? problem : undefined}
        onInput=${(/** @type {string} */ value) => (setTyped(typed.map((old, place) => (place === at ? value : old))), setProblem(undefined))} />`)}
      <${ButtonRow}>
        <${Button} kind="primary" type="submit" disabled=${typed.some((each) => each.trim() === "")}>${t("Check it")}<//>
        <${Button} onPress=${onBack}>${t("Show me the kit again")}<//>
      <//>
    </form>
  <//>`;
}

/** @param {number} count @returns {number[]} two different ones, in order; chance is enough here, nothing secret hangs on it */
function twoOf(count) {
  const first = Math.floor(Math.random() * count);
  const second = (first + 1 + Math.floor(Math.random() * (count - 1))) % count;
  return [first, second].sort((a, b) => a - b);
}
