/** What has been opened with each other, newest first. */
import { formatDate, t } from "../../../core/i18n.js";
import { useApp, useRouter } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { offerTitle } from "../parts/offer-words.js";
import { partnerInside } from "../parts/person-words.js";

/** @typedef {import("../../../domain/bridge.js").OpenedView} OpenedView */

/** @param {{ atMost?: number, hideTitle?: boolean }} props */
export function OpenedList({ atMost = Infinity, hideTitle }) {
  const { bridge } = useApp();
  const router = useRouter();
  const opened = [...useObservable(bridge.opened)].sort((a, b) => Date.parse(b.openedAt) - Date.parse(a.openedAt));
  if (opened.length === 0) return null;
  return html`<section class="stack stack--tight">
    <h2 class=${hideTitle ? "visually-hidden" : "section-title"}>${t("Open between you")}</h2>
    ${opened.slice(0, atMost).map((offer) => html`<${OpenedCard} key=${offer.id} offer=${offer} onPress=${() => router.go("opened", { id: offer.id })} />`)}
    ${opened.length > atMost && html`<${Button} kind="quiet" onPress=${() => router.go("path")}>${t("See all of it on your path")}<//>`}
  </section>`;
}

/** @param {{ offer: OpenedView, onPress: () => void }} props */
function OpenedCard({ offer, onPress }) {
  const app = useApp();
  const { text, own } = offerTitle(offer);
  const by = offer.by === "me" ? t("Told by you") : t("Told by {partner}", { partner: partnerInside(app) });
  const meta = html`<span>${by}</span><span>${formatDate(Date.parse(offer.openedAt))}</span>
    ${offer.myTurn && html`<span class="tag tag--accent">${t("Your words next")}</span>`}`;
  return html`<${Card} level=${3} own=${own} title=${text} meta=${meta} onPress=${onPress} />`;
}
