import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import vm from 'node:vm';
import { createStore } from '../../../static/js/store/store.js';
import { openDatabase } from '../../../static/js/store/database.js';
import { freshProfile } from '../fakes/indexed-db.js';
import { createFakeLocks } from '../fakes/locks.js';

const CODE = readFileSync(new URL('../../../static/js/sw.js', import.meta.url), 'utf8');
const ORIGIN = 'https://app.test';

/** A browser's side of a service worker, made of memory. The site may move on to another release. */
function openBrowser(site) {
  const stores = new Map();
  const network = [];
  const fetchSite = async (request) => {
    const path = new URL(request.url ?? request, ORIGIN).pathname;
    network.push(path);
    const body = site.files[path];
    return body === undefined ? new Response('', { status: 404 }) : new Response(body);
  };
  const cacheOf = (name) => stores.get(name) ?? stores.set(name, new Map()).get(name);
  const caches = {
    open: async (name) => {
      const cache = cacheOf(name);
      const pathOf = (key) => (typeof key === 'string' ? key : new URL(key.url).pathname);
      return {
        match: async (key) => cache.get(pathOf(key))?.clone(),
        keys: async () => [...cache.keys()].map((path) => ({ url: ORIGIN + path })),
        delete: async (key) => cache.delete(new URL(key, ORIGIN).pathname),
        async add(path) {
          return this.addAll([path]);
        },
        put: async (key, response) => void cache.set(key, response),
        addAll: async (paths) => {
          const all = await Promise.all(paths.map(async (path) => [path, await fetchSite(path)]));
          if (all.some(([, response]) => !response.ok)) throw new TypeError('addAll');
          for (const [path, response] of all) cache.set(path, response);
        },
      };
    },
    keys: async () => [...stores.keys()],
    has: async (name) => stores.has(name),
    delete: async (name) => stores.delete(name),
  };
  return { stores, network, caches, fetchSite };
}

function startWorker(browser, release, active = null, { navigator = null, indexedDB = freshProfile(), fetch = browser.fetchSite, settles = Promise.resolve() } = {}) {
  const listeners = {};
  const [told, shown, badges, pages] = [[], [], [], []];
  const self = {
    CB_RELEASE: release, registration: { active, showNotification: (title, look) => (shown.push([title, { ...look }]), settles) },
    navigator: navigator ?? { setAppBadge: (...given) => (badges.push(given), settles) }, location: { origin: ORIGIN },
    addEventListener: (type, listener) => { listeners[type] = listener; },
    skipWaiting: async () => void told.push('skipWaiting'),
    clients: { claim: async () => void told.push('claim'), matchAll: async () => pages, openWindow: async (url) => void told.push(`open ${url}`) },
  };
  vm.runInNewContext(CODE, { self, caches: browser.caches, fetch, indexedDB, navigator: { locks: createFakeLocks() }, AbortSignal, URL, Error, setTimeout: (act) => setTimeout(act, 0), Promise, Object, Response: { redirect: (url, status) => new Response(`${status} ${url}`) }, String, JSON, encodeURIComponent });
  const fire = async (type, data = {}) => {
    let work = null;
    listeners[type]({ ...data, waitUntil: (promise) => { work = promise; } });
    await work;
  };
  const ask = async (path, { method = 'GET', mode = 'no-cors', origin = ORIGIN } = {}) => {
    let answer = null;
    listeners.fetch({ request: { url: origin + path, method, mode }, respondWith: (promise) => { answer = promise; } });
    return answer && (await (await answer).text());
  };
  const share = async (form) => {
    let answer = null;
    listeners.fetch({ request: { url: `${ORIGIN}/share`, method: 'POST', mode: 'navigate', formData: async () => form }, respondWith: (promise) => { answer = promise; } });
    return (await answer).text();
  };
  return { fire, ask, told, share, shown, badges, pages };
}

const siteOf = (release) => ({
  files: {
    '/': `<script src="/s/${release}/js/main.js">`, '/manifest.webmanifest': '{}', [`/s/${release}/js/main.js`]: `main of ${release}`,
    '/api/release': JSON.stringify({ release, files: { 'js/main.js': '…', 'js/vendor/README.md': '…', 'js/vendor/LICENSES/x.txt': '…', 'img/screen-wide.png': '…' } }),
  },
});

