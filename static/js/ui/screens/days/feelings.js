/** Feelings over time: on which days each family of them was named, drawn, in words, and as a table. */
import { formatDate, t, tn } from "../../../core/i18n.js";
import { spanOf, within } from "../../../domain/check-in/chart.js";
import { noonOf } from "../../../domain/check-in/rules.js";
import { feltOf, stripsOf } from "../../../domain/days/feelings.js";
import { feelingLabel } from "../../../domain/feelings.js";
import { useApp, useRouter } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html, useMemo, useState } from "../../view.js";
import { Screen } from "../../screen.js";
import { Button } from "../../components/button.js";
import { DayStrips } from "../../components/day-strips.js";
import { EmptyState } from "../../components/empty-state.js";
import { List, ListRow } from "../../components/list-rows.js";
import { Segmented } from "../../components/segmented.js";

/** @typedef {import("../../../domain/days/feelings.js").Felt} Felt */

const SPANS = /** @type {Record<string, number | null>} */ ({ month: 30, quarter: 90, all: null });
const ROWS_MOST = 200;
/** @param {string} on */
const day = (on) => formatDate(noonOf(on));

export function FeelingsScreen() {
  const { journal, vault } = useApp();
  const router = useRouter();
  const version = useObservable(vault.version);
  const felt = useMemo(() => feltOf(journal.entries()), [version]);
  return html`<${Screen} title=${t("Feelings")}>
    <div class="stack stack--loose">
      ${felt.length === 0 ? html`<${NothingYet} />` : html`<p class="lead">${t("The days on which you named a feeling. There is no right number of any.")}</p><${OverTime} felt=${felt} />`}
      <${List} label=${t("More over time")}><${ListRow} icon="sun" title=${t("Check-ins over time")} onPress=${() => router.go("check-ins")} /><//>
    </div>
  <//>`;
}

/** @param {{ felt: Felt[] }} props the newest first */
function OverTime({ felt }) {
  const { clock } = useApp();
  const [length, setLength] = useState("month");
  const span = spanOf(/** @type {any[]} */ (felt), SPANS[length], clock.nowMs());
  const strips = stripsOf(felt, span).map((strip) => ({ ...strip, words: words(strip.days) }));
  return html`<section class="stack"><h2 class="section-title">${t("Over time")}</h2>
    <${Segmented} legend=${t("How far back")} value=${length} onChange=${setLength}
      options=${[{ value: "month", label: t("30 days") }, { value: "quarter", label: t("90 days") }, { value: "all", label: t("Everything") }]} />
    <${DayStrips} label=${t("Feelings over time")} strips=${strips} from=${day(span.from)} to=${day(span.to)} />
    <${AsTable} felt=${/** @type {Felt[]} */ (/** @type {unknown} */ (within(/** @type {any[]} */ (felt), span)))} />
  </section>`;
}

/** @param {string[]} days the oldest first */
function words(days) {
  const last = days.at(-1);
  return last ? tn("On {day}.", "On {n} days, the last on {day}.", days.length, { day: day(last) }) : t("Not in this time.");
}

/** @param {{ felt: Felt[] }} props */
function AsTable({ felt }) {
  if (felt.length === 0) return null;
  return html`<details class="chart-table"><summary>${t("The same as a table")}</summary>
    <div class="compare" tabindex="0" role="region" aria-label=${t("The same as a table")}><table class="compare__table">
      <thead><tr><th scope="col">${t("Day")}</th><th scope="col">${t("Feelings")}</th></tr></thead>
      <tbody>${felt.slice(0, ROWS_MOST).map(({ on, feelings }, at) => html`<tr key=${at}><th scope="row">${day(on)}</th><td>${feelings.map(feelingLabel).join(", ")}</td></tr>`)}</tbody>
    </table></div>${felt.length > ROWS_MOST && html`<p class="note">${t("Older days are not in this table. Choose a shorter time, or open them in the calendar.")}</p>`}</details>`;
}

function NothingYet() {
  const router = useRouter();
  return html`<${EmptyState} icon="today" title=${t("Your feelings over time")} action=${html`<${Button} kind="primary" icon="write" onPress=${() => router.go("write")}>${t("Write a page")}<//>`}>
    <p>${t("When you choose a feeling for a page, its day gets a mark here. Only you see it.")}</p>
  <//>`;
}
