/**
 * What stands between the screen and whoever picks the phone up (safety.md, P2 to P5): the cover
 * while the page is away, and the neutral page after Hide now. Waits for nothing.
 */
import { t } from "../core/i18n.js";

const COVERED = "is-covered";

/**
 * Covers the page in the moment in which it is put away, before the system takes its picture.
 * @param {{ document: Document, window: Window }} page
 * @param {{ onCover: () => void }} listener
 */
export function coverWhenAway({ document, window }, { onCover }) {
  const root = document.documentElement;
  const cover = () => {
    root.classList.add(COVERED);
    onCover();
  };
  const uncover = () => {
    if (document.visibilityState === "visible") root.classList.remove(COVERED);
  };
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? cover() : uncover()));
  window.addEventListener("pagehide", cover);
  window.addEventListener("pageshow", uncover);
}

/**
 * An empty page that says nothing of the app. Put there by hand, in the same moment.
 * @param {HTMLElement} root
 * @param {string} [nothing] the words of a page in another language
 */
export function showNeutralPage(root, nothing = t("Nothing here.")) {
  const page = document.createElement("main");
  page.className = "neutral";
  const words = document.createElement("p");
  words.textContent = nothing;
  page.append(words);
  root.replaceChildren(page);
  window.scrollTo(0, 0);
}
