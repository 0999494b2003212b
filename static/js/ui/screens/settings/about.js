/** Which release this is, the marks of its files, and whose work is inside. */
import { t } from "../../../core/i18n.js";
import { useAttempt } from "../../attempt.js";
import { Button, ButtonRow } from "../../components/button.js";
import { List, ListRow } from "../../components/list-rows.js";
import { PlainScreen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { html, useState } from "../../view.js";
import { FieldError } from "../../components/field.js";

const SHORT_MARK = 12;
// not a text: names of libraries and licences
const LIBRARIES = [
  ["Preact, htm, Signals", "MIT, Apache-2.0"], ["hpke", "MIT"], ["hash-wasm", "MIT"], ["noble-hashes", "MIT"], ["lean-qr", "MIT"], ["jsQR", "Apache-2.0"],
];

export function AboutScreen() {
  const { app } = useShell();
  const [files, setFiles] = useState(/** @type {[string, string][] | null} */ (null));
  const { run, isBusy, problem } = useAttempt(async () => setFiles(Object.entries(await app.release.hashes())));
  return html`<${PlainScreen} title=${t("About this app")}>
    <div class="stack stack--loose">
      <section class="stack">
        <p class="lead">${t("CoupleBridge: a place of your own, and a bridge for what you both choose to open. It is not therapy, and not a crisis service.")}</p>
        <${List} label=${t("This release")}><${ListRow} title=${t("Release")} detail=${html`<code class="marks__path">${app?.release.name}</code>`} /><//>
      </section>
      <section class="stack">
        <h2>${t("Marks of the files")}</h2>
        <p class="note">${t("Each file of the app has a mark. If the marks here differ from the published ones of this release, the app was changed.")}</p>
        <${FieldError} text=${problem} />
        ${!files && html`<${ButtonRow}><${Button} busy=${isBusy} onPress=${() => void run()}>${t("Show the marks")}<//><//>`}
        ${files && html`<ul class="marks">${files.map(([path, mark]) => html`<li key=${path}><span class="marks__path">${path}</span> <code>${mark.slice(0, SHORT_MARK)}</code></li>`)}</ul>`}
      </section>
      <section class="stack">
        <h2>${t("Work of others inside")}</h2>
        <${List}>${LIBRARIES.map(([name, licence]) => html`<${ListRow} key=${name} title=${name} meta=${licence} />`)}<//>
        <p class="note">${t("Thank you to those who made them.")}</p>
      </section>
    </div>
  <//>`;
}
