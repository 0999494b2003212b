/** The recovery kit: codes in groups, a QR code for the next phone, and a page to print or keep. Made on the phone. */
import { codeGroups } from "../core/ids.js";
import { t } from "../core/i18n.js";
import { useAttempt } from "./attempt.js";
import { Button, ButtonRow } from "./components/button.js";
import { CodeGroups } from "./components/code-groups.js";
import { QrCode } from "./components/qr.js";
import { kitPage } from "./kit-page.js";
import { useQr } from "./qr-matrix.js";
import { useApp } from "./shell.js";
import { html } from "./view.js";
import { FieldError } from "./components/field.js";

/** @param {{ accountCode: Uint8Array, recoveryCode?: Uint8Array | null }} props 16 each, secret */
export function Kit({ accountCode, recoveryCode = null }) {
  const { account, deviceLink, files } = useApp();
  const name = account.device.value?.name ?? "";
  const matrix = useQr(deviceLink.make(accountCode, name));
  const code = codeGroups(accountCode).join("-");
  const recovery = recoveryCode && codeGroups(recoveryCode).join("-");
  const keep = useAttempt(() => files.save(kitPage({ name, code, recovery, matrix: matrix ?? [] }), "bridge-kit.html", "text/html"));
  return html`<section class="kit" aria-label=${t("Your recovery kit")}>
    <div class="stack stack--tight"><h2 class="section-title">${t("Sign-in name")}</h2><p class="own-line" dir="auto"><bdi>${name}</bdi></p></div>
    <div class="stack stack--tight"><h2 class="section-title">${t("Your account code")}</h2>
      <${CodeGroups} code=${code} label=${t("Your account code")} numbered />
      <p class="note">${t("Alone it opens nothing: the passphrase is needed too.")}</p></div>
    ${recovery && html`<div class="stack stack--tight"><h2 class="section-title">${t("Your recovery code")}</h2>
      <${CodeGroups} code=${recovery} label=${t("Your recovery code")} numbered />
      <p class="plain-text">${t("This code opens everything alone, without your passphrase. Paper at home can be found by whoever lives there. Keep it somewhere else, or do without it.")}</p></div>`}
    <${QrCode} matrix=${matrix} label=${t("Your name and account code, for the camera of a new phone")} caption=${t("For the camera of a new phone.")} />
  </section>
  <${ButtonRow}>
    <${Button} icon="download" busy=${keep.isBusy} disabled=${!matrix} onPress=${() => void keep.run()}>${t("Save as a page")}<//>
    <${Button} icon="print" onPress=${() => window.print()}>${t("Print")}<//>
  <//>
  <${FieldError} text=${keep.problem} />
  <p class="note">${t("Printers and photo albums may keep a copy. A pen and paper do not.")}</p>`;
}
