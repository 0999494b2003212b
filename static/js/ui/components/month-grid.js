/** One month as a table of days. A day that holds something is a button; what it holds is said by shape and in words. */
import { currentLocale, formatDate, formatNumber, t } from "../../core/i18n.js";
import { noonOf } from "../../domain/check-in/rules.js";
import { firstOfWeek, weeksOf } from "../../domain/days/calendar.js";
import { classes, html } from "../view.js";

/** @typedef {{ words: string, hasPages: boolean, hasCheckIns: boolean }} Held words: what it holds */

// a Monday: the names of the days come from the phone's language
const MONDAY_MS = new Date(2026, 10, 23, 12).getTime();
const DAY_MS = 86_400_000;
const LONG = /** @type {const} */ ({ weekday: "long", day: "numeric", month: "long" });

/** @param {{ month: string, today: string, held: Map<string, Held>, onDay: (day: string) => void }} props month: 'YYYY-MM' */
export function MonthGrid({ month, today, held, onDay }) {
  const first = firstOfWeek(currentLocale());
  const names = Array.from({ length: 7 }, (_, at) => MONDAY_MS + ((first + at) % 7) * DAY_MS);
  return html`<table class="month-grid">
    <caption class="visually-hidden">${formatDate(noonOf(`${month}-01`), { month: "long", year: "numeric" })}</caption>
    <thead><tr>${names.map((at) => html`<th scope="col" key=${at}><span aria-hidden="true">${formatDate(at, { weekday: "short" })}</span><span class="visually-hidden">${formatDate(at, { weekday: "long" })}</span></th>`)}</tr></thead>
    <tbody>${weeksOf(month, first).map((week, row) => html`<tr key=${`${month} ${row}`}>${week.map((day, at) => html`<td key=${at}>${day && html`<${Day} day=${day} isToday=${day === today} held=${held.get(day)} onDay=${onDay} />`}</td>`)}</tr>`)}</tbody>
  </table>`;
}

/** @param {{ day: string, isToday: boolean, held?: Held, onDay: (day: string) => void }} props */
function Day({ day, isToday, held, onDay }) {
  const number = formatNumber(Number(day.slice(8)));
  const look = classes("month-day", isToday && "month-day--today", held && "month-day--held");
  const current = isToday ? "date" : undefined;
  if (!held) return html`<span class=${look} aria-current=${current}>${number}</span>`;
  return html`<button type="button" class=${look} aria-current=${current} aria-label=${t("{day}: {words}", { day: formatDate(noonOf(day), LONG), words: held.words })} onClick=${() => onDay(day)}>
    <span>${number}</span><${DayMarks} ...${held} /></button>`;
}

/** A filled mark for pages, an open one for check-ins. @param {{ hasPages: boolean, hasCheckIns: boolean }} props */
export function DayMarks({ hasPages, hasCheckIns }) {
  return html`<span class="day-marks" aria-hidden="true">${hasPages && html`<span class="day-mark day-mark--page"></span>`}${hasCheckIns && html`<span class="day-mark day-mark--check-in"></span>`}</span>`;
}