test('from the first visit on the app opens without a network, whatever the address', async () => {
  const site = siteOf('r1');
  const browser = openBrowser(site);
  const worker = startWorker(browser, 'r1');
  await worker.fire('install');
  await worker.fire('activate');
  assert.deepEqual(worker.told, ['skipWaiting', 'claim']);
  site.files = {};
  assert.match(await worker.ask('/', { mode: 'navigate' }), /r1/);
  assert.match(await worker.ask('/join', { mode: 'navigate' }), /r1/);
  assert.equal(await worker.ask('/s/r1/js/main.js'), 'main of r1');
  assert.equal(await worker.ask('/manifest.webmanifest'), '{}');
});

test('nothing of the api, of others or of another release is ever answered or kept', async () => {
  const browser = openBrowser(siteOf('r1'));
  const worker = startWorker(browser, 'r1');
  await worker.fire('install');
  for (const [path, request] of [['/api/feed', {}], ['/api/feed', { mode: 'navigate' }], ['/', { method: 'POST', mode: 'navigate' }], ['/x', { origin: 'https://evil.test', mode: 'navigate' }], ['/s/r2/js/main.js', { mode: 'navigate' }], ['/other.png', {}]]) {
    assert.equal(await worker.ask(path, request), null, path);
  }
  assert.deepEqual([...browser.stores.get('couplebridge-r1').keys()].sort(), ['/', '/manifest.webmanifest', '/s/r1/js/main.js']);
});

test('the pages of the reader\'s language are kept with the release, and those of no other', async () => {
  for (const [languages, kept] of [[['de-AT', 'en'], 'de'], [['fr', 'es-MX'], 'es'], [['fr'], 'en'], [undefined, 'en']]) {
    const site = siteOf('r1');
    site.files['/api/release'] = JSON.stringify({ release: 'r1', files: { 'pages/de.json': '…', 'pages/en.json': '…', 'pages/es.json': '…' } });
    for (const language of ['de', 'en', 'es']) site.files[`/s/r1/pages/${language}.json`] = language;
    const browser = openBrowser(site);
    const worker = startWorker(browser, 'r1', null, { navigator: { languages } });
    await worker.fire('install');
    const pages = [...browser.stores.get('couplebridge-r1').keys()].filter((key) => key.includes('/pages/'));
    assert.deepEqual(pages, [`/s/r1/pages/${kept}.json`], String(languages));
    site.files = {};
    assert.match(await worker.ask('/read/7', { mode: 'navigate' }), /r1/, 'the app itself shows a page by its address');
  }
});

test('a file that fell out of the cache comes from the network', async () => {
  const browser = openBrowser(siteOf('r1'));
  const worker = startWorker(browser, 'r1');
  assert.equal(await worker.ask('/s/r1/js/main.js'), 'main of r1');
});

test('a new release waits for a word, and old files go only when it takes over', async () => {
  const site = siteOf('r1');
  const browser = openBrowser(site);
  const old = startWorker(browser, 'r1');
  await old.fire('install');
  browser.stores.set('someone-else', new Map());
  Object.assign(site, siteOf('r2'));
  const fresh = startWorker(browser, 'r2', {});
  await fresh.fire('install');
  assert.deepEqual(fresh.told, []);
  assert.equal(await old.ask('/s/r1/js/main.js'), 'main of r1');
  await fresh.fire('message', { data: 'something' });
  assert.deepEqual(fresh.told, []);
  await fresh.fire('message', { data: 'apply' });
  await fresh.fire('activate');
  assert.deepEqual(fresh.told, ['skipWaiting', 'claim']);
  assert.deepEqual([...browser.stores.keys()], ['couplebridge-r1', 'someone-else', 'couplebridge-r2'], 'another tab may still stand on the one before');
  site.files = {};
  assert.equal(await fresh.ask('/s/r1/js/main.js'), 'main of r1');
  assert.equal(await fresh.ask('/s/r0/js/main.js'), '');
  Object.assign(site, siteOf('r3'));
  const third = startWorker(browser, 'r3', {});
  await third.fire('install');
  await third.fire('activate');
  assert.deepEqual([...browser.stores.keys()], ['someone-else', 'couplebridge-r2', 'couplebridge-r3']);
});

test('all of a release or nothing: a missing file, or a site that moved on, leaves no half', async () => {
  const breaks = [
    (files) => delete files['/s/r1/js/main.js'],
    (files) => delete files['/'],
    (files) => { files['/'] = 'the shell of /s/r2/'; },
    (files) => { files['/api/release'] = JSON.stringify({ release: 'r2', files: {} }); },
  ];
  for (const change of breaks) {
    const site = siteOf('r1');
    change(site.files);
    const browser = openBrowser(site);
    await assert.rejects(startWorker(browser, 'r1').fire('install'));
    assert.deepEqual([...browser.stores.keys()], []);
  }
});

