/**
 * The beginning: takes the link out of the address, looks at what this device remembers, shows the first
 * screen by it and has the parts fetched behind it. Kept to what the first screen needs, because a phone
 * on a slow network waits for it.
 */

import { ENGLISH, languageFor, speak } from './core/i18n.js';
import { chosenLanguage, firstLook } from './store/first-look.js';
import { mount } from './ui/app.js';
import { takeLink } from './ui/router.js';
import { preload } from './ui/screen-for.js';
import { ROOTS } from './ui/screens.js';

/** A database that answers nobody, as when another tab holds it: the parts will wait for it, and say so. */
const LOOK_LIMIT_MS = 1_000;
/** Then it begins in English: a sentence that can be read is better than none. */
const WORDS_LIMIT_MS = 8_000;

const link = takeLink({ location, history });
const remembered = Promise.race([
  firstLook(globalThis.indexedDB),
  new Promise((resolve) => setTimeout(resolve, LOOK_LIMIT_MS, null)),
]);
// Whoever comes back is locked, as a rule: its files come from this phone while the look is on its way.
if (navigator.serviceWorker?.controller) void preload(ROOTS.locked);
const fetchParts = async () => (await import('./parts.js')).startApp();
const begin = () => mount(/** @type {HTMLElement} */ (document.getElementById('app')), { link, remembered, fetchParts });

const offered = (document.querySelector('meta[name="couplebridge-languages"]')?.getAttribute('content') ?? ENGLISH.language).split(' ');
const language = languageFor([chosenLanguage(() => localStorage), ...navigator.languages], offered);
speak(ENGLISH, navigator.languages, document.documentElement);
if (language === ENGLISH.language) begin();
else void words().then((found) => speak(found, navigator.languages, document.documentElement)).catch(() => undefined).then(begin);

/** @returns {Promise<import('./core/i18n.js').Words>} out of this release, as a rule from this phone */
async function words() {
  const response = await fetch(new URL(`../texts/${language}.json`, import.meta.url), { signal: AbortSignal.timeout(WORDS_LIMIT_MS) });
  return response.json();
}
