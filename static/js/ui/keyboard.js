/**
 * Keeps the field one types in clear of the phone's own keyboard, where the browser lays it over the
 * page instead of making the page smaller (iPhone). The style sheets know it as --keyboard.
 */

/** Less than this is a bar of the browser that comes and goes. */
const LEAST_PX = 120;
const PINCHED = 1.05;

/** @param {{ document: Document, window: Window }} page */
export function followKeyboard({ document, window }) {
  const view = window.visualViewport;
  if (!view) return;
  const measure = () => {
    const coveredPx = view.scale > PINCHED ? 0 : Math.round(window.innerHeight - view.offsetTop - view.height);
    const keyboardPx = coveredPx >= LEAST_PX ? coveredPx : 0;
    document.documentElement.style.setProperty("--keyboard", `${keyboardPx}px`);
    if (keyboardPx > 0) uncover(document.activeElement, view.offsetTop + view.height);
  };
  view.addEventListener("resize", measure);
}

/** @param {Element | null} field @param {number} endPx where the keyboard begins */
function uncover(field, endPx) {
  if (!field?.matches("input, textarea, select")) return;
  if (field.getBoundingClientRect().bottom > endPx) field.scrollIntoView({ block: "center" });
}