test('what another app shares goes behind the # of the page, bounded, and to no network', async () => {
  const browser = openBrowser({ files: {} });
  const { share } = startWorker(browser, 'r1');
  const form = new Map([['title', 'Ada'], ['url', 'https://x.org'], ['text', 'x'.repeat(5_000)]]);
  const [status, url] = (await share(form)).split(' ');
  assert.equal(status, '303');
  assert.deepEqual(JSON.parse(decodeURIComponent(url.split('#')[1])), { title: 'Ada', text: 'x'.repeat(4_000), url: 'https://x.org' });
  assert.match(await share(new Map()), /^303 \/share#/);
  assert.deepEqual(browser.network, []);
});

const READY = { key: 'a-key', body: Uint8Array.of(1, 2, 3) };
const sessionIn = () => Response.json({ csrf: 'a-token' });

/** A profile with a push left ready, a worker beside it, and the answers of the server by path. */
async function leftReady(answers, ready = READY) {
  const profile = freshProfile();
  const store = createStore(await openDatabase(profile));
  if (ready) await store.setMeta('readyPush', ready);
  const asked = [];
  const fetch = async (path, init = {}) => {
    asked.push([path, init]);
    const answer = answers[path];
    if (!answer) throw new TypeError('Failed to fetch');
    return answer();
  };
  const worker = startWorker(openBrowser({ files: {} }), 'r1', null, { indexedDB: profile, fetch });
  return { asked, left: () => store.meta('readyPush'), sync: (tag = 'outbox') => worker.fire('sync', { tag }) };
}

test('woken when the network is back, it sends what was left ready, once', async () => {
  const { asked, left, sync } = await leftReady({ '/api/session': sessionIn, '/api/feed': () => Response.json({ first: 1, head: 2 }) });
  await sync();
  assert.deepEqual(asked.map(([path]) => path), ['/api/session', '/api/feed']);
  const [, { method, headers, body }] = asked[1];
  assert.equal(method, 'POST');
  assert.deepEqual({ ...headers }, { 'CB-Client': '2', 'CB-CSRF': 'a-token', 'Idempotency-Key': 'a-key', 'Content-Type': 'application/vnd.couplebridge.frames' });
  assert.deepEqual([...body], [1, 2, 3]);
  assert.equal(await left(), null);
  await sync();
  assert.equal(asked.length, 2);
});

test('refused for good, it is left to the app; whoever is signed out sends nothing', async () => {
  const conflict = await leftReady({ '/api/session': sessionIn, '/api/feed': () => new Response('{}', { status: 409 }) });
  await conflict.sync();
  assert.equal(await conflict.left(), null);
  const hidden = await leftReady({ '/api/session': () => new Response('{}', { status: 401 }) });
  await hidden.sync();
  assert.deepEqual(hidden.asked.map(([path]) => path), ['/api/session']);
  assert.deepEqual([...(await hidden.left()).body], [1, 2, 3]);
});

test('a server that is not ready is asked again later', async () => {
  for (const answers of [{}, { '/api/session': () => new Response('', { status: 502 }) }, ...[503, 429].map((status) => ({ '/api/session': sessionIn, '/api/feed': () => new Response('', { status }) }))]) {
    const { left, sync } = await leftReady(answers);
    await assert.rejects(sync());
    assert.deepEqual([...(await left()).body], [1, 2, 3]);
  }
});

test('nothing ready, another tag, or no database at all: nothing is asked, and none is made', async () => {
  const nothing = await leftReady({}, null);
  await nothing.sync();
  const other = await leftReady({});
  await other.sync('something');
  assert.deepEqual([...nothing.asked, ...other.asked], []);
  const profile = freshProfile();
  await startWorker(openBrowser({ files: {} }), 'r1', null, { indexedDB: profile }).fire('sync', { tag: 'outbox' });
  await createStore(await openDatabase(profile)).setMeta('x', 1);
});

test('whatever arrives is not read: one sentence, a badge without a number, and the app where it begins', async () => {
  const browser = openBrowser({ files: {} });
  const worker = startWorker(browser, 'r1');
  const unread = new Proxy({}, { get: () => assert.fail('the message was read') });
  await worker.fire('push', { data: unread });
  assert.deepEqual(worker.shown, [['Something is new.', { tag: 'sign', lang: 'en', icon: '/s/r1/img/icon-192.png', badge: '/s/r1/img/monochrome-512.png' }]]);
  assert.deepEqual(worker.badges, [[]]);
  await worker.fire('notificationclick', { notification: { close: () => worker.told.push('closed') } });
  assert.deepEqual(worker.told, ['closed', 'open /']);
  const page = { focus: async () => worker.told.push('focus'), postMessage: (word) => worker.told.push(word) };
  worker.pages.push(page);
  await worker.fire('notificationclick', { notification: { close: () => undefined } });
  await worker.fire('pushsubscriptionchange');
  assert.deepEqual(worker.told.slice(2), ['focus', 'push-changed']);
  assert.deepEqual(browser.network, []);
});

test('a phone that shows the sign by itself is given ours in its place, and is not waited for without end', async () => {
  for (const settles of [Promise.resolve(), new Promise(() => {})]) {
    const worker = startWorker(openBrowser(siteOf('r1')), 'r1', null, { settles });
    await worker.fire('push', { notification: { title: 'Something is new.' } });
    assert.deepEqual(worker.shown.map(([title, { navigate }]) => [title, navigate]), [['Something is new.', `${ORIGIN}/`]]);
    assert.deepEqual(worker.badges, [[]]);
  }
});

test('a browser without badges still shows the sign', async () => {
  const worker = startWorker(openBrowser({ files: {} }), 'r1', null, { navigator: {} });
  await worker.fire('push');
  assert.equal(worker.shown.length, 1);
});

/** A site with the words and pages of several languages, English ones among the pages alone. */
const manyLanguages = (release) => {
  const site = siteOf(release);
  const paths = ['pages/de.json', 'pages/en.json', 'pages/es.json', 'texts/de.json', 'texts/es.json', 'texts/fr.json'];
  for (const path of paths) site.files[`/s/${release}/${path}`] = JSON.stringify({ language: path.slice(6, 8), texts: { 'Something is new.': `news ${path}` } });
  site.files['/api/release'] = JSON.stringify({ release, files: Object.fromEntries(paths.map((path) => [path, '…'])) });
  return site;
};
const byLanguage = (browser, release) => [...browser.stores.get(`couplebridge-${release}`).keys()].filter((path) => /texts|pages/.test(path)).map((path) => path.split('/').slice(3).join('/')).sort();

test('the words of the phone\'s language are kept with the pages in it, and English ones where it has none', async () => {
  for (const [languages, kept] of [[['de-AT', 'en'], ['pages/de.json', 'texts/de.json']], [['fr'], ['pages/en.json', 'texts/fr.json']], [['en', 'de'], ['pages/en.json']], [['xx'], ['pages/en.json']]]) {
    const browser = openBrowser(manyLanguages('r1'));
    await startWorker(browser, 'r1', null, { navigator: { languages } }).fire('install');
    assert.deepEqual(byLanguage(browser, 'r1'), kept, String(languages));
  }
});

test('a chosen language takes the place of the other, outlives the release, and the sign speaks it', async () => {
  const site = manyLanguages('r1');
  const browser = openBrowser(site);
  const worker = startWorker(browser, 'r1', null, { navigator: { languages: ['de'] } });
  await worker.fire('install');
  await worker.fire('message', { data: { keep: ['texts/es.json', 'pages/es.json', 'js/main.js', '../evil'] } });
  assert.deepEqual(byLanguage(browser, 'r1'), ['pages/es.json', 'texts/es.json']);
  await worker.fire('push');
  assert.deepEqual([worker.shown[0][0], worker.shown[0][1].lang], ['news texts/es.json', 'es']);
  Object.assign(site.files, manyLanguages('r2').files);
  await startWorker(browser, 'r2', {}, { navigator: { languages: ['de'] } }).fire('install');
  assert.deepEqual(byLanguage(browser, 'r2'), ['pages/es.json', 'texts/es.json']);
});

test('a language that cannot be fetched now leaves the kept one in its place', async () => {
  const browser = openBrowser(manyLanguages('r1'));
  const worker = startWorker(browser, 'r1', null, { navigator: { languages: ['de'] } });
  await worker.fire('install');
  await worker.fire('message', { data: { keep: ['texts/it.json', 'pages/it.json'] } });
  assert.deepEqual(byLanguage(browser, 'r1'), ['pages/de.json', 'texts/de.json']);
});
