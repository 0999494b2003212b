/** Steps that were put aside; each can come back. */
import { t } from "../../core/i18n.js";
import { Screen } from "../screen.js";
import { html } from "../view.js";
import { Button } from "../components/button.js";
import { EmptyState } from "../components/empty-state.js";
import { List, ListRow } from "../components/list-rows.js";
import { Problem } from "./parts/problem.js";
import { titleOf } from "./path/step-words.js";
import { useTicking } from "./path/use-ticking.js";
import { useSteps } from "./path/which-list.js";

/** @param {{ params: { list?: import("./path/which-list.js").ListName } }} props */
export function ArchivedStepsScreen({ params }) {
  const { steps } = useSteps(params.list);
  const { problem, withUndo } = useTicking(steps);
  const archived = steps.archived();
  const takeBack = (/** @type {string} */ id) => withUndo(() => steps.setArchived(id, false), t("It is on the path again."), () => steps.setArchived(id, true));
  return html`<${Screen} title=${t("Archived steps")}>
    <div class="stack">
      <${Problem} text=${problem} />
      ${archived.length === 0
        ? html`<${EmptyState} icon="history" title=${t("Nothing is archived")}><p>${t("A step that you want to keep, but not to see, can be archived. It waits here.")}</p><//>`
        : html`<${List} label=${t("Archived steps")}>${archived.map((step) => html`<${ListRow} key=${step.id} own title=${titleOf(step)}
            action=${html`<${Button} kind="quiet" icon="undo" onPress=${() => void takeBack(step.id)}>${t("Put it back")}<//>`} />`)}<//>`}
    </div>
  <//>`;
}
