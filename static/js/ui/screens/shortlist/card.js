/** One therapist: how to reach them, what is known, what was tried, what they said. */
import { formatDate, t } from "../../../core/i18n.js";
import { isCheckDue } from "../../../domain/shortlist/cards.js";
import { CARD_FIELDS, CARD_GROUPS } from "../../../domain/shortlist/card-fields.js";
import { CALL_FIELDS } from "../../../domain/shortlist/call-sheet.js";
import { isBlank } from "../../../domain/shortlist/card-values.js";
import { useRouter } from "../../shell.js";
import { Screen } from "../../screen.js";
import { html } from "../../view.js";
import { Button } from "../../components/button.js";
import { Banner } from "../../components/banner.js";
import { Menu } from "../../components/menu.js";
import { Missing } from "../parts/missing.js";
import { harmless, PersonText } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";
import { useTicking } from "../path/use-ticking.js";
import { StepNotes } from "../step/notes.js";
import { ContactLog } from "./contact-log.js";
import { Reach } from "./reach.js";
import { Travel } from "./travel.js";
import { useShortlist } from "./use-shortlist.js";
import { valueWords } from "./words.js";

/** @typedef {import("./use-shortlist.js").Card} Card */

const SHOWN_ABOVE = new Set(["name", "practice", "phone", "email", "web", "street", "postcode", "city", "currency"]);

/** @param {{ params: { id: string, list?: import("./use-shortlist.js").ListName } }} props */
export function CardScreen({ params: { id, list: wanted } }) {
  const router = useRouter();
  const { list, shortlist, notes, today } = useShortlist(wanted);
  const { problem, withUndo } = useTicking(/** @type {any} */ (shortlist));
  const card = shortlist.get(id);
  if (!card) return html`<${Missing} title=${t("Card")} place="path" words=${t("This card is not on the list any more.")} />`;
  const leave = async (/** @type {Promise<boolean>} */ done) => void ((await done) && router.back("path"));
  const items = [
    card.isArchived
      ? { label: t("Put it back on the list"), icon: /** @type {const} */ ("undo"), onPress: () => void shortlist.setArchived(id, false) }
      : { label: t("Archive it"), icon: /** @type {const} */ ("history"), onPress: () => void leave(withUndo(() => shortlist.setArchived(id, true), t("It is archived."), () => shortlist.setArchived(id, false))) },
    { label: t("Let it go"), icon: /** @type {const} */ ("close"), onPress: () => void leave(withUndo(() => shortlist.letGo(id), t("It is let go."))) },
  ];
  return html`<${Screen} title=${t("Card")} actions=${html`<${Menu} label=${t("More")} items=${items} />`}>
    <article class="stack stack--loose">
      <div class="stack stack--tight"><${PersonText} size="large" text=${card.values.name} />
        ${card.values.practice && html`<p class="note" dir="auto">${harmless(card.values.practice)}</p>`}</div>
      ${isCheckDue(card.values, today) && html`<${Banner} kind="warn" icon="clock">${t("The licence was checked on {day}. Check it again before you decide.", { day: formatDate(Date.parse(`${card.values.verifiedOn}T12:00`)) })}<//>`}
      <${Reach} values=${card.values} />
      <div class="stack stack--tight">
        <${Button} icon="write" onPress=${() => router.go("card-edit", { id, list })}>${t("Change the card")}<//>
        <${Button} icon="phone" onPress=${() => router.go("call-sheet", { id, list })}>${t("Ten questions for the first call")}<//>
        <${Button} icon="share" onPress=${() => router.go("message", { id, list })}>${t("A message to send")}<//>
      </div>
      <${Problem} text=${problem} />
      <${ContactLog} card=${id} all=${shortlist.contacts(id)} shortlist=${shortlist} today=${today} />
      <${Known} values=${card.values} />
      <${Travel} card=${card} shortlist=${shortlist} isOurs=${list === "ours"} />
      <${StepNotes} id=${id} all=${notes.on(id)} notes=${notes} />
    </article>
  <//>`;
}

/** What is known, group by group; how to reach them stands above. @param {{ values: Card["values"] }} props */
function Known({ values }) {
  const groups = [...CARD_GROUPS, { id: "call", label: () => t("What they said on the phone") }].map(({ id, label }) => {
    const fields = [...CARD_FIELDS, ...CALL_FIELDS].filter((field) => field.group === id && !SHOWN_ABOVE.has(field.name));
    return { id, label: label(), fields: fields.filter(({ name }) => !isBlank(values[name])) };
  }).filter(({ fields }) => fields.length > 0);
  return html`${groups.map(({ id, label, fields }) => html`<section class="known" key=${id}><h2 class="section-title">${label}</h2>
    <dl class="known__list">${fields.map((field) => html`<div key=${field.name}><dt>${field.label()}</dt><dd dir="auto">${valueWords(field, values[field.name], values.currency)}</dd></div>`)}</dl></section>`)}`;
}
