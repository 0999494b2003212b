/** One day: its pages and check-ins. */
import { formatDate, t } from "../../../core/i18n.js";
import { noonOf } from "../../../domain/check-in/rules.js";
import { daysOf } from "../../../domain/days/calendar.js";
import { useApp } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { Screen } from "../../screen.js";
import { List } from "../../components/list-rows.js";
import { OneRow } from "../check-in/check-ins.js";
import { Missing } from "../parts/missing.js";
import { EntryRows } from "./entry-rows.js";

/** @param {{ params: { on: string } }} props 'YYYY-MM-DD' */
export function DayScreen({ params: { on } }) {
  const { journal, checkIns, vault } = useApp();
  useObservable(vault.version);
  const day = daysOf(journal.entries(), checkIns.all()).get(on);
  if (!day) return html`<${Missing} title=${t("Day")} />`;
  return html`<${Screen} title=${t("Day")}>
    <div class="stack stack--loose">
      <p class="lead">${formatDate(noonOf(on), { dateStyle: "full" })}</p>
      ${day.entries.length > 0 && html`<section class="stack stack--tight"><h2 class="section-title">${t("Pages")}</h2><${EntryRows} label=${t("Pages")} entries=${day.entries} /></section>`}
      ${day.checkIns.length > 0 && html`<section class="stack stack--tight"><h2 class="section-title">${t("Check-ins")}</h2>
        <${List} label=${t("Check-ins")}>${day.checkIns.map((one) => html`<li class="list__item" key=${one.id}><${OneRow} one=${one} /></li>`)}<//></section>`}
    </div>
  <//>`;
}
