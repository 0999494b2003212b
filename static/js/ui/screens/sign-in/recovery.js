/** The way back in for whoever forgot the passphrase and made a recovery code. */
import { CodeInvalidError } from "../../../core/errors.js";
import { decodeCode } from "../../../core/ids.js";
import { t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { Button, ButtonRow } from "../../components/button.js";
import { Confirm } from "../../components/confirm.js";
import { TextField } from "../../components/field.js";
import { PlainScreen } from "../../screen.js";
import { Problem } from "../parts/problem.js";
import { useShell } from "../../shell.js";
import { html, useState } from "../../view.js";
import { codeWords } from "./code-words.js";

export function SignInRecoveryScreen() {
  const { app, whenReady, router } = useShell();
  const [name, setName] = useState(app?.account.device.value?.name ?? "");
  const [code, setCode] = useState("");
  const [codeProblem, setCodeProblem] = useState(/** @type {string | undefined} */ (undefined));
  const { run, isBusy, problem } = useAttempt(async () => {
    const { account } = await whenReady;
    await account.signInWithRecovery({ name: name.trim(), recoveryCode: code });
    router.go("settings-passphrase", { recoveryCode: code });
  });

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    try {
      decodeCode(code);
    } catch (cause) {
      if (!(cause instanceof CodeInvalidError)) throw cause;
      return setCodeProblem(codeWords(cause));
    }
    void run();
  }

  return html`<${PlainScreen} title=${t("Recovery code")}>
    <div class="stack stack--loose"><form class="stack" onSubmit=${submit}>
      <p class="lead">${t("If you made a recovery code, it opens your account without the passphrase.")}</p>
      <${TextField} label=${t("Sign-in name")} value=${name} onInput=${setName} isPrivate=${false} autocomplete="username" autocapitalize="none" maxLength=${64} />
      <${TextField} label=${t("Recovery code")} voice="code" value=${code} error=${codeProblem ?? problem} autocapitalize="characters" enterKeyHint="go"
        onInput=${(/** @type {string} */ value) => (setCode(value), setCodeProblem(undefined))} />
      <${ButtonRow}><${Button} kind="primary" type="submit" busy=${isBusy} disabled=${name.trim() === "" || code.trim() === ""}>${t("Open my account")}<//><//>
      <p class="note">${t("Without the passphrase and without a recovery code nobody can open it, we included. You can start anew; what is sealed stays sealed.")}</p>
    </form>
    ${app?.account.device.value && html`<${StartAnew} app=${app} />`}
    </div>
  <//>`;
}

/**
 * For whoever is locked out for good, and for a phone that goes to somebody else: without it this phone would be of no more use.
 * @param {{ app: import("../../app-types.js").App }} props
 */
function StartAnew({ app }) {
  const { router } = useShell();
  const [isAsked, setAsked] = useState(false);
  const { run, isBusy, problem } = useAttempt(async () => {
    await app.account.signOut({ forgetDevice: true });
    router.reset("welcome");
  });
  return html`<div class="stack">
    <${Problem} text=${problem} />
    <${ButtonRow}><${Button} onPress=${() => setAsked(true)}>${t("Start anew on this phone")}<//><//>
    <${Confirm} open=${isAsked} title=${t("Start anew on this phone?")} confirmLabel=${t("Take it off this phone")} danger busy=${isBusy} onConfirm=${() => void run()} onCancel=${() => setAsked(false)}>
      <p>${t("What is kept here goes from this phone, and with it whatever is not on the server yet. The account itself stays: with its passphrase and account code it can be opened again.")}</p>
    <//>
  </div>`;
}
