/** The small step that answers a reason: put on my own path, or, if I choose, on ours, in words that do not say whose reason it is. */
import { t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter, useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html, useState } from "../../view.js";
import { Button } from "../../components/button.js";
import { Confirm } from "../../components/confirm.js";
import { partnerName } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";

/** @typedef {"own" | "ours"} ListName */

/** @param {{ title: string }} props */
export function SmallStep({ title }) {
  const app = useApp();
  const isPaired = useObservable(app.pairing.state).kind === "paired";
  const [asks, setAsks] = useState(false);
  const { isBusy, problem, put, where } = usePutting(title);
  const share = async () => {
    await put("ours");
    setAsks(false);
  };
  return html`<section class="card card--soft"><div class="card__body stack stack--tight">
    <h3 class="section-title">${t("A small step that answers it")}</h3><p>${title}</p>
    <${Problem} text=${problem} />
    <${Put} list="own" there=${where("own")} label=${t("Put it on my own path")} busy=${isBusy} onPut=${() => void put("own")} />
    ${isPaired && html`<${Put} list="ours" there=${where("ours")} label=${t("Put it on our path")} busy=${isBusy} onPut=${() => setAsks(true)} />`}
    <${Confirm} open=${asks} title=${t("Put it on our path?")} confirmLabel=${t("Put it there")} cancelLabel=${t("Leave it")} busy=${isBusy}
      onConfirm=${() => void share()} onCancel=${() => setAsks(false)}>
      <p>${t("{partner} sees these words: “{step}”. They do not say whose reason it is, and the reason itself stays with you.", { partner: partnerName(app), step: title })}</p>
    <//>
  </div></section>`;
}

/** @param {{ list: ListName, there: string | null, label: string, busy: boolean, onPut: () => void }} props there: the id of the step, where it is on that path already */
function Put({ list, there, label, busy, onPut }) {
  const router = useRouter();
  if (there === null) return html`<${Button} icon="steps" wide busy=${busy} onPress=${onPut}>${label}<//>`;
  return html`<div><${Button} kind="quiet" icon="check" onPress=${() => router.go("step", { list, id: there })}>${list === "own" ? t("It is on my own path") : t("It is on our path")}<//></div>`;
}

/** @param {string} title */
function usePutting(title) {
  const { steps } = useApp();
  const { toasts } = useShell();
  useObservable(steps.own.version);
  useObservable(steps.ours.version);
  const { isBusy, problem, run } = useAttempt();
  return {
    isBusy, problem,
    /** @param {ListName} list @returns {string | null} */
    where: (list) => steps[list].all().find((step) => step.title === title && !step.isArchived)?.id ?? null,
    /** @param {ListName} list */
    async put(list) {
      let id = "";
      const wish = { title, stage: /** @type {const} */ ("ease"), ...(list === "ours" ? { kind: /** @type {const} */ ("either") } : {}) };
      if (!(await run(async () => void (id = await steps[list].create(wish))))) return;
      toasts.show({ text: list === "own" ? t("It is on your own path.") : t("It is on your common path."), onUndo: () => void steps[list].letGo(id) });
    },
  };
}
