/** What both see in the moment in which they are linked, and a used link's late visitor. */
import { t } from "../../../core/i18n.js";
import { useRouter } from "../../shell.js";
import { Screen } from "../../screen.js";
import { html } from "../../view.js";
import { BridgeScene } from "../../components/bridge-scene.js";
import { Button, ButtonRow } from "../../components/button.js";
import { Problem } from "../parts/problem.js";

/** @param {{ title: string }} props of the screen that led here */
export function Linked({ title }) {
  const router = useRouter();
  return html`<${Screen} title=${title}>
    <div class="stack">
      <div class="crossing__scene"><${BridgeScene} state="opened" /></div>
      <h2>${t("You are linked")}</h2>
      <p>${t("Both of you now see the same safety number. Compare it once, when you are together: it shows that nobody came between you.")}</p>
      <${ButtonRow}>
        <${Button} kind="primary" icon="key" onPress=${() => router.replace("safety-number")}>${t("Compare the number")}<//>
        <${Button} onPress=${() => router.replace("bridge")}>${t("Go to the bridge")}<//>
      <//>
    </div>
  <//>`;
}

/** @param {{ count: number }} props someone tried the link after it was used (attack S2) */
export function RefusedUses({ count }) {
  if (count === 0) return null;
  return html`<${Problem} text=${t("Someone tried this link again after it was used. They were turned away. If that was not one of you two, make a new invitation.")} />`;
}
