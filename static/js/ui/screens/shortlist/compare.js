/** Two or three therapists side by side: where they differ first, and what it costs us. */
import { t } from "../../../core/i18n.js";
import { compareCards } from "../../../domain/shortlist/compare.js";
import { costOf } from "../../../domain/shortlist/cost.js";
import { Screen } from "../../screen.js";
import { html, useState } from "../../view.js";
import { ChipGroup } from "../../components/chip-group.js";
import { EmptyState } from "../../components/empty-state.js";
import { harmless } from "../parts/person-words.js";
import { useShortlist } from "./use-shortlist.js";
import { moneyWords, valueWords } from "./words.js";

/** @typedef {import("./use-shortlist.js").Card} Card */

const MOST = 3;

/** @param {{ params: { list?: import("./use-shortlist.js").ListName } }} props */
export function CompareScreen({ params }) {
  const { shortlist } = useShortlist(params.list);
  const all = shortlist.cards();
  const [chosen, setChosen] = useState(() => all.slice(0, 2).map(({ id }) => id));
  const cards = all.filter(({ id }) => chosen.includes(id));
  return html`<${Screen} title=${t("Side by side")}>
    <div class="stack stack--loose">
      ${all.length < 2
        ? html`<${EmptyState} icon="filter" title=${t("There is nothing to compare yet")}><p>${t("With two cards on the list you see here where they differ.")}</p><//>`
        : html`<${ChipGroup} legend=${t("Which two or three?")} atMost=${MOST} value=${chosen} onChange=${setChosen} options=${all.map(({ id, values }) => ({ value: id, label: harmless(values.name) }))} />
          ${cards.length > 1 && html`<${Table} cards=${cards} />`}`}
    </div>
  <//>`;
}

/** @param {{ cards: Card[] }} props */
function Table({ cards }) {
  const rows = compareCards(cards.map(({ values }) => values));
  const unknown = t("not known");
  return html`<div class="compare" tabindex="0" role="region" aria-label=${t("Side by side")}>
    <table class="compare__table">
      <caption class="visually-hidden">${t("Where they differ comes first.")}</caption>
      <thead><tr><td></td>${cards.map(({ id, values }) => html`<th scope="col" key=${id} dir="auto">${harmless(values.name)}</th>`)}</tr></thead>
      <tbody>
        <${CostRow} label=${t("A first session, for us")} cards=${cards} which="first" />
        <${CostRow} label=${t("Six sessions, for us")} cards=${cards} which="six" />
        ${rows.map(({ field, values, differs }) => html`<tr key=${field.name} class=${differs ? "compare__row--differs" : undefined}><th scope="row">${field.label()}</th>
          ${values.map((value, at) => html`<td key=${cards[at].id} dir="auto">${valueWords(field, value, cards[at].values.currency) || html`<span class="compare__unknown">${unknown}</span>`}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>
  <p class="note">${t("The costs are worked out from what is on the cards: the lower fee where you entered one, less what insurance pays.")}</p>`;
}

/** @param {{ label: string, cards: Card[], which: "first" | "six" }} props */
function CostRow({ label, cards, which }) {
  return html`<tr class="compare__row--differs"><th scope="row">${label}</th>${cards.map(({ id, values }) => {
    const cost = costOf(values);
    const amount = cost[which];
    return html`<td key=${id}>${amount === null ? html`<span class="compare__unknown">${t("not known")}</span>` : moneyWords(amount, cost.currency)}</td>`;
  })}</tr>`;
}
