/** Signing in on a phone that does not know the account yet: name, account code, passphrase. */
import { CodeInvalidError } from "../../../core/errors.js";
import { isNumericHost } from "../../../core/hosts.js";
import { codeGroups, decodeCode } from "../../../core/ids.js";
import { t } from "../../../core/i18n.js";
import { useAttempt, wordsFor } from "../../attempt.js";
import { Button, ButtonRow } from "../../components/button.js";
import { CodeScanner } from "../../components/code-scanner.js";
import { FieldError, TextField } from "../../components/field.js";
import { PassphraseField } from "../../components/passphrase-field.js";
import { parseLink } from "../../link.js";
import { Problem } from "../parts/problem.js";
import { PlainScreen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { html, useEffect, useState } from "../../view.js";
import { codeWords } from "./code-words.js";

export function SignInScreen() {
  const { whenReady, router } = useShell();
  const [name, setName] = useState("");
  const [code, setCode] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [codeProblem, setCodeProblem] = useState(/** @type {string | undefined} */ (undefined));
  const [linkProblem, readLink] = useAddLink(({ name: found, accountCode }) => {
    setName(found);
    setCode(codeGroups(accountCode).join("-"));
    setCodeProblem(undefined);
  });
  const { run, isBusy, problem, clear } = useAttempt(async (/** @type {import("../../../core/bytes.js").Bytes} */ accountCode) => {
    const { account } = await whenReady;
    await account.signIn({ name: name.trim(), accountCode, passphrase });
  });

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    try {
      void run(decodeCode(code));
    } catch (cause) {
      if (!(cause instanceof CodeInvalidError)) throw cause;
      setCodeProblem(codeWords(cause));
    }
  }

  return html`<${PlainScreen} title=${t("Sign in")}>
    <form class="stack" onSubmit=${submit}>
      <${ByPasskey} />
      <p class="lead">${t("The account code is in your recovery kit. A phone that is signed in can also show it as a picture to scan: Settings, Add a phone.")}</p>
      <${CodeScanner} accept=${isAddLink} onRead=${(/** @type {string} */ found) => readLink(addFragment(found))} />
      <${FieldError} text=${linkProblem} />
      <${TextField} label=${t("Sign-in name")} value=${name} onInput=${setName} isPrivate=${false} autocomplete="username" autocapitalize="none" enterKeyHint="next" maxLength=${64} />
      <${TextField} label=${t("Account code")} hint=${t("27 letters and digits. Gaps and dashes do not matter.")} voice="code" value=${code} error=${codeProblem} autocapitalize="characters" enterKeyHint="next"
        onInput=${(/** @type {string} */ value) => (setCode(value), setCodeProblem(undefined))} />
      <${PassphraseField} label=${t("Passphrase")} value=${passphrase} error=${problem} enterKeyHint="go"
        onInput=${(/** @type {string} */ value) => (setPassphrase(value), clear())} />
      ${isBusy && html`<p class="note" role="status">${t("Working out your key. This takes a few seconds.")}</p>`}
      <${ButtonRow}>
        <${Button} kind="primary" type="submit" busy=${isBusy} disabled=${name.trim() === "" || code.trim() === "" || passphrase === ""}>${t("Sign in")}<//>
        <${Button} kind="quiet" onPress=${() => router.go("sign-in-recovery")}>${t("Use my recovery code")}<//>
      <//>
      <p class="note">${t("If Bridge was here before and is empty now, the phone or the browser has cleared it. What had reached the server comes back when you sign in.")}</p>
    </form>
  <//>`;
}

/** Where the phone may have a passkey of the account; one that turns out not to work here is not offered again. */
function ByPasskey() {
  const { whenReady } = useShell();
  // until the parts know better, so that the form below does not move when they do
  const [isThere, setThere] = useState(() => "PublicKeyCredential" in globalThis && !isNumericHost(location.hostname));
  const look = () => void whenReady.then(({ account }) => account.canTouch()).then(setThere);
  useEffect(look, []);
  const { run, isBusy, problem } = useAttempt(async () => {
    const { account } = await whenReady;
    await account.signInWithPasskey().finally(look);
  });
  if (!isThere) return html`<${Problem} text=${problem} />`;
  return html`<div class="stack">
    <${Button} wide icon="touch" busy=${isBusy} onPress=${() => void run()}>${t("Sign in with a passkey")}<//>
    <${Problem} text=${problem} />
  </div>`;
}

/** @param {string} text */
const addFragment = (text) => {
  const found = parseLink(text);
  return found?.kind === "add" ? found.fragment : "";
};
/** @param {string} text */
const isAddLink = (text) => addFragment(text) !== "";

/**
 * @param {(found: { name: string, accountCode: Uint8Array }) => void} onFound
 * @returns {[problem: string | null, read: (fragment: string) => void]} what is wrong with the link one came with or scanned; and reading one
 */
function useAddLink(onFound) {
  const { whenReady, link } = useShell();
  const [problem, setProblem] = useState(/** @type {string | null} */ (null));
  /** @param {string} fragment */
  function read(fragment) {
    setProblem(null);
    void whenReady.then(({ deviceLink }) => onFound(deviceLink.read(fragment))).catch((cause) => setProblem(wordsFor(cause)));
  }
  useEffect(() => {
    const waiting = link.value;
    if (waiting?.kind !== "add") return;
    link.value = null;
    read(waiting.fragment);
  }, []);
  return [problem, read];
}
