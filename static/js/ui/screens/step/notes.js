/** Notes on a step: each by whoever wrote it. What is typed and not kept yet is there again. */
import { t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useShell } from "../../shell.js";
import { useObservable } from "../../use-observable.js";
import { useDraft } from "../../use-draft.js";
import { html } from "../../view.js";
import { Button, IconButton } from "../../components/button.js";
import { TextArea } from "../../components/field.js";
import { NOTE_MAX } from "../../../domain/shared/notes.js";
import { partnerName, PersonText } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";

/** @typedef {import("../../../domain/shared/notes.js").Note} Note */

/** @param {{ id: string, all: Note[], notes: ReturnType<typeof import("../../../domain/shared/notes.js").createNotes> }} props all: those that are there now; a component is drawn again only when what it is given changes */
export function StepNotes({ id, all, notes }) {
  const { words, change, sent } = useDraft(`note:${id}`, () => ({ text: "" }));
  const { isBusy, problem, run } = useAttempt();
  const add = async () => {
    if (words.text.trim() && (await run(() => notes.add(id, words.text)))) await sent(words);
  };
  return html`<section class="stack">
    <h2 class="section-title">${t("Notes")}</h2>
    ${all.map((note) => html`<${OneNote} key=${note.id} note=${note} notes=${notes} />`)}
    <${TextArea} label=${t("Add a note")} value=${words.text} maxLength=${NOTE_MAX} rows=${2} onInput=${(/** @type {string} */ text) => change({ text })} />
    <${Problem} text=${problem} />
    <${Button} busy=${isBusy} disabled=${!words.text.trim()} onPress=${() => void add()}>${t("Keep this note")}<//>
  </section>`;
}

/** @param {{ note: Note, notes: ReturnType<typeof import("../../../domain/shared/notes.js").createNotes> }} props */
function OneNote({ note, notes }) {
  const app = useApp();
  const { toasts } = useShell();
  useObservable(app.settings.value);
  const take = async () => {
    const undo = await notes.letGo(note.id);
    toasts.show({ text: t("The note is gone."), onUndo: () => void undo() });
  };
  return html`<div class="step-note">
    <div class="step-note__head"><span class="note">${note.isMine ? t("You") : partnerName(app)}</span>
      ${note.isMine && html`<${IconButton} icon="close" label=${t("Take this note away")} onPress=${() => void take()} />`}</div>
    <${PersonText} text=${note.text} />
  </div>`;
}
