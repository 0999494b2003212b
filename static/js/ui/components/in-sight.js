/**
 * What is heard only while the page is seen (safety.md, P2). Behind the cover a sound would play on, and one that is paused can be
 * started from the phone's lock screen for as long as its element has a source: so the source goes, in the same moment.
 */

/**
 * @param {Pick<HTMLMediaElement, "pause" | "removeAttribute" | "load">} media it never plays again: whoever shows it makes another
 */
export function silence(media) {
  media.pause();
  media.removeAttribute("src");
  media.load();
}

/**
 * @param {{ document: Document, window: Window }} page
 * @param {{ onAway: () => void, onBack: () => void }} listener
 * @returns {() => void} stops it
 */
export function whileInSight({ document, window }, { onAway, onBack }) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const back = () => void (document.visibilityState === "visible" && onBack());
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? onAway() : back()), { signal });
  // A page on its way out may be gone before it is called hidden.
  window.addEventListener("pagehide", onAway, { signal });
  window.addEventListener("pageshow", back, { signal });
  return () => stopping.abort();
}
