/** One step: who has ticked it, until when, notes, and what else can be done with it. */
import { t } from "../../core/i18n.js";
import { readingFor, stages } from "../../domain/path/stages.js";
import { useApp, useRouter } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { Screen } from "../screen.js";
import { html } from "../view.js";
import { Button, ButtonRow } from "../components/button.js";
import { Menu } from "../components/menu.js";
import { ReadAbout } from "./parts/read-about.js";
import { Missing } from "./parts/missing.js";
import { PersonText, harmless, partnerInside } from "./parts/person-words.js";
import { Problem } from "./parts/problem.js";
import { dayWords, titleOf } from "./path/step-words.js";
import { useTicking } from "./path/use-ticking.js";
import { useSteps } from "./path/which-list.js";
import { StepNotes } from "./step/notes.js";
import { StepTicks } from "./step/ticks.js";

/** @typedef {import("../../domain/path/steps.js").Step} Step */

/** @param {{ params: { id: string, list?: import("./path/which-list.js").ListName } }} props */
export function StepScreen({ params: { id, list: wanted } }) {
  const router = useRouter();
  const { list, steps, notes } = useSteps(wanted);
  const ticking = useTicking(steps);
  const step = steps.get(id);
  if (!step) return html`<${Missing} title=${t("Step")} place="path" words=${t("It is not on the path any more.")} />`;
  const reading = readingFor(id, steps.isOurs());
  const leave = async (/** @type {Promise<boolean>} */ done) => void ((await done) && router.back("path"));
  const items = [
    { label: t("Change it"), icon: /** @type {const} */ ("write"), onPress: () => router.go("step-edit", { list, id }) },
    step.isArchived
      ? { label: t("Put it back on the path"), icon: /** @type {const} */ ("undo"), onPress: () => void steps.setArchived(id, false) }
      : { label: t("Archive it"), icon: /** @type {const} */ ("history"), onPress: () => void leave(ticking.withUndo(() => steps.setArchived(id, true), t("It is archived."), () => steps.setArchived(id, false))) },
    { label: t("Let it go"), icon: /** @type {const} */ ("close"), onPress: () => void leave(ticking.withUndo(() => steps.letGo(id), t("It is let go."))) },
  ];
  return html`<${Screen} title=${t("Step")} actions=${html`<${Menu} label=${t("More")} items=${items} />`}>
    <article class="stack stack--loose">
      <div class="stack stack--tight">
        <p class="note">${stages().find((stage) => stage.id === step.stage)?.label}</p>
        <${PersonText} size="large" text=${titleOf(step)} />
        ${reading && html`<${ReadAbout} page=${reading} />`}
      </div>
      <${AlsoTitled} step=${step} steps=${steps} />
      <${StepTicks} step=${step} isOurs=${steps.isOurs()} onTick=${(/** @type {boolean} */ isTicked) => void ticking.tick(id, isTicked)} onReopen=${() => void ticking.withUndo(() => steps.reopen(id), t("It is open again."), () => steps.tick(id, true))} />
      <${Problem} text=${ticking.problem} />
      <${Due} step=${step} />
      ${step.isTrial && html`<${NotNow} step=${step} steps=${steps} />`}
      <${StepNotes} id=${id} all=${notes.on(id)} notes=${notes} />
    </article>
  <//>`;
}

/** Both changed its words at the same time: nothing is lost, and one of you chooses. @param {{ step: Step, steps: import("../../domain/path/steps.js").Steps }} props */
function AlsoTitled({ step, steps }) {
  if (step.alsoTitled.length === 0) return null;
  return html`<section class="stack stack--tight" aria-label=${t("Written at the same time")}>
    <p class="note">${t("You both changed these words at the same time. This was written, too:")}</p>
    ${step.alsoTitled.map((title) => html`<div class="also" key=${title}><span dir="auto">${harmless(title)}</span>
      <${Button} kind="quiet" onPress=${() => void steps.edit(step.id, { title })}>${t("Take these words")}<//></div>`)}
    <${Button} kind="quiet" onPress=${() => void steps.edit(step.id, { title: step.title })}>${t("Keep the words above")}<//>
  </section>`;
}

/** @param {{ step: Step }} props */
function Due({ step }) {
  const { files, clock } = useApp();
  const day = step.dueOn;
  if (!day) return null;
  const save = async () => {
    const { stepCalendar } = await import("../../domain/path/calendar.js");
    await files.save(stepCalendar({ id: step.id, title: titleOf(step), dueOn: day, nowMs: clock.nowMs() }), "step.ics", "text/calendar");
  };
  return html`<section class="stack stack--tight"><p>${t("By {day}", { day: dayWords(day) })}</p>
    <${Button} icon="calendar" onPress=${() => void save()}>${t("Put it in my calendar")}<//>
    <p class="note">${t("Your calendar app will show these words. Others who see your calendar can read them.")}</p></section>`;
}

/** @param {{ step: Step, steps: import("../../domain/path/steps.js").Steps }} props */
function NotNow({ step, steps }) {
  const app = useApp();
  useObservable(app.settings.value);
  if (step.isNotNow) return html`<section class="stack stack--tight"><p>${t("Not now. That is a good answer too.")}</p>
    <${ButtonRow}><${Button} onPress=${() => void steps.setNotNow(step.id, false)}>${t("Open it again")}<//><//></section>`;
  const words = steps.isOurs() ? t("One session is not a promise of more. If it is not for now, that is a good ending: you and {partner} can say so here.", { partner: partnerInside(app) }) : t("One session is not a promise of more. If it is not for now, that is a good ending too.");
  return html`<section class="stack stack--tight"><p class="note">${words}</p>
    <${ButtonRow}><${Button} onPress=${() => void steps.setNotNow(step.id, true)}>${t("Not now")}<//><//></section>`;
}
