/**
 * Pairing two accounts by a link whose secret never reaches the server (protocol.md, Pairing).
 * Owns: the fragment, the three keyed proofs, the transcript, the safety number, the space key's wrap.
 * Never: answers an invitation before its offer was checked, or lets a proof cover less than the whole
 * transcript. Pinning is the caller's, after these checks passed.
 */
import { concat, fromBase64url, toBase64url, u8, u64, utf8, wipe } from '../core/bytes.js';
import { PairingRefusedError } from '../core/errors.js';
import { tuple } from './encoding.js';
import { hkdfBits, importHkdfKey, importMacKey, mac, macMatches, randomBytes, sha256 } from './primitives.js';
import { parseBundle } from './identity.js';
import { signatureMatches } from './signatures.js';
import { wrapFor } from './share.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {{ offer: CryptoKey, join: CryptoKey, invite: CryptoKey }} PairKeys HMAC, non-extractable */
/**
 * @typedef {object} Invitation public, as the server relays it
 * @property {Uint8Array} space 16
 * @property {Uint8Array} invite 16
 * @property {number} expiresMs since 1970
 * @property {Uint8Array} inviterBundle 154
 */
/** @typedef {{ mac: Uint8Array, signature: Uint8Array }} Proof 32, 64 */
/** @typedef {{ sign: (message: Uint8Array) => Promise<Bytes> }} Signer a Keyring */

export const PAIR_SECRET_BYTES = 32;
export const INVITE_LIFETIME_MAX_MS = 24 * 60 * 60 * 1000;
const SPACE_KEY_BYTES = 32;
const FRAGMENT_VERSION = 1;
const FRAGMENT_BYTES = 1 + 16 + PAIR_SECRET_BYTES;

/** @returns {Bytes} 32, secret: goes into the link only */
export function newPairSecret() {
  return randomBytes(PAIR_SECRET_BYTES);
}

/** @returns {Bytes} 32, secret: made by the inviter in step 3, and again when someone leaves */
export function newSpaceKey() {
  return randomBytes(SPACE_KEY_BYTES);
}

/** @param {Uint8Array} invite 16 @param {Uint8Array} secret 32 @returns {string} what follows `join#`; secret */
export function makeFragment(invite, secret) {
  if (invite.length !== 16 || secret.length !== PAIR_SECRET_BYTES) throw new PairingRefusedError('fragment: lengths');
  return toBase64url(concat(u8(FRAGMENT_VERSION), invite, secret));
}

/**
 * @param {string} fragment with or without its #
 * @returns {{ invite: Bytes, secret: Bytes }} 16; 32, secret
 * @throws {PairingRefusedError} not an invitation of ours
 */
export function parseFragment(fragment) {
  const bytes = fragmentBytes(fragment);
  if (bytes.length !== FRAGMENT_BYTES || bytes[0] !== FRAGMENT_VERSION) throw new PairingRefusedError('not an invitation');
  return { invite: bytes.slice(1, 17), secret: bytes.slice(17) };
}

