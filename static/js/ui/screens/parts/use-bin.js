/** Putting an entry into the bin and taking it out again, with a way back. */
import { t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter, useShell } from "../../shell.js";

/** @param {string} id */
export function useBin(id) {
  const { journal } = useApp();
  const { toasts } = useShell();
  const router = useRouter();
  const action = useAttempt();
  const unbin = () => action.run(() => journal.unbin(id));
  const toBin = async () => {
    if (!(await action.run(() => journal.bin(id)))) return;
    toasts.show({ text: t("It is in the bin for 30 days."), onUndo: () => void journal.unbin(id) });
    router.back("mine");
  };
  return { ...action, toBin, unbin };
}
