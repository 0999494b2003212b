/** The four places, and the button to write between them, all at the thumb. */
import { t } from "../../core/i18n.js";
import { html } from "../view.js";
import { Icon } from "./icon.js";

/** @typedef {"today" | "mine" | "bridge" | "path"} Place */

/** @type {() => Array<{ place: Place, label: string }>} drawn anew each time, as the language may change */
const places = () => [
  { place: "today", label: t("Today") },
  { place: "mine", label: t("Mine") },
  { place: "bridge", label: t("Bridge") },
  { place: "path", label: t("Path") },
];

/** @param {{ place: Place | null, onGo: (place: Place) => void, onWrite: () => void }} props */
export function TabBar({ place, onGo, onWrite }) {
  const [today, mine, bridge, path] = places().map((each) => html`<${Tab} ...${each} current=${each.place === place} onGo=${onGo} />`);
  return html`<nav class="tab-bar" aria-label=${t("Places")}>
    ${today}${mine}
    <button type="button" class="tab-bar__write" onClick=${onWrite}>
      <span class="tab-bar__pen"><${Icon} name="write" /></span><span class="tab-bar__label">${t("Write")}</span>
    </button>
    ${bridge}${path}
  </nav>`;
}

/** @param {{ place: Place, label: string, current: boolean, onGo: (place: Place) => void }} props */
function Tab({ place, label, current, onGo }) {
  return html`<button type="button" class="tab-bar__tab" aria-current=${current ? "page" : undefined} onClick=${() => onGo(place)}>
    <${Icon} name=${place} /><span class="tab-bar__label">${label}</span>
  </button>`;
}
