/** This phone was opened with the recovery code and has not heard the account code yet. */
import { t } from "../../../core/i18n.js";
import { html } from "../../view.js";

export function NoCode() {
  return html`<p class="lead" role="status">${t("This phone does not know your account code yet. It comes by itself once the server can be reached.")}</p>`;
}
