/** A link or a code that somebody gave me: pasted here, because a link never opens the app on a home screen. */
import { t } from "../../core/i18n.js";
import { Button, ButtonRow } from "../components/button.js";
import { CodeScanner } from "../components/code-scanner.js";
import { TextField } from "../components/field.js";
import { parseLink } from "../link.js";
import { PlainScreen } from "../screen.js";
import { useShell } from "../shell.js";
import { html, useState } from "../view.js";

export function HaveLinkScreen() {
  const { app, router, link } = useShell();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState(/** @type {string | undefined} */ (undefined));

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    follow(text);
  }

  /** @param {string} given */
  function follow(given) {
    const found = parseLink(given);
    if (!found) return setProblem(t("This is not a link of this app, or a part of it is missing. Please copy all of it."));
    if (found.kind === "join" && app?.account.state.value === "unlocked") return router.replace("join", { fragment: found.fragment });
    link.value = found;
    if (found.kind === "add") router.replace("sign-in");
    else router.back("welcome");
  }

  return html`<${PlainScreen} title=${t("I have a link")}>
    <form class="stack" onSubmit=${submit}>
      <p class="lead">${t("Scan the code on your partner’s phone, or on your other phone. Or paste the link that you were sent.")}</p>
      <${CodeScanner} accept=${(/** @type {string} */ found) => parseLink(found) !== null} onRead=${follow} />
      <${TextField} label=${t("Link")} voice="code" value=${text} error=${problem} inputMode="url" autocapitalize="none"
        onInput=${(/** @type {string} */ value) => (setText(value), setProblem(undefined))} />
      <${ButtonRow}><${Button} kind="primary" type="submit" disabled=${text.trim() === ""}>${t("Go on")}<//><//>
    </form>
  <//>`;
}
