/** Writing: two taps, or the whole page. Everything is saved while it is written; Done only leaves. */
import { t } from "../../core/i18n.js";
import { useRouter } from "../shell.js";
import { Screen } from "../screen.js";
import { html, useMemo, useState } from "../view.js";
import { Button, ButtonRow } from "../components/button.js";
import { Segmented } from "../components/segmented.js";
import { Attaching } from "./media/attaching.js";
import { FullForm } from "./write/full-form.js";
import { QuickForm } from "./write/quick-form.js";
import { SavedLine } from "./write/saved-line.js";
import { useWriting } from "./write/use-writing.js";

/** @param {{ params: { id?: string, full?: boolean, topic?: string } }} props id: of an entry to change; without one a new page begins with the first word; topic: of a new page */
export function WriteScreen({ params }) {
  const writing = useWriting(params.id ?? null, undefined, params.topic ? { topic: params.topic } : {});
  const router = useRouter();
  const [form, setForm] = useState(params.id || params.full ? "full" : "quick");
  const Form = form === "quick" ? QuickForm : FullForm;

  const attaching = useMemo(() => html`<${Attaching} id=${writing.id} ensure=${writing.ensure} />`, [writing.id, writing.ensure]);

  const leave = async () => {
    if (await writing.finish()) router.back("mine");
  };

  return html`<${Screen} title=${params.id ? t("Change") : t("Write")} onBack=${() => void leave()}>
    <div class="write">
      ${!params.id && html`<${Segmented} legend=${t("How much do you want to write?")} value=${form} onChange=${setForm}
        options=${[{ value: "quick", label: t("Two taps") }, { value: "full", label: t("A whole page") }]} />`}
      <${Form} fields=${writing.fields} change=${writing.change} problem=${writing.textProblem} attaching=${attaching} />
      ${!params.id && html`<p class="note">${t("Or only say how it is:")} <${Button} kind="quiet" icon="sun" onPress=${() => router.go("check-in")}>${t("Check in with four sliders")}<//></p>`}
      <div class="write__end">
        <${SavedLine} state=${writing.state} problem=${writing.saveProblem} onRetry=${() => void writing.retry()} />
        <${ButtonRow}><${Button} kind="primary" onPress=${() => void leave()}>${t("Done")}<//><//>
      </div>
    </div>
  <//>`;
}
