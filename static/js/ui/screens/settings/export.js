/** Taking everything along: sealed, or plain for other programs. */
import { t, tn } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { Button, ButtonRow } from "../../components/button.js";
import { RadioList } from "../../components/radio-list.js";
import { FreshPassphrase } from "../../fresh-passphrase.js";
import { Screen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { html, useState } from "../../view.js";
import { FieldError } from "../../components/field.js";
import { useObservable } from "../../use-observable.js";
import { PdfCopy } from "../parts/pdf-copy.js";

/** @typedef {"json" | "markdown" | "pdf"} PlainKind */

export function ExportScreen() {
  return html`<${Screen} title=${t("A copy of everything")}><div class="stack stack--loose"><${LeftOut} /><${SealedCopy} /><${PlainCopy} /></div><//>`;
}

/** Photos and voice notes that the last file does not hold. */
function LeftOut() {
  const { app: { media } } = useShell();
  const count = useObservable(media.exporting.leftOut);
  if (count === 0) return null;
  return html`<p class="note" role="status">${tn("One photo or voice note is not in the file: it could not be fetched, or there was no room. Its words are in it.", "{n} photos or voice notes are not in the file: they could not be fetched, or there was no room. Their words are in it.", count)}</p>`;
}

function SealedCopy() {
  const { app, toasts } = useShell();
  const save = async () => told(toasts, await app.files.save(await app.exporter.sealedFile(), "bridge.cbx", "application/octet-stream"));
  const { run, isBusy, problem } = useAttempt(save);
  return html`<section class="stack">
    <h2>${t("Sealed")}</h2>
    <p class="note">${t("One file that nobody can read without your passphrase and account code, or your recovery code. Good for keeping. It can be opened without any server.")}</p>
    <${FieldError} text=${problem} />
    ${app.account.hasTypedSlot()
      ? html`<${ButtonRow}><${Button} kind="primary" icon="download" busy=${isBusy} onPress=${() => void run()}>${t("Save the sealed file")}<//><//>`
      : html`<${FreshPassphrase} typedOnly submitLabel=${t("Save the sealed file")} hint=${t("This phone was opened by a passkey only. The file is to open with your passphrase, so please type it once.")}
          onSubmit=${(/** @type {string} */ passphrase) => app.account.prove(passphrase).then(save)} />`}
  </section>`;
}

function PlainCopy() {
  const { app, toasts } = useShell();
  const [kind, setKind] = useState(/** @type {PlainKind} */ ("markdown"));
  return html`<section class="stack">
    <h2>${t("Plain")}</h2>
    <p class="plain-text">${t("Anyone who finds this file can read it. Think of where your phone keeps downloads, and who looks there.")}</p>
    <${RadioList} legend=${t("What kind")} value=${kind} onChange=${setKind} options=${[
      { value: "markdown", label: t("A text to read"), hint: t("Markdown: opens in any text program.") },
      { value: "pdf", label: t("A document to print"), hint: t("PDF: looks the same everywhere. It is made on this phone.") },
      { value: "json", label: t("Data for programs"), hint: t("JSON: complete, with photos and voice notes, for other programs.") },
    ]} />
    ${kind === "pdf" ? html`<${PdfCopy} name="bridge.pdf" />` : html`<${FreshPassphrase} key=${kind} submitLabel=${t("Save the plain file")} onSubmit=${async (/** @type {string} */ passphrase) => {
      const [text, name, mime] = kind === "json" ? [await app.exporter.plainJson(passphrase), "bridge.json", "application/json"] : [await app.exporter.markdown(passphrase), "bridge.md", "text/markdown"];
      told(toasts, await app.files.save(text, name, mime));
    }} />`}
  </section>`;
}

/** @param {import("../../components/toast.js").Toasts} toasts @param {"shared" | "saved" | "cancelled"} outcome */
function told(toasts, outcome) {
  if (outcome !== "cancelled") toasts.show({ text: t("The file is made.") });
}
