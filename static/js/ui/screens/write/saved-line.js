/** Where the words are right now, said calmly. */
import { t } from "../../../core/i18n.js";
import { useApp } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { Button } from "../../components/button.js";
import { Icon } from "../../components/icon.js";

/** @param {{ state: import("./use-writing.js").WritingState, problem?: string | null, onRetry: () => void }} props */
export function SavedLine({ state, problem, onRetry }) {
  const { sync } = useApp();
  const { unsent } = useObservable(sync.status);
  if (state === "unsaved") return html`<p class="write__saved write__saved--not" role="alert"><${Icon} name="warn" size="small" />
    <span>${problem ?? t("This could not be saved yet. Your words are still on this screen.")}</span>
    <${Button} kind="quiet" onPress=${onRetry}>${t("Try again")}<//></p>`;
  const { icon, words } = lineOf(state, unsent);
  return html`<p class="write__saved" role="status"><${Icon} name=${icon} size="small" /><span>${words}</span></p>`;
}

/**
 * @param {import("./use-writing.js").WritingState} state
 * @param {number} unsent
 * @returns {{ icon: import("../../components/icon.js").IconName, words: string }}
 */
function lineOf(state, unsent) {
  if (state === "empty") return { icon: "lock", words: t("It saves itself while you write.") };
  if (state !== "saved") return { icon: "phone", words: t("Saving on this phone") };
  if (unsent > 0) return { icon: "phone", words: t("Saved on this phone. Not on the server yet.") };
  return { icon: "check", words: t("Saved on this phone and sealed on the server.") };
}
