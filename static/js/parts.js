/**
 * The composition root: builds the parts and hands them to the screens. Owns no rule of its own;
 * with main.js it is the only place that knows the browser's globals and which part needs which.
 */

import { systemClock } from './core/clock.js';
import { createAccount } from './domain/account/account.js';
import { createArgued } from './domain/argued.js';
import { createCheckIns } from './domain/check-in/check-ins.js';
import { createTogether } from './domain/check-in/together.js';
import { createLookingBack } from './domain/days/looking-back.js';
import { createStillTrue } from './domain/days/still-true.js';
import { createChoice } from './domain/choice/choice.js';
import { createCodeKeeper } from './domain/code-keeper.js';
import { allTyped, createDrafting } from './domain/drafting.js';
import { createDeviceLink } from './domain/device-link.js';
import { createEcho } from './domain/echo/echo.js';
import { createInstallOffer } from './domain/install-offer.js';
import { createKeeping } from './domain/keeping.js';
import { createLockTimer } from './domain/lock-timer.js';
import { createSettings } from './domain/settings.js';
import { createSync } from './domain/sync/sync.js';
import { createVault } from './domain/vault/vault.js';
import { createAsk } from './domain/bridge/asking.js';
import { createBridge } from './domain/bridge.js';
import { createGentle } from './domain/gentle/gentle.js';
import { languageFor } from './domain/good-to-know.js';
import { unlessLocked } from './domain/errors.js';
import { createExport } from './domain/export.js';
import { createJournal } from './domain/journal.js';
import { createLastWords } from './domain/last-words.js';
import { createMoments } from './domain/moment/moments.js';
import { createPairing } from './domain/pairing.js';
import { createPasskeys } from './domain/passkeys.js';
import { createSteps } from './domain/path/steps.js';
import { createSigns } from './domain/signs.js';
import { createSummary } from './domain/path/summary.js';
import { createReasons } from './domain/reasons.js';
import { createReminders } from './domain/reminders/reminders.js';
import { createSearch } from './domain/search.js';
import { createNotes } from './domain/shared/notes.js';
import { createShortlist } from './domain/shortlist/cards.js';
import { createDirectory } from './domain/shortlist/directory.js';
import { createShared } from './domain/shared/shared.js';
import { createTogethers } from './domain/together/togethers.js';
import { createToday } from './domain/today.js';
import { createApi } from './net/api.js';
import { createAuthenticator } from './net/authenticator.js';
import { createBackground } from './net/background.js';
import { createLive } from './net/live.js';
import { createUpdates } from './net/updates.js';
import { createFiles, createLanguageOfBrowser, createPages, createPassphrase, createRelease, createSignsOfBrowser, loadGentleRules, loadHelpLines } from './extras.js';
import { createInstall } from './install.js';
import { createMedia } from './media.js';
import { deviceLabel, pageOf, wirePage } from './page.js';
import { createScanner } from './scanner.js';
import { createChunkStore } from './store/chunks.js';
import { openDatabase } from './store/database.js';
import { createStore } from './store/store.js';
import { createWorkerPolicy, SERVICE_WORKER_URL } from './trusted-types.js';

/** @typedef {ReturnType<typeof createApp>} App what the screens are handed */

const STRETCHER_URL = new URL('./crypto/argon2-worker.js', import.meta.url).href;
const APP_NAME = 'Bridge'; // not a text: what a phone lists a passkey under, in whatever language
const [CHANNEL_NAME, TABS_NAME] = ['couplebridge', 'couplebridge-tabs'];

const timers = {
  /** @param {() => void} fn @param {number} ms */
  set: (fn, ms) => setTimeout(fn, ms),
  /** @param {any} handle */
  clear: (handle) => clearTimeout(handle),
};
/** @param {() => void} work */
const whenIdle = (work) => void ('requestIdleCallback' in globalThis ? requestIdleCallback(work) : setTimeout(work, 2_000));

const workerUrl = createWorkerPolicy({
  trustedTypes: /** @type {any} */ (globalThis).trustedTypes,
  workerUrls: [SERVICE_WORKER_URL, STRETCHER_URL],
});

/** @param {string} name */
const channelOf = (name) => ('BroadcastChannel' in globalThis ? new BroadcastChannel(name) : null);

/** @template T @param {import('./domain/shared/shared.js').Shared} shared @param {(deps: { things: import('./domain/shared/things.js').Things }) => T} create @returns {{ ours: T, own: T }} */
const forBoth = (shared, create) => ({ ours: create({ things: shared.ours }), own: create({ things: shared.own }) });

