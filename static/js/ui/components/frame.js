/**
 * What stands around every screen: the top with Hide now in its corner, the lines above, the screen
 * itself. PlainFrame is for the screens before one is in; app-frame.js puts the four places below it.
 */
import { t } from "../../core/i18n.js";
import { html } from "../view.js";
import { IconButton } from "./button.js";
import { HideContext, HideNow, useHideKeys, useThreeTaps } from "./hide-now.js";

/** @typedef {import("../view.js").Children} Children */
/**
 * @typedef {object} FrameProps
 * @property {string} title the same few neutral words as on every phone; never what somebody wrote
 * @property {() => void} onHide
 * @property {() => void} [onBack]
 * @property {Children} [banners]
 * @property {Children} [toasts]
 * @property {Children} [actions] icon buttons of this screen
 * @property {Children} [children]
 */

/** @param {FrameProps & { kind?: "plain" | "welcome" }} props welcome: the hills stand behind the top */
export function PlainFrame({ kind = "plain", children, ...props }) {
  return html`<${Frame} ...${props} kind=${kind} screen=${children} />`;
}

/** @param {FrameProps & { kind: string, screen: Children, foot?: Children, onLock?: () => void, onSettings?: () => void }} props */
export function Frame({ kind, screen, foot, ...props }) {
  useHideKeys(props.onHide);
  return html`<${HideContext.Provider} value=${props.onHide}>
    <div class=${`frame frame--${kind}`}>
      <a class="skip-link" href="#main" onClick=${skipToMain}>${t("Skip to the content")}</a>
      <${TopBar} title=${props.title} onHide=${props.onHide} onBack=${props.onBack} onLock=${props.onLock}
        onSettings=${props.onSettings} actions=${props.actions} />
      <div class="frame__banners">${props.banners}</div>
      <main class="frame__main" id="main" tabindex="-1">${screen}</main>
      ${props.toasts}
      ${foot}
    </div>
  <//>`;
}

/** @param {Event} event by hand, because the address of the app never changes */
function skipToMain(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

/** @param {string} title @returns {number} characters: so that no word of it is wider than its place */
const longestWord = (title) => Math.max(...title.split(/[\s\u00ad-]/).map((word) => [...word].length));

/**
 * A neutral title, the lock, and Hide now.
 * @param {{ title?: string, onHide: () => void, onBack?: () => void, onLock?: () => void, onSettings?: () => void, actions?: Children }} props
 *   without a title the screen brings an <h1 data-screen-title tabindex="-1"> of its own; with a way back the settings stay away: on a small phone the title needs the room
 */
function TopBar({ title, onHide, onBack, onLock, onSettings, actions }) {
  const tap = useThreeTaps(onHide);
  return html`<header class="top-bar">
    ${onBack && html`<${IconButton} icon="back" label=${t("Back")} onPress=${onBack} />`}
    ${title
      ? html`<h1 class="top-bar__title" tabindex="-1" data-screen-title onClick=${tap}><span class="top-bar__words" ref=${(/** @type {HTMLElement | null} */ words) => words?.style.setProperty("--longest-word", String(longestWord(title)))}>${title}</span></h1>`
      : html`<span class="top-bar__title" onClick=${tap}></span>`}
    <div class="top-bar__actions">
      ${actions}
      ${onSettings && !onBack && html`<${IconButton} icon="settings" label=${t("Settings and good to know")} onPress=${onSettings} />`}
      ${onLock && html`<${IconButton} icon="lock" label=${t("Lock")} onPress=${onLock} />`}
      <${HideNow} onHide=${onHide} />
    </div>
  </header>`;
}
