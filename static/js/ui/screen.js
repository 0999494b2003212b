/**
 * The frame a screen stands in, with everything the shell knows already filled in. A screen says
 * its title, its place and its own buttons, and nothing else.
 */
import { AppFrame } from "./components/app-frame.js";
import { ToastArea } from "./components/toast.js";
import { Notices } from "./notices.js";
import { useShell } from "./shell.js";
import { html } from "./view.js";

export { PlainScreen } from "./shell.js";

/** @typedef {import("./view.js").Children} Children */

/**
 * For those who are in.
 * @param {{
 *   title: string, place?: import("./components/tab-bar.js").Place | null, hasBack?: boolean, onBack?: () => void,
 *   actions?: Children, banners?: Children, children?: Children,
 * }} props place: one of the four, or none; hasBack: false on the four places themselves
 */
export function Screen({ title, place = null, hasBack = place === null, onBack, actions, banners, children }) {
  const { app, router, toasts, hide, lock } = useShell();
  return html`<${AppFrame} title=${title} place=${place} toasts=${html`<${ToastArea} toasts=${toasts} />`}
    onHide=${hide} onLock=${() => void lock()} onBack=${hasBack ? onBack ?? (() => router.back("today")) : undefined}
    onSettings=${() => router.go("settings")} onWrite=${() => router.go("write")}
    onGo=${(/** @type {string} */ to) => goTo(router, to)} actions=${actions}
    banners=${html`${place !== null && html`<${Notices} app=${app} place=${place} />`}${banners}`}>${children}<//>`;
}

/** @param {import("./router.js").Router} router @param {string} to the same place again: up to its top */
function goTo(router, to) {
  if (router.current.value.screen === to) window.scrollTo({ top: 0 });
  else router.go(to);
}
