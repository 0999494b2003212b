/** Which cards are up for the choice, and how it goes. */
import { t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter } from "../../shell.js";
import { html, useState } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { ChipGroup } from "../../components/chip-group.js";
import { EmptyState } from "../../components/empty-state.js";
import { harmless } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";

/** @param {{ cards: import("../../../domain/shortlist/cards.js").Card[] }} props */
export function Begin({ cards }) {
  const { choice } = useApp();
  const router = useRouter();
  const [chosen, setChosen] = useState(() => (cards.length <= choice.most ? cards.map(({ id }) => id) : []));
  const { isBusy, problem, run } = useAttempt();
  if (cards.length < choice.least) return html`<${EmptyState} icon="person" title=${t("Three cards make a choice")}
    action=${html`<${Button} onPress=${() => router.go("shortlist", { list: "ours" })}>${t("Go to the list")}<//>`}><p>${t("With three therapists on your list you can choose one of them here, fairly. There are {n} so far.", { n: cards.length })}</p><//>`;
  return html`
    <ol class="how stack stack--tight">
      <li>${t("Each of you puts the cards into an order, alone, and may set one or two aside. No reason is asked for.")}</li>
      <li>${t("Each locks it. Then it cannot be changed.")}</li>
      <li>${t("What comes out is the card that the less happy of you likes best. Nobody sees the other’s order, nor what was set aside.")}</li>
    </ol>
    <${ChipGroup} legend=${t("Which ones?")} hint=${t("Three to seven.")} atMost=${choice.most} value=${chosen} onChange=${setChosen} options=${cards.map(({ id, values }) => ({ value: id, label: harmless(values.name) }))} />
    <${Problem} text=${problem} />
    <${ButtonRow}><${Button} kind="primary" busy=${isBusy} disabled=${chosen.length < choice.least} onPress=${() => void run(() => choice.begin(chosen))}>${t("Begin")}<//><//>`;
}
