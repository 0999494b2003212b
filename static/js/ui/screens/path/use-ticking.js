/** Ticking a step, with a way back; what could not be written is said. */
import { t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { useShell } from "../../shell.js";

/** @typedef {import("../../../domain/path/steps.js").Steps} Steps */

/** @param {Steps} steps */
export function useTicking(steps) {
  const { toasts, announce } = useShell();
  const action = useAttempt();
  return {
    problem: action.problem,
    /** @param {string} id @param {boolean} isTicked */
    async tick(id, isTicked) {
      if (!(await action.run(() => steps.tick(id, isTicked)))) return;
      const step = steps.get(id);
      announce(isTicked ? t("Ticked.") : t("Not ticked any more."));
      if (step?.isDone) toasts.show({ text: t("Done."), onUndo: () => void steps.tick(id, !isTicked) });
    },
    /**
     * @param {() => Promise<(() => Promise<unknown>) | unknown>} change gives its way back, or nothing
     * @param {string} text
     * @param {() => Promise<unknown>} [undo]
     */
    async withUndo(change, text, undo) {
      /** @type {any} */
      let back = undo;
      const isDone = await action.run(async () => {
        const result = await change();
        back ??= result;
      });
      if (isDone) toasts.show({ text, onUndo: () => void back() });
      return isDone;
    },
  };
}
