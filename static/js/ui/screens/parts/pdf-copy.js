/** A PDF of everything or of one page, made on this phone after a fresh passphrase: with progress, and a way to stop. */
import { t } from "../../../core/i18n.js";
import { Progress } from "../../components/stoppable-progress.js";
import { FreshPassphrase } from "../../fresh-passphrase.js";
import { useShell } from "../../shell.js";
import { useStopping } from "../../use-stopping.js";
import { html } from "../../view.js";

/** @param {{ id?: string, name: string }} props id: of one page; name: of the file, neutral */
export function PdfCopy({ id, name }) {
  const { app, toasts } = useShell();
  const { share, begin, end, stop } = useStopping();
  const save = async (/** @type {string} */ passphrase) => {
    const how = begin();
    try {
      const { file, isDrawn } = await app.exporter.pdf(passphrase, { ...how, draw: await app.drawWords(), id });
      const outcome = await app.files.save(file, name, "application/pdf");
      if (outcome !== "cancelled") toasts.show({ text: isDrawn ? t("The file is made. Some letters in it are drawn as pictures: they can be read and printed, but not searched.") : t("The file is made.") });
    } finally {
      end();
    }
  };
  return html`<div class="stack"><${FreshPassphrase} submitLabel=${t("Save the PDF")} onSubmit=${save} />
    ${share !== null && html`<${Progress} label=${t("Making the PDF")} share=${share} onStop=${stop} />`}</div>`;
}
