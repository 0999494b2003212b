/** The way to one's check-ins, and those of them that are looked for. */
import { formatDate, t } from "../../../core/i18n.js";
import { noonOf } from "../../../domain/check-in/rules.js";
import { useApp, useRouter } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { Card } from "../../components/card.js";
import { List, ListRow } from "../../components/list-rows.js";
import { harmless } from "../parts/person-words.js";

const SHOWN_MOST = 20;

export function CheckInCard() {
  const router = useRouter();
  return html`<${Card} icon="sun" title=${t("Check-in")} meta=${t("Four sliders and a line, as often as you like.")} onPress=${() => router.go("check-ins")} />`;
}

/** @param {{ query: string }} props */
export function FoundCheckIns({ query }) {
  const { checkIns } = useApp();
  const router = useRouter();
  useObservable(checkIns.version);
  const found = checkIns.find(query).slice(0, SHOWN_MOST);
  if (found.length === 0) return null;
  return html`<section class="stack stack--tight"><h2 class="section-title">${t("In your check-ins")}</h2>
    <${List} label=${t("In your check-ins")}>${found.map(({ id, on, line }) => html`<${ListRow} key=${id} own title=${harmless(line)}
      detail=${formatDate(noonOf(on))} onPress=${() => router.go("check-in", { id })} />`)}<//></section>`;
}
