/**
 * What the screens need of the browser and of the release's own files: saving a file, the list of
 * common passphrases, help lines, the pages of Good to know. Used by parts.js alone.
 */

import { ENGLISH, currentLanguage, speak } from './core/i18n.js';
import { isIos, isStandalone } from './install.js';
import { createGoodToKnow, languageFor } from './domain/good-to-know.js';
import { createLanguage } from './domain/language.js';
import { assess, parseCommon } from './domain/passphrase.js';
import { createPush } from './net/push.js';

const DATA = new URL('../data/', import.meta.url);
const PAGES = new URL('../pages/', import.meta.url);
const TEXTS = new URL('../texts/', import.meta.url);
const REVOKE_AFTER_MS = 60_000;

/** @param {string} name a file of the release @param {URL} [folder] @returns {Promise<Response>} */
async function ownFile(name, folder = DATA) {
  const response = await fetch(new URL(name, folder));
  if (!response.ok) throw new Error(`${name} of this release is missing`);
  return response;
}

export function createPassphrase() {
  /** @type {Promise<Set<string>> | null} */
  let common = null;
  return {
    /** @param {string} passphrase secret, stays here @param {string} [name] */
    async assess(passphrase, name) {
      common ??= ownFile('common-passphrases.txt').then((response) => response.text()).then(parseCommon);
      common.catch(() => (common = null)); // asked for again next time
      return assess(passphrase, await common, name);
    },
  };
}

/** @returns {Promise<import('./ui/app-types.js').HelpLine[]>} out of everybody's bundle: no request of its own once installed */
export async function loadHelpLines() {
  return (await (await ownFile('help-lines.json')).json()).lines;
}

/** All pages of a language at once: no request tells which one is read. */
export const createPages = () => createGoodToKnow({
  load: async (/** @type {string} */ language) => (await ownFile(`${language}.json`, PAGES)).json(),
  wanted: () => [currentLanguage(), ...navigator.languages],
});

/** The languages of this release are named in the page, so that one more is no change of the code. */
export function createLanguageOfBrowser() {
  const named = document.querySelector('meta[name="couplebridge-languages"]')?.getAttribute('content') ?? ENGLISH.language;
  return createLanguage({
    offered: named.split(' '),
    wanted: () => navigator.languages,
    load: async (language) => (await ownFile(`${language}.json`, TEXTS)).json(),
    speak: (words) => speak(words, navigator.languages, document.documentElement),
    storage: () => localStorage,
    keep: (language) => void keepOffline(language).catch(() => undefined), // the next start asks again
  });
}

/** The service worker keeps the words and the pages of one language, the one in use. @param {string} language */
async function keepOffline(language) {
  const paths = [...(language === ENGLISH.language ? [] : [`texts/${language}.json`]), `pages/${languageFor([language])}.json`];
  (await navigator.serviceWorker?.ready)?.active?.postMessage({ keep: paths });
}

/** @param {import('./domain/gentle/gentle.js').Language} language @returns {Promise<unknown>} its rules of gentle words, out of everybody's bundle */
export async function loadGentleRules(language) {
  return (await ownFile(`gentle/${language}.json`)).json();
}

/** @param {import('./net/api.js').Api} api */
export function createRelease(api) {
  const name = document.querySelector('meta[name="couplebridge-release"]')?.getAttribute('content') ?? '';
  return {
    name,
    /** @returns {Promise<Record<string, string>>} SHA-256 of each file, as the server says; to be compared with what is published */
    hashes: async () => (await api.request('GET', '/release')).json.files,
  };
}

export function createFiles() {
  return {
    /** @param {Uint8Array | string} content @param {string} name @param {string} mime @returns {Promise<"shared" | "saved" | "cancelled">} */
    async save(content, name, mime) {
      const file = new File([/** @type {BlobPart} */ (content)], name, { type: mime });
      // Downloads do not leave an app on the home screen of an iPhone; the share sheet does.
      if (isStandalone(window) && navigator.canShare?.({ files: [file] })) return share(file);
      const url = URL.createObjectURL(file);
      const link = document.createElement('a');
      [link.href, link.download] = [url, name];
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
      return 'saved';
    },
  };
}

/** @param {File} file @returns {Promise<"shared" | "cancelled">} */
async function share(file) {
  try {
    await navigator.share({ files: [file] });
    return 'shared';
  } catch (problem) {
    if (problem instanceof DOMException && problem.name === 'AbortError') return 'cancelled';
    throw problem;
  }
}

export const createSignsOfBrowser = () => createPush({ navigator, window, isIos: isIos(navigator), isStandalone: () => isStandalone(window) });
