/** An empty screen teaches: what belongs here, and the first step. */
import { html } from "../view.js";
import { BridgeScene } from "./bridge-scene.js";
import { Icon } from "./icon.js";

/**
 * @param {{
 *   title: string, icon?: import("./icon.js").IconName, children?: import("../view.js").Children,
 *   action?: import("../view.js").Children, level?: 2 | 3,
 * }} props without an icon it shows the bridge
 */
export function EmptyState({ title, icon, children, action, level = 2 }) {
  return html`<div class="empty-state">
    <div class="empty-state__art">${icon ? html`<${Icon} name=${icon} size="large" />` : html`<${BridgeScene} state="still" />`}</div>
    <${`h${level}`} class="empty-state__title">${title}<//>
    <div class="empty-state__words">${children}</div>
    ${action && html`<div class="empty-state__action">${action}</div>`}
  </div>`;
}
