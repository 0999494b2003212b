/** The fake server's accounts, slots and sessions. Peppers are left out: nothing here is kept from a thief. */

import { b64, bytes, random, Refusal, same, sha256 } from './server-state.js';

const MADE_UP_PARAMS = '01000100000000000301';

/** @returns the account of a session, with proof checked */
export function checkProof(account, proof) {
  if (proof.slot_type === 3) return checkTouch(account, proof.credential, proof.auth);
  const slot = account.slots.get(proof.slot_type);
  if (!slot || !same(slot.auth, bytes(proof.auth, 32))) throw new Refusal(403, 'proof-failed');
}

/** Of a passkey: made of memory it signs nothing, but it must name a challenge that was asked for. */
function checkTouch(account, said, auth) {
  const passkey = account.passkeys.get(said?.rawId);
  if (!passkey || !account.challenges.delete(said.response.clientDataJSON) || !same(passkey.auth, bytes(auth, 32))) throw new Refusal(403, 'proof-failed');
}

function startSession(state, account, label, isNew) {
  const token = b64(random(32));
  const session = { id: b64(random(16)), token, csrf: b64(random(16)), user: account.user, label, isNew, share: null, since: '2026-11-23' };
  state.sessions.set(token, session);
  return session;
}

const opened = (session, deviceToken, more = {}) => ({
  csrf: session.csrf, user: session.user, session: session.id, device_token: deviceToken, ...more,
});

function setSlot(state, account, type, { slot, find, auth }) {
  const old = account.slots.get(type);
  if (old) state.finds.delete(`${type}:${old.find}`);
  account.slots.set(type, { slot: bytes(slot), find, auth: bytes(auth, 32) });
  state.finds.set(`${type}:${find}`, account.user);
}

function register(state, { body }) {
  if (state.users.has(body.user)) throw new Refusal(409, 'conflict');
  const account = {
    user: body.user, bundle: bytes(body.bundle, 154), kemKey: body.kem_key, signingKey: body.signing_key,
    slots: new Map(), feed: new Map(), head: 1000 + (random(1)[0] << 4), listeners: new Set(), pushes: new Map(), space: null, devices: new Set(), passkeys: new Map(), challenges: new Set(),
  };
  state.users.set(body.user, account);
  setSlot(state, account, 1, body);
  if (body.recovery) setSlot(state, account, 2, body.recovery);
  const token = b64(random(32));
  account.devices.add(token);
  const session = startSession(state, account, body.label, false);
  return { status: 201, json: opened(session, token), session };
}

function found(state, { find, slot_type: type }) {
  const user = state.finds.get(`${type}:${find}`);
  return user ? state.users.get(user) : null;
}

function signInStart(state, { body }) {
  const account = found(state, body);
  if (!account) {
    const made = sha256(Buffer.from(`made-up ${body.find}`));
    const params = Buffer.concat([Buffer.from(MADE_UP_PARAMS, 'hex'), made.subarray(0, 16)]);
    return { json: { user: b64(made.subarray(16)), params: body.slot_type === 1 ? b64(params) : '' } };
  }
  const { slot } = account.slots.get(body.slot_type);
  const length = (slot[41] << 8) | slot[42];
  return { json: { user: account.user, params: b64(slot.slice(43, 43 + length)) } };
}

function signInFinish(state, { body }) {
  const account = body.slot_type === 3 ? knowsDevice(state, body.device_token) : found(state, body);
  const slot = body.slot_type === 3 ? [...(account?.passkeys.values() ?? [])].find(({ find }) => find === body.find) : account?.slots.get(body.slot_type);
  if (!slot || !same(slot.auth, bytes(body.auth, 32))) throw new Refusal(401, 'sign-in-failed');
  const known = body.device_token !== null && account.devices.has(body.device_token);
  const token = known ? body.device_token : b64(random(32));
  account.devices.add(token);
  const session = startSession(state, account, body.label, !known);
  return { json: opened(session, token, { slot: b64(slot.slot) }), session };
}

const knowsDevice = (state, token) => [...state.users.values()].find(({ devices }) => devices.has(token)) ?? null;

function signInByPasskey(state, { body }) {
  const id = body.credential.rawId;
  const account = [...state.users.values()].find(({ passkeys }) => passkeys.has(id));
  if (!account) throw new Refusal(401, 'sign-in-failed');
  const { slot, auth } = account.passkeys.get(id);
  if (!state.signInChallenges.delete(body.credential.response.clientDataJSON) || !same(auth, bytes(body.auth, 32))) throw new Refusal(401, 'sign-in-failed');
  const token = b64(random(32));
  account.devices.add(token);
  const session = startSession(state, account, body.label, true);
  return { json: opened(session, token, { slot: b64(slot) }), session };
}

function addPasskey(state, { account, body }) {
  if (body.proof.slot_type === 3) throw new Refusal(403, 'proof-failed');
  checkProof(account, body.proof);
  const find = b64(sha256(findTuple(bytes(body.credential.rawId))).subarray(0, 16));
  account.passkeys.set(body.credential.rawId, { slot: bytes(body.slot), find, auth: bytes(body.auth, 32), isNew: true });
  return { status: 201, json: {} };
}

