/** The day and hour of the echo: one for both, and either can change it. */
import { currentLocale, t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter, useShell } from "../../shell.js";
import { Screen } from "../../screen.js";
import { html, useState } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { ChipChoice } from "../../components/chip-group.js";
import { DateTimeField } from "../../components/date-time-field.js";
import { Missing } from "../parts/missing.js";
import { Problem } from "../parts/problem.js";

// a Monday: the names of the days come from the phone's language
const MONDAY_MS = Date.UTC(2026, 10, 23, 12);
const DAY_MS = 86_400_000;

export function EchoHourScreen() {
  const { echo } = useApp();
  return echo.isPossible() ? html`<${HourForm} />` : html`<${Missing} title=${t("When")} words=${t("You are not linked with anybody now.")} place="bridge" />`;
}

function HourForm() {
  const { echo } = useApp();
  const { toasts } = useShell();
  const router = useRouter();
  const [hour, setHour] = useState(() => hereOf(echo.hour().thenAtMs));
  const { isBusy, problem, run } = useAttempt();
  const save = async () => {
    if (!(await run(() => echo.setHour(hour.day, minuteOf(hour.time))))) return;
    router.back("echo");
    toasts.show({ text: t("Saved, for both of you.") });
  };
  return html`<${Screen} title=${t("When")}>
    <div class="stack stack--loose">
      <p class="lead">${t("A calm hour in the week. It is the same for both of you, and either of you can change it.")}</p>
      <${ChipChoice} legend=${t("Day")} options=${daysOfTheWeek()} value=${String(hour.day)} onChange=${(/** @type {string} */ day) => setHour({ ...hour, day: Number(day) })} />
      <${DateTimeField} kind="time" label=${t("Hour")} hint=${t("By the clock where you are now.")} value=${hour.time} onInput=${(/** @type {string} */ time) => setHour({ ...hour, time })} />
      <p class="note">${t("It holds from the next time on. Your phones need not be open at that hour: each does its part when it is next unlocked.")}</p>
      <${Problem} text=${problem} />
      <${ButtonRow}><${Button} kind="primary" busy=${isBusy} disabled=${hour.time === ""} onPress=${() => void save()}>${t("Save")}<//><//>
    </div>
  <//>`;
}

/** @param {number} ms @returns {{ day: number, time: string }} by the clock of this phone; day 0 is Monday */
function hereOf(ms) {
  const here = new Date(ms);
  return { day: (here.getDay() + 6) % 7, time: [here.getHours(), here.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":") };
}

/** @param {string} time as a time field writes it @returns {number} */
const minuteOf = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** @returns {{ value: string, label: string }[]} Monday first */
function daysOfTheWeek() {
  const long = new Intl.DateTimeFormat(currentLocale(), { weekday: "long", timeZone: "UTC" });
  return [0, 1, 2, 3, 4, 5, 6].map((day) => ({ value: String(day), label: long.format(MONDAY_MS + day * DAY_MS) }));
}
