/** More than one way to get therapists onto the list: a pasted address, or a file from a directory or a phone. */
import { formatList, t, tn } from "../../../core/i18n.js";
import { readAddressBlock, readShared } from "../../../domain/shortlist/address-block.js";
import { FILE_BYTES_MOST, ImportStoppedError, ImportTooLongError, planImport } from "../../../domain/shortlist/importing.js";
import { inSlices } from "../../../domain/shortlist/slices.js";
import { decodeText } from "../../../domain/shortlist/text-file.js";
import { readingVcards } from "../../../domain/shortlist/vcard.js";
import { useAttempt } from "../../attempt.js";
import { parseShared } from "../../link.js";
import { useRouter, useShell } from "../../shell.js";
import { Screen } from "../../screen.js";
import { html, useRef, useState } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { TextArea } from "../../components/field.js";
import { harmless } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";
import { FromDirectory } from "./from-directory.js";
import { useShortlist } from "./use-shortlist.js";

/** @typedef {import("../../../domain/shortlist/importing.js").Plan & { notColumns: string[] }} Planned */

const SHOWN = 8;

/** @param {{ params: { list?: import("./use-shortlist.js").ListName, shared?: string } }} props shared: what another app shared */
export function AddCardsScreen({ params }) {
  const { list, shortlist } = useShortlist(params.list);
  const [plan, setPlan] = useState(/** @type {Planned | null} */ (null));
  return html`<${Screen} title=${t("Add more")}>
    <div class="stack stack--loose">
      ${plan ? html`<${Preview} plan=${plan} shortlist=${shortlist} onLeave=${() => setPlan(null)} />`
        : html`${params.shared && html`<${FromShared} shared=${parseShared(params.shared)} list=${list} shortlist=${shortlist} />`}<${Paste} list=${list} shortlist=${shortlist} /><${FromFile} shortlist=${shortlist} onPlan=${setPlan} /><${FromDirectory} list=${list} shortlist=${shortlist} />`}
    </div>
  <//>`;
}

/** A page from the phone's browser: its words came here, and nothing of it is fetched. @param {{ shared: { title: string, text: string, url: string } | null, list: string, shortlist: import("../../../domain/shortlist/cards.js").Shortlist }} props */
function FromShared({ shared, list, shortlist }) {
  const router = useRouter();
  const { isBusy, problem, run } = useAttempt();
  if (!shared) return html`<p class="plain-text" role="alert">${t("What you shared did not arrive here, and was kept nowhere. Open the app once, wait a moment, and share it again.")}</p>`;
  const values = readShared(shared);
  const name = values.name || t("A page without a name");
  const make = async () => {
    let id = "";
    if (await run(async () => (id = await shortlist.create({ ...values, name })))) router.replace("card-edit", { id, list });
  };
  return html`<section class="stack"><h2 class="section-title">${t("From your browser")}</h2>
    <p class="lead" dir="auto">${harmless(name)}</p>${values.web && html`<p class="note" dir="auto">${harmless(values.web)}</p>`}
    <${Problem} text=${problem} />
    <${Button} kind="primary" busy=${isBusy} onPress=${() => void make()}>${t("Make a card of it")}<//></section>`;
}

/** @param {{ list: string, shortlist: import("../../../domain/shortlist/cards.js").Shortlist }} props */
function Paste({ list, shortlist }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const { isBusy, problem, run } = useAttempt();
  const make = async () => {
    let id = "";
    if (await run(async () => (id = await shortlist.create(readAddressBlock(text))))) router.replace("card-edit", { id, list });
  };
  return html`<section class="stack"><h2 class="section-title">${t("Paste an address")}</h2>
    <${TextArea} label=${t("Name, street, town, phone: as you found it")} rows=${4} voice="app" value=${text} maxLength=${4000} onInput=${setText} />
    <p class="note">${t("You look at the card before anything else happens. Nothing is looked up on the internet.")}</p>
    <${Problem} text=${problem} />
    <${Button} busy=${isBusy} disabled=${!text.trim()} onPress=${() => void make()}>${t("Make a card of it")}<//></section>`;
}

