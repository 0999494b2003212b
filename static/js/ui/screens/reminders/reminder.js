/** One reminder: what of, on which day or days, at what hour. What is typed and not kept yet is there again. */
import { t } from "../../../core/i18n.js";
import { localDay } from "../../../domain/check-in/rules.js";
import { reminderCalendar } from "../../../domain/reminders/calendar.js";
import { isOver, TEXT_MAX } from "../../../domain/reminders/rules.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter, useShell } from "../../shell.js";
import { useDraft } from "../../use-draft.js";
import { html, useState } from "../../view.js";
import { Screen } from "../../screen.js";
import { Button, ButtonRow } from "../../components/button.js";
import { ChipGroup } from "../../components/chip-group.js";
import { DateTimeField } from "../../components/date-time-field.js";
import { TextArea } from "../../components/field.js";
import { Menu } from "../../components/menu.js";
import { Segmented } from "../../components/segmented.js";
import { Missing } from "../parts/missing.js";
import { Problem } from "../parts/problem.js";
import { weekdays } from "./words.js";

/** @typedef {import("../../../domain/reminders/rules.js").Reminder} Reminder */
/** @typedef {{ text: string, isWeekly: boolean, on: string, days: number[], hour: string }} Words hour: as a time field writes it */

/** @param {{ params: { id?: string } }} props */
export function ReminderScreen({ params }) {
  const { reminders } = useApp();
  const [one] = useState(() => (params.id ? reminders.get(params.id) : null));
  return params.id && !one ? html`<${Missing} title=${t("Remind me")} />` : html`<${ReminderForm} one=${one} />`;
}

/** @param {number} minutes */
const hourOf = (minutes) => [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");

/** @param {Reminder | null} one @param {string} today @returns {Words} */
const wordsOf = (one, today) => ({ text: one?.text ?? "", isWeekly: one?.on === null, on: one?.on ?? today, days: one?.days ?? [], hour: hourOf(one?.minutes ?? 18 * 60) });

/** @param {Words} words @returns {import("../../../domain/reminders/rules.js").Wish} */
const wishOf = ({ text, isWeekly, on, days, hour }) => ({ text, on: isWeekly ? null : on, days: isWeekly ? days : [], minutes: Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3, 5)) });

/** @param {{ one: Reminder | null }} props */
function ReminderForm({ one }) {
  const { reminders, clock } = useApp();
  const router = useRouter();
  const { words, change, sent } = useDraft(one ? `reminder:${one.id}` : "reminder:new", () => wordsOf(one, localDay(clock.nowMs())));
  const { isBusy, problem, run } = useAttempt();
  const isReady = words.text.trim() !== "" && words.hour !== "" && (words.isWeekly ? words.days.length > 0 : words.on !== "");
  const save = async () => {
    if (!(await run(() => (one ? reminders.change(one.id, wishOf(words)) : reminders.add(wishOf(words)))))) return;
    await sent();
    router.back("reminders");
  };
  return html`<${Screen} title=${t("Remind me")} actions=${one && html`<${More} one=${one} onGone=${sent} />`}>
    <div class="stack stack--loose">
      <${TextArea} label=${t("Remind me of")} rows=${2} value=${words.text} maxLength=${TEXT_MAX} onInput=${(/** @type {string} */ text) => change({ text: text.replaceAll("\n", " ") })} />
      <div class="stack">
        <${Segmented} legend=${t("How often")} value=${words.isWeekly ? "weekly" : "once"} onChange=${(/** @type {string} */ value) => change({ isWeekly: value === "weekly" })}
          options=${[{ value: "once", label: t("Once") }, { value: "weekly", label: t("Every week") }]} />
        ${words.isWeekly
          ? html`<${ChipGroup} legend=${t("On these days")} options=${weekdays()} value=${words.days.map(String)} onChange=${(/** @type {string[]} */ days) => change({ days: days.map(Number).sort() })} />`
          : html`<${DateTimeField} kind="date" label=${t("Day")} value=${words.on} onInput=${(/** @type {string} */ on) => change({ on })} />`}
        <${DateTimeField} kind="time" label=${t("Hour")} value=${words.hour} onInput=${(/** @type {string} */ hour) => change({ hour })} />
      </div>
      ${one && !isOver(one) && html`<${ForTheCalendar} one=${one} />`}
      <${Problem} text=${problem} />
      <${ButtonRow} sticky><${Button} kind="primary" busy=${isBusy} disabled=${!isReady} onPress=${() => void save()}>${t("Keep it")}<//><//>
    </div>
  <//>`;
}

/** @param {{ one: Reminder }} props as it is kept */
function ForTheCalendar({ one }) {
  const { files, clock } = useApp();
  const { run, problem } = useAttempt();
  const save = () => files.save(reminderCalendar(one, { title: t("A reminder"), nowMs: clock.nowMs() }), "reminder.ics", "text/calendar");
  return html`<section class="stack stack--tight"><h2 class="section-title">${t("With a sound")}</h2>
    <p class="note">${t("A web page cannot wake your phone, so this waits on Today until you open it. Your phone’s calendar can ring. It only gets the hour and the words “A reminder”, and later changes here do not reach it.")}</p>
    <${Problem} text=${problem} />
    <${Button} icon="calendar" onPress=${() => void run(save)}>${t("Put it in my calendar")}<//></section>`;
}

/** @param {{ one: Reminder, onGone: () => Promise<void> }} props */
function More({ one, onGone }) {
  const { reminders } = useApp();
  const { toasts } = useShell();
  const router = useRouter();
  const { run } = useAttempt();
  const take = async () => {
    const undo = await reminders.remove(one.id);
    await onGone();
    router.back("reminders");
    toasts.show({ text: t("The reminder is gone."), onUndo: () => void undo() });
  };
  const stop = async () => {
    const undo = await reminders.stop(one.id);
    router.back("reminders");
    toasts.show({ text: t("It does not come again."), onUndo: () => void undo() });
  };
  const items = [
    ...(isOver(one) ? [] : [{ label: t("Stop it"), icon: "pause", onPress: () => void run(stop) }]),
    { label: t("Take it away"), icon: "bin", danger: true, onPress: () => void run(take) },
  ];
  return html`<${Menu} label=${t("More")} items=${items} />`;
}
