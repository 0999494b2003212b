/** What this app cannot protect from, in plain words; for everybody, and again where people join. */
import { t } from "../../core/i18n.js";
import { PlainScreen } from "../screen.js";
import { Limits } from "../limits.js";
import { html } from "../view.js";

export function SecurityScreen() {
  return html`<${PlainScreen} title=${t("What it cannot do")}><div class="prose"><${Limits} /></div><//>`;
}
