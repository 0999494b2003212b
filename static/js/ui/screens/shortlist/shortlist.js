/** The therapists that are looked at: a card each, and what comes next for it. */
import { t } from "../../../core/i18n.js";
import { isCheckDue } from "../../../domain/shortlist/cards.js";
import { useApp, useRouter } from "../../shell.js";
import { Screen } from "../../screen.js";
import { html, useState } from "../../view.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { EmptyState } from "../../components/empty-state.js";
import { Menu } from "../../components/menu.js";
import { harmless } from "../parts/person-words.js";
import { answerWords } from "./words.js";
import { useShortlist } from "./use-shortlist.js";

/** @typedef {import("./use-shortlist.js").Card} CardValue */

/** @param {{ params: { list?: import("./use-shortlist.js").ListName } }} props */
export function ShortlistScreen({ params }) {
  const router = useRouter();
  const { list, shortlist, ...days } = useShortlist(params.list);
  const [isArchive, setArchive] = useState(false);
  const cards = isArchive ? shortlist.archived() : shortlist.cards();
  const add = () => router.go("card-edit", { list });
  const { files } = useApp();
  const all = () => [...shortlist.cards(), ...shortlist.archived()].map(({ values }) => values);
  const items = [
    { label: t("Add from a file or an address"), icon: /** @type {const} */ ("upload"), onPress: () => router.go("add-cards", { list }) },
    { label: t("A page for the therapist"), icon: /** @type {const} */ ("print"), onPress: () => router.go("summary", { list }) },
    { label: t("Save the list as a table"), icon: /** @type {const} */ ("download"), onPress: async () => void files.save((await import("../../../domain/shortlist/csv.js")).writeCsv(all()), "therapists.csv", "text/csv") },
    { label: t("Save the list as contacts"), icon: /** @type {const} */ ("download"), onPress: async () => void files.save((await import("../../../domain/shortlist/vcard.js")).writeVcards(all()), "therapists.vcf", "text/vcard") },
    { label: isArchive ? t("Show the list") : t("Show the archived ones"), icon: /** @type {const} */ ("history"), onPress: () => setArchive(!isArchive) },
    { label: t("Compare two or three"), icon: /** @type {const} */ ("filter"), onPress: () => router.go("compare", { list }) },
  ];
  return html`<${Screen} title=${isArchive ? t("Archived") : t("The list")} actions=${html`<${Menu} label=${t("More")} items=${items} />`}>
    <div class="stack">
      ${cards.length === 0
        ? html`<${Empty} isArchive=${isArchive} onAdd=${add} />`
        : html`<div class="stack stack--tight">${cards.map((card) => html`<${OneCard} key=${card.id} card=${card} says=${saysOf(shortlist, card, days)}
            onPress=${() => router.go("card", { id: card.id, list })} />`)}</div>
          ${!isArchive && html`<div class="stack stack--tight"><${Button} kind="primary" icon="plus" onPress=${add}>${t("Add a therapist")}<//>
            ${list === "ours" && html`<${Button} icon="bridge" onPress=${() => router.go("choice")}>${t("Choose one together")}<//>`}</div>`}`}
    </div>
  <//>`;
}

/** @param {{ isArchive: boolean, onAdd: () => void }} props */
function Empty({ isArchive, onAdd }) {
  if (isArchive) return html`<${EmptyState} icon="history" title=${t("Nothing is archived")}><p>${t("A therapist who is not for you can be archived. The card waits here.")}</p><//>`;
  return html`<${EmptyState} icon="person" title=${t("Nobody is on the list yet")} action=${html`<${Button} kind="primary" icon="plus" onPress=${onAdd}>${t("Add a therapist")}<//>`}>
    <p>${t("A name and a way to reach them is enough to begin. Three are a good number to choose from.")}</p><//>`;
}

/** @param {{ card: CardValue, says: string, onPress: () => void }} props */
function OneCard({ card, says, onPress }) {
  const { name, practice, city } = card.values;
  return html`<${Card} own level=${2} title=${harmless(name)} onPress=${onPress} meta=${says && html`<span>${says}</span>`}>
    ${(practice || city) && html`<p class="note" dir="auto">${[practice, city].filter(Boolean).map(harmless).join(" · ")}</p>`}<//>`;
}

/** @param {import("../../../domain/shortlist/cards.js").Shortlist} shortlist @param {CardValue} card @param {{ today: string, weekend: number[] }} days @returns {string} the next thing */
function saysOf(shortlist, card, { today, weekend }) {
  const [last] = shortlist.contacts(card.id);
  if (!last) return t("Nobody has been in touch yet.");
  if (last.answer) return answerWords()[last.answer];
  if (shortlist.isSilent(card.id, today, weekend)) return t("No answer in five working days. You could try the next one.");
  return isCheckDue(card.values, today) ? t("The licence was checked a while ago. Check it again.") : t("Waiting for an answer.");
}