/** @param {{ shortlist: import("../../../domain/shortlist/cards.js").Shortlist, onPlan: (plan: Planned) => void }} props */
function FromFile({ shortlist, onPlan }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const stop = useRef(/** @type {AbortController | null} */ (null));
  const [share, setShare] = useState(/** @type {number | null} */ (null));
  const { problem, run } = useAttempt();
  const read = async (/** @type {File | undefined} */ file) => {
    if (!file) return;
    stop.current = new AbortController();
    setShare(0);
    await run(async () => onPlan(await planFile(file, shortlist, { signal: /** @type {AbortController} */ (stop.current).signal, onProgress: setShare })));
    setShare(null);
    if (input.current) input.current.value = "";
  };
  return html`<section class="stack"><h2 class="section-title">${t("From a file")}</h2>
    <p class="note">${t("A table (CSV) from a directory, or contacts (vCard) from a phone. You see first what would be added.")}</p>
    <label class="button button--plain file-button"><span>${t("Choose a file")}</span>
      <input ref=${input} class="visually-hidden" type="file" accept=".csv,.tsv,.txt,.vcf,text/csv,text/vcard" disabled=${share !== null}
        onChange=${(/** @type {any} */ event) => void read(event.currentTarget.files?.[0])} /></label>
    ${share !== null && html`<${Progress} share=${share} onStop=${() => stop.current?.abort()} />`}
    <${Problem} text=${problem} /></section>`;
}

/** @param {File} file @param {import("../../../domain/shortlist/cards.js").Shortlist} shortlist @param {{ signal: AbortSignal, onProgress: (share: number) => void }} options @returns {Promise<Planned>} */
async function planFile(file, shortlist, options) {
  if (file.size > FILE_BYTES_MOST) throw new ImportTooLongError();
  const text = decodeText(new Uint8Array(await file.arrayBuffer()));
  const isContacts = /^\s*BEGIN:VCARD/i.test(text);
  const half = (/** @type {number} */ from) => ({ ...options, onProgress: (/** @type {number} */ share) => options.onProgress(from + share / 2) });
  const { rows, notTaken: notColumns } = isContacts
    ? { rows: await inSlices(readingVcards(text), half(0)), notTaken: [] }
    : await inSlices((await import("../../../domain/shortlist/csv.js")).readingCsv(text), half(0));
  const existing = [...shortlist.cards(), ...shortlist.archived()].map(({ values }) => values);
  return { ...(await planImport(rows, { ...half(0.5), existing, locale: navigator.language })), notColumns };
}

/** @param {{ share: number, onStop: () => void }} props */
function Progress({ share, onStop }) {
  return html`<div class="stack stack--tight"><progress class="progress__bar" max="1" value=${share} aria-label=${t("Progress")}></progress>
    <${Button} kind="quiet" onPress=${onStop}>${t("Stop")}<//></div>`;
}

/** What would be added, and what not and why. @param {{ plan: Planned, shortlist: import("../../../domain/shortlist/cards.js").Shortlist, onLeave: () => void }} props */
function Preview({ plan, shortlist, onLeave }) {
  const router = useRouter();
  const { announce } = useShell();
  const isStopped = useRef(false);
  const [share, setShare] = useState(/** @type {number | null} */ (null));
  const { problem, run } = useAttempt();
  const onSealed = (/** @type {number} */ part) => {
    if (isStopped.current) throw new ImportStoppedError();
    setShare(part);
  };
  const add = async () => {
    [isStopped.current] = [false];
    setShare(0);
    const isDone = await run(() => shortlist.addAll(plan.taken.map(({ values }) => values), { onSealed }));
    setShare(null);
    if (!isDone) return;
    announce(tn("{n} card was added.", "{n} cards were added.", plan.taken.length));
    router.back("path");
  };
  return html`
    <section class="stack stack--tight"><h2 class="section-title">${tn("{n} card can be added", "{n} cards can be added", plan.taken.length)}</h2>
      <ul class="preview">${plan.taken.slice(0, SHOWN).map(({ at, values }) => html`<li key=${at} dir="auto">${[values.name, values.practice, values.city, values.phone].filter(Boolean).map(harmless).join(" · ")}</li>`)}</ul>
      ${plan.taken.length > SHOWN && html`<p class="note">${tn("and {n} more", "and {n} more", plan.taken.length - SHOWN)}</p>`}</section>
    ${plan.notTaken.length > 0 && html`<details class="more-fields"><summary>${tn("{n} row is not taken", "{n} rows are not taken", plan.notTaken.length)}</summary>
      <ul class="preview">${plan.notTaken.slice(0, 200).map(({ at, why }) => html`<li key=${at}>${t("Row {n}: {why}", { n: at, why })}</li>`)}</ul></details>`}
    ${plan.notColumns.length > 0 && html`<p class="note">${t("These columns have no place on a card and are left out: {name}", { name: formatList(plan.notColumns.slice(0, 40)) })}</p>`}
    ${share !== null && html`<${Progress} share=${share} onStop=${() => (isStopped.current = true)} />`}
    <${Problem} text=${problem} />
    <${ButtonRow}><${Button} kind="primary" busy=${share !== null} disabled=${plan.taken.length === 0} onPress=${() => void add()}>${t("Add them")}<//>
      <${Button} disabled=${share !== null} onPress=${onLeave}>${t("Leave it")}<//><//>`;
}
