/** Our path: small steps, ticked by both; and one's own path, which nobody else sees. */
import { t } from "../../core/i18n.js";
import { stages } from "../../domain/path/stages.js";
import { useApp, useRouter } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { Screen } from "../screen.js";
import { html, useState } from "../view.js";
import { Banner } from "../components/banner.js";
import { Button, ButtonRow } from "../components/button.js";
import { Card } from "../components/card.js";
import { Menu } from "../components/menu.js";
import { Segmented } from "../components/segmented.js";
import { OpenedList } from "./bridge/opened-list.js";
import { Problem } from "./parts/problem.js";
import { toPage } from "./good-to-know/list.js";
import { StageSection } from "./path/stage-section.js";
import { useTicking } from "./path/use-ticking.js";
import { useSteps } from "./path/which-list.js";

/** @param {{ params: { list?: import("./path/which-list.js").ListName } }} props */
export function PathScreen({ params }) {
  const router = useRouter();
  const { list, isPaired, steps } = useSteps(params.list);
  const [isArranging, setArranging] = useState(false);
  const { problem, tick } = useTicking(steps);
  const items = [
    { label: t("Change the order"), icon: /** @type {const} */ ("steps"), onPress: () => setArranging(true) },
    { label: t("Archived steps"), icon: /** @type {const} */ ("history"), onPress: () => router.go("steps-archived", { list }) },
  ];
  const actions = !isArranging && html`<${Menu} label=${t("More")} items=${items} />`;
  return html`<${Screen} place="path" title=${t("Path")} actions=${actions}>
    <div class="path">
      <${SharedTrouble} />
      ${isPaired && html`<${Segmented} legend=${t("Whose path")} value=${list} onChange=${(/** @type {string} */ to) => router.replace("path", { list: to })}
        options=${[{ value: "ours", label: t("Ours") }, { value: "own", label: t("Only mine") }]} />`}
      <p class="lead">${isArranging ? t("Drag a step by its handle, or move it with the arrow keys.") : leadOf(list, isPaired)}</p>
      <${Problem} text=${problem} />
      ${stages().map((stage) => html`<${StageSection} key=${stage.id} stage=${stage} list=${list} steps=${steps} isArranging=${isArranging}
        onTick=${(/** @type {string} */ id, /** @type {boolean} */ isTicked) => void tick(id, isTicked)} />`)}
      ${!isArranging && html`<${Card} icon="person" title=${list === "ours" ? t("Therapists we look at") : t("Therapists I look at")} onPress=${() => router.go("shortlist", { list })} />`}
      ${list === "own" && !isArranging && html`<${Card} icon="book" title=${t("Going alone first")} meta=${t("What it does and what it does not do.")} onPress=${() => router.go(...toPage("alone"))} />`}
      ${!isArranging && html`<${Card} icon="book" title=${t("Good to know")} onPress=${() => router.go("good-to-know")} />`}
      ${list === "ours" && !isArranging && html`<${OpenedList} />`}
      ${isArranging && html`<${ButtonRow} sticky><${Button} kind="primary" onPress=${() => setArranging(false)}>${t("Done")}<//><//>`}
    </div>
  <//>`;
}

/** @param {import("./path/which-list.js").ListName} list @param {boolean} isPaired */
function leadOf(list, isPaired) {
  if (list === "ours") return t("Small steps for both of you. A step for two is done when you have both ticked it.");
  return isPaired ? t("Steps for you alone. Your partner does not see them, nor that there are any.") : t("Steps for you alone. Nobody else sees them.");
}

/** Trouble with what the two share: said where it is seen, and nothing of it is lost. */
function SharedTrouble() {
  const { shared } = useApp();
  const problem = useObservable(shared.problem);
  const isBroken = useObservable(shared.isBroken);
  if (problem) return html`<${Banner} icon="cloud-off">${problem}<//>`;
  return isBroken && html`<${Banner} kind="warn" icon="warn">${t("Something your partner wrote here did not arrive as it was written. What you see may not be all of it. Nothing of yours was lost.")}<//>`;
}
