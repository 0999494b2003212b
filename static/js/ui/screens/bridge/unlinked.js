/** The bridge while the two are not linked: nobody yet, an invitation under way, or parted. */
import { formatDateTime, t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter } from "../../shell.js";
import { html } from "../../view.js";
import { BridgeScene } from "../../components/bridge-scene.js";
import { Button, ButtonRow } from "../../components/button.js";
import { EmptyState } from "../../components/empty-state.js";
import { Problem } from "../parts/problem.js";
import { RefusedUses } from "./after-link.js";
import { OpenedList } from "./opened-list.js";

/** @typedef {{ state: import("../../../domain/pairing.js").PairingState }} StateProps */

export function Alone() {
  return html`<${EmptyState} title=${t("A bridge for two, when you want it")} action=${html`<${WaysToLink} />`}>
    <p>${t("Here your partner can see one thing that you wrote. It crosses only when you choose to tell it and they choose to hear it.")}</p>
    <p>${t("There is no hurry. Everything under Mine works without it.")}</p>
  <//>`;
}

function WaysToLink() {
  const router = useRouter();
  return html`<div class="stack stack--tight">
    <${ButtonRow}>
      <${Button} kind="primary" icon="qr" onPress=${() => router.go("invite")}>${t("Invite my partner")}<//>
      <${Button} onPress=${() => router.go("join")}>${t("I have an invitation")}<//>
    <//>
    <${Button} kind="quiet" onPress=${() => router.go("safety")}>${t("Is this right for us?")}<//>
  </div>`;
}

/** @param {StateProps} props */
export function Invited({ state }) {
  const router = useRouter();
  return html`<${EmptyState} title=${t("Your invitation is open")}
    action=${html`<${ButtonRow}><${Button} kind="primary" icon="qr" onPress=${() => router.go("invite")}>${t("Show the invitation")}<//><//>`}>
    <p>${t("It works once, for one person, until {when}. When it was used, this phone finishes the link by itself.", { when: formatDateTime(state.expires ?? 0) })}</p>
    <${RefusedUses} count=${state.refusedUses ?? 0} />
  <//>`;
}

/** @param {StateProps} props */
export function Joining({ state }) {
  const { pairing } = useApp();
  const { isBusy, problem, run } = useAttempt();
  return html`<div class="stack">
    <div class="crossing__scene"><${BridgeScene} state="ready" /></div>
    <h2>${t("Your answer is on its way")}</h2>
    <p>${t("Your partner’s phone checks it the next time it is unlocked. Then you are linked, and both of you see a number to compare.")}</p>
    <p class="note">${t("The invitation stays open until {when}.", { when: formatDateTime(state.expires ?? 0) })}</p>
    <${Problem} text=${problem} />
    <${ButtonRow}><${Button} busy=${isBusy} onPress=${() => void run(() => pairing.cancel())}>${t("Take my answer back")}<//><//>
  </div>`;
}

export function Ended() {
  return html`<div class="stack stack--loose">
    <${EmptyState} title=${t("You are not linked now")} action=${html`<${WaysToLink} />`}>
      <p>${t("What you wrote is yours as before, and what was opened to you stays readable. Nothing new can cross.")}</p>
    <//>
    <${OpenedList} />
  </div>`;
}

/** @param {StateProps} props what an invitation that does not check out looks like; a changed key has a full screen of its own */
export function Stopped({ state }) {
  const { pairing } = useApp();
  const { isBusy, problem, run } = useAttempt();
  if (state.why !== "invitation") return html`<${Problem} text=${t("The bridge has stopped, because your partner’s key changed.")} />`;
  return html`<${EmptyState} icon="warn" title=${t("The answer to the invitation is not right")}
    action=${html`<${ButtonRow}><${Button} kind="primary" busy=${isBusy} onPress=${() => void run(() => pairing.cancel())}>${t("End this invitation")}<//><//>`}>
    <p>${t("Whoever answered does not have the whole link, or something on the way was changed. Nobody was linked and nothing of yours was shared.")}</p>
    <p>${t("Begin again with a new invitation, face to face if you can.")}</p>
    <${Problem} text=${problem} />
  <//>`;
}
