/**
 * Stretching a passphrase with Argon2id (RFC 9106; protocol.md, Why these parts).
 * Owns: the bounds that the client accepts, whoever sends them, and what a slow phone falls back to.
 * Never: trims or lower-cases a passphrase; runs parameters it did not check; keeps a worker alive.
 */
import { concat, u8, u32, utf8, readUnsigned } from '../core/bytes.js';
import { KdfParamsRefusedError, KdfTooSlowError, KdfUnavailableError } from '../core/errors.js';
import { argon2id, randomBytes } from './primitives.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {import('./primitives.js').Argon2Cost} Argon2Cost */
/**
 * What the caller hands in. Trusted Types makes `new Worker` a sink, so main.js owns the address.
 * @typedef {object} StretchOptions
 * @property {() => Worker} [makeWorker] makes a module worker of argon2-worker.js; without it: on this thread
 * @property {() => number} [nowMs] monotonic
 */

const ALGORITHM_ARGON2ID = 1;
const PARAMS_BYTES = 26;
const SALT_BYTES = 16;
const FLOOR = Object.freeze({ mKib: 19 * 1024, t: 2 });
const CEILING = Object.freeze({ mKib: 256 * 1024, t: 16 });
const SLOW_MS = 4000;

export const STRONG_COST = Object.freeze({ mKib: 64 * 1024, t: 3 });
export const LIGHT_COST = FLOOR;

/**
 * @param {{ mKib: number, t: number }} cost
 * @param {Uint8Array} [salt] 16, fresh unless given
 * @returns {Bytes} 26: 01 ‖ m u32 ‖ t u32 ‖ p u8 ‖ salt 16
 * @throws {KdfParamsRefusedError}
 */
export function buildKdfParams({ mKib, t }, salt = randomBytes(SALT_BYTES)) {
  const params = concat(u8(ALGORITHM_ARGON2ID), u32(mKib), u32(t), u8(1), salt);
  parseKdfParams(params);
  return params;
}

/**
 * @param {Uint8Array} params from anywhere: a server that lowers them is refused here (safety.md, O3)
 * @returns {Argon2Cost}
 * @throws {KdfParamsRefusedError}
 */
export function parseKdfParams(params) {
  if (params.length !== PARAMS_BYTES) throw new KdfParamsRefusedError('length');
  const [mKib, t, p] = [params.subarray(1, 5), params.subarray(5, 9), params.subarray(9, 10)].map(readUnsigned);
  if (params[0] !== ALGORITHM_ARGON2ID) throw new KdfParamsRefusedError('algorithm');
  if (mKib < FLOOR.mKib || mKib > CEILING.mKib) throw new KdfParamsRefusedError('memory');
  if (t < FLOOR.t || t > CEILING.t) throw new KdfParamsRefusedError('passes');
  if (p !== 1) throw new KdfParamsRefusedError('lanes');
  return { mKib, t, p, salt: params.slice(10) };
}

/**
 * @param {string} passphrase as typed; NFKC, no trimming
 * @param {Uint8Array} params 26
 * @param {StretchOptions & { signal?: AbortSignal }} [options]
 * @returns {Promise<Bytes>} 32, secret
 * @throws {KdfParamsRefusedError | KdfTooSlowError | KdfUnavailableError}
 */
export async function stretchPassphrase(passphrase, params, { makeWorker, signal } = {}) {
  const cost = parseKdfParams(params);
  const secret = utf8(passphrase.normalize('NFKC'));
  if (makeWorker) return stretchInWorker(makeWorker(), { passphrase: secret, cost }, signal);
  try {
    return await argon2id(secret, cost);
  } catch (cause) {
    throw new KdfUnavailableError('no memory for stretching', { cause });
  }
}

/**
 * For a new passphrase: the strong cost, or the light one where the strong takes more than four
 * seconds or does not fit in memory. `isLight` is to be told to the person.
 * @param {string} passphrase
 * @param {StretchOptions & { deadline?: () => AbortSignal }} [options] `deadline` is a seam for tests
 * @returns {Promise<{ params: Bytes, stretched: Bytes, isLight: boolean }>} `stretched` 32, secret
 * @throws {KdfUnavailableError} not even the light one
 */
export async function stretchNewPassphrase(passphrase, options = {}) {
  const { nowMs = () => performance.now(), deadline = () => AbortSignal.timeout(SLOW_MS) } = options;
  const params = buildKdfParams(STRONG_COST);
  const startedMs = nowMs();
  try {
    const stretched = await stretchPassphrase(passphrase, params, { ...options, signal: deadline() });
    if (nowMs() - startedMs <= SLOW_MS) return { params, stretched, isLight: false };
  } catch (problem) {
    if (!(problem instanceof KdfTooSlowError || problem instanceof KdfUnavailableError)) throw problem;
  }
  const lightParams = buildKdfParams(LIGHT_COST);
  return { params: lightParams, stretched: await stretchPassphrase(passphrase, lightParams, options), isLight: true };
}

/**
 * One question, one answer, then the worker is gone, and its 64 MiB and the passphrase with it.
 * @param {Worker} worker
 * @param {{ passphrase: Uint8Array, cost: Argon2Cost }} request
 * @param {AbortSignal} [signal]
 * @returns {Promise<Bytes>}
 */
async function stretchInWorker(worker, request, signal) {
  try {
    return await new Promise((resolve, reject) => {
      const unavailable = () => reject(new KdfUnavailableError('the worker could not stretch'));
      signal?.addEventListener('abort', () => reject(new KdfTooSlowError('stretching took too long')));
      worker.addEventListener('error', unavailable);
      worker.addEventListener('message', ({ data }) => (data.stretched ? resolve(data.stretched) : unavailable()));
      worker.postMessage(request);
    });
  } finally {
    worker.terminate();
  }
}
