/** What I need: statements of where my limits are, each in a sentence about what I will do. */
import { t } from "../../../core/i18n.js";
import { NEEDS_PAGE } from "../../../domain/reasons.js";
import { useApp, useRouter } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { Screen } from "../../screen.js";
import { html } from "../../view.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { EmptyState } from "../../components/empty-state.js";
import { entryDay } from "../parts/entry-words.js";
import { ReadAbout } from "../parts/read-about.js";
import { needTitle } from "./words.js";

export function NeedsScreen() {
  const { reasons, vault, clock } = useApp();
  const router = useRouter();
  useObservable(vault.version);
  const needs = reasons.needs();
  const write = html`<${Button} kind=${needs.length === 0 ? "primary" : "plain"} icon="write" onPress=${() => router.go("need-write")}>${t("Write one down")}<//>`;
  return html`<${Screen} title=${t("What I need")}>
    <div class="stack">
      ${needs.length === 0 ? html`<${EmptyState} icon="person" title=${t("Your needs count, too")} action=${write}>
        <p>${t("A need is small and about you: “I need ten minutes with you in the evening.” A limit says what you will do yourself: “I feel stuck because nothing changes, so I will see someone for myself.”")}</p>
        <p>${t("Only you see it, unless you offer it.")}</p>
      <//>` : html`${needs.map((entry) => html`<${Card} key=${entry.id} level=${2} ...${needTitle(entry.fields)} meta=${entryDay(entry.fields, clock.nowMs())} onPress=${() => router.go("entry", { id: entry.id })} />`)}<div>${write}</div>`}
      <${ReadAbout} page=${NEEDS_PAGE} />
    </div>
  <//>`;
}
