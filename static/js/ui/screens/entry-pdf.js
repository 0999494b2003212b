/** One page as a PDF. */
import { t } from "../../core/i18n.js";
import { useApp } from "../shell.js";
import { Screen } from "../screen.js";
import { html } from "../view.js";
import { Card } from "../components/card.js";
import { entryDay, entryTitle } from "./parts/entry-words.js";
import { Missing } from "./parts/missing.js";
import { PdfCopy } from "./parts/pdf-copy.js";

/** @param {{ params: { id: string } }} props */
export function EntryPdfScreen({ params: { id } }) {
  const { journal, clock } = useApp();
  const entry = journal.entry(id);
  if (!entry) return html`<${Missing} title=${t("As a PDF")} />`;
  const { text, own } = entryTitle(entry.fields);
  return html`<${Screen} title=${t("As a PDF")}>
    <div class="stack stack--loose">
      <${Card} own=${own} title=${text} meta=${entryDay(entry.fields, clock.nowMs())} />
      <p class="plain-text">${t("Anyone who finds this file can read it. Think of where your phone keeps downloads, and who looks there.")}</p>
      <${PdfCopy} id=${id} name="page.pdf" />
    </div>
  <//>`;
}
