/** Puts a built sentence into the words under the pen, with an undo for some seconds that keeps what was typed since. */
import { t } from "../../../core/i18n.js";
import { putInto, takeOut } from "../../../domain/gentle/build.js";
import { useShell } from "../../shell.js";
import { useRef } from "../../view.js";

/**
 * @param {string} text as it stands now
 * @param {((text: string) => void) | undefined} onText
 * @returns {(built: string, where: import("../../../domain/gentle/build.js").Where) => void}
 */
export function usePlacing(text, onText) {
  const { toasts } = useShell();
  const latest = useRef({ text, onText });
  latest.current = { text, onText };
  return (built, where) => {
    const before = text;
    onText?.(putInto(before, built, where));
    toasts.show({
      text: t("Your sentence is in its place."),
      onUndo: () => latest.current.onText?.(takeOut(latest.current.text, before, built, where)),
    });
  };
}
