/** Choosing a therapist by two: each orders alone and locks; what comes out is one card that both can live with. */
import { t } from "../../core/i18n.js";
import { useAttempt } from "../attempt.js";
import { useApp, useRouter } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { Screen } from "../screen.js";
import { html, useState } from "../view.js";
import { Button } from "../components/button.js";
import { Confirm } from "../components/confirm.js";
import { EmptyState } from "../components/empty-state.js";
import { Problem } from "./parts/problem.js";
import { Begin } from "./choice/begin.js";
import { Ordering } from "./choice/ordering.js";
import { Outcome } from "./choice/outcome.js";

/** @typedef {import("../../domain/choice/choice.js").ChoiceView} ChoiceView */

export function ChoiceScreen() {
  const { choice, pairing, shortlist } = useApp();
  const isPaired = useObservable(pairing.state).kind === "paired";
  useObservable(choice.version);
  const problem = useObservable(choice.problem);
  const view = isPaired ? choice.view() : null;
  return html`<${Screen} title=${t("Choose together")}>
    <div class="stack stack--loose">
      <${Problem} text=${problem} />
      ${!isPaired
        ? html`<${EmptyState} title=${t("This is for two")}><p>${t("When you are linked with your partner, you can choose one of the therapists on your common list here, fairly.")}</p><//>`
        : view ? html`<${Stage} view=${view} />` : html`<${Begin} cards=${shortlist.ours.cards()} />`}
      ${view && view.kind !== "chosen" && html`<${Stop} id=${view.id} isOver=${view.kind === "failed" || view.kind === "used-up"} />`}
    </div>
  <//>`;
}

/** @param {{ view: ChoiceView }} props */
function Stage({ view }) {
  if (view.kind === "ordering") return html`<${Ordering} key=${view.id} view=${view} />`;
  if (view.kind === "locked") return html`<section class="stack stack--tight"><h2 class="section-title">${t("Your order is locked")}</h2>
    <p>${t("When you have both locked, your phones find the result between them. It appears here as soon as both have been open for a moment.")}</p>
    <p class="note">${t("Your order does not leave your phone in a form that anybody can read: not your partner, and not the server.")}</p></section>`;
  if (view.kind === "failed") return html`<section class="stack stack--tight"><h2 class="section-title">${t("There is no result")}</h2>
    <p>${t("The two phones did not come to the same result. Neither of you has seen the other’s order. You can begin again.")}</p></section>`;
  if (view.kind === "used-up") return html`<section class="stack stack--tight"><h2 class="section-title">${t("No card is left of this choice")}</h2>
    <p>${t("You could add another therapist to the list, and begin again.")}</p></section>`;
  return html`<${Outcome} view=${view} />`;
}

/** @param {{ id: string, isOver: boolean }} props */
function Stop({ id, isOver }) {
  const { choice } = useApp();
  const router = useRouter();
  const [asks, setAsks] = useState(false);
  const { isBusy, problem, run } = useAttempt();
  const stop = async () => {
    if (await run(() => choice.stop(id))) router.back("path");
  };
  return html`<${Button} kind="quiet" onPress=${() => setAsks(true)}>${isOver ? t("Put this choice away") : t("Stop this choice")}<//>
    <${Confirm} open=${asks} title=${t("Stop this choice?")} confirmLabel=${t("Stop it")} cancelLabel=${t("Go on with it")} busy=${isBusy}
      onConfirm=${() => void stop()} onCancel=${() => setAsks(false)}>
      <div class="stack"><p>${t("It ends for both of you, and nothing of it stays: no order, and not who stopped it. The cards stay on the list.")}</p><${Problem} text=${problem} /></div><//>`;
}
