/**
 * The shell: decides which screen stands, by what the account says, and owns the two ways out of
 * every screen, Hide now and the lock. Never: waits for the server before it hides.
 */
import { t } from "../core/i18n.js";
import { coverWhenAway, showNeutralPage } from "./cover.js";
import { browserPage, createRouter } from "./router.js";
import { ScreenFor } from "./screen-for.js";
import { ROOTS, SCREENS } from "./screens.js";
import { ShellContext } from "./shell.js";
import { html, render, signal } from "./view.js";

/** @typedef {import("./app-types.js").App} App */
/** @typedef {import("./shell.js").Shell} Shell */

const SHORT_WAIT_MS = 400;

/**
 * @param {HTMLElement} root
 * @param {Promise<App>} whenReady the parts, which may still be loading
 * @param {{ link: import("./link.js").Link | null, isFirstVisit: boolean }} start isFirstVisit: nothing is kept here yet, so the welcome may be shown at once
 */
export function mount(root, whenReady, { link, isFirstVisit }) {
  const router = createRouter(ROOTS.new, browserPage());
  const ready = signal(/** @type {App | null} */ (null));
  const failed = signal(/** @type {string | null} */ (null));
  /** @type {Set<() => Promise<unknown>>} */
  const savers = new Set();
  const announcement = signal("");
  let isHidden = false;

  /** @type {Shell} */
  const shell = {
    get app() {
      return /** @type {App} */ (ready.value);
    },
    whenReady: start(),
    router,
    toasts: /** @type {any} */ (null),
    announcement,
    announce: (text) => void (announcement.value = text),
    link: signal(link),
    newDevices: signal([]),
    closedNotices: signal([]),
    hide,
    lock,
    enter,
    beforeLock(work) {
      savers.add(work);
      return () => void savers.delete(work);
    },
  };

  /** What no first screen shows comes behind it. */
  async function start() {
    const [app, { createToasts, ToastArea }, { followLaunches }, { TooOldLine }] = await Promise.all([whenReady, import("./components/toast.js"), import("./launches.js"), import("./update-line.js")]);
    Object.assign(shell, { toasts: createToasts(), ToastArea, TooOldLine });
    followLaunches(/** @type {any} */ (window).launchQueue, { first: link, onLink: openedAgain });
    return app;
  }

  function hide() {
    showNeutralPage(root);
    isHidden = true;
    // Also while it is locked: a passphrase may be on its way through the stretching.
    ready.value?.account.hide();
    render(null, root);
  }

  /** What is being typed reaches the disk first; but a lock that hangs is no lock. */
  async function lock() {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    await Promise.race([save(), new Promise((resolve) => setTimeout(resolve, SHORT_WAIT_MS))]);
    await ready.value?.account.lock();
  }

  function save() {
    return Promise.allSettled([...savers].map((work) => work()));
  }

  function enter() {
    router.reset(ROOTS.unlocked);
    openWaiting();
  }

  /** Where the link leads with which the app was opened. */
  function openWaiting() {
    const waiting = shell.link.value;
    if (waiting === null || waiting.kind === "add") return;
    if (waiting.kind === "read") return openReading();
    shell.link.value = null;
    if (waiting.kind === "join") router.go("join", { fragment: waiting.fragment });
    else if (waiting.kind === "share") router.go("add-cards", { shared: waiting.fragment });
    else if (router.current.value.screen !== waiting.fragment) router.go(waiting.fragment);
  }

  /** What everybody may read opens over whatever stands, also over the lock. */
  function openReading() {
    if (shell.link.value?.kind !== "read") return;
    const { fragment } = shell.link.value;
    shell.link.value = null;
    if (fragment === "") router.go("good-to-know");
    else router.go("good-to-know-page", { number: Number(fragment) });
  }

  /** @param {import("./link.js").Link} link the app was open already */
  function openedAgain(link) {
    shell.link.value = link;
    if (ready.value?.account.state.value === "unlocked") openWaiting();
    else if (ready.value) openReading();
  }

  /** The owner sees at the next unlock who else signed in (safety.md, P8). Without a network it is asked at the next one. */
  async function lookForNewDevices() {
    const sessions = await shell.app.account.sessions().catch(() => []);
    shell.newDevices.value = sessions.filter((session) => session.new && !session.current);
  }

  /** @param {import("../domain/account/account.js").AccountState} state */
  function follow(state) {
    if (state === "unlocked") {
      if (!SCREENS[router.current.value.screen]?.staysOnUnlock) enter();
      void lookForNewDevices();
      return;
    }
    shell.newDevices.value = [];
    shell.closedNotices.value = [];
    if (state === "new" && ["anyone", "outside"].includes(SCREENS[router.current.value.screen]?.for ?? "owner") && router.current.value.screen !== ROOTS.locked) {
      // Whoever is new may have gone on while the parts were loading.
      if (shell.link.value?.kind === "add") router.go("sign-in");
    } else {
      router.reset(ROOTS[state]);
    }
    openReading();
  }

  coverWhenAway({ document, window }, { onCover: () => void save() });
  shell.whenReady.then(
    (app) => {
      // Hidden before the parts were there: nothing opens by itself behind the neutral page.
      if (isHidden) return app.account.hide();
      ready.value = app;
      app.account.state.subscribe(follow);
    },
    (problem) => {
      failed.value = problem instanceof Error && "code" in problem ? problem.message : t("The app could not start. Nothing was lost. Please load it again.");
      throw problem;
    },
  );
  render(html`<${ShellContext.Provider} value=${shell}>
    <${ScreenFor} shell=${shell} ready=${ready} failed=${failed} isFirstVisit=${isFirstVisit} />
  <//>`, root);
}
