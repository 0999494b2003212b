/**
 * The service worker: the app shell of one release, kept whole, so that the app opens without a
 * network and an old page never meets a new file. The server puts the release's name in front:
 * `self.CB_RELEASE = "…"`. Never: keeps a key or a text, or answers for anything under /api.
 */

/** @typedef {ServiceWorkerGlobalScope & { CB_RELEASE: string }} ReleaseWorker */

const worker = /** @type {ReleaseWorker} */ (/** @type {unknown} */ (self));
const PREFIX = 'couplebridge-';
const cacheName = PREFIX + worker.CB_RELEASE;
const base = `/s/${worker.CB_RELEASE}/`;
const SHELL = '/';
const SHARED = '/share';
const SHARED_CHARS_MOST = 4_000;
const BESIDE = ['/manifest.webmanifest'];
const SENTENCE = 'Something is new.';

worker.addEventListener('install', (event) => {
  event.waitUntil(install());
});
worker.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});
worker.addEventListener('message', (event) => {
  // A new release waits until the person says so: nothing that is being typed is lost.
  if (event.data === 'apply') event.waitUntil(worker.skipWaiting());
});
worker.addEventListener('fetch', (event) => {
  const answer = answerFor(event.request);
  if (answer) event.respondWith(answer);
});

// Signs (docs/protocol.md): whatever arrives is not read, and always the same is shown.
worker.addEventListener('push', (event) => {
  event.waitUntil(showSign());
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
  await cache.addAll([...Object.keys(files).filter(isNeeded).map((path) => base + path), ...BESIDE]);
  await cache.put(SHELL, await shellOfThisRelease());
}

/** @param {string} path @returns {boolean} licences and notes are served, but need no place on a phone */
const isNeeded = (path) => !path.endsWith('.md') && !path.includes('/LICENSES/');

async function shellOfThisRelease() {
  const response = await whole(SHELL);
  if (!(await response.clone().text()).includes(base)) throw new Error('the shell is of another release');
  return response;
}

/** @param {string} url @returns {Promise<Response>} */
async function whole(url) {
  const response = await fetch(url, { cache: 'no-store', credentials: 'omit' });
  if (!response.ok) throw new Error('a file of the release is missing');
  return response;
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== cacheName).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** @param {Request} request @returns {Promise<Response> | null} null: the browser goes to the network by itself */
function answerFor(request) {
  const { origin, pathname } = new URL(request.url);
  if (request.method === 'POST' && origin === worker.location.origin && pathname === SHARED) return toThePage(request);
  if (request.method !== 'GET' || origin !== worker.location.origin || pathname.startsWith('/api/')) return null;
  if (pathname.startsWith(base) || BESIDE.includes(pathname)) return cachedOr(request, pathname);
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

/** One at a time on the phone: a second one takes the place of the first, without a sound. The badge has no number. */
async function showSign() {
  const look = { tag: 'sign', lang: 'en', icon: `${base}img/icon-192.png`, badge: `${base}img/monochrome-512.png` };
  await worker.registration.showNotification(SENTENCE, look);
  await worker.navigator.setAppBadge?.();
}

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
