/** One page for the therapist, of which both have approved every line. */
import { t } from "../../core/i18n.js";
import { LINE_MAX, summaryBeginnings } from "../../domain/path/summary.js";
import { fitsPdf, pagePdf } from "../../domain/path/page-pdf.js";
import { useAttempt } from "../attempt.js";
import { useApp, useShell } from "../shell.js";
import { useObservable } from "../use-observable.js";
import { useDraft } from "../use-draft.js";
import { Screen } from "../screen.js";
import { html } from "../view.js";
import { Button, ButtonRow, IconButton } from "../components/button.js";
import { TextArea } from "../components/field.js";
import { Checkbox } from "../components/switch.js";
import { PersonText, partnerName } from "./parts/person-words.js";
import { Problem } from "./parts/problem.js";

/** @typedef {import("../../domain/path/summary.js").SummaryLine} SummaryLine */
/** @typedef {import("../../domain/path/summary.js").Summary} Summary */

/** @param {{ params: { list?: "ours" | "own" } }} props */
export function SummaryScreen({ params }) {
  const app = useApp();
  const isOurs = useObservable(app.pairing.state).kind === "paired" && params.list !== "own";
  const summary = app.summary[isOurs ? "ours" : "own"];
  useObservable(summary.version);
  const approved = summary.approved();
  return html`<${Screen} title=${t("For the therapist")}>
    <div class="stack stack--loose">
      <p class="lead no-print">${isOurs ? t("One page that you can hand over. A line is on it when you have both said yes to its very words.") : t("One page that you can hand over.")}</p>
      ${summary.lines().map((line) => html`<${OneLine} key=${line.id} line=${line} summary=${summary} isOurs=${isOurs} />`)}
      <${NewLine} summary=${summary} list=${isOurs ? "ours" : "own"} />
      ${approved.length > 0 && html`<${Page} lines=${approved} />`}
    </div>
  <//>`;
}

/** @param {{ line: SummaryLine, summary: Summary, isOurs: boolean }} props */
function OneLine({ line, summary, isOurs }) {
  const app = useApp();
  const { toasts } = useShell();
  useObservable(app.settings.value);
  const take = async () => {
    const undo = await summary.letGo(line.id);
    toasts.show({ text: t("The line is gone."), onUndo: () => void undo() });
  };
  return html`<section class="step-ticks no-print" aria-label=${t("A line of the page")}>
    <div class="step-note__head"><${PersonText} text=${line.text} /><${IconButton} icon="close" label=${t("Take this line away")} onPress=${() => void take()} /></div>
    ${isOurs && html`<${Checkbox} label=${t("I say yes to these words")} checked=${line.isMyYes} onChange=${(/** @type {boolean} */ isYes) => void summary.approve(line.id, isYes)} />`}
    ${isOurs && line.isTheirYes && html`<p class="note">${t("{partner} says yes to these words.", { partner: partnerName(app) })}</p>`}
  </section>`;
}

/** @param {{ summary: Summary, list: string }} props */
function NewLine({ summary, list }) {
  const { words, change, sent } = useDraft(`summary:${list}`, () => ({ text: "" }));
  const { isBusy, problem, run } = useAttempt();
  const add = async () => {
    if (words.text.trim() && (await run(() => summary.add(words.text)))) await sent(words);
  };
  return html`<section class="stack no-print">
    <${TextArea} label=${t("A new line")} rows=${2} value=${words.text} maxLength=${LINE_MAX} onInput=${(/** @type {string} */ text) => change({ text })} />
    ${words.text === "" && html`<div class="chips__row">${summaryBeginnings().map((beginning) => html`<button type="button" class="chip chip__face" key=${beginning} onClick=${() => change({ text: beginning })}>${beginning.trim()}</button>`)}</div>`}
    <${Problem} text=${problem} />
    <${Button} busy=${isBusy} disabled=${!words.text.trim()} onPress=${() => void add()}>${t("Add it")}<//>
  </section>`;
}

/** What goes out, as it will look. @param {{ lines: string[] }} props */
function Page({ lines }) {
  const { files } = useApp();
  const title = t("About us");
  const isPdf = [title, ...lines].every(fitsPdf);
  return html`<section class="stack"><h2 class="section-title no-print">${t("The page")}</h2>
    <article class="message print-page"><h2>${title}</h2>${lines.map((line) => html`<${PersonText} key=${line} text=${line} />`)}</article>
    <p class="note no-print">${isPdf ? t("It is made on this phone. Whoever has the file can read it.") : t("Some letters of it have no place in the PDF that this phone can make. Print it instead, and choose “Save as PDF” there.")}</p>
    <div class="no-print"><${ButtonRow}><${Button} kind="primary" icon="print" onPress=${() => window.print()}>${t("Print")}<//>
      ${isPdf && html`<${Button} icon="download" onPress=${() => void files.save(pagePdf(title, lines), "about-us.pdf", "application/pdf")}>${t("Save as PDF")}<//>`}<//></div></section>`;
}
