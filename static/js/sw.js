/**
 * The service worker: the app shell of one release, kept whole, so that the app opens without a
 * network and an old page never meets a new file. The server puts the release's name in front:
 * `self.CB_RELEASE = "…"`. When the network is back it sends what the app left ready, sealed.
 * Never: keeps a key or a text, or answers for anything under /api.
 */

/** @typedef {ServiceWorkerGlobalScope & { CB_RELEASE: string }} ReleaseWorker */

const worker = /** @type {ReleaseWorker} */ (/** @type {unknown} */ (self));
const PREFIX = 'couplebridge-';
const cacheName = PREFIX + worker.CB_RELEASE;
const base = `/s/${worker.CB_RELEASE}/`;
const SHELL = '/';
/** The same with the files of the lock: whoever has it on the phone comes back to that. */
const SHELL_TO_KEEP = '/?kept';
const SHARED = '/share';
const SHARED_CHARS_MOST = 4_000;
const PROTOCOL = '2'; // of core/protocol.js
const BESIDE = ['/manifest.webmanifest'];
// The names of net/background.js, domain/sync/sync.js, domain/sync/pushing.js and store/database.js.
const [OUTBOX_TAG, SYNC_LOCK, READY_KEY, DATABASE] = ['outbox', 'couplebridge-sync', 'readyPush', 'couplebridge'];
const SEND_LIMIT_MS = 30_000;
const REPLACE_LIMIT_MS = 2_000;
/** The files of which a phone keeps one language alone. */
const BY_LANGUAGE = /^(texts|pages)\/([\w-]+)\.json$/;
const ENGLISH = 'en';

worker.addEventListener('install', (event) => {
  event.waitUntil(install());
});
worker.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});
worker.addEventListener('message', (event) => {
  // A new release waits until the person says so: nothing that is being typed is lost.
  if (event.data === 'apply') event.waitUntil(worker.skipWaiting());
  // Without a network it is asked again at the next start.
  if (Array.isArray(event.data?.keep)) event.waitUntil(keep(event.data.keep).catch(() => undefined));
});
worker.addEventListener('sync', (/** @type {any} */ event) => {
  if (event.tag === OUTBOX_TAG) event.waitUntil(navigator.locks.request(SYNC_LOCK, sendReady));
});
worker.addEventListener('fetch', (event) => {
  const answer = answerFor(event.request);
  if (answer) event.respondWith(answer);
});

// Signs (docs/protocol.md): whatever arrives is not read, and always the same is shown.
worker.addEventListener('push', (event) => {
  // A phone that shows the sign by itself lets it be replaced here (mutable, services/push_message.py).
  event.waitUntil(/** @type {any} */ (event).notification ? replaceSign() : showSign());
});
worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openApp());
});
worker.addEventListener('pushsubscriptionchange', (event) => {
  /** @type {ExtendableEvent} */ (event).waitUntil(tellPages('push-changed'));
});

/** All of a release or nothing of it. */
async function install() {
  const isFirst = worker.registration.active === null;
  try {
    await fill(await caches.open(cacheName));
  } catch (problem) {
    await caches.delete(cacheName);
    throw problem;
  }
  if (isFirst) await worker.skipWaiting();
}

/** @param {Cache} cache */
async function fill(cache) {
  const { release, files } = await (await whole('/api/release')).json();
  if (release !== worker.CB_RELEASE) throw new Error('the server has moved on to another release');
  const spoken = await languages();
  await cache.addAll([...Object.keys(files).filter((path) => isNeeded(path, files, spoken)).map((path) => base + path), ...BESIDE]);
  await cache.put(SHELL, await shellOfThisRelease());
}

/** Licences, notes, the pictures for installing and other languages are served, but need no place on a phone. @param {string} path @param {Record<string, string>} files @param {string[]} spoken */
function isNeeded(path, files, spoken) {
  const [, folder, language] = BY_LANGUAGE.exec(path) ?? [];
  // English has no texts, because it stands in the code: whoever reads it first needs no other.
  if (folder) return language === (spoken.find((each) => `${folder}/${each}.json` in files || each === ENGLISH) ?? ENGLISH);
  return !path.endsWith('.md') && !path.includes('/LICENSES/') && !path.startsWith('img/screen-');
}

/** @returns {Promise<string[]>} what the release before kept, so that a choice outlives it; else what this phone reads, the best first */
async function languages() {
  const [before] = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== cacheName).slice(-1);
  const kept = before === undefined ? [] : (await (await caches.open(before)).keys()).map(({ url }) => languageOf(url));
  const found = kept.filter((language) => language !== '');
  return found.length > 0 ? found : (worker.navigator.languages ?? []).map((tag) => tag.toLowerCase().split('-')[0]);
}

/** @param {string} url @returns {string} '': the file is the same in all */
const languageOf = (url) => BY_LANGUAGE.exec(new URL(url).pathname.split('/').slice(3).join('/'))?.[2] ?? '';

/** The words and pages of the language in use, and no other. @param {unknown[]} wanted paths of this release */
async function keep(wanted) {
  const urls = wanted.map(String).filter((path) => BY_LANGUAGE.test(path)).map((path) => base + path);
  const cache = await caches.open(cacheName);
  for (const url of urls) if (!(await cache.match(url))) await cache.add(url);
  for (const { url } of await cache.keys()) if (languageOf(url) !== '' && !urls.includes(new URL(url).pathname)) await cache.delete(url);
}

async function shellOfThisRelease() {
  // Kept in English, which the app turns into the language of its owner: so it is the same whoever's phone it is.
  const response = await whole(SHELL_TO_KEEP, { 'Accept-Language': ENGLISH });
  if (!(await response.clone().text()).includes(base)) throw new Error('the shell is of another release');
  return response;
}

