/** My check-ins: over time, and one by one. Nobody else sees them unless both want to see them together. */
import { formatDate, formatNumber, t } from "../../../core/i18n.js";
import { noonOf, sliders } from "../../../domain/check-in/rules.js";
import { useApp, useRouter } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { Screen } from "../../screen.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { EmptyState } from "../../components/empty-state.js";
import { WindowedList } from "../../components/list.js";
import { RowBody } from "../../components/list-rows.js";
import { harmless } from "../parts/person-words.js";
import { Charts } from "./charts.js";

/** @typedef {import("../../../domain/check-in/rules.js").CheckIn} CheckIn */

export function CheckInsScreen() {
  const { checkIns, together } = useApp();
  const router = useRouter();
  useObservable(together.version);
  const all = checkIns.all();
  const add = html`<${Button} kind="primary" icon="plus" onPress=${() => router.go("check-in")}>${t("New check-in")}<//>`;
  return html`<${Screen} title=${t("Check-in")}>
    <div class="stack stack--loose">
      ${all.length === 0 ? html`<${NothingYet} action=${add} />` : html`
        <p class="lead">${t("How it is for you two, as you see it. Only you see this, and nothing counts how often.")}</p>
        ${add}
        <${Charts} series=${[{ kind: "mine", label: t("Mine"), rows: [...all].reverse() }]} />`}
      ${together.isPossible() && html`<${Card} icon="bridge" title=${t("Seen together")} meta=${t("Only while both of you want it.")} onPress=${() => router.go("check-ins-together")} />`}
      ${all.length > 0 && html`<section class="stack stack--tight"><h2 class="section-title">${t("One by one")}</h2>
        <${WindowedList} label=${t("Your check-ins")} items=${all} guessPx=${72} keyOf=${(/** @type {CheckIn} */ { id }) => id}
          renderRow=${(/** @type {CheckIn} */ one) => html`<${OneRow} one=${one} />`} /></section>`}
    </div>
  <//>`;
}

/** @param {{ one: CheckIn }} props */
export function OneRow({ one }) {
  const router = useRouter();
  const numbers = sliders().filter(({ id }) => one[id] !== null).map(({ id, label }) => `${label} ${formatNumber(Number(one[id]))}`).join(" · ");
  const day = formatDate(noonOf(one.on));
  return html`<${RowBody} own=${one.line !== ""} title=${one.line ? harmless(one.line) : numbers} detail=${one.line && numbers ? `${day} · ${numbers}` : day}
    onPress=${() => router.go("check-in", { id: one.id })} />`;
}

/** @param {{ action: import("../../view.js").Children }} props */
function NothingYet({ action }) {
  return html`<${EmptyState} icon="sun" title=${t("How is it between you two?")} action=${action}>
    <p>${t("Four sliders and a line, whenever you like. Leave open what you do not want to say.")}</p>
    <p>${t("Over time you see how it went. Only you see it, and there is no right number.")}</p>
  <//>`;
}