/** @param {string} fragment */
function fragmentBytes(fragment) {
  try {
    return fromBase64url(fragment.replace(/^#/, ''));
  } catch {
    // Without its cause, and without the text: it may be a secret with one letter missing.
    throw new PairingRefusedError('not an invitation');
  }
}

/** @param {Uint8Array} secret 32 @param {Uint8Array} invite 16 @returns {Promise<PairKeys>} */
export async function derivePairKeys(secret, invite) {
  const raw = await hkdfBits(await importHkdfKey(secret), utf8('CB1:pair-keys'), 96, invite);
  const [offer, join, inviter] = await Promise.all([0, 32, 64].map((at) => importMacKey(raw.subarray(at, at + 32))));
  wipe(raw);
  return { offer, join, invite: inviter };
}

/** @param {Invitation} invitation */
const offerMessage = ({ space, invite, expiresMs, inviterBundle }) => tuple('pair-offer', space, invite, u64(expiresMs), inviterBundle);

/** Step 1, inviter. @param {PairKeys} keys @param {Invitation} invitation @returns {Promise<Bytes>} 32 */
export function makeOfferMac(keys, invitation) {
  return mac(keys.offer, offerMessage(invitation));
}

/**
 * Step 2, joiner, before anything is sent: a server that changed the keys, the space or the time is
 * found here, because it does not know the secret (safety.md, O4).
 * @param {PairKeys} keys
 * @param {Invitation} invitation
 * @param {Uint8Array} offerMac 32
 * @param {number} nowMs
 * @returns {Promise<import('./identity.js').Identity>} the inviter's, still to be pinned after step 4
 * @throws {PairingRefusedError} not made with this link, expired, or longer than allowed
 * @throws {import('../core/errors.js').IdentityMismatchError} the bundle is none
 */
export async function verifyOffer(keys, invitation, offerMac, nowMs) {
  if (!(await macMatches(keys.offer, offerMac, offerMessage(invitation)))) throw new PairingRefusedError('offer: not of this link');
  const leftMs = invitation.expiresMs - nowMs;
  if (leftMs <= 0 || leftMs > INVITE_LIFETIME_MAX_MS) throw new PairingRefusedError('offer: expired');
  return parseBundle(invitation.inviterBundle);
}

/** @param {Invitation} invitation @param {Uint8Array} joinerBundle 154 @returns {Promise<Bytes>} T, 32 */
export function pairTranscript({ space, invite, expiresMs, inviterBundle }, joinerBundle) {
  return sha256(tuple('pair', space, invite, u64(expiresMs), inviterBundle, joinerBundle));
}

/** @param {"J" | "I"} role @param {Uint8Array} transcript 32 @returns {Bytes} the tuple to sign */
export function pairSignedMessage(role, transcript) {
  return tuple('pair-sig', utf8(role), transcript);
}

/** @param {Uint8Array} transcript 32 */
const joinerMessage = (transcript) => tuple('pair-joiner', transcript);
/** @param {Uint8Array} transcript 32 @param {Uint8Array} joinerMac 32 */
const inviterMessage = (transcript, joinerMac) => tuple('pair-inviter', transcript, joinerMac);

/** Step 2. @param {PairKeys} keys @param {Uint8Array} transcript 32 @param {Signer} signer @returns {Promise<{ mac: Bytes, signature: Bytes }>} */
export async function makeJoinerProof(keys, transcript, signer) {
  return { mac: await mac(keys.join, joinerMessage(transcript)), signature: await signer.sign(pairSignedMessage('J', transcript)) };
}

/**
 * Step 3, inviter.
 * @param {PairKeys} keys
 * @param {Invitation} invitation as this device made it, from its own vault
 * @param {Uint8Array} joinerBundle 154, as it arrived
 * @param {Proof} proof
 * @returns {Promise<{ transcript: Bytes, joiner: import('./identity.js').Identity }>} to be pinned now
 * @throws {PairingRefusedError | import('../core/errors.js').IdentityMismatchError}
 */
export async function verifyJoiner(keys, invitation, joinerBundle, proof) {
  const joiner = await parseBundle(joinerBundle);
  const transcript = await pairTranscript(invitation, joinerBundle);
  if (!(await macMatches(keys.join, proof.mac, joinerMessage(transcript)))) throw new PairingRefusedError('joiner: not of this link');
  const isSigned = await signatureMatches(pairSignedMessage('J', transcript), proof.signature, joiner.signingPublic);
  if (!isSigned) throw new PairingRefusedError('joiner: signature');
  return { transcript, joiner };
}

/** Step 3. @param {PairKeys} keys @param {Uint8Array} transcript 32 @param {Uint8Array} joinerMac 32 @param {Signer} signer @returns {Promise<{ mac: Bytes, signature: Bytes }>} */
export async function makeInviterProof(keys, transcript, joinerMac, signer) {
  const inviterMac = await mac(keys.invite, inviterMessage(transcript, joinerMac));
  return { mac: inviterMac, signature: await signer.sign(pairSignedMessage('I', transcript)) };
}

/**
 * Step 4, joiner: the inviter saw exactly what this device sent.
 * @param {PairKeys} keys
 * @param {{ transcript: Uint8Array, joinerMac: Uint8Array, inviterSigningPublic: Uint8Array }} own as this device remembers them
 * @param {Proof} proof
 * @throws {PairingRefusedError}
 */
export async function verifyInviter(keys, { transcript, joinerMac, inviterSigningPublic }, proof) {
  const isOfLink = await macMatches(keys.invite, proof.mac, inviterMessage(transcript, joinerMac));
  if (!isOfLink) throw new PairingRefusedError('inviter: not of this link');
  const isSigned = await signatureMatches(pairSignedMessage('I', transcript), proof.signature, inviterSigningPublic);
  if (!isSigned) throw new PairingRefusedError('inviter: signature');
}

/** @param {Uint8Array} transcript 32 @returns {Bytes} the HPKE info; for Keyring.unwrap */
export function spaceKeyInfo(transcript) {
  return tuple('space-key', transcript);
}

/** Step 3. @param {Uint8Array} spaceKey 32, secret @param {Uint8Array} joinerKemPublic 65 @param {Uint8Array} transcript 32 @returns {Promise<Bytes>} 113 */
export function wrapSpaceKey(spaceKey, joinerKemPublic, transcript) {
  return wrapFor(spaceKey, joinerKemPublic, spaceKeyInfo(transcript));
}

/** @param {Uint8Array} transcript 32 @returns {Promise<string>} six groups of five digits, to be read aloud */
export async function safetyNumber(transcript) {
  const digest = (await sha256(tuple('safety', transcript))).subarray(0, 16);
  let rest = digest.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const groups = [];
  for (let i = 0; i < 6; i += 1, rest /= 100_000n) groups.push(String(rest % 100_000n).padStart(5, '0'));
  return groups.join(' ');
}
