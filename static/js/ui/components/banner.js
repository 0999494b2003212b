/** One calm line above the screen: what is so, and what to do about it. */
import { t } from "../../core/i18n.js";
import { html } from "../view.js";
import { Button, IconButton } from "./button.js";
import { Icon } from "./icon.js";

/**
 * @param {{
 *   kind?: "info" | "warn" | "danger", icon?: import("./icon.js").IconName, children?: import("../view.js").Children,
 *   action?: { label: string, onPress: () => void }, onDismiss?: () => void,
 * }} props
 */
export function Banner({ kind = "info", icon, children, action, onDismiss }) {
  return html`<section class=${`banner banner--${kind}`} aria-label=${t("Note")} role=${kind === "danger" ? "alert" : undefined}>
    <${Icon} name=${icon ?? (kind === "info" ? "info" : "warn")} />
    <div class="banner__body">
      <div class="banner__words">${children}</div>
      ${action && html`<${Button} kind="quiet" onPress=${action.onPress}>${action.label}<//>`}
    </div>
    ${onDismiss && html`<${IconButton} icon="close" label=${t("Close this note")} onPress=${onDismiss} />`}
  </section>`;
}
