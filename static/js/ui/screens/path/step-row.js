/** One step in the list: my own tick, its words, and who else has ticked it. */
import { t } from "../../../core/i18n.js";
import { classes, html } from "../../view.js";
import { Icon } from "../../components/icon.js";
import { titleOf } from "./step-words.js";

/** @typedef {import("../../../domain/path/steps.js").Step} Step */

/** @param {{ step: Step, lines: string[], onTick: (isTicked: boolean) => void, onOpen: () => void }} props */
export function StepRow({ step, lines, onTick, onOpen }) {
  const title = titleOf(step);
  return html`<li class=${classes("list__item step", step.isDone && "step--done")}>
    <${Tick} step=${step} onTick=${onTick} />
    <button type="button" class="row__hit step__words" onClick=${onOpen}>
      <span class="row__words">
        <span class="row__title" dir="auto">${title}</span>
        ${lines.map((line) => html`<span class="row__detail" key=${line}>${line}</span>`)}
      </span>
      <${Icon} name="forward" size="small" />
    </button>
  </li>`;
}

/** What one of the two does alone is the other's to tick. @param {{ step: Step, onTick: (isTicked: boolean) => void }} props */
export function Tick({ step, onTick }) {
  const isTheirs = step.whose === "partner";
  const isOn = isTheirs ? step.ticks.partner : step.ticks.me;
  const half = !step.isDone && step.kind === "joint" && (step.ticks.me || step.ticks.partner);
  return html`<button type="button" role="checkbox" class=${classes("tick", step.isDone && "tick--done", half && "tick--half")}
    aria-checked=${String(isOn)} aria-label=${t("Tick “{title}”", { title: titleOf(step) })} disabled=${isTheirs}
    onClick=${() => onTick(!isOn)}><span class="tick__box">${(isOn || step.isDone) && html`<${Icon} name="check" size="small" />`}</span></button>`;
}
