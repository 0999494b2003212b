/** What of a file comes in, and what does not: how many of each, and on which days. */
import { formatDate, formatNumber, t, tn } from "../../../core/i18n.js";
import { noonOf } from "../../../domain/check-in/rules.js";
import { html } from "../../view.js";

/** @typedef {import("../../../domain/importing/plan.js").Plan} Plan */

const DAYS_MOST = 60;

/** @param {Plan} plan @returns {string[]} */
export function takenWords({ counts: { pages, versions, checkIns, reminders, steps, photos, voices } }) {
  const lines = [
    pages > 0 && tn("{n} page", "{n} pages", pages),
    photos > 0 && tn("One photo", "{n} photos", photos),
    voices > 0 && tn("One voice note", "{n} voice notes", voices),
    versions > 0 && tn("{n} earlier version of a page", "{n} earlier versions of pages", versions),
    checkIns > 0 && tn("{n} check-in", "{n} check-ins", checkIns),
    reminders > 0 && tn("{n} reminder to yourself", "{n} reminders to yourself", reminders),
    steps > 0 && tn("{n} thing of your own path", "{n} things of your own path", steps),
  ];
  return lines.filter((line) => line !== false);
}

/** @param {Plan} plan @returns {boolean} there is something in it that is not here yet */
export const bringsAny = ({ made, attached }) => made.length + attached.length > 0;

/** @param {{ plan: Plan }} props */
export function ImportReport({ plan }) {
  const { already, split, notTaken } = plan;
  return html`${already > 0 && bringsAny(plan) && html`<p class="note">${tn("{n} is here already and is not added again.", "{n} are here already and are not added again.", already)}</p>`}
    ${split > 0 && html`<p class="note">${tn("{n} very long page becomes several, one after the other.", "{n} very long pages become several, one after the other.", split)}</p>`}
    ${notTaken.length > 0 && html`<section class="stack stack--tight"><h2 class="section-title">${t("What does not come in")}</h2>
      <ul class="list">${notTaken.map(({ what, label, count, days }) => html`<li class="list__item not-taken" key=${what}>
        <div class="not-taken__head"><span>${label}</span><span class="row__meta">${formatNumber(count)}</span></div>
        ${days.length > 0 && html`<details class="chart-table"><summary>${tn("On {n} day", "On {n} days", days.length)}</summary><p class="note">${daysInWords(days)}</p></details>`}</li>`)}</ul>
      <p class="note">${t("It stays in the file. Keep that if you want it.")}</p></section>`}`;
}

/** @param {string[]} days the oldest first */
function daysInWords(days) {
  const shown = days.slice(0, DAYS_MOST).map((on) => formatDate(noonOf(on))).join(" · ");
  return days.length > DAYS_MOST ? t("{days}, and later ones", { days: shown }) : shown;
}
