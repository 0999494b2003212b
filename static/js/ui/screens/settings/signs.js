/** A sign of something new: what it shows, whether, and at which hours. */
import { currentLocale, t } from "../../../core/i18n.js";
import { sentence } from "../../../domain/signs.js";
import { useAttempt, wordsFor } from "../../attempt.js";
import { Banner } from "../../components/banner.js";
import { Button, ButtonRow } from "../../components/button.js";
import { ChipGroup } from "../../components/chip-group.js";
import { DateTimeField } from "../../components/date-time-field.js";
import { FieldError } from "../../components/field.js";
import { Skeleton } from "../../components/skeleton.js";
import { Switch } from "../../components/switch.js";
import { Screen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html, useEffect, useRef } from "../../view.js";

/** @typedef {import("../../../domain/signs.js").SignsState} SignsState */

const ICON_URL = new URL("../../../../img/favicon.svg", import.meta.url).href;
// a Monday: the names of the days come from the phone's language
const MONDAY_MS = Date.UTC(2026, 10, 23, 12);
const DAY_MS = 86_400_000;
const APP_NAME = "Bridge"; // not a text: the name on the home screen

export function SignsScreen() {
  const { app } = useShell();
  const state = useObservable(app.signs.state);
  useEffect(() => void app.signs.look(), []);
  return html`<${Screen} title=${t("A sign")}>
    <div class="stack stack--loose">
      <section class="stack">
        <p class="lead">${t("Your phone can show a sign when there is something new from your partner: an offer, an answer, a step.")}</p>
        <${Shown} />
        <p class="note">${t("It never says more than this, whatever it is for. Whoever sees your lock screen sees it too.")}</p>
      </section>
      <${Choice} state=${state} />
      <section class="stack">
        <h2>${t("Good to know")}</h2>
        <p class="note">${t("It comes up to twenty minutes late, so that nobody can tell what it is for. One sign stands for all that is new, and it is not repeated. Your partner does not see whether you use this.")}</p>
        <p class="note">${t("The maker of your browser learns that this server sends your phone a sign, and when. It does not learn what for.")}</p>
      </section>
    </div>
  <//>`;
}

/** As it stands on a lock screen. */
function Shown() {
  return html`<figure class="sign-shown" aria-label=${t("What your phone shows")}>
    <img class="sign-shown__picture" src=${ICON_URL} alt="" />
    <span class="sign-shown__words"><span class="sign-shown__from">${APP_NAME}</span><strong>${sentence()}</strong></span>
  </figure>`;
}

/** @param {{ state: SignsState }} props */
function Choice({ state }) {
  const { app, router } = useShell();
  const turning = useAttempt(/** @param {boolean} isOn */ (isOn) => (isOn ? app.signs.turnOn() : app.signs.turnOff()));
  if (state === "looking") return html`<${Skeleton} count=${1} />`;
  if (state === "install") return html`<${Banner} action=${{ label: t("Show me how"), onPress: () => router.go("install") }}>${t("On an iPhone, signs come only to the app on the home screen. Put it there first, and open it from there.")}<//>`;
  if (state === "no") return html`<${Banner}>${t("This browser cannot show signs. Everything else works.")}<//>`;
  if (state === "none") return html`<${Banner}>${t("This server sends no signs. Whoever runs it can change that.")}<//>`;
  if (state === "unreached") return html`<${Banner} icon="cloud-off" action=${{ label: t("Try again"), onPress: () => void app.signs.look() }}>${t("This cannot be reached right now. Nothing was changed.")}<//>`;
  return html`<section class="stack">
    ${state === "blocked" && html`<${Blocked} />`}
    <${Switch} label=${t("Show me a sign")} hint=${state === "on" ? t("On this phone only.") : t("On this phone only. Your phone will ask you once.")} checked=${state === "on"}
      disabled=${state === "blocked"} onChange=${(/** @type {boolean} */ isOn) => void turning.run(isOn)} />
    <${FieldError} text=${turning.problem} />
    ${state === "on" && html`<${Hours} />`}
  </section>`;
}

function Blocked() {
  const { app } = useShell();
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  // The switch that was pressed just now takes no more presses: whoever stood on it goes on here.
  useEffect(() => {
    if (document.activeElement?.matches("body, :disabled")) place.current?.querySelector("button")?.focus();
  }, []);
  return html`<div ref=${place}><${Banner} kind="warn" action=${{ label: t("Look again"), onPress: () => void app.signs.look() }}>
    ${t("Your phone does not let this app show anything. You can change that in the settings of your phone, under notifications: for Bridge, or for your browser.")}
  <//></div>`;
}

function Hours() {
  const { app, toasts } = useShell();
  const { signs, paused } = useObservable(app.settings.value);
  /** @param {Partial<import("../../../domain/signs.js").SignHours>} patch */
  const save = (patch) => void app.signs.setHours(patch).catch((problem) => toasts.show({ text: wordsFor(problem) }));
  return html`<div class="stack">
    ${paused && html`<${Banner} icon="pause">${t("While the bridge is paused, no sign comes.")}<//>`}
    <${ChipGroup} legend=${t("On these days")} options=${daysOfTheWeek()} value=${signs.days.map(String)} hint=${signs.days.length === 0 ? t("No day is chosen, so no sign comes.") : undefined}
      onChange=${(/** @type {string[]} */ days) => save({ days: days.map(Number).sort() })} />
    <div class="sign-hours">
      <${DateTimeField} kind="time" label=${t("From")} value=${clockOf(signs.from)} onInput=${(/** @type {string} */ text) => text && save({ from: minuteOf(text) })} />
      <${DateTimeField} kind="time" label=${t("Until")} value=${clockOf(signs.until)} onInput=${(/** @type {string} */ text) => text && save({ until: minuteOf(text) })} />
    </div>
    <p class="note">${hoursInWords(signs)}</p>
  </div>`;
}

/** @param {import("../../../domain/signs.js").SignHours} hours */
function hoursInWords({ from, until }) {
  if (from === until) return t("All day and all night. The server has to know these hours to keep them.");
  return until < from
    ? t("Until the next day. What comes at other hours waits until these begin. The server has to know them to keep them.")
    : t("What comes at other hours waits until these begin. The server has to know them to keep them.");
}

/** @returns {{ value: string, label: string }[]} Monday first */
function daysOfTheWeek() {
  const short = new Intl.DateTimeFormat(currentLocale(), { weekday: "short", timeZone: "UTC" });
  return [0, 1, 2, 3, 4, 5, 6].map((day) => ({ value: String(day), label: short.format(MONDAY_MS + day * DAY_MS) }));
}

/** @param {number} minute @returns {string} as a time field writes it */
const clockOf = (minute) => [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
/** @param {string} text @returns {number} */
const minuteOf = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
