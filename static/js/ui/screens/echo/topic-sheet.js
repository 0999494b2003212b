/**
 * Sixteen topics, of which up to five can be marked. It always opens empty, keeps no draft, and says the same when it is
 * saved, whatever was chosen: nobody can be made to prove a choice (safety.md, C1, C2, C4).
 */
import { t } from "../../../core/i18n.js";
import { topics } from "../../../domain/topics.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useShell } from "../../shell.js";
import { html, useState } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { ChipGroup } from "../../components/chip-group.js";
import { Sheet } from "../../components/sheet.js";
import { Problem } from "../parts/problem.js";

/** @param {{ open: boolean, onClose: () => void }} props */
export function TopicSheet({ open, onClose }) {
  return open ? html`<${OpenTopicSheet} onClose=${onClose} />` : null;
}

/** @param {{ onClose: () => void }} props */
function OpenTopicSheet({ onClose }) {
  const { echo } = useApp();
  const { toasts } = useShell();
  const [chosen, setChosen] = useState(/** @type {string[]} */ ([]));
  const { isBusy, problem, run } = useAttempt();
  const save = () => run(async () => {
    const undo = await echo.choose(chosen);
    onClose();
    toasts.show({ text: t("Saved. The last choice before the hour counts."), onUndo: () => void undo() });
  });
  const actions = html`<${ButtonRow}><${Button} kind="primary" busy=${isBusy} onPress=${() => void save()}>${t("Save")}<//><//>`;
  return html`<${Sheet} open title=${t("I would talk about")} onClose=${onClose} actions=${actions}>
    <div class="stack"><p class="note">${t("Up to five, or none. It takes the place of what you chose before, and counts for eight weeks at most.")}</p>
    <${ChipGroup} legend=${t("I would talk about")} hideLegend options=${topics().map(({ id, label }) => ({ value: id, label }))}
      value=${chosen} onChange=${setChosen} atMost=${echo.most} />
    <${Problem} text=${problem} /></div>
  <//>`;
}
