/** The two rulers: a number from 0 to 10 each, and why it is not lower. Nobody else ever sees them. */
import { t } from "../../../core/i18n.js";
import { RULER_MAX, rulers, whyNotLower } from "../../../domain/rulers.js";
import { useApp } from "../../shell.js";
import { Screen } from "../../screen.js";
import { html, useState } from "../../view.js";
import { Button } from "../../components/button.js";
import { ChipChoice } from "../../components/chip-group.js";
import { TextArea } from "../../components/field.js";
import { Problem } from "../parts/problem.js";
import { SavedLine } from "../write/saved-line.js";
import { useWriting } from "../write/use-writing.js";

/** @typedef {import("../../../domain/rulers.js").Ruler} Ruler */

const NUMBERS = Array.from({ length: RULER_MAX + 1 }, (_, n) => ({ value: String(n), label: String(n) }));

export function RulersScreen() {
  const { reasons } = useApp();
  const [id] = useState(() => reasons.rulers()?.id ?? null);
  const writing = useWriting(id, reasons.createRulers);
  return html`<${Screen} title=${t("Two rulers")}>
    <div class="stack stack--loose">
      <p class="lead">${t("It is about going to a couples therapist together. Any number is right, and it may change. The numbers can never be offered or shared.")}</p>
      ${rulers().map((ruler) => html`<${OneRuler} key=${ruler.id} ruler=${ruler} fields=${writing.fields} change=${writing.change} />`)}
      <${Problem} text=${writing.textProblem} />
      <${SavedLine} state=${writing.state} problem=${writing.saveProblem} onRetry=${() => void writing.retry()} />
    </div>
  <//>`;
}

/** @param {{ ruler: Ruler, fields: Record<string, any>, change: (fields: Record<string, any>) => void }} props */
function OneRuler({ ruler: { id, question, low, high, why }, fields, change }) {
  const number = fields[id] ?? null;
  const asks = whyNotLower(number);
  return html`<section class="stack stack--tight">
    <div class="ruler"><${ChipChoice} legend=${question} hint=${`${low} · ${high}`} options=${NUMBERS} value=${number === null ? null : String(number)} onChange=${(/** @type {string} */ n) => change({ [id]: Number(n) })} /></div>
    ${number === 0 && html`<p class="note">${t("Nought is an answer too.")}</p>`}
    ${asks && html`<${TextArea} label=${asks} hint=${t("What is there already, however small?")} optional rows=${2} value=${fields[why]} onInput=${(/** @type {string} */ text) => change({ [why]: text })} />`}
    ${number !== null && html`<div><${Button} kind="quiet" icon="undo" onPress=${() => change({ [id]: null })}>${t("Take the number away")}<//></div>`}
  </section>`;
}
