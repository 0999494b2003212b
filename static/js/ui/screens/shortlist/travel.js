/** How long the way is: each says their own. */
import { t } from "../../../core/i18n.js";
import { TRAVEL_MOST } from "../../../domain/shortlist/cards.js";
import { useApp } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html } from "../../view.js";
import { TextField } from "../../components/field.js";
import { partnerName } from "../parts/person-words.js";

/** @param {{ card: import("./use-shortlist.js").Card, shortlist: import("../../../domain/shortlist/cards.js").Shortlist, isOurs: boolean }} props */
export function Travel({ card, shortlist, isOurs }) {
  const app = useApp();
  useObservable(app.settings.value);
  const save = (/** @type {string} */ text) => void shortlist.setTravel(card.id, text === "" ? null : Math.min(TRAVEL_MOST, Number(text)));
  return html`<section class="stack stack--tight"><h2 class="section-title">${t("The way there")}</h2>
    <${TextField} type="number" inputMode="numeric" label=${t("Minutes for me")} value=${card.travel.me === null ? "" : String(card.travel.me)} onInput=${save} />
    ${isOurs && card.travel.partner !== null && html`<p class="note">${t("{partner}: {n} minutes", { partner: partnerName(app), n: card.travel.partner })}</p>`}</section>`;
}
