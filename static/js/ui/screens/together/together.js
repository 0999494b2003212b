/** One together, from the topic to both texts side by side. Until both have done the same, it looks the same whatever the other did. */
import { t } from "../../../core/i18n.js";
import { fairnessIsTheServers, howItGoes, lapsesQuietly, opensWithBoth, shallWe, takingBackIsPrivate, waitsForBoth, youSaidNow } from "../../../domain/together/words.js";
import { cannotBeUnread, notNowStaysPrivate } from "../../../domain/bridge/words.js";
import { topicLabel } from "../../../domain/topics.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter } from "../../shell.js";
import { useArrivals } from "../../use-arrivals.js";
import { useObservable } from "../../use-observable.js";
import { Screen } from "../../screen.js";
import { html, useRef } from "../../view.js";
import { BridgeScene } from "../../components/bridge-scene.js";
import { Button, ButtonRow } from "../../components/button.js";
import { Missing } from "../parts/missing.js";
import { OfferedWords } from "../parts/offer-words.js";
import { partnerName } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";
import { Opened } from "./opened.js";
import { StepBack } from "./step-back.js";

/** @typedef {import("../../../domain/together/togethers.js").TogetherView} TogetherView */

/** @param {{ params: { id: string } }} props */
export function TogetherScreen({ params: { id } }) {
  const { togethers } = useApp();
  const one = useObservable(togethers.all).find((each) => each.id === id);
  const first = useRef(one?.state);
  useArrivals(one ? [{ key: one.state, text: headingOf(one) }] : []);
  if (!one) return html`<${Missing} title=${t("Together")} place="bridge" words=${t("This has ended. Nothing was opened, and nothing of it stays.")} />`;
  if (one.state === "refused") return html`<${Screen} title=${t("Together")}><div class="stack"><${Problem} text=${one.problem} /><${StepBack} id=${id} label=${t("End it for both of us")} /></div><//>`;
  if (one.state === "opened") return html`<${Opened} one=${one} isNew=${first.current !== "opened"} />`;
  const Part = one.state === "open" ? (one.isLocked ? LockedIn : Proposed) : one.saidNow ? SaidNow : BothIn;
  return html`<${Screen} title=${t("Together")}>
    <article class="crossing">
      <div class="crossing__scene"><${BridgeScene} state=${one.state === "open" ? "still" : "ready"} /></div>
      <div class="stack stack--tight"><p><span class="tag tag--accent">${topicLabel(one.topic)}</span></p><h2>${headingOf(one)}</h2></div>
      <${Part} one=${one} />
    </article>
  <//>`;
}

/** @param {TogetherView} one */
function headingOf({ state, isLocked, saidNow }) {
  if (state === "open") return isLocked ? t("Yours is locked in") : shallWe();
  if (state === "both-locked") return saidNow ? t("You said now") : t("Both are locked in");
  return t("Both are open");
}

/** @param {{ one: TogetherView }} props */
function Proposed({ one: { id, byMe, isPutOff } }) {
  const app = useApp();
  const router = useRouter();
  const { isBusy, problem, run } = useAttempt();
  const { togethers } = app;
  return html`<div class="stack">
    <p>${byMe ? t("You proposed this topic. Both of you see it.") : t("{partner} proposed this topic. Both of you see it.", { partner: partnerName(app) })}</p>
    <ol class="how stack stack--tight">${howItGoes().slice(1).map((line) => html`<li key=${line}>${line}</li>`)}</ol>
    ${isPutOff && html`<p role="status">${t("You said not now. It rests here, and comes up nowhere else.")}</p>`}
    <${Problem} text=${problem} />
    <${ButtonRow}>
      <${Button} kind="primary" icon="mine" onPress=${() => router.go("together-lock", { id })}>${t("Choose a page of mine")}<//>
      ${!byMe && html`<${Button} busy=${isBusy} onPress=${() => void run(() => togethers.putOff(id, !isPutOff))}>${isPutOff ? t("Bring it back") : t("Not now")}<//>`}
    <//>
    ${!byMe && html`<p class="note">${notNowStaysPrivate()}</p>`}
    <p class="note">${lapsesQuietly()}</p>
    <${StepBack} id=${id} label=${t("End it for both of us")} />
  </div>`;
}

/** @param {{ one: TogetherView }} props */
function LockedIn({ one }) {
  const { togethers } = useApp();
  const { isBusy, problem, run } = useAttempt();
  return html`<div class="stack">
    <p>${waitsForBoth()}</p>
    <${Mine} one=${one} />
    <${Problem} text=${problem} />
    <${ButtonRow}><${Button} icon="undo" busy=${isBusy} onPress=${() => void run(() => togethers.takeBack(one.id))}>${t("Take mine back")}<//><//>
    <p class="note">${takingBackIsPrivate()}</p>
    <p class="note">${lapsesQuietly()}</p>
    <${StepBack} id=${one.id} label=${t("End it for both of us")} />
  </div>`;
}

/** @param {{ one: TogetherView }} props */
function BothIn({ one }) {
  const { togethers } = useApp();
  const { isBusy, problem, run } = useAttempt();
  return html`<div class="stack">
    <p>${opensWithBoth()}</p>
    <p class="note">${fairnessIsTheServers()}</p>
    <${Mine} one=${one} />
    <${Problem} text=${problem} />
    <${ButtonRow} sticky>
      <p class="offer__unread offer__unread--last">${cannotBeUnread()}</p>
      <${Button} kind="primary" icon="bridge" busy=${isBusy} onPress=${() => void run(() => togethers.sayNow(one.id))}>${t("Now")}<//>
      <${StepBack} id=${one.id} label=${t("Step back")} kind="plain" />
    <//>
  </div>`;
}

/** @param {{ one: TogetherView }} props */
function SaidNow({ one }) {
  return html`<div class="stack">
    <p>${youSaidNow()}</p>
    <${Mine} one=${one} />
    <${StepBack} id=${one.id} label=${t("Step back")} kind="plain" />
  </div>`;
}

/** What I locked in, as it will be read. @param {{ one: TogetherView }} props */
function Mine({ one: { own } }) {
  if (!own) return null;
  return html`<section class="offer-preview"><h3 class="section-title">${t("What you locked in")}</h3><${OfferedWords} offered=${{ ...own, topic: null }} level=${4} /></section>`;
}
