/** Answering an invitation: look first, read what cannot be promised, then answer. */
import { formatDateTime, t } from "../../core/i18n.js";
import { useAttempt } from "../attempt.js";
import { useApp, useRouter } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { parseLink } from "../link.js";
import { Screen } from "../screen.js";
import { html, useEffect, useState } from "../view.js";
import { Button, ButtonRow } from "../components/button.js";
import { CodeScanner } from "../components/code-scanner.js";
import { TextField } from "../components/field.js";
import { Skeleton } from "../components/skeleton.js";
import { Checkbox } from "../components/switch.js";
import { Linked } from "./bridge/after-link.js";
import { Joining } from "./bridge/unlinked.js";
import { PlainWarning } from "./parts/plain-warning.js";
import { Problem } from "./parts/problem.js";

/** @param {{ params: { fragment?: string } }} props fragment: of the link one came with, secret */
export function JoinScreen({ params }) {
  const { pairing } = useApp();
  const state = useObservable(pairing.state);
  const [link, setLink] = useState(params.fragment ?? null);
  if (state.kind === "paired") return html`<${Linked} title=${t("Join")} />`;
  if (state.kind === "joining") return html`<${Screen} title=${t("Join")}><${Joining} state=${state} /><//>`;
  return html`<${Screen} title=${t("Join")}>
    ${link === null ? html`<${AskForLink} onLink=${setLink} />` : html`<${Checked} link=${link} onOther=${() => setLink(null)} />`}
  <//>`;
}

/** @param {{ onLink: (link: string) => void }} props the way in for an installed app, which no link can open */
function AskForLink({ onLink }) {
  const { pairing } = useApp();
  const [text, setText] = useState("");
  const { problem, run } = useAttempt();
  /** @param {Event} event */
  const goOn = (event) => {
    event.preventDefault();
    void run(async () => {
      pairing.readLink(text);
      onLink(text);
    });
  };
  return html`<form class="join" onSubmit=${goOn}>
    <p class="lead">${t("Scan the code on your partner’s phone, or paste the link that they sent you.")}</p>
    <${CodeScanner} accept=${(/** @type {string} */ found) => parseLink(found)?.kind === "join"} onRead=${onLink} />
    <${TextField} label=${t("The link")} voice="code" value=${text} onInput=${setText} error=${problem} enterKeyHint="go" inputMode="url" />
    <${ButtonRow}><${Button} kind="primary" type="submit" disabled=${text.trim() === ""}>${t("Look at the invitation")}<//><//>
  </form>`;
}

/** @param {{ link: string, onOther: () => void }} props */
function Checked({ link, onOther }) {
  const { pairing } = useApp();
  const { problem, run } = useAttempt();
  const [expires, setExpires] = useState(/** @type {number | null} */ (null));
  const look = () => run(async () => setExpires((await pairing.preview(link)).expires));
  useEffect(() => void look(), [link]);
  if (problem) return html`<div class="join">
    <${Problem} text=${problem} />
    <${ButtonRow}><${Button} kind="primary" onPress=${() => void look()}>${t("Look again")}<//>
      <${Button} onPress=${onOther}>${t("Use another link")}<//><//>
  </div>`;
  if (expires === null) return html`<div class="stack"><p class="note" role="status">${t("Looking at the invitation")}</p><${Skeleton} kind="text" /></div>`;
  return html`<${Answer} link=${link} expires=${expires} />`;
}

/** @param {{ link: string, expires: number }} props */
function Answer({ link, expires }) {
  const { pairing } = useApp();
  const router = useRouter();
  const { isBusy, problem, run } = useAttempt();
  const [isRead, setIsRead] = useState(false);
  return html`<div class="join">
    <p class="lead">${t("This invitation is whole and open until {when}. Whoever gave you the link will be linked with you: make sure it came from your partner.", { when: formatDateTime(expires) })}</p>
    <${PlainWarning} />
    <${Checkbox} label=${t("I have read this, and the link came from my partner.")} checked=${isRead} onChange=${setIsRead} />
    <${Problem} text=${problem} />
    <${ButtonRow}>
      <${Button} kind="primary" busy=${isBusy} disabled=${!isRead} onPress=${() => void run(() => pairing.join(link))}>${t("Link with my partner")}<//>
      <${Button} onPress=${() => router.back("bridge")}>${t("Not now")}<//>
    <//>
    <p class="note">${t("Nothing that you write is shown by linking. Only what you offer, one thing at a time, can cross.")}</p>
  </div>`;
}
