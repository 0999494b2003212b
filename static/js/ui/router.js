/**
 * Which screen is shown, and the way back. Every screen has the same address and the same title, so
 * that history, tab list and app switcher tell nothing (safety.md, P5).
 * The link the app was opened with is read once, then gone from the address before anything else
 * runs, so that its secret stays out of history and screenshots.
 * Never: puts a screen's name or parameters into the address or into history.state.
 */
import { signal } from "./view.js";

/** @typedef {{ screen: string, params: Record<string, any>, key: number, scrollY: number }} Place */
/** @typedef {ReturnType<typeof createRouter>} Router */
/**
 * @typedef {object} Page what it needs of the browser
 * @property {Pick<History, "pushState" | "replaceState" | "go" | "back" | "state">} history
 * @property {() => number} scrollY
 * @property {(listener: (event: { state: any }) => void) => void} onPop
 * @property {() => number} now any number that was not given before
 */

const ADDRESS = "/";
const KINDS = /** @type {const} */ ({ "/join": "join", "/add": "add", "/share": "share" });
/** As in the web manifest (views/web_manifest.py). */
const PLACES = ["write", "bridge", "path"];
/** The pages of "Good to know", by number (views/good_to_know.py). */
const READING = /^\/read(?:\/(\d{1,3}))?$/;

/**
 * What the app can be opened with: a link to join or to add a phone, what another app shared, a shortcut of the home screen,
 * the address of a page to read.
 * @param {{ pathname: string, hash: string }} address
 * @returns {import("./link.js").Link | null}
 */
export function linkOf({ pathname, hash }) {
  const fragment = hash.slice(1);
  if (pathname === "/") return PLACES.includes(fragment) ? { kind: "place", fragment } : null;
  const reading = READING.exec(pathname);
  if (reading) return { kind: "read", fragment: reading[1] ?? "" };
  const kind = KINDS[/** @type {keyof typeof KINDS} */ (pathname)];
  return kind && fragment !== "" ? { kind, fragment } : null;
}

/**
 * @param {{ location: Pick<Location, "pathname" | "hash">, history: Pick<History, "replaceState"> }} page
 * @returns {import("./link.js").Link | null}
 */
export function takeLink({ location, history }) {
  const { pathname, hash } = location;
  if (pathname !== ADDRESS || hash !== "") history.replaceState({ n: 0 }, "", ADDRESS);
  return linkOf({ pathname, hash });
}

/** @returns {Page} */
export function browserPage() {
  if ("scrollRestoration" in history) history.scrollRestoration = "manual";
  return {
    history,
    scrollY: () => window.scrollY,
    onPop: (listener) => window.addEventListener("popstate", listener),
    now: () => performance.timeOrigin + performance.now(),
  };
}

/**
 * @param {string} root name of the first screen
 * @param {Page} page
 */
export function createRouter(root, page) {
  let lastKey = 0;
  /** Entries of an earlier epoch, from before a reload or a lock, lead to the first screen. */
  let epoch = page.now();
  /** @type {Place[]} */
  let stack = [placeOf(root, {})];
  let index = 0;
  /** On the way back to the first entry; what is pushed meanwhile is written down once it is reached. */
  let isRewinding = false;
  /** What lies over the screen and is closed by a step back; the last is on top. @type {(() => void)[]} */
  let layers = [];
  const current = signal(stack[0]);

  write("replaceState", 0);
  page.onPop(({ state }) => {
    if (isRewinding) return settle();
    const isKnown = state?.e === epoch && state.n < stack.length;
    if (isKnown && state.n < index && layers.length > 0) return closeLayer(state.n);
    keepScroll();
    index = isKnown ? state.n : 0;
    if (!isKnown) write("replaceState", 0);
    current.value = stack[index];
  });

  /** @param {"pushState" | "replaceState"} how @param {number} n */
  function write(how, n) {
    page.history[how]({ n, e: epoch }, "", ADDRESS);
  }

  function settle() {
    isRewinding = false;
    write("replaceState", 0);
    pushAfter(0);
  }

  /** @param {number} reached the entry the browser stands on */
  function pushAfter(reached) {
    for (let n = reached + 1; n <= index; n += 1) write("pushState", n);
  }

  /** The browser has gone back already: the entries are written again, and the screen stays. @param {number} reached */
  function closeLayer(reached) {
    stack = stack.slice(0, index + 1);
    pushAfter(reached);
    layers.at(-1)?.();
  }

  /** @param {string} screen @param {Record<string, any>} params @returns {Place} */
  function placeOf(screen, params) {
    lastKey += 1;
    return { screen, params, key: lastKey, scrollY: 0 };
  }

  function keepScroll() {
    stack[index].scrollY = page.scrollY();
  }

  return {
    current,

    /** Whether there is a screen of this app to go back to. */
    canGoBack: () => index > 0,

    /**
     * While something lies over the screen, a step back closes it, and the screen stays.
     * @param {() => void} close
     * @returns {() => void} when it is closed
     */
    overScreen(close) {
      layers = [...layers, close];
      return () => void (layers = layers.filter((each) => each !== close));
    },

    /** @param {string} screen @param {Record<string, any>} [params] */
    go(screen, params = {}) {
      keepScroll();
      stack = [...stack.slice(0, index + 1), placeOf(screen, params)];
      index = stack.length - 1;
      if (!isRewinding) write("pushState", index);
      current.value = stack[index];
    },

    /** The same step of the way back, another screen. @param {string} screen @param {Record<string, any>} [params] */
    replace(screen, params = {}) {
      stack = [...stack.slice(0, index), placeOf(screen, params)];
      current.value = stack[index];
    },

    /** One screen back; from the first one to `otherwise`. @param {string} [otherwise] */
    back(otherwise = root) {
      // The screen asks for it itself: what lies over it goes with it.
      layers = [];
      if (index > 0) page.history.back();
      else if (current.value.screen !== otherwise) this.replace(otherwise);
    },

    /** Forgets the way here: after a lock nobody can go back to what was open (safety.md, P4). @param {string} screen @param {Record<string, any>} [params] */
    reset(screen, params = {}) {
      const steps = isRewinding ? 0 : index;
      [root, stack, index, epoch] = [screen, [placeOf(screen, params)], 0, page.now()];
      current.value = stack[0];
      if (steps > 0) {
        isRewinding = true;
        page.history.go(-steps);
      } else if (!isRewinding) write("replaceState", 0);
    },
  };
}
