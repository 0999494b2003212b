/** Four charts over time, what they show in words, and the same as a table. */
import { formatDate, formatNumber, t, tn } from "../../../core/i18n.js";
import { hasNumbers, pointsOf, saidOf, spanOf, within } from "../../../domain/check-in/chart.js";
import { noonOf, sliders } from "../../../domain/check-in/rules.js";
import { useApp } from "../../shell.js";
import { html, useState } from "../../view.js";
import { Segmented } from "../../components/segmented.js";
import { ChartKey, LineChart } from "../../components/line-chart.js";

/** @typedef {import("../../../domain/check-in/chart.js").Row} Row */
/** @typedef {{ kind: "mine" | "theirs", label: string, rows: Row[] }} Series rows: the oldest first */

const SPANS = /** @type {Record<string, number | null>} */ ({ month: 30, quarter: 90, all: null });
/** @param {string} on */
const day = (on) => formatDate(noonOf(on));

/** @param {{ series: Series[] }} props of one person or of two */
export function Charts({ series }) {
  const { clock } = useApp();
  const [length, setLength] = useState("month");
  const span = spanOf(series.flatMap(({ rows }) => rows), SPANS[length], clock.nowMs());
  const shown = series.map((one) => ({ ...one, rows: within(one.rows, span) }));
  return html`<section class="stack"><h2 class="section-title">${t("Over time")}</h2>
    <${Segmented} legend=${t("How far back")} value=${length} onChange=${setLength}
      options=${[{ value: "month", label: t("30 days") }, { value: "quarter", label: t("90 days") }, { value: "all", label: t("Everything") }]} />
    ${series.length > 1 && html`<${ChartKey} lines=${series} />`}
    <div class="charts">${sliders().map(({ id, label }) => html`<${LineChart} key=${id} title=${label} from=${day(span.from)} to=${day(span.to)}
      lines=${shown.map(({ kind, rows }) => ({ kind, points: pointsOf(rows, id, span) }))} words=${wordsOf(shown, id)} />`)}</div>
    <${AsTable} series=${shown} />
  </section>`;
}

/** @param {Series[]} series @param {import("../../../domain/check-in/rules.js").SliderId} id */
function wordsOf(series, id) {
  const said = series.map(({ label, rows }) => (series.length > 1 ? t("{label}: {words}", { label, words: words(rows, id) }) : words(rows, id)));
  return said.map((line, at) => html`<p key=${at}>${line}</p>`);
}

/** @param {Row[]} rows @param {import("../../../domain/check-in/rules.js").SliderId} id @returns {string} */
function words(rows, id) {
  const said = saidOf(rows, id);
  if (!said) return t("Not set in this time.");
  const [latest, least, most] = [said.latest, said.least, said.most].map((value) => formatNumber(value));
  if (said.count === 1) return t("Set once, on {day}: {latest} of 10.", { latest, day: day(said.on) });
  return tn("Set {n} time.", "Set {n} times, from {least} to {most}. The latest, on {day}: {latest} of 10.", said.count, { least, most, latest, day: day(said.on) });
}

/** @param {{ series: Series[] }} props */
function AsTable({ series }) {
  const rows = series.flatMap(({ label, kind, rows: own }) => own.filter(hasNumbers).map((row, at) => ({ ...row, label, key: `${kind} ${at}` })));
  const newest = rows.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
  if (newest.length === 0) return null;
  return html`<details class="chart-table"><summary>${t("The same as a table")}</summary>
    <div class="compare" tabindex="0" role="region" aria-label=${t("The same as a table")}><table class="compare__table">
      <thead><tr><th scope="col">${t("Day")}</th>${series.length > 1 && html`<th scope="col">${t("Whose")}</th>`}${sliders().map(({ id, label }) => html`<th scope="col" key=${id}>${label}</th>`)}</tr></thead>
      <tbody>${newest.map((row) => html`<tr key=${row.key}><th scope="row">${day(row.on)}</th>${series.length > 1 && html`<td dir="auto">${row.label}</td>`}
        ${sliders().map(({ id }) => html`<td key=${id}>${row[id] === null ? html`<span class="compare__unknown">${t("not set")}</span>` : formatNumber(Number(row[id]))}</td>`)}</tr>`)}</tbody>
    </table></div></details>`;
}
