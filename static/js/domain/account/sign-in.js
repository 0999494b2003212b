/**
 * Signing in on a device that does not know the account yet: find it, stretch, show auth, check what
 * comes back. Refuses what a hostile server could lower or exchange before anything secret leaves.
 */

import { equalBytes, fromBase64url, toBase64url, wipe } from '../../core/bytes.js';
import { KdfParamsRefusedError, CoupleBridgeError } from '../../core/errors.js';
import { Keyring } from '../../crypto/keyring.js';
import { authKey, findTag } from '../../crypto/secrets.js';
import { openSlot } from '../../crypto/slots.js';
import { ApiProblem, NetworkError } from '../../net/errors.js';
import { ServerAnswerRefusedError, SignInRefusedError } from '../errors.js';
import { checkSlot, refusing, secretOf } from './ways-in.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {import('./ways-in.js').Device} Device */
/** @typedef {{ name: string, type: number, code: Bytes, typed: string, accountCode: Bytes | null }} Attempt type: the slot's; code: behind the find tag; typed: what opens it */
/** @typedef {{ device: Device, keyring: Keyring, way: import('./session.js').Way }} SignedIn */

/**
 * @param {Attempt} attempt
 * @param {{ api: import('../../net/api.js').Api, label: () => string, makeWorker?: () => Worker, deviceToken?: string | null }} deps
 * @returns {Promise<SignedIn>}
 * @throws {SignInRefusedError | ServerAnswerRefusedError | NetworkError | ApiProblem}
 */
export async function signIn({ name, type, code, typed, accountCode }, { api, label, makeWorker, deviceToken = null }) {
  const tag = await findTag(code, type, name);
  const find = toBase64url(tag);
  const start = await api.request('POST', '/sign-in/start', { json: { find, slot_type: type } });
  const userId = refusing(() => readUser(start.json.user));
  const params = refusing(() => fromBase64url(start.json.params));
  const secret = await secretOf({ typed, type, params, accountCode, userId, makeWorker }).catch(asRefused);
  const auth = await authKey(secret, userId);
  try {
    const finish = await finishSignIn(api, { find, slot_type: type, auth: toBase64url(auth), label: label(), device_token: deviceToken });
    const slot = refusing(() => fromBase64url(finish.slot));
    checkSlot(slot, { type, userId, params });
    const { keyring, identity } = await openAccount(api, slot, { secret, userId });
    return { device: { userId, name, accountCode, slot, deviceToken: finish.device_token, ...identity }, keyring, way: { slotType: type, find: tag, auth } };
  } finally {
    wipe(secret);
  }
}

/** @param {any} text @returns {Bytes} 16 */
function readUser(text) {
  const userId = fromBase64url(text);
  if (userId.length !== 16) throw new ServerAnswerRefusedError();
  return userId;
}

/**
 * @param {import('../../net/api.js').Api} api
 * @param {object} json
 * @param {string} [path] another one for a passkey
 * @returns {Promise<any>}
 */
export async function finishSignIn(api, json, path = '/sign-in/finish') {
  try {
    return (await api.request('POST', path, { json })).json;
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.code === 'sign-in-failed') throw new SignInRefusedError({ cause: problem });
    throw problem;
  }
}

/**
 * @param {import('../../net/api.js').Api} api
 * @param {Bytes} slot
 * @param {{ secret: Bytes, userId: Bytes }} opener
 */
export async function openAccount(api, slot, { secret, userId }) {
  const keyring = await openSlot(slot, { secret, userId }, (accountKey, { epoch }) => Keyring.unlock({ accountKey, userId, epoch })).catch(asRefused);
  const { json } = await api.request('GET', '/account');
  const identity = refusing(() => ({
    bundle: fromBase64url(json.bundle), kemKey: fromBase64url(json.kem_key), signingKey: fromBase64url(json.signing_key),
  }));
  if (!equalBytes(refusing(() => readUser(json.user)), userId)) throw new ServerAnswerRefusedError();
  await loadIdentity(keyring, identity);
  return { keyring, identity };
}

/**
 * @param {Keyring} keyring
 * @param {{ bundle: Bytes, kemKey: Bytes, signingKey: Bytes }} identity
 * @throws {ServerAnswerRefusedError} not this account's keys
 */
export async function loadIdentity(keyring, { bundle, kemKey, signingKey }) {
  await keyring.loadIdentity({ bundle, wrappedKem: kemKey, wrappedSigning: signingKey }).catch(asRefused);
}

/** @param {unknown} cause @returns {never} */
function asRefused(cause) {
  const isOurs = cause instanceof CoupleBridgeError && !('code' in cause);
  throw isOurs && !isDeviceProblem(cause) ? new ServerAnswerRefusedError({ cause }) : cause;
}

/** @param {CoupleBridgeError} problem too little memory here is no fault of the server's */
const isDeviceProblem = (problem) => !(problem instanceof KdfParamsRefusedError) && (problem.name.startsWith('Kdf') || problem.name === 'CodeInvalidError');
