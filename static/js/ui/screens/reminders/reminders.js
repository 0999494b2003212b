/** Reminders to myself: those that come, and those that are over. */
import { t } from "../../../core/i18n.js";
import { useApp, useRouter } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { Screen } from "../../screen.js";
import { Button } from "../../components/button.js";
import { EmptyState } from "../../components/empty-state.js";
import { List, ListRow } from "../../components/list-rows.js";
import { harmless } from "../parts/person-words.js";
import { whenWords } from "./words.js";

/** @typedef {import("../../../domain/reminders/rules.js").Reminder} Reminder */

export function RemindersScreen() {
  const { reminders, vault } = useApp();
  const router = useRouter();
  useObservable(vault.version);
  const [coming, over] = [reminders.coming(), reminders.over()];
  const add = html`<${Button} kind="primary" icon="plus" onPress=${() => router.go("reminder")}>${t("New reminder")}<//>`;
  return html`<${Screen} title=${t("Remind me")}>
    <div class="stack stack--loose">
      ${coming.length + over.length === 0 ? html`<${NothingYet} action=${add} />` : html`<p class="lead">${t("Only you see these. No server knows their words or their hours.")}</p>${add}`}
      ${coming.length > 0 && html`<${Some} title=${t("To come")} all=${coming} />`}
      ${over.length > 0 && html`<${Some} title=${t("Done or stopped")} all=${over} />`}
    </div>
  <//>`;
}

/** @param {{ title: string, all: Reminder[] }} props */
function Some({ title, all }) {
  const router = useRouter();
  return html`<section class="stack stack--tight"><h2 class="section-title">${title}</h2>
    <${List} label=${title}>${all.map((one) => html`<${ListRow} key=${one.id} own title=${harmless(one.text)} detail=${whenWords(one)} onPress=${() => router.go("reminder", { id: one.id })} />`)}<//></section>`;
}

/** @param {{ action: import("../../view.js").Children }} props */
function NothingYet({ action }) {
  return html`<${EmptyState} icon="bell" title=${t("A word to yourself, later")} action=${action}>
    <p>${t("Write what you want to remember, and when. It stands on Today once its hour has come.")}</p>
    <p>${t("A web page cannot wake your phone. For a sound, you can put it in your phone’s calendar: there it only says “A reminder”.")}</p>
  <//>`;
}
