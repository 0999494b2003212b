/** Check-ins that are looked for, among all that was written. */
import { formatDate, t } from "../../../core/i18n.js";
import { noonOf } from "../../../domain/check-in/rules.js";
import { useApp, useRouter } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { List, ListRow } from "../../components/list-rows.js";
import { harmless } from "../parts/person-words.js";

const SHOWN_MOST = 20;

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
