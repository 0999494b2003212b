/**
 * The shell: decides which screen stands, by what the account says, and owns the two ways out of
 * every screen, Hide now and the lock. Never: waits for the server before it hides.
 */
import { t } from "../core/i18n.js";
import { coverWhenAway, showNeutralPage } from "./components/hide-now.js";
import { browserPage, createRouter } from "./router.js";
import { preload, ScreenFor } from "./screen-for.js";
import { ROOTS, SCREENS } from "./screens.js";
import { ShellContext } from "./shell.js";
import { html, painted, render, signal } from "./view.js";

/** @typedef {import("./app-types.js").App} App */
/** @typedef {import("./shell.js").Shell} Shell */

const SHORT_WAIT_MS = 400;
/** So long a save may take where the page is left only after it. */
const LONG_WAIT_MS = 10_000;
/** So long the page stays empty, rather than showing a screen that goes away in a blink: drawing it would hold up the right one. */
const BLINK_MS = 300;
/** Afterwards it is no news: whoever reads on to the end of the screen does not meet it again. */
const ANNOUNCED_MS = 10_000;

/** @typedef {import("./shell.js").Remembered} Remembered */

/**
 * @param {HTMLElement} root
 * @param {{ link: import("./link.js").Link | null, remembered: Promise<Remembered | null>, fetchParts: () => Promise<App> }} start
 *   remembered: what the first screen can be drawn by before the parts are there; null: they have to be waited for
 */
