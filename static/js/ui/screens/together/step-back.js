/** Ending it before it opened. It cannot be undone, so it is asked once. */
import { t } from "../../../core/i18n.js";
import { steppingBack } from "../../../domain/together/words.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter, useShell } from "../../shell.js";
import { html, useState } from "../../view.js";
import { Button } from "../../components/button.js";
import { Confirm } from "../../components/confirm.js";
import { Problem } from "../parts/problem.js";

/** @param {{ id: string, label: string, kind?: "plain" | "quiet" }} props */
export function StepBack({ id, label, kind = "quiet" }) {
  const { togethers } = useApp();
  const { announce } = useShell();
  const router = useRouter();
  const [asks, setAsks] = useState(false);
  const { isBusy, problem, run } = useAttempt();
  const stepBack = async () => {
    if (!(await run(() => togethers.stepBack(id)))) return;
    announce(t("It has ended. Nothing was opened."));
    router.back("bridge");
  };
  return html`<${Button} kind=${kind} onPress=${() => setAsks(true)}>${label}<//>
    <${Confirm} open=${asks} title=${t("Step back?")} confirmLabel=${t("Step back")} cancelLabel=${t("Go on with it")} busy=${isBusy}
      onConfirm=${() => void stepBack()} onCancel=${() => setAsks(false)}>
      <div class="stack"><p>${steppingBack()}</p><${Problem} text=${problem} /></div>
    <//>`;
}
