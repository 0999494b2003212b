/** The way to what both open at the same moment: the one that is under way, or a calm way to begin one. */
import { t } from "../../../core/i18n.js";
import { bothAreIn, shallWe } from "../../../domain/together/words.js";
import { topicLabel } from "../../../domain/topics.js";
import { useRouter } from "../../shell.js";
import { html } from "../../view.js";
import { Card } from "../../components/card.js";

/** @typedef {import("../../../domain/together/togethers.js").TogetherView} TogetherView */

/** @param {TogetherView} one */
export function togetherTitle({ state, isLocked, saidNow, problem }) {
  if (state === "refused") return problem;
  if (state === "both-locked") return saidNow ? t("You said now") : bothAreIn();
  return isLocked ? t("Yours is locked in") : shallWe();
}

/** @param {{ one: TogetherView }} props under way */
export function TogetherCard({ one }) {
  const router = useRouter();
  const isQuiet = one.isPutOff || one.isLocked && one.state === "open" || one.saidNow || one.state === "refused";
  return html`<section class="stack stack--tight"><h2 class="section-title">${t("At the same moment")}</h2>
    <${Card} level=${3} icon=${one.state === "refused" ? "warn" : "bridge"} tone=${isQuiet ? "plain" : "accent"} title=${togetherTitle(one)}
      meta=${topicLabel(one.topic)} onPress=${() => router.go("together", { id: one.id })} />
  </section>`;
}

export function BeginTogether() {
  const router = useRouter();
  return html`<${Card} icon="bridge" title=${t("Open something at the same moment")} meta=${t("Neither of you goes first.")} onPress=${() => router.go("together-new")} />`;
}
