/** Proposing a topic on which both open something of theirs at the same moment. */
import { t } from "../../../core/i18n.js";
import { fairnessIsTheServers, howItGoes, lapsesQuietly } from "../../../domain/together/words.js";
import { cannotBeUnread } from "../../../domain/bridge/words.js";
import { topics } from "../../../domain/topics.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { Screen } from "../../screen.js";
import { html, useState } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { ChipChoice } from "../../components/chip-group.js";
import { Problem } from "../parts/problem.js";

export function TogetherNewScreen() {
  const { togethers } = useApp();
  const router = useRouter();
  useObservable(togethers.all);
  const [topic, setTopic] = useState(/** @type {string | null} */ (null));
  const { isBusy, problem, run } = useAttempt();
  const why = topic === null ? t("Choose a topic first.") : togethers.canPropose(topic).why;
  const propose = async () => {
    let id = "";
    if (await run(async () => void (id = await togethers.propose(/** @type {string} */ (topic))))) router.replace("together", { id });
  };
  return html`<${Screen} title=${t("Together")}>
    <div class="stack stack--loose">
      <p class="lead">${t("Neither of you has to go first. What each of you tells opens in the same moment, or not at all.")}</p>
      <ol class="how stack stack--tight">${howItGoes().map((line) => html`<li key=${line}>${line}</li>`)}</ol>
      <${ChipChoice} legend=${t("About what?")} hint=${t("Your partner sees this topic at once. It says nothing of what you will tell.")}
        options=${topics().map(({ id, label }) => ({ value: id, label }))} value=${topic} onChange=${setTopic} />
      <ul class="quiet-list note"><li>${lapsesQuietly()}</li><li>${cannotBeUnread()}</li><li>${fairnessIsTheServers()}</li></ul>
      <${Problem} text=${problem} />
      <${ButtonRow} sticky>
        <p class="offer__why note" role="status">${why}</p>
        <${Button} kind="primary" icon="bridge" busy=${isBusy} disabled=${why !== null} onPress=${() => void propose()}>${t("Propose this topic")}<//>
      <//>
    </div>
  <//>`;
}
