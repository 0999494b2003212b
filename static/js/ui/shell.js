/**
 * What every screen is handed by the shell around it, the hooks to get at it, and the frame of the
 * screens before one is in. (screen.js has the one for those who are in, which the first screen need not load.)
 */
import { PlainFrame } from "./components/frame.js";
import { createContext, html, useContext, useEffect } from "./view.js";

/** @typedef {import("./view.js").Children} Children */
/** @typedef {{ state: "new" } | { state: "locked", opensWith: "passphrase" | "recovery-code", hasTouch: boolean }} Remembered as main.js found it on this device */

/**
 * @typedef {object} Shell
 * @property {import("./app-types.js").App} app on screens for anyone it may still be on its way: see `whenReady`
 * @property {Promise<import("./app-types.js").App>} whenReady never, once it is hidden
 * @property {import("./view.js").SignalOf<Remembered | null>} remembered what the first screen is drawn by while `app` is on its way; null: not known
 * @property {import("./router.js").Router} router
 * @property {import("./components/toast.js").Toasts} toasts there as soon as `app` is
 * @property {typeof import("./components/toast.js").ToastArea} [ToastArea] there as soon as `app` is
 * @property {typeof import("./update-line.js").TooOldLine} [TooOldLine] there as soon as `app` is
 * @property {typeof import("./waiting.js").WaitingScreen} [WaitingScreen] soon after it is unlocked
 * @property {(text: string) => void} announce read aloud politely, on whatever screen one then is
 * @property {() => void} hide Hide now: waits for nothing
 * @property {() => Promise<boolean>} saveAll waits for what is being typed; whether all of it is on the disk
 * @property {() => Promise<void>} lock saves what is being typed, then locks
 * @property {() => void} enter the first screen for whoever is unlocked, or the invitation they came with
 * @property {import("./view.js").SignalOf<import("./link.js").Link | null>} link the link the app was opened with, until it is used
 * @property {import("./view.js").SignalOf<import("../domain/account/changes.js").SessionInfo[]>} newDevices signed in since the owner last looked
 * @property {import("./view.js").SignalOf<number>} newPasskeys made since the owner last looked
 * @property {import("./view.js").SignalOf<readonly string[]>} closedNotices put away by their reader, until the next unlock
 * @property {(work: () => Promise<unknown>) => () => void} beforeLock work to do while there are still keys; returns the way to stop
 */

export const ShellContext = createContext(/** @type {Shell} */ (/** @type {unknown} */ (null)));

/** @returns {Shell} */
export const useShell = () => useContext(ShellContext);
/** @returns {import("./app-types.js").App} */
export const useApp = () => useContext(ShellContext).app;
/** @returns {import("./router.js").Router} */
export const useRouter = () => useContext(ShellContext).router;

/**
 * Saves before the keys go, and when the page is put away; not before Hide now, which waits for nothing.
 * @param {() => Promise<unknown>} work
 */
export function useBeforeLock(work) {
  const { beforeLock } = useShell();
  useEffect(() => beforeLock(work));
}

/**
 * Before one is in, or for everybody. `kind` welcome: the hills stand behind the top.
 * @param {{ title: string, kind?: "plain" | "welcome", hasBack?: boolean, onBack?: () => void, actions?: Children, banners?: Children, children?: Children }} props
 */
export function PlainScreen({ title, kind = "plain", hasBack = true, onBack, actions, banners, children }) {
  const { app, router, toasts, ToastArea, TooOldLine, hide, lock } = useShell();
  const isIn = app?.account.state.value === "unlocked";
  return html`<${PlainFrame} kind=${kind} title=${title} toasts=${ToastArea && html`<${ToastArea} toasts=${toasts} />`} onHide=${hide} onLock=${isIn ? () => void lock() : undefined}
    onBack=${hasBack ? onBack ?? (() => router.back()) : undefined} actions=${actions} banners=${html`${app && TooOldLine && html`<${TooOldLine} app=${app} />`}${banners}`}>${children}<//>`;
}
