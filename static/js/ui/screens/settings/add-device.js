/** A second phone of my own: the picture it scans. It still needs the passphrase there. */
import { t } from "../../../core/i18n.js";
import { QrCode } from "../../components/qr.js";
import { FreshPassphrase } from "../../fresh-passphrase.js";
import { useQr } from "../../qr-matrix.js";
import { Screen } from "../../screen.js";
import { useShell } from "../../shell.js";
import { html, useState } from "../../view.js";
import { NoCode } from "./no-code.js";

export function AddDeviceScreen() {
  const { app } = useShell();
  const [link, setLink] = useState(/** @type {string | null} */ (null));
  if (!app.account.device.value?.accountCode) return html`<${Screen} title=${t("Add a phone")}><${NoCode} /><//>`;
  return html`<${Screen} title=${t("Add a phone")}>
    <div class="stack">
      ${link ? html`<${Shown} link=${link} />` : html`<p class="lead">${t("Your other phone scans a picture from this one. It carries your name and account code; the passphrase you type there yourself.")}</p>
        <${FreshPassphrase} submitLabel=${t("Show the picture")} onSubmit=${async (/** @type {string} */ passphrase) => {
          const { name, accountCode } = await app.account.kit(passphrase);
          if (accountCode) setLink(app.deviceLink.make(accountCode, name));
        }} />`}
    </div>
  <//>`;
}

/** @param {{ link: string }} props secret */
function Shown({ link }) {
  const matrix = useQr(link);
  return html`<p class="lead">${t("Point the camera of your other phone at this picture and open the link it finds.")}</p>
    <${QrCode} matrix=${matrix} label=${t("Your name and account code, for your other phone")} />
    <details class="note"><summary>${t("Show it as a link")}</summary><p class="link-text" dir="ltr">${link}</p></details>
    <p class="note">${t("On an iPhone with Bridge on the home screen: open it there, choose “I have a link” and paste the link.")}</p>`;
}
