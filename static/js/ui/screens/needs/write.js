/** The composer of a need: what I need, why I am stuck, and what I will do about it myself. Saved while it is written. */
import { t } from "../../../core/i18n.js";
import { useApp, useRouter } from "../../shell.js";
import { Screen } from "../../screen.js";
import { html } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { TextArea } from "../../components/field.js";
import { Problem } from "../parts/problem.js";
import { OwnText } from "../../components/card.js";
import { SavedLine } from "../write/saved-line.js";
import { useWriting } from "../write/use-writing.js";
import { needSentence } from "./words.js";

/** @param {{ params: { id?: string } }} props id: of one to change; without one it begins with the first word */
export function NeedWriteScreen({ params }) {
  const { reasons } = useApp();
  const router = useRouter();
  const writing = useWriting(params.id ?? null, reasons.createNeed);
  const sentence = needSentence(writing.fields);
  /** @param {string} name */
  const text = (name) => ({ value: writing.fields[name], onInput: (/** @type {string} */ value) => writing.change({ [name]: value }) });
  const leave = async () => {
    if (await writing.finish()) router.back("mine");
  };
  return html`<${Screen} title=${params.id ? t("Change") : t("What I need")} onBack=${() => void leave()}>
    <div class="write">
      <${TextArea} label=${t("What I need")} hint=${t("Small, and about you: “ten minutes with you in the evening”.")} optional rows=${2} ...${text("longing")} />
      <${TextArea} label=${t("I feel stuck because …")} hint=${t("What happens, without blame.")} optional rows=${2} placeholder=${t("nothing changes")} ...${text("felt")} />
      <${TextArea} label=${t("… so I will …")} hint=${t("It helps to say what you will do, and not what the other must do. You need nobody’s yes for it.")} optional rows=${2} placeholder=${t("see someone for myself")} ...${text("part")} />
      <${Problem} text=${writing.textProblem} />
      ${sentence && html`<section class="offer-preview"><h2 class="section-title">${t("In one sentence")}</h2><${OwnText}>${sentence}<//></section>`}
      <div class="write__end">
        <${SavedLine} state=${writing.state} problem=${writing.saveProblem} onRetry=${() => void writing.retry()} />
        <${ButtonRow}><${Button} kind="primary" onPress=${() => void leave()}>${t("Done")}<//><//>
      </div>
    </div>
  <//>`;
}
