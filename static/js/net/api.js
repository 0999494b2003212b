/**
 * The one way to the server. Owns the CSRF token and the reading of answers; it never tries again
 * by itself, because only the caller knows whether a second try is harmless.
 */

import { decodeFrames, encodeFrames, FRAMES_TYPE } from './frames.js';
import { ApiProblem, NetworkError } from './errors.js';
import { EncodingInvalidError } from '../core/errors.js';
import { PROTOCOL } from '../core/protocol.js';

/** @typedef {import('./frames.js').Frame} Frame */
/** @typedef {{ json?: any, frames?: Frame[], headers?: Record<string, string>, keepalive?: boolean }} Options */
/** @typedef {{ release: string | null, oldestClient: number | null }} Served null: it did not say */
/** @typedef {{ status: number, json: any, frames: Frame[], headers: Headers }} Answer */
/**
 * @typedef {object} Api
 * @property {(method: string, path: string, options?: Options) => Promise<Answer>} request
 *   throws ApiProblem (the server refused) or NetworkError (nobody knows)
 * @property {(listener: () => void) => void} onSessionEnded
 * @property {(listener: (served: Served) => void) => void} onServed what our server says of itself with each answer
 * @property {() => boolean} hasCsrf whether this page already holds the token of its session
 * @property {() => void} forgetSession
 */

const TIMEOUT_MS = 30_000;

/**
 * @param {{ fetch: typeof globalThis.fetch, baseUrl?: string }} deps
 * @returns {Api}
 */
export function createApi({ fetch, baseUrl = '/api' }) {
  /** @type {string | null} */
  let csrf = null;
  /** @type {(() => void)[]} */
  const sessionEndedListeners = [];
  /** @type {((served: Served) => void)[]} */
  const servedListeners = [];

  /** @param {string} method @param {Options} options @returns {RequestInit} */
  function init(method, { json, frames, headers = {}, keepalive = false }) {
    /** @type {Record<string, string>} */
    const sent = { Accept: `application/json, ${FRAMES_TYPE}`, 'CB-Client': String(PROTOCOL), ...headers };
    if (method !== 'GET') sent['CB-CSRF'] = csrf ?? 'none';
    if (frames) sent['Content-Type'] = FRAMES_TYPE;
    if (json !== undefined) sent['Content-Type'] = 'application/json';
    const body = frames ? encodeFrames(frames) : json === undefined ? undefined : JSON.stringify(json);
    return { method, headers: sent, body, keepalive, credentials: 'same-origin', cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) };
  }

  /** @param {ApiProblem} problem @returns {ApiProblem} */
  function noticeEnd(problem) {
    if (problem.code !== 'no-session') return problem;
    csrf = null;
    for (const listener of sessionEndedListeners) listener();
    return problem;
  }

  /** @param {Headers} headers */
  function tellServed(headers) {
    const oldest = Number.parseInt(headers.get('CB-Oldest-Client') ?? '', 10);
    const served = { release: headers.get('CB-Release'), oldestClient: Number.isNaN(oldest) ? null : oldest };
    for (const listener of servedListeners) listener(served);
  }

  return {
    async request(method, path, options = {}) {
      const response = await reach(() => fetch(baseUrl + path, init(method, options)));
      tellServed(response.headers);
      if (response.status >= 400) throw noticeEnd(await readProblem(response));
      const answer = await readAnswer(response);
      if (typeof answer.json?.csrf === 'string') csrf = answer.json.csrf;
      return answer;
    },
    onSessionEnded: (listener) => void sessionEndedListeners.push(listener),
    onServed: (listener) => void servedListeners.push(listener),
    hasCsrf: () => csrf !== null,
    forgetSession: () => {
      csrf = null;
    },
  };
}

/**
 * @template T
 * @param {() => Promise<T>} attempt
 * @returns {Promise<T>}
 */
async function reach(attempt) {
  try {
    return await attempt();
  } catch (cause) {
    throw new NetworkError({ cause });
  }
}

/** @param {Response} response @returns {Promise<Answer>} */
async function readAnswer(response) {
  const { status, headers } = response;
  const type = contentType(response);
  if (status === 204) return { status, headers, json: null, frames: [] };
  if (type === FRAMES_TYPE) return { status, headers, json: null, frames: await readFrames(response) };
  // A hotel's sign-in page answers 200 too; whatever it says, it is not our server.
  if (type !== 'application/json') throw new NetworkError();
  return { status, headers, json: await readObject(response), frames: [] };
}

/** Every answer of ours is an object: whoever reads one may ask for its fields. @param {Response} response @returns {Promise<any>} */
async function readObject(response) {
  const json = await reach(() => response.json());
  if (typeof json !== 'object' || json === null) throw new NetworkError();
  return json;
}

/** @param {Response} response */
async function readFrames(response) {
  const body = new Uint8Array(await reach(() => response.arrayBuffer()));
  try {
    return decodeFrames(body);
  } catch (cause) {
    if (cause instanceof EncodingInvalidError) throw new ApiProblem({ status: response.status, code: 'bad-frames' });
    throw cause;
  }
}

/** @param {Response} response @returns {Promise<ApiProblem>} */
async function readProblem(response) {
  const { status, headers } = response;
  if (contentType(response) !== 'application/problem+json') return new ApiProblem({ status, code: 'broken' });
  const { code = 'broken', detail, conflicts } = await readObject(response);
  const seconds = Number(headers.get('Retry-After') ?? Number.NaN);
  return new ApiProblem({ status, code, detail, conflicts, retryAfterS: Number.isFinite(seconds) ? seconds : null });
}

/** @param {Response} response */
function contentType(response) {
  return (response.headers.get('Content-Type') ?? '').split(';')[0].trim();
}
