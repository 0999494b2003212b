/** What was written on this day in earlier years, or a month ago; and the way to be without it. */
import { t } from "../../../core/i18n.js";
import { onThisDay } from "../../../domain/days/memories.js";
import { useApp } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { Screen } from "../../screen.js";
import { EmptyState } from "../../components/empty-state.js";
import { LookBackSwitch } from "../settings/looking-back.js";
import { EntryRows } from "./entry-rows.js";

export function OnThisDayScreen() {
  const { journal, vault, clock } = useApp();
  useObservable(vault.version);
  const entries = onThisDay(journal.entries(), clock.nowMs());
  return html`<${Screen} title=${t("On this day")}>
    <div class="stack stack--loose">
      ${entries.length === 0
        ? html`<${EmptyState} icon="calendar" title=${t("Nothing from this day")}><p>${t("There is no page from this day in an earlier year, and none from a month ago.")}</p><//>`
        : html`<p class="lead">${t("What you wrote on this day, some time ago. Things may have changed since.")}</p><section class="stack stack--tight"><h2 class="section-title">${t("Pages")}</h2><${EntryRows} label=${t("On this day")} entries=${entries} /></section>`}
      <${LookBackSwitch} name="onThisDay" label=${t("Show me pages from earlier")} hint=${t("On Today, never as a message. Safety notes never come back this way.")} />
    </div>
  <//>`;
}
