/**
 * Check-ins seen together, only while both want it. Where nothing is seen the words are always the same: the other may have
 * it off, or have written nothing, or not have been here (consent.md).
 */
import { formatDate, t } from "../../../core/i18n.js";
import { noonOf } from "../../../domain/check-in/rules.js";
import { useAttempt } from "../../attempt.js";
import { useApp } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html, useState } from "../../view.js";
import { Screen } from "../../screen.js";
import { Button, ButtonRow } from "../../components/button.js";
import { Sheet } from "../../components/sheet.js";
import { Switch } from "../../components/switch.js";
import { Missing } from "../parts/missing.js";
import { PersonText, partnerInside, partnerName } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";
import { Charts } from "./charts.js";

/** @typedef {import("../../../domain/check-in/rules.js").Shown} Shown */

const DAYS_BEFORE = 30;

export function CheckInsTogetherScreen() {
  const app = useApp();
  const { together } = app;
  useObservable(together.version);
  const [isAsking, setAsking] = useState(false);
  const { isBusy, problem, run } = useAttempt();
  if (!together.isPossible()) return html`<${Missing} title=${t("Seen together")} words=${t("You are not linked with anybody now.")} />`;
  const on = async (/** @type {number} */ daysBefore) => {
    if (await run(() => together.switchOn(daysBefore))) setAsking(false);
  };
  const change = (/** @type {boolean} */ isOn) => (isOn ? setAsking(true) : void run(() => together.switchOff()));
  return html`<${Screen} title=${t("Seen together")}>
    <div class="stack stack--loose">
      <p class="lead">${t("You see each other’s check-ins only while both of you have this on.")}</p>
      <${Switch} label=${t("See check-ins together")} hint=${t("Off means off at once. Your partner’s screens do not show how it stands.")} checked=${together.isOn()} onChange=${change} />
      <${Problem} text=${isAsking ? null : problem} />
      <${Seen} />
      <${WhatItMeans} />
    </div>
    <${Ask} open=${isAsking} busy=${isBusy} problem=${problem} onAnswer=${on} onClose=${() => setAsking(false)} />
  <//>`;
}

function Seen() {
  const app = useApp();
  useObservable(app.together.version);
  useObservable(app.settings.value);
  const both = app.together.both();
  if (!app.together.isOn()) return null;
  if (!both) return html`<p class="note">${t("There is nothing to see together now.")}</p>`;
  const lines = both.theirs.filter(({ line }) => line !== "").reverse();
  return html`<${Charts} series=${[{ kind: "mine", label: t("Mine"), rows: both.mine }, { kind: "theirs", label: partnerName(app), rows: both.theirs }]} />
    ${lines.length > 0 && html`<section class="stack stack--tight"><h2 class="section-title">${t("Lines from {partner}", { partner: partnerInside(app) })}</h2>
      ${lines.map(({ on, line }, at) => html`<div key=${`${on} ${lines.length - at}`}><p class="note">${formatDate(noonOf(on))}</p><${PersonText} text=${line} quote /></div>`)}</section>`}`;
}

function WhatItMeans() {
  return html`<section class="stack stack--tight"><h2 class="section-title">${t("What this means")}</h2>
    <p>${t("Seen are the numbers and the day, never the hour. A line is seen only if you say so for that one check-in.")}</p>
    <p>${t("No check-in of yours goes to your partner before both of you have this on. Then they go with the next one that you keep.")}</p>
    <p>${t("Turn it off, and it is gone from this phone at once, and from theirs as soon as it is online. Their phone does not say when, or why.")}</p>
    <p>${t("What cannot be undone: what was seen cannot be unseen. A changed app could keep what it was given, and could tell that you have this on.")}</p>
  </section>`;
}

/** @param {{ open: boolean, busy: boolean, problem?: string, onAnswer: (daysBefore: number) => void, onClose: () => void }} props nothing is chosen beforehand */
function Ask({ open, busy, problem, onAnswer, onClose }) {
  const actions = html`<${ButtonRow}>
    <${Button} kind="primary" busy=${busy} onPress=${() => onAnswer(0)}>${t("From now on")}<//>
    <${Button} busy=${busy} onPress=${() => onAnswer(DAYS_BEFORE)}>${t("The last 30 days too")}<//>
    <${Button} kind="plain" onPress=${onClose}>${t("Not now")}<//>
  <//>`;
  return html`<${Sheet} open=${open} kind="alert" title=${t("Which of yours may be seen?")} onClose=${onClose} actions=${actions}>
    <p>${t("While both of you have this on, your partner sees your numbers, and the lines that you marked for them. What was seen cannot be unseen.")}</p>
    <${Problem} text=${problem} />
  <//>`;
}
