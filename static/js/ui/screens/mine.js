/** Mine: everything a person wrote, found as they type. */
import { t, tn } from "../../core/i18n.js";
import { wordsFor } from "../attempt.js";
import { useApp, useRouter } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { html, useEffect, useMemo, useState } from "../view.js";
import { Screen } from "../screen.js";
import { Button, IconButton } from "../components/button.js";
import { EmptyState } from "../components/empty-state.js";
import { WindowedList } from "../components/list.js";
import { Menu } from "../components/menu.js";
import { SearchField } from "../components/search-field.js";
import { Skeleton } from "../components/skeleton.js";
import { EntryRow } from "./mine/entry-row.js";
import { FoundCheckIns } from "./mine/found-check-ins.js";
import { ActiveFilters, FilterSheet } from "./mine/filters.js";
import { OwnPlaces } from "./mine/own-places.js";
import { rowsByMonth } from "./mine/months.js";
import { lookFor, lookSoon, useLook } from "./mine/look.js";
import { useFound } from "./mine/use-found.js";
import { screenOf } from "./parts/entry-words.js";

/** @typedef {import("./mine/months.js").MineRow} MineRow */

export function MineScreen() {
  const { vault, journal } = useApp();
  const router = useRouter();
  const ready = useObservable(vault.ready);
  useEffect(() => {
    if (ready) void journal.purgeOld().catch(wordsFor);
  }, [ready]);
  const more = html`<${Menu} label=${t("More")} items=${[
    { label: t("Reminders to myself"), icon: "bell", onPress: () => router.go("reminders") },
    { label: t("Bin"), icon: "bin", onPress: () => router.go("bin") },
  ]} />`;
  return html`<${Screen} place="mine" title=${t("Mine")} actions=${more}>
    ${ready ? html`<${Journal} />` : html`<${Skeleton} count=${4} />`}
  <//>`;
}

function Journal() {
  const look = useLook();
  const { entries, found } = useFound(look);
  if (entries.length === 0) return html`<div class="mine"><${NothingYet} /><${OwnPlaces} /></div>`;
  const isNarrowed = narrows(look);
  return html`<div class="mine">
    <${Looking} look=${look} count=${found.length} />
    ${isNarrowed ? html`<${FoundCheckIns} query=${look.query} />` : html`<${OwnPlaces} />`}
    ${found.length === 0 && !isNarrowed ? html`<${NothingYet} />` : found.length > 0 ? html`<${Found} found=${found} />` : html`<${NothingFound} />`}
  </div>`;
}

/** @param {{ look: import("./mine/look.js").Look, count: number }} props */
function Looking({ look, count }) {
  const [choosing, setChoosing] = useState(false);
  const isNarrowed = narrows(look);
  return html`<div class="stack stack--tight">
    <div class="mine__search">
      <${SearchField} label=${t("Search in all you wrote")} placeholder=${t("Search")} value=${look.query} onInput=${(/** @type {string} */ query) => void lookSoon({ query })}
        found=${isNarrowed ? foundWords(count) : ""} />
      <${IconButton} icon="filter" tone="plain" label=${t("Choose by topic or feeling")} pressed=${Boolean(look.topic || look.feeling)}
        onPress=${() => setChoosing(true)} />
    </div>
    <${ActiveFilters} look=${look} />
    <${FilterSheet} open=${choosing} look=${look} onClose=${() => setChoosing(false)} />
  </div>`;
}

/** @param {import("./mine/look.js").Look} look */
const narrows = ({ query, topic, feeling }) => query.trim() !== "" || topic !== null || feeling !== null;

/** @param {number} count */
const foundWords = (count) => (count === 0 ? t("No page found") : tn("One page found", "{n} pages found", count));

/** @param {{ found: import("../../domain/entries.js").Entry[] }} props */
function Found({ found }) {
  const { clock } = useApp();
  const router = useRouter();
  const nowMs = clock.nowMs();
  const rows = useMemo(() => rowsByMonth(found, nowMs), [found]);
  return html`<${WindowedList} label=${t("What you wrote")} items=${rows} guessPx=${104}
    keyOf=${(/** @type {MineRow} */ row) => row.key}
    renderRow=${(/** @type {MineRow} */ row) => ("month" in row
      ? html`<h2 class="month">${row.month}</h2>`
      : html`<${EntryRow} entry=${row.entry} nowMs=${nowMs} onPress=${() => router.go(...screenOf(row.entry))} />`)} />`;
}

function NothingFound() {
  return html`<${EmptyState} icon="search" title=${t("Nothing here has these words")}
    action=${html`<${Button} onPress=${() => lookFor({ query: "", topic: null, feeling: null })}>${t("Show everything")}<//>`}>
    <p>${t("Try a shorter word, or look without a topic or feeling. What is in the bin is not searched.")}</p>
  <//>`;
}

function NothingYet() {
  const router = useRouter();
  return html`<${EmptyState} icon="mine" title=${t("This place is yours alone")}
    action=${html`<${Button} kind="primary" icon="write" onPress=${() => router.go("write")}>${t("Write the first page")}<//>`}>
    <p>${t("Write down what weighs on you: a feeling and a topic are enough. Nobody sees it unless you choose to offer it, one page at a time.")}</p>
    <p>${t("It is kept sealed on this phone, and sealed on the server.")}</p>
  <//>`;
}
