/** A screen for something that is not there any more: said calmly, with a way on. */
import { t } from "../../../core/i18n.js";
import { useRouter } from "../../shell.js";
import { Screen } from "../../screen.js";
import { html } from "../../view.js";
import { Button } from "../../components/button.js";
import { EmptyState } from "../../components/empty-state.js";

/** @param {{ title: string, words?: string, place?: "mine" | "bridge" | "path" }} props place: where the way on leads */
export function Missing({ title, words, place = "mine" }) {
  const router = useRouter();
  return html`<${Screen} title=${title}>
    <${EmptyState} title=${t("This is not here any more")}
      action=${html`<${Button} onPress=${() => router.replace(place)}>${t("Go on")}<//>`}>
      <p>${words ?? t("It may have been moved or taken away on another of your devices.")}</p>
    <//>
  <//>`;
}
