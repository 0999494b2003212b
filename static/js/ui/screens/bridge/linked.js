/** The bridge of a couple: what is to be heard, what was offered, and what is open. */
import { t } from "../../../core/i18n.js";
import { topicLabel } from "../../../domain/topics.js";
import { useApp, useRouter } from "../../shell.js";
import { useArrivals } from "../../use-arrivals.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { BridgeScene } from "../../components/bridge-scene.js";
import { Button, ButtonRow } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { EmptyState } from "../../components/empty-state.js";
import { harmless, partnerName } from "../parts/person-words.js";
import { offerTitle } from "../parts/offer-words.js";
import { HeldByMe, JustArgued } from "../argued/just-argued.js";
import { RefusedUses } from "./after-link.js";
import { MomentsSection } from "./moments.js";
import { OpenedList } from "./opened-list.js";
import { BeginTogether, TogetherCard, togetherTitle } from "./together-card.js";

/** @typedef {import("../../../domain/bridge.js").IncomingView} IncomingView */
/** @typedef {import("../../../domain/bridge.js").OutgoingView} OutgoingView */

/** @param {{ state: import("../../../domain/pairing.js").PairingState }} props */
export function Linked({ state }) {
  const app = useApp();
  const { bridge } = app;
  const incoming = useObservable(bridge.incoming);
  const outgoing = useObservable(bridge.outgoing);
  const opened = useObservable(bridge.opened);
  const underWay = useObservable(app.togethers.all).filter(({ state }) => state !== "opened");
  const now = incoming.filter(({ answer }) => answer !== "not-now");
  const later = incoming.filter(({ answer }) => answer === "not-now");
  useArrivals([
    ...now.map((offer) => ({ key: `${offer.id}-${offer.state}`, text: incomingTitle(app, offer) })),
    ...outgoing.filter(({ askRelease }) => askRelease).map(({ id, says }) => ({ key: `${id}-ready`, text: says })),
    ...underWay.map((one) => ({ key: `${one.id}-${one.state}`, text: `${togetherTitle(one)}` })),
  ]);
  useObservable(app.moments.version);
  const hasMoments = app.moments.list().length > 0;
  const isEmpty = incoming.length + outgoing.length + opened.length + underWay.length === 0;
  return html`<div class="stack stack--loose bridge-home">
    ${!isEmpty && html`<div class="crossing__scene"><${BridgeScene} ...${sceneOf(now, outgoing)} /></div>`}
    <${RefusedUses} count=${state.numberCompared ? 0 : state.refusedUses ?? 0} />
    ${!state.numberCompared && html`<${CompareNumber} />`}
    ${hasMoments && html`<${MomentsSection} />`}
    <${Matches} />
    ${isEmpty ? html`<${NothingOnIt} />` : html`
      <${Incoming} offers=${now} title=${t("For you")} />
      ${underWay.map((one) => html`<${TogetherCard} key=${one.id} one=${one} />`)}
      <${Outgoing} offers=${outgoing} />
      <${OpenedList} atMost=${3} />
      <${Incoming} offers=${later} title=${t("Kept for another time")} isQuiet />
      <${OfferMore} />`}
    <${HeldByMe} />
    ${!hasMoments && html`<${MomentsSection} />`}
    <${JustArgued} />
    ${underWay.length === 0 && html`<${BeginTogether} />`}
    <${EchoCard} />
  </div>`;
}

/**
 * @param {IncomingView[]} incoming
 * @param {OutgoingView[]} outgoing
 * @returns {{ state: import("../../components/bridge-scene.js").CrossingState, from: "here" | "there" }}
 */
function sceneOf(incoming, outgoing) {
  const [first] = [...incoming, ...outgoing];
  const state = !first || first.state === "refused" ? "still" : first.state;
  return { state, from: incoming.length > 0 ? "there" : "here" };
}

function CompareNumber() {
  const router = useRouter();
  return html`<${Card} icon="key" tone="soft" title=${t("Compare your safety number")}
    meta=${t("Once, when you are together. It shows that nobody came between you.")} onPress=${() => router.go("safety-number")} />`;
}

/** @param {{ offers: IncomingView[], title: string, isQuiet?: boolean }} props */
function Incoming({ offers, title, isQuiet }) {
  const app = useApp();
  const router = useRouter();
  if (offers.length === 0) return null;
  return html`<section class="stack stack--tight"><h2 class="section-title">${title}</h2>
    ${offers.map(({ id, state, says, cover }) => html`<${Card} key=${id} level=${3} icon=${state === "refused" ? "warn" : "bridge"}
      tone=${isQuiet || state === "refused" ? "plain" : "accent"}
      title=${incomingTitle(app, { state, says })}
      meta=${cover?.line && html`<bdi class="own-line">${harmless(cover.line)}</bdi>`} onPress=${() => router.go("incoming", { id })} />`)}
  </section>`;
}

/** @param {import("../../app-types.js").App} app @param {Pick<IncomingView, "state" | "says">} offer */
function incomingTitle(app, { state, says }) {
  return state === "offered" ? t("{partner} has something to tell you", { partner: partnerName(app) }) : says;
}

/** @param {{ offers: OutgoingView[] }} props */
function Outgoing({ offers }) {
  const router = useRouter();
  if (offers.length === 0) return null;
  return html`<section class="stack stack--tight"><h2 class="section-title">${t("Offered by you")}</h2>
    ${offers.map((offer) => html`<${OutgoingCard} key=${offer.id} offer=${offer} onPress=${() => router.go("outgoing", { id: offer.id })} />`)}
  </section>`;
}

/** @param {{ offer: OutgoingView, onPress: () => void }} props */
function OutgoingCard({ offer, onPress }) {
  const { text, own } = offerTitle(offer);
  return html`<${Card} level=${3} own=${own} title=${text} tone=${offer.askRelease ? "accent" : "plain"} meta=${offer.says} onPress=${onPress} />`;
}

function NothingOnIt() {
  const router = useRouter();
  return html`<${EmptyState} title=${t("Nothing is on the bridge")}
    action=${html`<${ButtonRow}><${Button} kind="primary" icon="mine" onPress=${() => router.go("mine")}>${t("Choose a page to offer")}<//><//>`}>
    <p>${t("Open one of your pages and offer it: only its topic, one sentence, or all of it. Your partner says when they are ready to hear it.")}</p>
    <p>${t("What they offer to you shows up here.")}</p>
  <//>`;
}

/** What both would talk about. */
function Matches() {
  const { echo, settings } = useApp();
  const router = useRouter();
  useObservable(echo.version);
  useObservable(settings.value);
  const topics = echo.matches().map(topicLabel).join(" · ");
  return topics !== "" && html`<${Card} icon="listen" tone="accent" title=${t("You would both talk about")} meta=${topics} onPress=${() => router.go("echo")} />`;
}

function EchoCard() {
  const router = useRouter();
  return html`<${Card} icon="listen" title=${t("Would you talk about this too?")} meta=${t("Mark topics. Only what both of you marked is shown.")} onPress=${() => router.go("echo")} />`;
}

function OfferMore() {
  const router = useRouter();
  return html`<p class="note">${t("To offer something, open one of your pages.")} <${Button} kind="quiet" onPress=${() => router.go("mine")}>${t("Go to my pages")}<//></p>`;
}
