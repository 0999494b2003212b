/**
 * A CoupleBridge server made of memory, for the browser's parts: the routes of docs/protocol.md.
 *
 *   const server = createFakeServer({ clock });
 *   const phone = server.connect();              // one device: a cookie jar, a fetch, an EventSource
 *   const api = createApi({ fetch: phone.fetch });
 *
 * phone.offline = true                            every request fails as without a network
 * phone.fault = (method, path) => "before"        lost on the way there · "after": done, the answer lost ·
 *                                                 "twice": arrives twice · "late": others pass it on the
 *                                                 way · "slow": done, others pass its answer · null: nothing
 * server.tamper = (request, answer) => answer     a hostile server: { method, path }, { status, json, frames, headers }
 * server.log                                      every body that ever arrived, for canaries
 * server.users / offers / …                       its memory, to look at
 */

import { decodeFrames, encodeFrames, FRAMES_TYPE } from '../../../static/js/net/frames.js';
import { EncodingInvalidError } from '../../../static/js/core/errors.js';
import { ACCOUNT_ROUTES } from './server-accounts.js';
import { ATTACHMENT_ROUTES } from './server-attachments.js';
import { FEED_ROUTES } from './server-feed.js';
import { lapse, OFFER_ROUTES } from './server-offers.js';
import { PART_ROUTES } from './server-parts.js';
import { PAIRING_ROUTES } from './server-pairing.js';
import { TOGETHER_ROUTES } from './server-togethers.js';
import { createState, Refusal } from './server-state.js';
import { SIGN_ROUTES } from './server-signs.js';

const OTHER_ROUTES = [
  ['GET', '/release', () => ({ json: { release: 'r1', files: {} } }), 'anyone'],
  ['GET', '/health', () => ({ status: 204 }), 'anyone'],
];
const ROUTES = [...ACCOUNT_ROUTES, ...ATTACHMENT_ROUTES, ...FEED_ROUTES, ...PAIRING_ROUTES, ...OFFER_ROUTES, ...PART_ROUTES, ...TOGETHER_ROUTES, ...SIGN_ROUTES, ...OTHER_ROUTES].map(([method, pattern, handler, who = 'session']) => ({
  method, handler, who, pattern: new RegExp(`^${pattern.replace(':id', '([\\w-]+)')}$`),
}));

export function createFakeServer({ clock = { nowMs: () => Date.now() } } = {}) {
  const state = createState(clock);
  const server = Object.assign(state, { tamper: null, log: [], connect: () => connect(server), lapse: () => lapse(state) });
  return server;
}

function connect(server) {
  const phone = { offline: false, fault: () => null, cookie: null, requests: [], fetch: null, EventSource: null };
  phone.fetch = async (url, init = {}) => {
    const path = url.replace(/^\/api/, '');
    const fault = phone.offline ? 'before' : phone.fault(init.method, path);
    phone.requests.push(`${init.method} ${path}`);
    await null;
    if (fault === 'before') throw new TypeError('Failed to fetch');
    if (fault === 'late') await others();
    const response = respond(server, phone, path, init);
    if (fault === 'twice') return respond(server, phone, path, init);
    if (fault === 'slow') await others();
    if (fault === 'after') throw new TypeError('Failed to fetch');
    return response;
  };
  phone.EventSource = eventSourceOf(server, phone);
  return phone;
}

/** Long enough for several requests of the other phones. */
async function others() {
  for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function respond(server, phone, path, init) {
  const request = { method: init.method, path };
  if (init.body) server.log.push(init.body);
  let answer;
  try {
    answer = handle(server, phone, path, init);
  } catch (problem) {
    answer = refused(problem);
  }
  return toResponse(server.tamper?.(request, answer) ?? answer);
}

function refused(problem) {
  const refusal = problem instanceof EncodingInvalidError ? new Refusal(422, 'bad-frames') : problem;
  if (!(refusal instanceof Refusal)) throw problem;
  const { status, code, extra } = refusal;
  return { status, json: { type: 'about:blank', title: code, status, code, detail: '', ...extra }, headers: { 'Content-Type': 'application/problem+json' } };
}

function handle(server, phone, path, init) {
  const [pathname, search = ''] = path.split('?');
  const route = ROUTES.find(({ method, pattern }) => method === init.method && pattern.test(pathname));
  if (!route) throw new Refusal(404, 'not-found');
  const session = server.sessions.get(phone.cookie) ?? null;
  const headers = new Headers(init.headers);
  if (route.who === 'session' && !session) throw new Refusal(401, 'no-session');
  if (init.method !== 'GET' && headers.get('CB-CSRF') !== (route.who === 'session' ? session.csrf : headers.get('CB-CSRF'))) throw new Refusal(403, 'cross-site');
  const type = headers.get('Content-Type');
  const answer = route.handler(server, {
    session, headers, account: session ? server.users.get(session.user) : null,
    id: route.pattern.exec(pathname)[1], query: new URLSearchParams(search),
    body: type === 'application/json' ? JSON.parse(init.body) : null,
    frames: type === FRAMES_TYPE ? decodeFrames(init.body) : null,
  });
  if (answer.session && !phone.keepsNoCookies) phone.cookie = answer.session.token;
  return { status: 200, headers: {}, ...answer };
}

function toResponse({ status = 200, json, frames, headers = {} }) {
  if (status === 204) return new Response(null, { status, headers });
  if (frames) return new Response(encodeFrames(frames), { status, headers: { 'Content-Type': FRAMES_TYPE, ...headers } });
  return new Response(JSON.stringify(json), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

/** Streams of the own feed; opens at the next turn of the loop, tells only that something moved. */
function eventSourceOf(server, phone) {
  return class FakeEventSource extends EventTarget {
    constructor() {
      super();
      this.account = server.users.get(server.sessions.get(phone.cookie)?.user) ?? null;
      this.tell = () => this.dispatchEvent(new Event('moved'));
      this.account?.listeners.add(this.tell);
      queueMicrotask(() => this.dispatchEvent(new Event(this.account && !phone.offline ? 'open' : 'error')));
    }

    close() {
      this.account?.listeners.delete(this.tell);
    }
  };
}