/** @param {string} url @param {Record<string, string>} [headers] @returns {Promise<Response>} */
async function whole(url, headers = {}) {
  const response = await fetch(url, { cache: 'no-store', credentials: 'omit', headers });
  if (!response.ok) throw new Error('a file of the release is missing');
  return response;
}

async function activate() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== cacheName);
  // The newest of the old ones stays: another tab may still stand on it, with what is being typed there.
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** @param {Request} request @returns {Promise<Response> | null} null: the browser goes to the network by itself */
function answerFor(request) {
  const { origin, pathname } = new URL(request.url);
  if (request.method === 'POST' && origin === worker.location.origin && pathname === SHARED) return toThePage(request);
  if (request.method !== 'GET' || origin !== worker.location.origin || pathname.startsWith('/api/')) return null;
  if (pathname.startsWith(base) || BESIDE.includes(pathname)) return cachedOr(request, pathname);
  if (pathname.startsWith('/s/') && request.mode !== 'navigate') return fromBefore(request, pathname);
  if (request.mode === 'navigate' && !pathname.startsWith('/s/')) return cachedOr(request, SHELL);
  return null;
}

/**
 * What another app shares goes behind the # of the page's address, which never leaves the phone; the page takes it out at once.
 * @param {Request} request
 */
async function toThePage(request) {
  const form = await request.formData();
  const shared = Object.fromEntries(['title', 'text', 'url'].map((name) => [name, String(form.get(name) ?? '').slice(0, SHARED_CHARS_MOST)]));
  return Response.redirect(`${SHARED}#${encodeURIComponent(JSON.stringify(shared))}`, 303);
}

/** @param {Request} request @param {string} key @returns {Promise<Response>} */
async function cachedOr(request, key) {
  const cache = await caches.open(cacheName);
  return (await cache.match(key)) ?? fetch(request);
}

/** A page of the release before, still open. @param {Request} request @param {string} pathname @returns {Promise<Response>} */
async function fromBefore(request, pathname) {
  const name = PREFIX + pathname.split('/')[2];
  const kept = (await caches.has(name)) ? await (await caches.open(name)).match(pathname) : undefined;
  return kept ?? fetch(request);
}

/**
 * Sends the push that the app left ready. Thrown: the browser tries again later. Whatever else the server
 * says is settled by the app when it is opened, which sees by the next pull what arrived.
 */
async function sendReady() {
  const database = await openExisting();
  if (!database) return;
  try {
    const ready = await done(database.transaction('meta').objectStore('meta').get(READY_KEY));
    if (!ready || !(await post(ready))) return;
    await done(database.transaction('meta', 'readwrite').objectStore('meta').delete(READY_KEY));
  } finally {
    database.close();
  }
}

/** @param {{ key: string, body: Uint8Array<ArrayBuffer> }} ready @returns {Promise<boolean>} whether the server answered for good */
async function post({ key, body }) {
  const session = await fetch('/api/session', { headers: { 'CB-Client': PROTOCOL }, cache: 'no-store', signal: AbortSignal.timeout(SEND_LIMIT_MS) });
  if (session.status === 401) return false; // signed out, or hidden: nothing is sent any more
  if (!session.ok) throw new Error('the server is not ready');
  const { csrf } = await session.json();
  const headers = { 'CB-Client': PROTOCOL, 'CB-CSRF': csrf, 'Idempotency-Key': key, 'Content-Type': 'application/vnd.couplebridge.frames' };
  const answer = await fetch('/api/feed', { method: 'POST', headers, body, cache: 'no-store', signal: AbortSignal.timeout(SEND_LIMIT_MS) });
  if (answer.status >= 500 || answer.status === 429) throw new Error('the server is not ready');
  return true;
}

/** @returns {Promise<IDBDatabase | null>} never makes one: an empty one would keep the app from making its own */
function openExisting() {
  return new Promise((resolve) => {
    const opening = indexedDB.open(DATABASE);
    opening.addEventListener('upgradeneeded', () => opening.transaction?.abort());
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => resolve(null));
  });
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function done(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

/** One at a time on the phone: a second one takes the place of the first, without a sound. The badge has no number. */
async function showSign(more = {}) {
  const { language, texts } = await words();
  const look = { tag: 'sign', lang: language, icon: `${base}img/icon-192.png`, badge: `${base}img/monochrome-512.png`, ...more };
  await Promise.all([worker.registration.showNotification(t('Something is new.', texts), look), worker.navigator.setAppBadge?.()]);
}

/** In place of the one that the phone would show. It wants to know what a tap opens, and some phones never say that it is done. */
async function replaceSign() {
  const late = new Promise((resolve) => setTimeout(resolve, REPLACE_LIMIT_MS));
  await Promise.race([showSign({ navigate: worker.location.origin + SHELL }), late]);
}

/** @returns {Promise<{ language: string, texts: Record<string, any> }>} those that the app speaks on this phone */
async function words() {
  const cache = await caches.open(cacheName);
  const [kept] = (await cache.keys()).filter(({ url }) => url.includes(`${base}texts/`));
  return kept ? (await cache.match(kept))?.json() : { language: ENGLISH, texts: {} };
}

/** @param {string} text @param {Record<string, any>} texts */
const t = (text, texts) => texts[text] ?? text;

/** The beginning of the app, wherever the sign came from. */
async function openApp() {
  const [open] = await pages();
  await (open ? open.focus() : worker.clients.openWindow(SHELL));
}

/** A page that is open sees to it now, any other at its start. @param {string} word */
async function tellPages(word) {
  for (const page of await pages()) page.postMessage(word);
}

const pages = () => worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
