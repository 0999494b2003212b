/** A step: its words, where it stands, whose it is, and a day. */
import { t } from "../../core/i18n.js";
import { stages } from "../../domain/path/stages.js";
import { TITLE_MAX } from "../../domain/path/steps.js";
import { worries } from "../../domain/path/worries.js";
import { useAttempt } from "../attempt.js";
import { useApp, useRouter, useShell } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { Screen } from "../screen.js";
import { useDraft } from "../use-draft.js";
import { html, useState } from "../view.js";
import { Button, ButtonRow, IconButton } from "../components/button.js";
import { ChipChoice } from "../components/chip-group.js";
import { DateTimeField } from "../components/date-time-field.js";
import { TextArea } from "../components/field.js";
import { List, ListRow } from "../components/list-rows.js";
import { RadioList } from "../components/radio-list.js";
import { Sheet } from "../components/sheet.js";
import { toPage } from "./good-to-know/list.js";
import { Missing } from "./parts/missing.js";
import { partnerName } from "./parts/person-words.js";
import { Problem } from "./parts/problem.js";
import { useSteps } from "./path/which-list.js";

/** @typedef {import("../../domain/path/steps.js").Step} Step */
/** @typedef {{ title: string, stage: import("../../domain/path/stages.js").StageId, by: string, dueOn: string }} Words by: 'joint', 'either', 'me' or 'partner' */

/** @typedef {{ id?: string, list?: import("./path/which-list.js").ListName, stage?: import("../../domain/path/stages.js").StageId, words?: string, from?: string }} Params words: to begin with, from a page to read */

/** @param {{ params: Params }} props */
export function StepEditScreen({ params }) {
  const { list, steps } = useSteps(params.list);
  const [step] = useState(() => (params.id ? steps.get(params.id) : null));
  if (params.id && !step) return html`<${Missing} title=${t("Step")} place="path" words=${t("It is not on the path any more.")} />`;
  return html`<${StepForm} list=${list} steps=${steps} step=${step} stage=${params.stage ?? "understand"} begin=${params.words ?? ""} from=${params.from} />`;
}

/** @param {Step | null} step @param {import("../../domain/path/stages.js").StageId} stage @param {string} begin @returns {Words} */
function wordsOf(step, stage, begin) {
  return step ? { title: step.title, stage: step.stage, by: step.whose ?? step.kind, dueOn: step.dueOn ?? "" } : { title: begin, stage, by: "joint", dueOn: "" };
}

/** @param {Words} words @param {boolean} isOurs @returns {import("../../domain/path/steps.js").StepWish & { title: string, stage: import("../../domain/path/stages.js").StageId }} */
function wishOf({ title, stage, by, dueOn }, isOurs) {
  const whose = by === "me" || by === "partner" ? by : null;
  const kind = whose ? "one" : /** @type {"joint" | "either"} */ (by);
  return { title, stage, dueOn: dueOn || null, ...(isOurs ? { kind, whose } : {}) };
}

/** What is typed for a new step is kept apart from what a page to read began. @param {string} list @param {Step | null} step @param {string} [from] */
const purposeOf = (list, step, from) => (step ? `step:${step.id}` : `step:${from ? `read-${from}` : "new"}-${list}`);

/** @param {{ list: string, steps: import("../../domain/path/steps.js").Steps, step: Step | null, stage: import("../../domain/path/stages.js").StageId, begin: string, from?: string }} props */
function StepForm({ list, steps, step, stage, begin, from }) {
  const { router, toasts } = useShell();
  const { words, change, sent } = useDraft(purposeOf(list, step, from), () => wordsOf(step, stage, begin));
  const { isBusy, problem, run } = useAttempt();
  const save = async () => {
    const wish = wishOf(words, steps.isOurs());
    if (!(await run(() => (step ? steps.edit(step.id, wish) : steps.create(wish))))) return;
    await sent();
    if (from) toasts.show({ text: t("It is on the path.") });
    router.back("path");
  };
  return html`<${Screen} title=${step ? t("Change the step") : t("New step")}>
    <div class="stack stack--loose">
      <${TextArea} label=${t("What is the step?")} hint=${t("Small enough for a week.")} rows=${2} value=${words.title} maxLength=${TITLE_MAX}
        onInput=${(/** @type {string} */ title) => change({ title: title.replaceAll("\n", " ") })} />
      ${!step && html`<${FromWorry} onChoose=${(/** @type {string} */ title) => change({ title, stage: "ease" })} />`}
      <${ChipChoice} legend=${t("Where on the path")} value=${words.stage} onChange=${(/** @type {any} */ to) => change({ stage: to })}
        options=${stages().map(({ id, label }) => ({ value: id, label }))} />
      ${steps.isOurs() && html`<${Whose} value=${words.by} onChange=${(/** @type {string} */ by) => change({ by })} />`}
      <${DateTimeField} kind="date" optional label=${t("By when")} hint=${t("Only if it helps you. Nothing happens when the day has passed.")} value=${words.dueOn} onInput=${(/** @type {string} */ dueOn) => change({ dueOn })} />
      <${Problem} text=${problem} />
      <${ButtonRow} sticky><${Button} kind="primary" busy=${isBusy} disabled=${!words.title.trim()} onPress=${() => void save()}>${t("Keep it")}<//><//>
    </div>
  <//>`;
}

/** @param {{ value: string, onChange: (value: string) => void }} props */
function Whose({ value, onChange }) {
  const app = useApp();
  useObservable(app.settings.value);
  return html`<${RadioList} legend=${t("Whose step is it?")} value=${value} onChange=${onChange} options=${[
    { value: "joint", label: t("For both"), hint: t("Done when you have both ticked it.") },
    { value: "either", label: t("For one of you"), hint: t("Whoever comes to it first.") },
    { value: "me", label: t("Mine"), hint: t("I do it, and my partner sees it.") },
    { value: "partner", label: partnerName(app), hint: t("Only when you have agreed on it.") },
  ]} />`;
}

/** Nothing in the step says whose worry it is. @param {{ onChoose: (title: string) => void }} props */
function FromWorry({ onChoose }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const choose = (/** @type {string} */ step) => {
    onChoose(step);
    setOpen(false);
  };
  return html`<div><${Button} kind="quiet" icon="steps" onPress=${() => setOpen(true)}>${t("From something that holds one of us back")}<//>
    <${Sheet} open=${isOpen} title=${t("What may hold one of us back")} onClose=${() => setOpen(false)}>
      <div class="stack"><p class="note">${t("Choose one, and take or change the first small step that answers it. The step does not say whose worry it is.")}</p>
        <${List} label=${t("What may hold one of us back")}>${worries().map((worry) => html`<${ListRow} key=${worry.id} title=${worry.label} detail=${worry.step} onPress=${() => choose(worry.step)}
          action=${html`<${IconButton} icon="book" label=${t("Read about it: {worry}", { worry: worry.label })} onPress=${() => router.go(...toPage(worry.page))} />`} />`)}<//></div>
    <//></div>`;
}
