/** Today: the low sun, and at most three things, the next gentle one first. */
import { formatDate, t } from "../../core/i18n.js";
import { useApp, useRouter } from "../shell.js";
import { useArrivals } from "../use-arrivals.js";
import { useObservable } from "../use-observable.js";
import { Screen } from "../screen.js";
import { html } from "../view.js";
import { Card } from "../components/card.js";
import { Skeleton } from "../components/skeleton.js";
import { JustArgued } from "./argued/just-argued.js";
import { DueCard } from "./reminders/due-card.js";

/** @typedef {import("../../domain/today.js").TodayItem} TodayItem */
/** @typedef {import("../components/icon.js").IconName} IconName */

/** Where each kind of thing leads, and how it is drawn. @type {Record<TodayItem["kind"], { screen: string, icon: IconName }>} */
const KINDS = {
  kit: { screen: "settings-kit", icon: "key" },
  ready: { screen: "outgoing", icon: "bridge" },
  turn: { screen: "opened", icon: "listen" },
  incoming: { screen: "incoming", icon: "bridge" },
  moment: { screen: "moment", icon: "calendar" },
  together: { screen: "together", icon: "bridge" },
  echo: { screen: "echo", icon: "listen" },
  number: { screen: "safety-number", icon: "key" },
  reminder: { screen: "reminder", icon: "bell" },
  "still-true": { screen: "still-true", icon: "history" },
  "on-this-day": { screen: "on-this-day", icon: "calendar" },
  write: { screen: "write", icon: "write" },
  stopped: { screen: "bridge", icon: "warn" },
};

/** @type {Set<TodayItem["kind"]>} */
const FROM_THE_OTHER = new Set(["ready", "turn", "incoming", "moment", "together", "echo", "stopped"]);

export function TodayScreen() {
  const { clock, settings, vault } = useApp();
  const { name } = useObservable(settings.value);
  const ready = useObservable(vault.ready);
  const nowMs = clock.nowMs();
  return html`<${Screen} place="today" title=${t("Today")}>
    <div class="today">
      <div class="today__hello"><div class="hero hero--small" role="presentation"></div></div>
      <div class="stack stack--tight">
        <p class="today__words">${greeting(new Date(nowMs).getHours(), name)}</p>
        <p class="today__day">${formatDate(nowMs, { weekday: "long", day: "numeric", month: "long" })}</p>
      </div>
      ${ready ? html`<${Things} />` : html`<${Skeleton} kind="card" count=${2} />`}
    </div>
  <//>`;
}

function Things() {
  const { today, bridge, togethers, echo, pairing, vault, moments, settings } = useApp();
  const router = useRouter();
  // What the list is made from: it is read anew whenever one of these moves.
  for (const watched of [bridge.outgoing, bridge.incoming, bridge.opened, togethers.all, pairing.state, moments.version, vault.version, echo.version, settings.value]) useObservable(/** @type {any} */ (watched));
  const items = today.items();
  useArrivals(items.filter(({ kind }) => FROM_THE_OTHER.has(kind)).map(({ kind, text, action: { id } }) => ({ key: `${kind}-${id}`, text })));
  return html`<div class="stack">${items.map(({ kind, text, action: { id } }, index) => kind === "reminder" ? html`<${DueCard} key=${`${kind} ${id}`} id=${String(id)} text=${text} tone=${index === 0 ? "accent" : "plain"} />` : html`<${Card}
    key=${`${kind} ${id ?? ""}`} icon=${KINDS[kind].icon} title=${text} tone=${index === 0 ? "accent" : "plain"}
    onPress=${() => router.go(KINDS[kind].screen, kind === "write" ? {} : { id })} />`)}
    <${JustArgued} /></div>`;
}

/** @param {number} hour @param {string} name */
function greeting(hour, name) {
  const known = name.trim();
  if (hour < 5 || hour >= 18) return known ? t("Good evening, {name}", { name: known }) : t("Good evening");
  if (hour < 12) return known ? t("Good morning, {name}", { name: known }) : t("Good morning");
  return known ? t("Good afternoon, {name}", { name: known }) : t("Good afternoon");
}
