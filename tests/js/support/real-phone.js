/**
 * The browser's domain under Node against a real server, told what to do line by line: a second, independent
 * implementation for the tests of the reference client (tests/support/node_phone.py).
 *   node real-phone.js ORIGIN   reads {"call": "bridge.accept", "args": […]} or {"get": "bridge.opened"}
 *   and answers {"ok": …} or {"problem": …} per line. Bytes travel as {"bytes": base64}.
 */

import { createInterface } from 'node:readline';
import { createAccount } from '../../../static/js/domain/account/account.js';
import { createArgued } from '../../../static/js/domain/argued.js';
import { createBridge } from '../../../static/js/domain/bridge.js';
import { createTogethers } from '../../../static/js/domain/together/togethers.js';
import { createCheckIns } from '../../../static/js/domain/check-in/check-ins.js';
import { createEcho } from '../../../static/js/domain/echo/echo.js';
import { createCodeKeeper } from '../../../static/js/domain/code-keeper.js';
import { createExport } from '../../../static/js/domain/export.js';
import { createJournal } from '../../../static/js/domain/journal.js';
import { createLastWords } from '../../../static/js/domain/last-words.js';
import { createMoments } from '../../../static/js/domain/moment/moments.js';
import { createPairing } from '../../../static/js/domain/pairing.js';
import { createSettings } from '../../../static/js/domain/settings.js';
import { createSync } from '../../../static/js/domain/sync/sync.js';
import { createSteps } from '../../../static/js/domain/path/steps.js';
import { createShared } from '../../../static/js/domain/shared/shared.js';
import { createVault } from '../../../static/js/domain/vault/vault.js';
import { systemClock } from '../../../static/js/core/clock.js';
import { createApi } from '../../../static/js/net/api.js';
import { openDatabase } from '../../../static/js/store/database.js';
import { createStore } from '../../../static/js/store/store.js';
import { freshProfile } from '../fakes/indexed-db.js';

const COOKIE = /^(__Host-cb)=([^;]*);(?=.*\bSecure\b)(?=.*\bHttpOnly\b)(?=.*\bPath=\/)/i;

/** A cookie jar of one cookie, and a switch for the network. @param {string} origin */
function makeLink(origin) {
  const link = { isOffline: false, cookie: '', fetch };
  /** @param {string} path @param {any} init */
  async function fetch(path, init) {
    if (link.isOffline) throw new TypeError('no network');
    const { keepalive, credentials, cache, ...rest } = init;
    const headers = { ...init.headers, 'Sec-Fetch-Site': 'same-origin', ...(link.cookie ? { Cookie: link.cookie } : {}) };
    const response = await globalThis.fetch(origin + path, { ...rest, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = COOKIE.exec(line) ?? [];
      if (name) link.cookie = value ? `${name}=${value}` : '';
    }
    return response;
  }
  return link;
}

/** @param {string} origin */
async function openPhone(origin) {
  const link = makeLink(origin);
  /** Weeks can pass. */
  const clock = { aheadMs: 0, nowMs: () => systemClock.nowMs() + clock.aheadMs };
  const api = createApi({ fetch: /** @type {any} */ (link.fetch) });
  const store = createStore(await openDatabase(freshProfile()));
  const account = createAccount({ api, store, label: () => 'Node' });
  const vault = createVault({ account, store, clock, whenIdle: () => {} });
  const timers = { set: () => null, clear: () => {} };
  const sync = createSync({ api, store, vault, account, timers });
  const journal = createJournal({ vault, clock });
  const lastWords = createLastWords({ account, store, journal });
  const pairing = createPairing({ api, account, vault, sync, clock, appUrl: origin });
  const argued = createArgued({ vault, clock, timers, account });
  const togethers = createTogethers({ api, account, vault, sync, pairing, clock, store });
  const bridge = createBridge({ api, account, vault, sync, pairing, togethers, clock, store, hold: argued });
  const shared = createShared({ api, account, vault, sync, pairing, timers });
  const moments = createMoments({ things: shared.ours, vault, clock, account, shared, timers, hold: argued });
  const echo = createEcho({ account, vault, sync, pairing, shared, settings: createSettings({ vault }), clock, timers });
  const exporter = createExport({ account, vault, store, sync, journal, bridge, shared, steps: { ours: createSteps({ things: shared.ours }), own: createSteps({ things: shared.own }) }, checkIns: createCheckIns({ vault, clock }), moments, clock });
  const codeKeeper = createCodeKeeper({ account, vault, sync });
  await account.start();
  /** What the page does after every unlock. */
  const begin = async () => {
    await vault.load();
    await lastWords.settle();
    await sync.begin();
    await codeKeeper.settle();
    await meet();
  };
  const meet = async () => {
    for (const step of [pairing.refresh, bridge.refresh, shared.refresh, bridge.refresh, echo.refresh]) {
      await sync.now();
      await step();
    }
    await sync.now();
  };
  return { clock, echo, link, account, vault, sync, journal, pairing, bridge, shared, moments, exporter, codeKeeper, begin, meet };
}

/** A way back does not travel. @param {any} _ @param {any} value */
const coded = (_, value) => (value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('base64') } : typeof value === 'function' ? null : value);
/** @param {any} _ @param {any} value */
const decoded = (_, value) => (typeof value?.bytes === 'string' ? new Uint8Array(Buffer.from(value.bytes, 'base64')) : value);

/** @param {any} phone @param {{ call?: string, get?: string, set?: string, args?: any[], to?: any }} order */
async function obey(phone, { call, get, set, args = [], to }) {
  const names = /** @type {string} */ (call ?? get ?? set).split('.');
  const last = /** @type {string} */ (names.pop());
  const owner = names.reduce((/** @type {any} */ part, name) => part[name], phone);
  if (set) owner[last] = to;
  else if (get) return owner[last].value;
  else return owner[last](...args);
}

const phone = await openPhone(process.argv[2]);
for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { ok: (await obey(phone, JSON.parse(line, decoded))) ?? null };
  } catch (problem) {
    const { name, code, message } = /** @type {any} */ (problem);
    answer = { problem: `${name} ${code ?? ''} ${message}` };
  }
  process.stdout.write(`${JSON.stringify(answer, coded)}\n`);
}
process.exit(0);