export function mount(root, { link, remembered: looking, fetchParts }) {
  const router = createRouter(ROOTS.new, browserPage());
  const remembered = signal(/** @type {Remembered | null} */ (null));
  const ready = signal(/** @type {App | null} */ (null));
  const failed = signal(/** @type {string | null} */ (null));
  /** @type {Set<() => Promise<unknown>>} */
  const savers = new Set();
  const announcement = signal("");
  let announced = 0;
  /** The same words twice are news as well, and only a change is read. @param {string} text */
  const announce = (text) => {
    announcement.value = text === announcement.value ? `${text}\u00a0` : text;
    clearTimeout(announced);
    announced = setTimeout(() => void (announcement.value = ""), ANNOUNCED_MS);
  };
  let isHidden = false;
  let isDrawn = false;

  /** @type {Shell} */
  const shell = {
    get app() {
      return /** @type {App} */ (ready.value);
    },
    whenReady: start(),
    remembered,
    router,
    toasts: /** @type {any} */ (null),
    announce,
    link: signal(link),
    newDevices: signal([]),
    newPasskeys: signal(0),
    closedNotices: signal([]),
    hide,
    saveAll,
    lock,
    enter,
    beforeLock(work) {
      savers.add(work);
      return () => void savers.delete(work);
    },
  };

  /** What no first screen shows comes behind it: the parts are a hundred files, and a slow phone does one thing at a time. */
  async function start() {
    await drawFirst();
    const [app, { createToasts, ToastArea }, { followLaunches }, { TooOldLine }, { keepFocus }, { followKeyboard }] = await Promise.all([
      fetchParts(), import("./components/toast.js"), import("./launches.js"), import("./update-line.js"), import("./kept-focus.js"), import("./keyboard.js"),
    ]);
    Object.assign(shell, { toasts: createToasts(), ToastArea, TooOldLine });
    keepFocus({ document, root });
    followKeyboard({ document, window });
    followLaunches(/** @type {any} */ (window).launchQueue, { first: link, onLink: openedAgain });
    if (!isHidden) return app;
    // Hidden before the parts were there: nothing opens behind the neutral page, whatever was pressed before.
    app.account.hide();
    return new Promise(() => undefined);
  }

  async function drawFirst() {
    setTimeout(draw, BLINK_MS);
    const found = await looking;
    if (!found || isHidden) return draw();
    await preload(ROOTS[found.state]);
    if (found.state === "locked") router.reset(ROOTS.locked);
    remembered.value = found;
    draw();
    await painted();
  }

  function draw() {
    if (isDrawn || isHidden) return;
    isDrawn = true;
    render(html`<${ShellContext.Provider} value=${shell}>
      <${ScreenFor} shell=${shell} ready=${ready} failed=${failed} />
      <${Announcer} words=${announcement} />
    <//>`, root);
  }

  function hide() {
    showNeutralPage(root);
    isHidden = true;
    // Also while it is locked: a passphrase may be on its way through the stretching.
    ready.value?.account.hide();
    render(null, root);
  }

  /** For what would lose it: another page in the place of this one. */
  async function saveAll() {
    const outcomes = await savedWithin(LONG_WAIT_MS);
    return outcomes?.every(({ status }) => status === "fulfilled") ?? false;
  }

  /** @param {number} ms @returns {Promise<PromiseSettledResult<unknown>[] | null>} null: it takes longer */
  function savedWithin(ms) {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return Promise.race([save(), new Promise((resolve) => setTimeout(resolve, ms, null))]);
  }

  /** What is being typed reaches the disk first; but a lock that hangs is no lock. */
  async function lock() {
    await savedWithin(SHORT_WAIT_MS);
    await ready.value?.account.lock();
  }

  /** What is being typed, also on a screen that was left while the disk refused it. */
  function save() {
    return Promise.allSettled([...savers, async () => ready.value?.journal.flushAll()].map((work) => work()));
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

  /** The owner sees at the next unlock who else signed in, or made a way in (safety.md, P8). Without a network it is asked at the next one. */
  async function lookForNews() {
    const { devices, passkeys } = await shell.app.account.news().catch(() => ({ devices: [], passkeys: 0 }));
    shell.newDevices.value = devices;
    shell.newPasskeys.value = passkeys;
  }

  /** @param {import("../domain/account/account.js").AccountState} state as the parts found it */
  function arrive(state) {
    // Drawn rightly: what is being typed there stays, and whoever went on meanwhile is not called back.
    if (state === "unlocked" || state !== remembered.value?.state) return follow(state);
    if (state === "new") openAdd();
    openReading();
  }

  function openAdd() {
    if (shell.link.value?.kind === "add") router.go("sign-in");
  }

  /** @param {import("../domain/account/account.js").AccountState} state */
  function follow(state) {
    if (state === "unlocked") {
      if (!SCREENS[router.current.value.screen]?.staysOnUnlock) enter();
      void lookForNews();
      void import("./waiting.js").then(({ WaitingScreen }) => Object.assign(shell, { WaitingScreen }), reportError);
      return;
    }
    // What was done, and the way to undo it, is nobody's who finds the phone locked.
    shell.toasts?.clear();
    announcement.value = "";
    shell.newDevices.value = [];
    shell.newPasskeys.value = 0;
    shell.closedNotices.value = [];
    if (state === "new" && ["anyone", "outside"].includes(SCREENS[router.current.value.screen]?.for ?? "owner") && router.current.value.screen !== ROOTS.locked) {
      openAdd();
    } else {
      router.reset(ROOTS[state]);
    }
    openReading();
  }

  coverWhenAway({ document, window }, { onCover: () => void save() });
  shell.whenReady.then(
    (app) => {
      ready.value = app;
      app.storage.beforeGivingWay(save);
      let isFirst = true;
      app.account.state.subscribe((state) => {
        (isFirst ? arrive : follow)(state);
        isFirst = false;
      });
    },
    (problem) => {
      failed.value = problem instanceof Error && "code" in problem ? problem.message : t("The app could not start. Nothing was lost. Please load it again.");
      throw problem;
    },
  );
}

/** Stands outside the screens, because what is new together with its words is not read. @param {{ words: import("./view.js").SignalOf<string> }} props */
function Announcer({ words }) {
  return html`<p class="visually-hidden" role="status" data-announcer>${words.value}</p>`;
}
