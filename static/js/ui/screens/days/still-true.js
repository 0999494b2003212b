/** "Is this still true?": one page, and three answers that stay in it. What is typed and not kept yet is there again. */
import { formatDate, t } from "../../../core/i18n.js";
import { roomFor } from "../../../core/characters.js";
import { MAX_TEXT_CHARACTERS } from "../../../domain/entries.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter, useShell } from "../../shell.js";
import { useDraft } from "../../use-draft.js";
import { useObservable } from "../../use-observable.js";
import { html, useState } from "../../view.js";
import { Screen } from "../../screen.js";
import { Button, ButtonRow } from "../../components/button.js";
import { TextArea } from "../../components/field.js";
import { EntryParts, EntryTags } from "../parts/entry-parts.js";
import { Missing } from "../parts/missing.js";
import { Problem } from "../parts/problem.js";

/** @typedef {import("../../../domain/days/still-true.js").StillAnswer} StillAnswer */

/** @param {{ params: { id: string } }} props */
export function StillTrueScreen({ params: { id } }) {
  const { journal, vault } = useApp();
  useObservable(vault.version);
  const entry = journal.entry(id);
  if (!entry || entry.fields.binnedAt) return html`<${Missing} title=${t("Still true?")} />`;
  return html`<${Screen} title=${t("Still true?")}>
    <div class="stack stack--loose">
      <p class="lead">${t("You wrote this on {day}. Is it still true?", { day: formatDate(Date.parse(entry.fields.createdAt)) })}</p>
      <div class="stack stack--tight"><${EntryTags} topic=${entry.fields.topic} fields=${entry.fields} /><${EntryParts} fields=${entry.fields} /></div>
      <${Answers} id=${id} />
    </div>
  <//>`;
}

/** @param {{ id: string }} props */
function Answers({ id }) {
  const { stillTrue } = useApp();
  const { toasts } = useShell();
  const router = useRouter();
  const { words, change, sent } = useDraft(`still:${id}`, () => ({ text: "" }));
  const [isChanged, setChanged] = useState(words.text !== "");
  const { isBusy, problem, run } = useAttempt();
  const answer = async (/** @type {StillAnswer} */ said) => {
    /** @type {(() => Promise<void>) | null} */
    let undo = null;
    if (!(await run(async () => (undo = await stillTrue.answer(id, said, said === "changed" ? words.text : ""))))) return;
    await sent();
    router.back("today");
    toasts.show({ text: t("It stands in your page now. Only you see it."), onUndo: () => void undo?.() });
  };
  const leave = async () => {
    if (await run(() => stillTrue.leave(id))) router.back("today");
  };
  return html`<section class="stack" aria-label=${t("Your answer")}>
    ${isChanged && html`<${TextArea} label=${t("What changed?")} rows=${3} value=${words.text} maxLength=${roomFor(words.text, MAX_TEXT_CHARACTERS)} autofocus onInput=${(/** @type {string} */ text) => change({ text })} />`}
    <${Problem} text=${problem} />
    ${isChanged
      ? html`<${ButtonRow}><${Button} kind="primary" busy=${isBusy} disabled=${!words.text.trim()} onPress=${() => void answer("changed")}>${t("Keep it")}<//>
          <${Button} onPress=${() => setChanged(false)}>${t("Another answer")}<//><//>`
      : html`<div class="stack stack--tight">
          <${Button} wide busy=${isBusy} onPress=${() => void answer("yes")}>${t("Yes, still true")}<//>
          <${Button} wide onPress=${() => setChanged(true)}>${t("It changed")}<//>
          <${Button} wide busy=${isBusy} onPress=${() => void answer("no")}>${t("No longer")}<//>
          <${Button} wide kind="quiet" busy=${isBusy} onPress=${() => void leave()}>${t("Leave it for now")}<//></div>`}
    <p class="note">${t("There is no right answer. This page is not asked about again for 30 days, and after “No longer” not at all.")}</p>
  </section>`;
}
