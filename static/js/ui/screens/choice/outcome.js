/** What came out: one card that both are asked about, and the runners-up without an order. */
import { t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter } from "../../shell.js";
import { html } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { BridgeScene } from "../../components/bridge-scene.js";
import { Card } from "../../components/card.js";
import { harmless } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";

/** @param {{ view: import("../../../domain/choice/choice.js").ChoiceView }} props */
export function Outcome({ view: { id, kind, up, others, isMyYes } }) {
  const { choice, shortlist } = useApp();
  const router = useRouter();
  const { isBusy, problem, run } = useAttempt();
  const card = up ?? "";
  const nameOf = (/** @type {string} */ each) => harmless(shortlist.ours.get(each)?.values.name ?? "") || t("A card that is not on the list any more");
  const open = (/** @type {string} */ each) => () => router.go("card", { id: each, list: "ours" });
  return html`<section class="stack">
      ${kind === "chosen" && html`<${BridgeScene} state="opened" from="here" />`}
      <h2 class="section-title">${kind === "chosen" ? t("You have both chosen") : t("This came out for both of you")}</h2>
      <${Card} own level=${3} tone="accent" title=${nameOf(card)} onPress=${open(card)} />
    </section>
    ${kind === "result" && html`<section class="stack stack--tight">
      <p>${isMyYes ? t("You have said yes. It is chosen when you have both said yes.") : t("Would you try one session there?")}</p>
      <${Problem} text=${problem} />
      <${ButtonRow}>${!isMyYes && html`<${Button} kind="primary" icon="check" busy=${isBusy} onPress=${() => void run(() => choice.sayYes(id, card))}>${t("Yes, this one")}<//>`}
        <${Button} busy=${isBusy} onPress=${() => void run(() => choice.next(id))}>${t("The next one")}<//><//></section>`}
    ${others.length > 0 && kind === "result" && html`<section class="stack stack--tight"><h2 class="section-title">${t("Also good for both")}</h2>
      ${others.map((each) => html`<${Card} own level=${3} key=${each} title=${nameOf(each)} onPress=${open(each)} />`)}</section>`}
    ${kind === "chosen" && html`<${ButtonRow}><${Button} kind="primary" icon="phone" onPress=${() => router.go("call-sheet", { id: card, list: "ours" })}>${t("Ten questions for the first call")}<//>
      <${Button} icon="print" onPress=${() => router.go("summary", { list: "ours" })}>${t("A page for the therapist")}<//><//>`}`;
}
