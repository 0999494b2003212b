/** One check-in: four sliders and a line. What is typed and not kept yet is there again. */
import { formatDate, t } from "../../../core/i18n.js";
import { LINE_MAX, noonOf, SLIDERS, sliders } from "../../../domain/check-in/rules.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter, useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { useDraft } from "../../use-draft.js";
import { html, useState } from "../../view.js";
import { Screen } from "../../screen.js";
import { Button, ButtonRow } from "../../components/button.js";
import { TextArea } from "../../components/field.js";
import { Menu } from "../../components/menu.js";
import { Slider } from "../../components/slider.js";
import { Switch } from "../../components/switch.js";
import { Missing } from "../parts/missing.js";
import { Problem } from "../parts/problem.js";

/** @typedef {import("../../../domain/check-in/rules.js").CheckIn} CheckIn */
/** @typedef {Record<import("../../../domain/check-in/rules.js").SliderId, number | ""> & { line: string, tellsLine: boolean }} Words "": left open */

/** @param {{ params: { id?: string } }} props */
export function CheckInScreen({ params }) {
  const { checkIns } = useApp();
  const [one] = useState(() => (params.id ? checkIns.get(params.id) : null));
  return params.id && !one ? html`<${Missing} title=${t("Check-in")} />` : html`<${CheckInForm} one=${one} />`;
}

/** @param {CheckIn | null} one @returns {Words} */
function wordsOf(one) {
  const values = Object.fromEntries(SLIDERS.map((id) => [id, one?.[id] ?? ""]));
  return /** @type {Words} */ ({ ...values, line: one?.line ?? "", tellsLine: one?.tellsLine ?? false });
}

/** @param {Words} words @returns {import("../../../domain/check-in/rules.js").Wish} */
function wishOf({ line, tellsLine, ...values }) {
  const set = Object.fromEntries(SLIDERS.map((id) => [id, values[id] === "" ? null : values[id]]));
  return /** @type {import("../../../domain/check-in/rules.js").Wish} */ ({ ...set, line, tellsLine });
}

/** @param {{ one: CheckIn | null }} props */
function CheckInForm({ one }) {
  const { together } = useApp();
  const router = useRouter();
  useObservable(together.version);
  const { words, change, sent } = useDraft(one ? `check-in:${one.id}` : "check-in:new", () => wordsOf(one));
  const { isBusy, problem, run } = useAttempt();
  const isEmpty = !words.line.trim() && SLIDERS.every((id) => words[id] === "");
  const save = async () => {
    if (!(await run(() => (one ? together.change(one.id, wishOf(words)) : together.add(wishOf(words)))))) return;
    await sent();
    router.back("check-ins");
  };
  return html`<${Screen} title=${one ? t("Change") : t("Check-in")} actions=${one && html`<${More} one=${one} onGone=${sent} />`}>
    <div class="stack">
      <p class="note">${one ? t("From {day}.", { day: formatDate(noonOf(one.on)) }) : t("As it is for you today. Leave open what you like.")}</p>
      ${sliders().map(({ id, label, hint }) => html`<${Slider} key=${id} label=${label} hint=${hint} least=${t("Not at all")} most=${t("Very much")}
        value=${words[id] === "" ? null : words[id]} onChange=${(/** @type {number | null} */ value) => change({ [id]: value ?? "" })} />`)}
      <${TextArea} label=${t("A line")} optional rows=${2} value=${words.line} maxLength=${LINE_MAX}
        onInput=${(/** @type {string} */ line) => change({ line: line.replaceAll("\n", " ") })} />
      ${together.isOn() && html`<${Switch} label=${t("My partner may see this line too")} hint=${t("Only while both of you see check-ins together.")}
        checked=${words.tellsLine} onChange=${(/** @type {boolean} */ tellsLine) => change({ tellsLine })} />`}
      <${Problem} text=${problem} />
      <${ButtonRow} sticky><${Button} kind="primary" busy=${isBusy} disabled=${isEmpty} onPress=${() => void save()}>${t("Keep it")}<//><//>
    </div>
  <//>`;
}

/** @param {{ one: CheckIn, onGone: () => Promise<void> }} props */
function More({ one, onGone }) {
  const { together } = useApp();
  const { toasts } = useShell();
  const router = useRouter();
  const { run } = useAttempt();
  const take = async () => {
    const undo = await together.remove(one.id);
    await onGone();
    router.back("check-ins");
    toasts.show({ text: t("The check-in is gone."), onUndo: () => void undo() });
  };
  return html`<${Menu} label=${t("More")} items=${[{ label: t("Take it away"), icon: "bin", danger: true, onPress: () => void run(take) }]} />`;
}
