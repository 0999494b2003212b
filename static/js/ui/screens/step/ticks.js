/** Who has ticked a step: mine to press, the other's to see. Who, never when. */
import { t } from "../../../core/i18n.js";
import { useApp } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { Button } from "../../components/button.js";
import { Icon } from "../../components/icon.js";
import { Checkbox } from "../../components/switch.js";
import { partnerName } from "../parts/person-words.js";

/** @typedef {import("../../../domain/path/steps.js").Step} Step */

/** @param {{ step: Step, isOurs: boolean, onTick: (isTicked: boolean) => void, onReopen: () => void }} props */
export function StepTicks({ step, isOurs, onTick, onReopen }) {
  const app = useApp();
  useObservable(app.settings.value);
  const partner = partnerName(app);
  return html`<section class="step-ticks" aria-label=${t("Ticks")}>
    ${step.whose !== "partner" && html`<${Checkbox} label=${isOurs && step.kind === "joint" ? t("I have done my part") : t("Done")} checked=${step.ticks.me} onChange=${onTick} />`}
    ${step.ticks.partner && html`<p class="step-ticks__other"><${Icon} name="check" size="small" />${t("{partner} has ticked it.", { partner })}</p>`}
    ${isOurs && !step.isDone && html`<p class="note">${whenDone(step, partner)}</p>`}
    ${step.isDone && html`<${Button} kind="quiet" icon="undo" onPress=${onReopen}>${t("Open it again")}<//>`}
  </section>`;
}

/** Says what makes it done, and never who has not come to it yet. @param {Step} step @param {string} partner */
function whenDone({ kind, whose }, partner) {
  if (kind === "joint") return t("Done when you have both ticked it.");
  if (kind === "either") return t("Done when one of you has ticked it.");
  return whose === "me" ? t("You do this one.") : t("{partner} does this one.", { partner });
}
