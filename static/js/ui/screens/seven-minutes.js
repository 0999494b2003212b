/** The seven-minute page: what happened, as a kind and neutral third person would see it. A page of one's own, kept as any other. */
import { t } from "../../core/i18n.js";
import { useRouter } from "../shell.js";
import { Screen } from "../screen.js";
import { html } from "../view.js";
import { Button, ButtonRow } from "../components/button.js";
import { TextArea } from "../components/field.js";
import { Problem } from "./parts/problem.js";
import { SavedLine } from "./write/saved-line.js";
import { useWriting } from "./write/use-writing.js";

/** @param {{ params: { topic?: string | null } }} props topic: of what is about to be offered */
export function SevenMinutesScreen({ params: { topic = null } }) {
  const writing = useWriting(null);
  const router = useRouter();
  const leave = async () => {
    if (await writing.finish()) router.back("mine");
  };
  const write = (/** @type {string} */ happened) => writing.change({ happened, topic, tags: [t("Seven minutes")] });
  return html`<${Screen} title=${t("Seven minutes")} onBack=${() => void leave()}>
    <div class="write">
      <div class="stack">
        <p class="lead">${t("Think of somebody who is kind, takes no side, and wants the best for both of you. How would they see what happened?")}</p>
        <ul class="quiet-list note">
          <li>${t("What might they see that neither of you saw?")}</li>
          <li>${t("What good could they find in it?")}</li>
          <li>${t("What makes it hard for you to look this way when you argue, and what could help?")}</li>
        </ul>
      </div>
      <div class="write__page"><${TextArea} label=${t("As they would see it")} hint=${t("About seven minutes. Nobody measures.")} placeholder=${t("Begin anywhere")} value=${writing.fields.happened} onInput=${write} /></div>
      <${Problem} text=${writing.textProblem} />
      <p class="note">${t("This page is yours, like all the others: your partner does not see it. The questions come from a study with 120 couples, who wrote like this for seven minutes, three times in a year.")}</p>
      <div class="write__end">
        <${SavedLine} state=${writing.state} problem=${writing.saveProblem} onRetry=${() => void writing.retry()} />
        <${ButtonRow}><${Button} kind="primary" onPress=${() => void leave()}>${t("Done")}<//><//>
      </div>
    </div>
  <//>`;
}
