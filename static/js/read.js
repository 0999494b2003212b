/**
 * The pages of "Good to know" outside of the app (templates/good_to_know): Hide now without waiting for a
 * server, by the button, three taps on the title or Shift three times, and the cover while the page is away.
 * Without this script the button is a plain link. Never: asks for anything, or stores anything.
 */

import { coverWhenAway, showNeutralPage } from './ui/components/hide-now.js';

const TAPS = 3;
const TAP_WINDOW_MS = 900;
const EMPTY = '/nothing';

const hideNow = /** @type {HTMLElement | null} */ (document.querySelector('a.hide-now'));

function hide() {
  showNeutralPage(document.body, hideNow?.dataset.nothing);
  history.replaceState(null, '', EMPTY);
}

/** @returns {() => void} to be called at each tap: the third within a moment hides */
function threeTaps() {
  /** @type {number[]} */
  let taps = [];
  return () => {
    const now = performance.now();
    taps = [...taps.filter((at) => now - at < TAP_WINDOW_MS), now];
    if (taps.length >= TAPS) hide();
  };
}

const [tap, shift] = [threeTaps(), threeTaps()];
document.querySelector('.top-bar__title')?.addEventListener('click', tap);
hideNow?.addEventListener('click', (event) => {
  event.preventDefault();
  hide();
});
window.addEventListener('keydown', ({ key, repeat }) => {
  if (key === 'Shift' && !repeat) shift();
}, true);
coverWhenAway({ document, window }, { onCover: () => undefined });