/** @param {import('./store/database.js').Database} storage */
function createApp(storage) {
  const [store, chunks] = [createStore(storage, { channel: channelOf(CHANNEL_NAME) }), createChunkStore(storage)];
  const clock = systemClock;
  const api = createApi({ fetch: (...request) => fetch(...request) });
  const makeWorker = () => new Worker(workerUrl(STRETCHER_URL), { type: 'module' });
  const authenticator = createAuthenticator({ credentials: navigator.credentials, PublicKeyCredential: globalThis.PublicKeyCredential, hostname: location.hostname, name: APP_NAME });
  const account = createAccount({ api, store, makeWorker, label: () => deviceLabel(navigator.userAgent), channel: channelOf(TABS_NAME), authenticator });
  const vault = createVault({ account, store, clock, whenIdle });
  const locks = navigator.locks ? { request: (/** @type {string} */ name, /** @type {() => Promise<any>} */ work) => navigator.locks.request(name, work) } : null;
  const sync = createSync({ api, store, vault, account, locks, timers, background: createBackground({ serviceWorker: navigator.serviceWorker }) });
  const settings = createSettings({ vault });
  const signs = createSigns({ api, account, store, settings, push: createSignsOfBrowser() });
  const lockTimer = createLockTimer({ clock, settings, timers, onExpire: () => void account.lock({ isByItself: true }) });
  const live = createLive({ EventSource: globalThis.EventSource, onMoved: moved, page: pageOf(document, window), timers, clock });
  function moved() {
    void sync.now();
    if (document.visibilityState === 'visible') void signs.seen();
  }
  const release = createRelease(api);
  const updates = createUpdates({
    serviceWorker: navigator.serviceWorker, url: workerUrl(SERVICE_WORKER_URL), reload: () => location.reload(), api, release: release.name, timers, kept: sessionStorage,
  });
  const journal = createJournal({ vault, clock });
  vault.beforeReady(journal.entries);
  const drafting = createDrafting({ vault, clock });
  const reasons = createReasons({ vault, journal, clock });
  createKeeping({ storage: navigator.storage, store, vault, journal });
  const lastWords = createLastWords({ account, store, journal: allTyped(journal, drafting) });
  const pairing = createPairing({ api, account, vault, sync, clock, appUrl: location.origin });
  const shared = createShared({ api, account, vault, sync, pairing, timers });
  const [steps, notes, shortlist, summary] = [forBoth(shared, createSteps), forBoth(shared, createNotes), forBoth(shared, createShortlist), forBoth(shared, createSummary)];
  const checkIns = createCheckIns({ vault, clock });
  const together = createTogether({ things: shared.ours, checkIns, settings, clock });
  const directory = createDirectory({ ask: createAsk({ api, account }), account });
  const choice = createChoice({ things: shared.ours, vault });
  const argued = createArgued({ vault, clock, timers, account });
  const moments = createMoments({ things: shared.ours, vault, clock, account, shared, timers, hold: argued });
  const togethers = createTogethers({ api, account, vault, sync, pairing, clock, store });
  const echo = createEcho({ account, vault, sync, pairing, shared, settings, clock, timers });
  const bridge = createBridge({ api, account, vault, sync, pairing, togethers, clock, store, hold: argued });
  const media = createMedia({ api, store, account, vault, sync, journal, drafting, chunks, clock, timers, navigator, window });
  const exporter = createExport({ account, vault, store, sync, journal, bridge, shared, steps, checkIns, moments, attached: media.exporting, captionsOf: media.attachments.captionsOf, clock });
  const [reminders, stillTrue] = [createReminders({ vault, clock }), createStillTrue({ vault, journal, clock })];
  const today = createToday({ journal, pairing, bridge, togethers, settings, moments, echo, own: createLookingBack({ journal, reminders, stillTrue, settings, clock }) });
  const gentle = createGentle({ load: loadGentleRules, settings });
  const install = createInstall(window);
  const installOffer = createInstallOffer({ install, settings, journal, vault, account });
  const codeKeeper = createCodeKeeper({ account, vault, sync });
  const passkeys = createPasskeys({ account, vault, clock });
  const deviceLink = createDeviceLink({ appUrl: location.origin });
  const scanner = createScanner({ mediaDevices: navigator.mediaDevices, BarcodeDetector: /** @type {any} */ (globalThis).BarcodeDetector });
  const drawWords = async () => (await import('./word-pictures.js')).draw;
  const [language, goodToKnow] = [createLanguageOfBrowser(), createPages()];
  // Whoever chooses another language reads the pages in it as well.
  language.spoken.subscribe((spoken) => void (goodToKnow.language.value = languageFor([spoken, ...navigator.languages])));
  const extras = { language, deviceLink, drawWords, scanner, passphrase: createPassphrase(), files: createFiles(), release, helpLines: loadHelpLines, goodToKnow, install, installOffer };
  return { clock, storage, account, vault, sync, settings, signs, lockTimer, live, updates, journal, drafting, reasons, lastWords, search: createSearch({ captionsOf: media.attachments.captionsOf }), pairing, shared, steps, notes, shortlist, summary, checkIns, together, choice, echo, directory, argued, moments, togethers, bridge, media, exporter, gentle, today, reminders, stillTrue, codeKeeper, passkeys, ...extras };
}

/** @param {App} app what happens between unlock and lock */
export function followAccount({ account, vault, sync, live, lockTimer, lastWords, codeKeeper, passkeys, signs, media }) {
  account.state.subscribe((state) => {
    // A lock may fall into any of it; the next unlock begins again.
    if (state === 'unlocked') void open().catch(unlessLocked);
    else close();
    if (state === 'new') void signs.forget();
  });

  account.device.subscribe((device) => {
    if (device?.untoldRecovery !== undefined && vault.ready.value) void codeKeeper.settle().catch(unlessLocked);
  });

  async function open() {
    lockTimer.start();
    await vault.load();
    // Locked meanwhile: what is not there would be taken for gone.
    if (!vault.ready.value) return;
    const settling = lastWords.settle();
    // A mistake of ours in it is heard, and keeps nothing of what follows from beginning.
    void settling.catch(unlessLocked);
    await settling.catch(() => undefined);
    await sync.begin();
    if (!account.keyring()) return;
    live.start();
    void signs.begin().catch(unlessLocked);
    await codeKeeper.settle();
    if (account.keyring()) await passkeys.settle();
    if (account.keyring()) await media.begin();
  }

  function close() {
    live.stop();
    lockTimer.stop();
  }
}

/** @returns {Promise<App>} in the state that this device remembers: new, locked or, where the owner chose so, unlocked */
export async function startApp() {
  const app = createApp(await openDatabase(globalThis.indexedDB));
  await app.account.start();
  followAccount(app);
  wirePage(app, { document, window });
  void app.account.tryStayUnlocked();
  void app.updates.start();
  void app.signs.seen();
  return app;
}
