/** One stage of the path: what it is about, its open steps, and the done ones folded away. */
import { t, tn } from "../../../core/i18n.js";
import { useRouter, useShell } from "../../shell.js";
import { html } from "../../view.js";
import { Button } from "../../components/button.js";
import { SortableList } from "../../components/sortable-list.js";
import { StepRow } from "./step-row.js";
import { titleOf, useStepWords } from "./step-words.js";

/** @typedef {import("../../../domain/path/steps.js").Step} Step */
/** @typedef {import("./which-list.js").ListName} ListName */

/**
 * @param {{
 *   stage: { id: import("../../../domain/path/stages.js").StageId, label: string, about: string },
 *   list: ListName, steps: import("../../../domain/path/steps.js").Steps, isArranging: boolean,
 *   onTick: (id: string, isTicked: boolean) => void,
 * }} props
 */
export function StageSection({ stage, list, steps, isArranging, onTick }) {
  const router = useRouter();
  const { announce } = useShell();
  const all = steps.inStage(stage.id);
  return html`<section class="stage" aria-labelledby=${`stage-${stage.id}`}>
    <div><h2 class="stage__title" id=${`stage-${stage.id}`}>${stage.label}</h2><p class="note">${stage.about}</p></div>
    ${isArranging
      ? html`<${SortableList} items=${all} keyOf=${(/** @type {Step} */ step) => step.id} nameOf=${titleOf} label=${stage.label} announce=${announce}
          onMove=${(/** @type {string} */ id, /** @type {number} */ to) => steps.move(id, to)} />`
      : html`<${Rows} all=${all} list=${list} steps=${steps} label=${stage.label} onTick=${onTick} />
          <${Button} kind="quiet" icon="plus" onPress=${() => router.go("step-edit", { list, stage: stage.id })}>${t("Add a step")}<//>`}
  </section>`;
}

/** @param {{ all: Step[], list: ListName, label: string, steps: import("../../../domain/path/steps.js").Steps, onTick: (id: string, isTicked: boolean) => void }} props */
function Rows({ all, list, label, steps, onTick }) {
  const router = useRouter();
  const wordsOf = useStepWords();
  const isOver = (/** @type {Step} */ step) => step.isDone || step.isNotNow;
  const [open, over] = [all.filter((step) => !isOver(step)), all.filter(isOver)];
  const row = (/** @type {Step} */ step) => html`<${StepRow} key=${step.id} step=${step} lines=${wordsOf(step, steps.isOurs())}
    onTick=${(/** @type {boolean} */ isTicked) => onTick(step.id, isTicked)} onOpen=${() => router.go("step", { list, id: step.id })} />`;
  return html`
    ${open.length > 0 && html`<ul class="list" aria-label=${label}>${open.map(row)}</ul>`}
    ${over.length > 0 && html`<details class="stage__over"><summary>${tn("{n} step is done", "{n} steps are done", over.length)}</summary>
      <ul class="list">${over.map(row)}</ul></details>`}`;
}