function removePasskey(state, { account, session, body }) {
  checkProof(account, body.proof);
  if (!account.passkeys.delete(body.credential)) throw new Refusal(404, 'not-found');
  endSessions(state, account, session);
  return { status: 204 };
}

/** tuple("find-passkey", credential id) */
function findTuple(id) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(id.length);
  return Buffer.concat([Buffer.from('CB1:find-passkey\0\x01', 'latin1'), length, id]);
}

function newChallenge(into) {
  const challenge = b64(random(40));
  into.add(challenge);
  return { json: { challenge } };
}

function endSessions(state, account, keep = null) {
  for (const session of state.sessions.values()) {
    if (session.user === account.user && session !== keep) state.sessions.delete(session.token);
  }
}

function showAccount(state, { account }) {
  const partner = account.space ? state.spaces.get(account.space)?.partnerOf(account) : null;
  const space = partner ? { id: account.space, partner_bundle: b64(partner.bundle) } : null;
  return {
    json: {
      user: account.user, bundle: b64(account.bundle), kem_key: account.kemKey, signing_key: account.signingKey,
      recovery: account.slots.has(2), space,
    },
  };
}

function listSessions(state, { account, session }) {
  const own = [...state.sessions.values()].filter(({ user }) => user === account.user);
  return { json: { sessions: own.map(({ id, label, since, isNew, token }) => ({ id, label, since, current: token === session.token, new: isNew })), new_passkeys: [...account.passkeys.values()].filter(({ isNew }) => isNew).length } };
}

function endSession(state, { account, id }) {
  const found = [...state.sessions.values()].find((session) => session.id === id && session.user === account.user);
  if (!found) throw new Refusal(404, 'not-found');
  state.sessions.delete(found.token);
  return { status: 204 };
}

function deleteAccount(state, { account, body }) {
  checkProof(account, body.proof);
  endSessions(state, account);
  for (const [type, { find }] of account.slots) state.finds.delete(`${type}:${find}`);
  state.users.delete(account.user);
  return { status: 204 };
}

/** Runs after a fresh proof, then answers 204. */
const proved = (change) => (state, request) => {
  checkProof(request.account, request.body.proof);
  change(state, request);
  return { status: 204 };
};
const quietly = (change) => (state, request) => {
  change(state, request);
  return { status: 204 };
};

export const ACCOUNT_ROUTES = [
  ['POST', '/accounts', register, 'anyone'],
  ['POST', '/sign-in/start', signInStart, 'anyone'],
  ['POST', '/sign-in/finish', signInFinish, 'anyone'],
  ['GET', '/session', (state, { session }) => ({ json: { csrf: session.csrf, user: session.user, session: session.id } })],
  ['DELETE', '/session', quietly((state, { session }) => state.sessions.delete(session.token))],
  ['PUT', '/session/share', quietly((state, { session, body }) => Object.assign(session, { share: bytes(body.share, 32), idle: body.idle_s }))],
  ['GET', '/session/share', (state, { session }) => {
    if (!session.share) throw new Refusal(404, 'not-found');
    return { json: { share: b64(session.share) } };
  }],
  ['DELETE', '/session/share', quietly((state, { session }) => Object.assign(session, { share: null }))],
  ['GET', '/sessions', listSessions],
  ['POST', '/sessions/acknowledge', quietly((state, { account }) => {
    for (const session of state.sessions.values()) if (session.user === account.user) session.isNew = false;
  })],
  ['DELETE', '/sessions/:id', endSession],
  ['GET', '/account', showAccount],
  ['PUT', '/account/passphrase', proved((state, { account, session, body }) => {
    setSlot(state, account, 1, { ...body, find: account.slots.get(1).find });
    endSessions(state, account, session);
  })],
  ['PUT', '/account/recovery', proved((state, { account, body }) => setSlot(state, account, 2, body))],
  ['DELETE', '/account/recovery', proved((state, { account }) => {
    state.finds.delete(`2:${account.slots.get(2)?.find}`);
    account.slots.delete(2);
  })],
  ['POST', '/sign-in/passkey/start', (state) => newChallenge((state.signInChallenges ??= new Set())), 'anyone'],
  ['POST', '/sign-in/passkey/finish', signInByPasskey, 'anyone'],
  ['POST', '/account/challenge', (state, { account }) => newChallenge(account.challenges)],
  ['GET', '/account/passkeys', (state, { account }) => ({ json: { passkeys: [...account.passkeys].map(([credential, { isNew }]) => ({ credential, new: isNew })) } })],
  ['POST', '/account/passkeys/acknowledge', quietly((state, { account }) => {
    for (const passkey of account.passkeys.values()) passkey.isNew = false;
  })],
  ['POST', '/account/passkeys', addPasskey],
  ['DELETE', '/account/passkeys', removePasskey],
  ['POST', '/account/prove', proved(() => undefined)],
  ['POST', '/account/delete', deleteAccount],
];
