/** Making an account, in under a minute: a name, a passphrase, and then the kit. Asks nothing else. */
import { t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { Button, ButtonRow } from "../../components/button.js";
import { FieldError, TextField } from "../../components/field.js";
import { StepsIndicator } from "../../components/steps-indicator.js";
import { Checkbox } from "../../components/switch.js";
import { NewPassphrase, useAssessment } from "../../new-passphrase.js";
import { PlainScreen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { html, useState } from "../../view.js";
import { Working } from "./working.js";

const SHORTEST_NAME = 2;

export function CreateScreen() {
  const { whenReady, router } = useShell();
  const [step, setStep] = useState(/** @type {"name" | "passphrase"} */ ("name"));
  const [name, setName] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [withRecovery, setWithRecovery] = useState(false);
  const [stage, setStage] = useState("stretching");
  const { run, isBusy, problem } = useAttempt(async () => {
    const { account } = await whenReady;
    const made = await account.register({ name: name.trim(), passphrase, withRecovery, onProgress: setStage });
    router.reset("kit", { accountCode: made.accountCode, recoveryCode: made.recoveryCode, isLight: made.isLight, isFirst: true });
  });

  if (isBusy) return html`<${Working} stage=${stage} />`;
  if (step === "name") return html`<${NameStep} name=${name} onName=${setName} onDone=${() => setStep("passphrase")} />`;
  return html`<${PassphraseStep} ...${{ name, passphrase, withRecovery, problem }} onPassphrase=${setPassphrase} onRecovery=${setWithRecovery}
    onBack=${() => setStep("name")} onDone=${() => void run()} />`;
}

/** @param {{ name: string, onName: (name: string) => void, onDone: () => void }} props */
function NameStep({ name, onName, onDone }) {
  const isShort = [...name.trim()].length < SHORTEST_NAME;
  return html`<${PlainScreen} title=${t("Your account")}>
    <form class="stack" onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault();
      if (!isShort) onDone();
    }}>
      <${StepsIndicator} count=${3} current=${1} />
      <p class="lead">${t("No e-mail, no phone number. The name never leaves this phone in a form that can be read, and two people may choose the same one.")}</p>
      <${TextField} label=${t("Sign-in name")} hint=${t("Any name that you will remember.")} value=${name} onInput=${onName} isPrivate=${false}
        autocomplete="username" autocapitalize="none" enterKeyHint="next" maxLength=${64} />
      <${ButtonRow}><${Button} kind="primary" type="submit" disabled=${isShort}>${t("Go on")}<//><//>
    </form>
  <//>`;
}

/**
 * @param {{
 *   name: string, passphrase: string, withRecovery: boolean, problem: string | undefined,
 *   onPassphrase: (typed: string) => void, onRecovery: (isOn: boolean) => void, onBack: () => void, onDone: () => void,
 * }} props
 */
function PassphraseStep({ name, passphrase, withRecovery, problem, onPassphrase, onRecovery, onBack, onDone }) {
  const assessment = useAssessment(passphrase, name);
  return html`<${PlainScreen} title=${t("Your passphrase")} onBack=${onBack}>
    <form class="stack" onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault();
      if (assessment?.ok) onDone();
    }}>
      <${StepsIndicator} count=${3} current=${2} />
      <input class="visually-hidden" type="text" autocomplete="username" value=${name} tabindex="-1" aria-hidden="true" readonly />
      <${NewPassphrase} label=${t("Passphrase")} hint=${t("Four words that do not belong together are good. Nobody can send you a new one, so choose one you will keep in your head.")}
        value=${passphrase} onInput=${onPassphrase} assessment=${assessment} />
      <${Checkbox} label=${html`${t("Also make a recovery code, in case I forget it")} <span class="note join__why">${t("Whoever finds that code can open everything without your passphrase. Choose it only if you have a place for paper that nobody at home looks into.")}</span>`}
        checked=${withRecovery} onChange=${onRecovery} />
      <${FieldError} text=${problem} />
      <${ButtonRow}><${Button} kind="primary" type="submit" disabled=${!assessment?.ok}>${t("Make my account")}<//><//>
    </form>
  <//>`;
}
