/** Inviting the other: a QR code and a link, for one use and one day. */
import { formatDateTime, t } from "../../core/i18n.js";
import { useAttempt } from "../attempt.js";
import { useApp, useRouter } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { Screen } from "../screen.js";
import { html, useState } from "../view.js";
import { useQr } from "../qr-matrix.js";
import { Button, ButtonRow } from "../components/button.js";
import { QrCode } from "../components/qr.js";
import { Checkbox } from "../components/switch.js";
import { Linked, RefusedUses } from "./bridge/after-link.js";
import { PlainWarning } from "./parts/plain-warning.js";
import { Problem } from "./parts/problem.js";

export function InviteScreen() {
  const { pairing } = useApp();
  const state = useObservable(pairing.state);
  if (state.kind === "paired") return html`<${Linked} title=${t("Invitation")} />`;
  return html`<${Screen} title=${t("Invitation")}>
    ${state.kind === "invited" ? html`<${OpenInvitation} state=${state} />` : html`<${MakeInvitation} />`}
  <//>`;
}

function MakeInvitation() {
  const { pairing } = useApp();
  const { isBusy, problem, run } = useAttempt();
  const [isRead, setIsRead] = useState(false);
  return html`<div class="join">
    <p class="lead">${t("You make a link that works once, for one person, for a day. Your partner opens it on their own phone.")}</p>
    <${PlainWarning} />
    <${Checkbox} label=${t("I have read this.")} checked=${isRead} onChange=${setIsRead} />
    <${Problem} text=${problem} />
    <${ButtonRow}><${Button} kind="primary" busy=${isBusy} disabled=${!isRead} onPress=${() => void run(() => pairing.invite())}>${t("Make the invitation")}<//><//>
  </div>`;
}

/** @param {{ state: import("../../domain/pairing.js").PairingState }} props */
function OpenInvitation({ state }) {
  const { pairing } = useApp();
  const router = useRouter();
  const { isBusy, problem, run } = useAttempt();
  const link = state.link ?? "";
  const matrix = useQr(link);
  const takeBack = async () => {
    if (await run(() => pairing.cancel())) router.back("bridge");
  };
  return html`<div class="join">
    <${RefusedUses} count=${state.refusedUses ?? 0} />
    <p class="lead">${t("Let your partner scan this with their phone. When you are not together, send the link in a way that only they read.")}</p>
    <${QrCode} matrix=${matrix} label=${t("Your invitation, to be scanned by your partner")}
      caption=${t("It works once, until {when}.", { when: formatDateTime(state.expires ?? 0) })} />
    <${Sending} link=${link} />
    <p class="note">${t("Whoever has this link can answer it once. You can leave this screen: when it was answered, this phone finishes the link by itself.")}</p>
    <${Problem} text=${problem} />
    <${ButtonRow}><${Button} kind="quiet" busy=${isBusy} onPress=${() => void takeBack()}>${t("Take the invitation back")}<//><//>
  </div>`;
}

/** @param {{ link: string }} props */
function Sending({ link }) {
  const [isCopied, setIsCopied] = useState(false);
  const canShare = typeof navigator.share === "function";
  const share = () => void navigator.share({ url: link }).catch((problem) => {
    // Closing the sheet without sharing is an answer too.
    if (problem.name !== "AbortError") throw problem;
  });
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setIsCopied(true);
  };
  return html`<div class="stack stack--tight">
    <${ButtonRow}>
      ${canShare && html`<${Button} kind="primary" icon="share" onPress=${share}>${t("Send the link")}<//>`}
      <${Button} icon="copy" onPress=${() => void copy()}>${t("Copy the link")}<//>
    <//>
    <p class="note" role="status">${isCopied && t("The link is copied. Paste it where only your partner reads it.")}</p>
  </div>`;
}
