/** Shows the screen on top of the stack: loads its file, keeps the owner's screens behind the lock, moves the focus. */
import { currentLanguage, t } from "../core/i18n.js";
import { PlainFrame } from "./components/frame.js";
import { ROOTS, SCREENS } from "./screens.js";
import { html, useEffect, useErrorBoundary, useLayoutEffect, useState } from "./view.js";

/** @typedef {import("./app-types.js").App} App */
/** @typedef {import("./shell.js").Shell} Shell */
/**
 * @template T
 * @typedef {import("./view.js").SignalOf<T>} SignalOf
 */

/** Screens that were loaded already, by name. @type {Map<string, any>} */
const loaded = new Map();
/** Above all others: the partner's key is not the one that was agreed on. */
const STOP = "stopped";
const APP_NAME = "Bridge"; // not a text: the name on the home screen

/**
 * Its file first, so that it stands in the first picture of it. One that does not come is asked for again when it is shown.
 * @param {string} name
 */
export async function preload(name) {
  await SCREENS[name].load().then((found) => loaded.set(name, found), () => undefined);
}

/** @param {{ shell: Shell, ready: SignalOf<App | null>, failed: SignalOf<string | null> }} props */
export function ScreenFor({ shell, ready, failed }) {
  const { screen, params, key } = shell.router.current.value;
  const app = ready.value;
  const state = useFollowed(app?.account.state ?? null);
  const pairing = useFollowed(app?.pairing.state ?? null);
  // Another language is another picture of the same screen: all of it is drawn anew.
  const spoken = useFollowed(app?.language.spoken ?? null) ?? currentLanguage();
  if (failed.value !== null) return html`<${Broken} shell=${shell} words=${failed.value} />`;
  const remembered = shell.remembered.value;
  if (!app && !(remembered && screen === ROOTS[remembered.state])) return html`<${Waiting} shell=${shell} />`;
  if (pairing?.kind === "stopped" && pairing.why === "key-changed" && state === "unlocked") return html`<${Loaded} key=${STOP + spoken} name=${STOP} shell=${shell} params=${{}} />`;
  const isAllowed = SCREENS[screen]?.for === "anyone" || isFor(SCREENS[screen], state);
  return html`<${Loaded} key=${`${key} ${spoken}`} name=${isAllowed ? screen : ROOTS[state ?? remembered?.state ?? "new"]} shell=${shell} params=${params} />`;
}

/**
 * @param {import("./screens.js").ScreenEntry | undefined} entry
 * @param {import("../domain/account/account.js").AccountState | null} state
 */
function isFor(entry, state) {
  if (entry?.for === "outside") return state !== "unlocked" || entry.staysOnUnlock;
  return state === "unlocked" && entry !== undefined;
}

/** @param {{ name: string, shell: Shell, params: Record<string, any> }} props */
function Loaded({ name, shell, params }) {
  const [Screen, setScreen] = useState(() => loaded.get(name) ?? null);
  const [problem] = useErrorBoundary((error) => reportError(error));
  const [loadProblem, setLoadProblem] = useState(false);
  useEffect(() => {
    let isWanted = true;
    if (!Screen) {
      SCREENS[name].load().then((found) => {
        loaded.set(name, found);
        if (isWanted) setScreen(() => found);
      }, (error) => {
        if (isWanted) setLoadProblem(true);
        reportError(error);
      });
    }
    return () => void (isWanted = false);
  }, [name]);
  useArrival(Boolean(Screen), shell);
  if (loadProblem) return html`<${NotLoaded} shell=${shell} />`;
  if (problem) return html`<${Broken} shell=${shell} words=${t("This screen could not be shown. Nothing was lost.")} />`;
  if (!Screen) return html`<${Waiting} shell=${shell} />`;
  return html`<${Screen} params=${params} />`;
}

/**
 * The focus goes to the heading, the page to where it was left.
 * @param {boolean} isThere @param {Shell} shell
 */
function useArrival(isThere, shell) {
  useLayoutEffect(() => {
    if (!isThere) return;
    window.scrollTo(0, shell.router.current.value.scrollY);
    const wanted = /** @type {HTMLElement | null} */ (document.querySelector("[autofocus], [data-screen-title]"));
    wanted?.focus({ preventScroll: true });
  }, [isThere]);
}

/** @param {{ shell: Shell }} props */
function Waiting({ shell }) {
  const { WaitingScreen } = shell;
  if (WaitingScreen && shell.app.account.state.value === "unlocked") return html`<${WaitingScreen} />`;
  return html`<${PlainFrame} title="" onHide=${shell.hide}>
    <p class="note waiting" role="status">${t("One moment")}</p>
  <//>`;
}

/** A file of this release did not come: there may be a newer one, or no network. What was typed is on the disk already. @param {{ shell: Shell }} props */
function NotLoaded({ shell }) {
  const [served, setServed] = useState(/** @type {import("../net/updates.js").Served | null} */ (null));
  useEffect(() => void shell.whenReady.then(({ updates }) => updates.served()).then(setServed, () => setServed("same")), []);
  if (served === null) return html`<${Waiting} shell=${shell} />`;
  return html`<${Broken} shell=${shell} words=${wordsOf(served)} />`;
}

/** @param {import("../net/updates.js").Served} served */
function wordsOf(served) {
  if (served === "newer") return t("A newer version of this app is here. Load it to go on; nothing was lost. You will be asked for your passphrase again.");
  if (served === "unreachable") return t("This screen is not on this phone yet, and the server could not be reached. Nothing was lost. Please try again when there is a connection.");
  return t("This screen could not be shown. Nothing was lost.");
}

/** @param {{ shell: Shell, words: string }} props */
function Broken({ shell, words }) {
  return html`<${PlainFrame} title=${APP_NAME} onHide=${shell.hide}>
    <div class="stack">
      <p role="alert">${words}</p>
      <button type="button" class="button button--primary" onClick=${() => void shell.lock().finally(() => location.reload())}>${t("Load again")}</button>
    </div>
  <//>`;
}

/**
 * As useObservable, for something that may not be there yet.
 * @template T
 * @param {import("../core/observable.js").Observable<T> | null} observable
 * @returns {T | null}
 */
function useFollowed(observable) {
  const [value, setValue] = useState(/** @type {T | null} */ (observable?.value ?? null));
  useLayoutEffect(() => observable?.subscribe((next) => setValue(/** @type {any} */ (() => next))), [observable]);
  return value;
}
