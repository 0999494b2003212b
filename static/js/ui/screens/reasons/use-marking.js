/** Marking a common reason and taking the mark away again, with a way back. */
import { t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useShell } from "../../shell.js";

export function useMarking() {
  const { reasons } = useApp();
  const { toasts, announce } = useShell();
  const { problem, run } = useAttempt();
  return {
    problem,
    /** @param {string} id of a common reason @param {boolean} isTrue for me */
    async mark(id, isTrue) {
      if (!(await run(async () => (isTrue ? reasons.mark(id) : reasons.unmark(id))))) return;
      if (isTrue) announce(t("It is marked."));
      else toasts.show({ text: t("Not marked any more. What you wrote of it is in the bin for 30 days."), onUndo: () => void reasons.mark(id) });
    },
  };
}
