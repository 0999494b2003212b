/**
 * Our own two private keys: made, sealed under the identity wrap key, and brought back as
 * non-extractable keys that are proved to belong to the bundle (protocol.md, The account).
 * Never: shows a private key to JavaScript; accepts a bundle on the server's word.
 */
import { concat, equalBytes, u8, u32 } from '../core/bytes.js';
import { IdentityMismatchError, WrapUnopenableError } from '../core/errors.js';
import { tuple } from './encoding.js';
import { buildBundle, fingerprint, parseBundle } from './identity.js';
import { generateSealedPair, importPublic, openPrivate, randomBytes, NONCE_BYTES } from './primitives.js';
import { unwrapWith, wrapFor } from './share.js';
import { signMessage, signatureMatches } from './signatures.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {import('./primitives.js').PairKind} PairKind */
/** @typedef {{ bundle: Uint8Array, wrappedKem: Uint8Array, wrappedSigning: Uint8Array }} StoredIdentity bundle 154; nonce ‖ sealed pkcs8 */
/** @typedef {{ bundle: Bytes, fingerprint: Bytes, kem: import('./share.js').KemPair, signing: CryptoKey }} OwnIdentity */
/** @typedef {{ wrapKey: CryptoKey, userId: Uint8Array, epoch: number }} WrapAccount AES wrapKey/unwrapKey; 16; the slot's epoch */

const WHICH = Object.freeze({ kem: 1, signing: 2 });

/** @param {WrapAccount} account @param {PairKind} kind */
function wrapContext({ userId, epoch }, kind) {
  return tuple('identity-key', userId, u32(epoch), u8(WHICH[kind]));
}

/**
 * @param {WrapAccount} account
 * @param {number} identityEpoch from 1
 * @returns {Promise<StoredIdentity>} for the server
 */
export async function generateStoredIdentity(account, identityEpoch) {
  const [kem, signing] = await Promise.all([generateWrapped(account, 'kem'), generateWrapped(account, 'signing')]);
  const bundle = buildBundle({
    userId: account.userId, epoch: identityEpoch, kemPublic: kem.publicPoint, signingPublic: signing.publicPoint,
  });
  return { bundle, wrappedKem: kem.wrapped, wrappedSigning: signing.wrapped };
}

/** @param {WrapAccount} account @param {PairKind} kind */
async function generateWrapped(account, kind) {
  const nonce = randomBytes(NONCE_BYTES);
  const pair = await generateSealedPair(kind, account.wrapKey, nonce, wrapContext(account, kind));
  return { publicPoint: pair.publicPoint, wrapped: concat(nonce, pair.sealedPkcs8) };
}

/**
 * The server keeps the bundle in clear, and one that is not ours would be pinned by our partner
 * (safety.md, O4): so both private keys prove that they belong to it.
 * @param {WrapAccount} account
 * @param {StoredIdentity} stored
 * @returns {Promise<OwnIdentity>}
 * @throws {IdentityMismatchError} another user's bundle, or not of these keys
 * @throws {WrapUnopenableError} not this account's keys
 */
export async function openStoredIdentity(account, { bundle, wrappedKem, wrappedSigning }) {
  const identity = await parseBundle(bundle);
  if (!equalBytes(identity.userId, account.userId)) throw new IdentityMismatchError("another user's bundle");
  const [privateKey, signing] = await Promise.all([
    openWrapped(account, 'kem', wrappedKem),
    openWrapped(account, 'signing', wrappedSigning),
  ]);
  const kem = { privateKey, publicKey: await importPublic('kem', identity.kemPublic) };
  await proveSigning(signing, identity.signingPublic);
  await proveKem(kem, identity.kemPublic);
  return { bundle: concat(bundle), fingerprint: await fingerprint(bundle), kem, signing };
}

/** @param {WrapAccount} account @param {PairKind} kind @param {Uint8Array} wrapped */
async function openWrapped(account, kind, wrapped) {
  const [nonce, sealed] = [wrapped.subarray(0, NONCE_BYTES), wrapped.subarray(NONCE_BYTES)];
  try {
    return await openPrivate(kind, account.wrapKey, nonce, sealed, wrapContext(account, kind));
  } catch (cause) {
    throw new WrapUnopenableError('identity key', { cause });
  }
}

/** @param {CryptoKey} signing @param {Uint8Array} signingPublic */
async function proveSigning(signing, signingPublic) {
  const probe = tuple('own-key', randomBytes(32));
  if (!(await signatureMatches(probe, await signMessage(signing, probe), signingPublic))) {
    throw new IdentityMismatchError('the signing key is not of the bundle');
  }
}

/** @param {import('./share.js').KemPair} kem @param {Uint8Array} kemPublic */
async function proveKem(kem, kemPublic) {
  const probe = randomBytes(32);
  const info = tuple('own-key', probe);
  await unwrapWith(await wrapFor(probe, kemPublic, info), kem, info).catch((cause) => {
    throw new IdentityMismatchError('the sealing key is not of the bundle', { cause });
  });
}
