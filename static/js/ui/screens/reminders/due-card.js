/** A reminder whose hour has come, on Today: done, later, or not again. */
import { t, tn } from "../../../core/i18n.js";
import { LATER_MS } from "../../../domain/reminders/rules.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useShell } from "../../shell.js";
import { html } from "../../view.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { harmless } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";

/** @param {{ id: string, text: string, tone: "accent" | "plain" }} props */
export function DueCard({ id, text, tone }) {
  const { reminders } = useApp();
  const { toasts } = useShell();
  const { isBusy, problem, run } = useAttempt();
  const act = (/** @type {"done" | "later" | "stop"} */ what, /** @type {string} */ words) => void run(async () => {
    const undo = await reminders[what](id);
    toasts.show({ text: words, onUndo: () => void undo() });
  });
  const hours = LATER_MS / 3_600_000;
  const actions = html`
    <${Button} busy=${isBusy} onPress=${() => act("done", t("Done."))}>${t("Done")}<//>
    <${Button} busy=${isBusy} kind="quiet" onPress=${() => act("later", tn("It comes back in {n} hour.", "It comes back in {n} hours.", hours))}>${t("Later")}<//>
    <${Button} busy=${isBusy} kind="quiet" onPress=${() => act("stop", t("It does not come again."))}>${t("Stop it")}<//>`;
  return html`<${Card} icon="bell" own title=${harmless(text)} tone=${tone} actions=${actions}><${Problem} text=${problem} /><//>`;
}
