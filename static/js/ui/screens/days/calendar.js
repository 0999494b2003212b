/** The calendar: a month of days, those that hold something, and the way to feelings over time. */
import { formatDate, t } from "../../../core/i18n.js";
import { localDay, noonOf } from "../../../domain/check-in/rules.js";
import { daysOf, monthBeside, monthsFrom } from "../../../domain/days/calendar.js";
import { useApp, useRouter } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html, useMemo } from "../../view.js";
import { Screen } from "../../screen.js";
import { Button, IconButton } from "../../components/button.js";
import { EmptyState } from "../../components/empty-state.js";
import { Field } from "../../components/field.js";
import { List, ListRow } from "../../components/list-rows.js";
import { DayMarks, MonthGrid } from "../../components/month-grid.js";
import { dayWords } from "./day-words.js";

/** @typedef {import("../../../domain/days/calendar.js").Day} Day */

/** @param {{ params: { month?: string } }} props month: 'YYYY-MM'; without one, this one */
export function CalendarScreen({ params }) {
  const { journal, checkIns, vault, clock } = useApp();
  const version = useObservable(vault.version);
  const days = useMemo(() => daysOf(journal.entries(), checkIns.all()), [version]);
  const today = localDay(clock.nowMs());
  const first = [...days.keys()].at(-1)?.slice(0, 7) ?? today.slice(0, 7);
  return html`<${Screen} title=${t("Calendar")}>
    ${days.size === 0 ? html`<${NothingYet} />` : html`<${Month} month=${params.month ?? today.slice(0, 7)} first=${first} today=${today} days=${days} />`}
  <//>`;
}

/** @param {string} month 'YYYY-MM' */
const monthName = (month) => formatDate(noonOf(`${month}-01`), { month: "long", year: "numeric" });

/** @param {{ month: string, first: string, today: string, days: Map<string, Day> }} props first: month of the oldest day that holds something */
function Month({ month, first, today, days }) {
  const router = useRouter();
  const here = [...days.values()].filter(({ on }) => on.startsWith(month));
  const held = new Map(here.map((day) => [day.on, { words: dayWords(day), hasPages: day.entries.length > 0, hasCheckIns: day.checkIns.length > 0 }]));
  const onDay = (/** @type {string} */ on) => router.go("day", { on });
  return html`<div class="stack stack--loose">
    <div class="stack">
      <${Turning} month=${month} first=${first} last=${today.slice(0, 7)} />
      <${MonthGrid} month=${month} today=${today} held=${held} onDay=${onDay} />
      <ul class="chart-key"><li><${DayMarks} hasPages />${t("Pages")}</li><li><${DayMarks} hasCheckIns />${t("Check-ins")}</li></ul>
    </div>
    <${List} label=${t("Over time")}><${ListRow} icon="today" title=${t("Feelings over time")} onPress=${() => router.go("feelings")} /><//>
    <section class="stack stack--tight"><h2 class="section-title">${t("Days of this month")}</h2>
      ${here.length === 0 ? html`<p class="note">${t("Nothing was written in this month.")}</p>` : html`<${List} label=${t("Days of this month")}>${here.map((day) => html`<${ListRow} key=${day.on}
        title=${formatDate(noonOf(day.on), { weekday: "long", day: "numeric", month: "long" })} detail=${dayWords(day)} onPress=${() => onDay(day.on)} />`)}<//>`}</section>
  </div>`;
}

/** @param {{ month: string, first: string, last: string }} props from the first month that holds something to the present one */
function Turning({ month, first, last }) {
  const router = useRouter();
  const show = (/** @type {string} */ to) => router.replace("calendar", { month: to });
  const months = monthsFrom(first, last);
  const oldest = months.at(-1) ?? last;
  return html`<div class="month-turn">
    <${IconButton} icon="back" label=${t("The month before")} disabled=${month <= oldest} onPress=${() => show(monthBeside(month, -1))} />
    <${Field} label=${t("Month")} hideLabel>${(/** @type {any} */ ids) => html`<select id=${ids.id} class="input" value=${month}
      onChange=${(/** @type {any} */ event) => show(event.currentTarget.value)}>${months.map((each) => html`<option key=${each} value=${each}>${monthName(each)}</option>`)}</select>`}<//>
    <${IconButton} icon="forward" label=${t("The month after")} disabled=${month >= last} onPress=${() => show(monthBeside(month, 1))} />
  </div>`;
}

function NothingYet() {
  const router = useRouter();
  return html`<${EmptyState} icon="calendar" title=${t("Days will stand here")}
    action=${html`<${Button} kind="primary" icon="write" onPress=${() => router.go("write")}>${t("Write the first page")}<//>`}>
    <p>${t("Each day on which you write or check in gets a mark. Press it to read what you wrote.")}</p>
    <p>${t("Days without a mark are just days. Nothing counts them.")}</p>
  <//>`;
}
