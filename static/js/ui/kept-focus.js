/**
 * The focus is never nowhere: when what had it leaves the page, whoever uses a keyboard or a reader
 * stands on the heading of the screen, or of the dialog, instead of before everything.
 */

const HEADINGS = ["dialog[open] .sheet__title", "[data-screen-title]"];

/** @param {{ document: Document, root: HTMLElement }} page */
export function keepFocus({ document, root }) {
  /** @type {Element | null} */
  let last = null;
  const keep = () => {
    if (last === null || last.isConnected || document.activeElement !== document.body) return;
    last = null;
    const heading = HEADINGS.map((each) => /** @type {HTMLElement | null} */ (root.querySelector(each))).find((each) => each !== null);
    heading?.focus({ preventScroll: true });
  };
  root.addEventListener("focusin", ({ target }) => void (last = /** @type {Element} */ (target)));
  new MutationObserver(keep).observe(root, { childList: true, subtree: true });
}
