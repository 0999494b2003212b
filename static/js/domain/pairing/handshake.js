/**
 * The two sides of a pairing under way (protocol.md, "Pairing", steps 1 to 4), from what this device remembers in its vault
 * and what arrived. Never: pins anybody, or gives a space key, before every proof was checked.
 */
import { fromBase64url, toBase64url } from '../../core/bytes.js';
import { random16 } from '../../core/ids.js';
import { parseBundle } from '../../crypto/identity.js';
import { derivePairKeys, INVITE_LIFETIME_MAX_MS, makeInviterProof, makeJoinerProof, makeOfferMac, pairTranscript, spaceKeyInfo, verifyInviter, verifyJoiner, verifyOffer, wrapSpaceKey } from '../../crypto/pairing.js';
import { randomBytes } from '../../crypto/primitives.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {import('../../crypto/keyring.js').Keyring} Keyring */
/** @typedef {import('../sync/items.js').PairingItem} PairingItem */
/** @typedef {Record<string, any>} Pending the private `pairing` record */
/** @typedef {{ space: string, spaceKey: string, partnerBundle: string, transcript: string }} Pin what the `space` record keeps */

const MINUTE_MS = 60_000;

/** @param {Pending} pending @param {Bytes} inviterBundle */
function invitationOf({ space, invite, expires }, inviterBundle) {
  return { space: fromBase64url(space), invite: fromBase64url(invite), expiresMs: expires, inviterBundle };
}

/** @param {Pending} pending */
const keysOf = ({ secret, invite }) => derivePairKeys(fromBase64url(secret), fromBase64url(invite));

/**
 * Step 1. The space key is made here and travels with the pending record, so that whichever of the inviter's devices
 * answers first, all of them have the same.
 * @param {Keyring} keyring
 * @param {number} nowMs
 * @returns {Promise<{ pending: Pending, json: object }>}
 */
export async function makeInvitation(keyring, nowMs) {
  // A minute less than a day: the other clock, or the server's, may be a little behind.
  const expires = nowMs + INVITE_LIFETIME_MAX_MS - MINUTE_MS;
  const pending = {
    v: 1, type: 'pairing', role: 'inviter', invite: toBase64url(random16()), secret: toBase64url(randomBytes(32)),
    space: toBase64url(random16()), expires, inviterBundle: null, spaceKey: toBase64url(randomBytes(32)),
  };
  const { bundle } = keyring.identity;
  const mac = await makeOfferMac(await keysOf(pending), invitationOf(pending, bundle));
  const { invite, space } = pending;
  return { pending, json: { invite, space, expires, bundle: toBase64url(bundle), mac: toBase64url(mac) } };
}

/**
 * Step 2, before anything is sent.
 * @param {{ invite: Bytes, secret: Bytes }} link
 * @param {{ space: string, expires: number, bundle: string, mac: string }} answer of GET /invites/ID
 * @param {number} nowMs
 * @returns {Promise<{ pending: Pending, inviter: import('../../crypto/identity.js').Identity }>}
 * @throws {import('../../core/errors.js').CoupleBridgeError} changed, too old, or for longer than allowed
 */
export async function checkInvitation(link, { space, expires, bundle, mac }, nowMs) {
  const pending = {
    v: 1, type: 'pairing', role: 'joiner', invite: toBase64url(link.invite), secret: toBase64url(link.secret), space, expires,
    inviterBundle: bundle, spaceKey: null,
  };
  const invitation = invitationOf(pending, fromBase64url(bundle));
  return { pending, inviter: await verifyOffer(await keysOf(pending), invitation, fromBase64url(mac), nowMs) };
}

/** Step 2. @param {Keyring} keyring @param {Pending} pending */
async function ownProof(keyring, pending) {
  const keys = await keysOf(pending);
  const transcript = await pairTranscript(invitationOf(pending, fromBase64url(pending.inviterBundle)), keyring.identity.bundle);
  return { keys, transcript, proof: await makeJoinerProof(keys, transcript, keyring) };
}

/** Step 2. @param {Keyring} keyring @param {Pending} pending @returns {Promise<object>} */
export async function answerInvitation(keyring, pending) {
  const { proof } = await ownProof(keyring, pending);
  return { bundle: toBase64url(keyring.identity.bundle), mac: toBase64url(proof.mac), signature: toBase64url(proof.signature) };
}

/**
 * Step 3.
 * @param {Keyring} keyring
 * @param {Pending} pending
 * @param {PairingItem} item joined
 * @returns {Promise<{ pin: Pin, json: object }>}
 * @throws {import('../../core/errors.js').CoupleBridgeError} someone without the link, or a changed key
 */
export async function confirmJoiner(keyring, pending, { bundleJ, joinerMac, joinerSignature }) {
  const keys = await keysOf(pending);
  const [joinerBundle, mac, signature] = [bundleJ, joinerMac, joinerSignature].map((part) => part ?? new Uint8Array(0));
  const { transcript, joiner } = await verifyJoiner(keys, invitationOf(pending, keyring.identity.bundle), joinerBundle, { mac, signature });
  const proof = await makeInviterProof(keys, transcript, mac, keyring);
  const wrap = await wrapSpaceKey(fromBase64url(pending.spaceKey), joiner.kemPublic, transcript);
  return {
    pin: { space: pending.space, spaceKey: pending.spaceKey, partnerBundle: toBase64url(joinerBundle), transcript: toBase64url(transcript) },
    json: { mac: toBase64url(proof.mac), signature: toBase64url(proof.signature), wrap: toBase64url(wrap) },
  };
}

/**
 * Step 4.
 * @param {Keyring} keyring
 * @param {Pending} pending
 * @param {PairingItem} item confirmed
 * @returns {Promise<Pin>}
 * @throws {import('../../core/errors.js').CoupleBridgeError}
 */
export async function acceptConfirmation(keyring, pending, { inviterMac, inviterSignature, wrap }) {
  const { keys, transcript, proof } = await ownProof(keyring, pending);
  const { signingPublic } = await parseBundle(fromBase64url(pending.inviterBundle));
  const [mac, signature, sealedKey] = [inviterMac, inviterSignature, wrap].map((part) => part ?? new Uint8Array(0));
  await verifyInviter(keys, { transcript, joinerMac: proof.mac, inviterSigningPublic: signingPublic }, { mac, signature });
  const spaceKey = await keyring.unwrap(sealedKey, spaceKeyInfo(transcript));
  return { space: pending.space, spaceKey: toBase64url(spaceKey), partnerBundle: pending.inviterBundle, transcript: toBase64url(transcript) };
}
