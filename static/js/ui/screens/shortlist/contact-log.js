/** What was tried to reach a therapist, and what came of it. */
import { formatDate, t } from "../../../core/i18n.js";
import { ANSWERS, HOWS } from "../../../domain/shortlist/cards.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { html, useState } from "../../view.js";
import { Button, ButtonRow, IconButton } from "../../components/button.js";
import { ChipChoice } from "../../components/chip-group.js";
import { DateTimeField } from "../../components/date-time-field.js";
import { TextField } from "../../components/field.js";
import { Sheet } from "../../components/sheet.js";
import { harmless, partnerName } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";
import { answerWords, howWords } from "./words.js";

/** @typedef {import("./use-shortlist.js").Contact} Contact */
/** @typedef {import("../../../domain/shortlist/cards.js").Shortlist} Shortlist */

/** @param {{ card: string, all: Contact[], shortlist: Shortlist, today: string }} props */
export function ContactLog({ card, all, shortlist, today }) {
  const [isOpen, setOpen] = useState(false);
  return html`<section class="stack">
    <h2 class="section-title">${t("What we tried")}</h2>
    ${all.length === 0 ? html`<p class="note">${t("Nobody has been in touch yet.")}</p>` : html`<ol class="list">${all.map((contact) => html`<${OneContact} key=${contact.id} contact=${contact} shortlist=${shortlist} />`)}</ol>`}
    <${Button} icon="plus" onPress=${() => setOpen(true)}>${t("Note a call or a message")}<//>
    ${isOpen && html`<${NewContact} card=${card} shortlist=${shortlist} today=${today} onClose=${() => setOpen(false)} />`}
  </section>`;
}

/** @param {{ contact: Contact, shortlist: Shortlist }} props */
function OneContact({ contact, shortlist }) {
  const app = useApp();
  const { toasts } = useShell();
  useObservable(app.settings.value);
  const take = async () => {
    const undo = await shortlist.letGoContact(contact.id);
    toasts.show({ text: t("The line is gone."), onUndo: () => void undo() });
  };
  const who = contact.isMine ? t("You") : partnerName(app);
  return html`<li class="list__item contact">
    <div class="contact__head"><span>${howWords()[contact.how]} · ${contact.on && formatDate(Date.parse(`${contact.on}T12:00`))} · ${who}</span>
      <${IconButton} icon="close" label=${t("Take this line away")} onPress=${() => void take()} /></div>
    ${contact.next && html`<p class="note" dir="auto">${harmless(contact.next)}</p>`}
    <${ChipChoice} legend=${t("What did they say?")} value=${contact.answer} options=${ANSWERS.map((value) => ({ value, label: answerWords()[value] }))}
      onChange=${(/** @type {any} */ answer) => void shortlist.setAnswer(contact.id, answer)} />
  </li>`;
}

/** @param {{ card: string, shortlist: Shortlist, today: string, onClose: () => void }} props */
function NewContact({ card, shortlist, today, onClose }) {
  const [wish, setWish] = useState(/** @type {{ how: any, on: string, next: string }} */ ({ how: "phone", on: today, next: "" }));
  const { isBusy, problem, run } = useAttempt();
  const change = (/** @type {Partial<typeof wish>} */ part) => setWish({ ...wish, ...part });
  const save = async () => {
    if (await run(() => shortlist.logContact(card, wish))) onClose();
  };
  return html`<${Sheet} open title=${t("A call or a message")} onClose=${onClose}
    actions=${html`<${ButtonRow}><${Button} kind="primary" busy=${isBusy} disabled=${!wish.on} onPress=${() => void save()}>${t("Keep it")}<//><//>`}>
    <div class="stack">
      <${ChipChoice} legend=${t("How")} value=${wish.how} onChange=${(/** @type {string} */ how) => change({ how })} options=${HOWS.map((value) => ({ value, label: howWords()[value] }))} />
      <${DateTimeField} kind="date" label=${t("On which day")} value=${wish.on} max=${today} onInput=${(/** @type {string} */ on) => change({ on })} />
      <${TextField} optional label=${t("What comes next")} value=${wish.next} maxLength=${300} onInput=${(/** @type {string} */ next) => change({ next })} />
      <p class="note">${t("When there is no answer in five working days, the list says that you could try the next one.")}</p>
      <${Problem} text=${problem} />
    </div>
  <//>`;
}
