/**
 * The only file that touches `crypto.subtle` or a vendored primitive (hpke, Argon2id).
 * Owns: one thin function for each primitive, with the protocol's sizes pinned.
 * Never: a format, a label, a policy, an extractable key that leaves this file.
 * Failures of a primitive come out as they are; the openers above give them one name each.
 */

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

import { concat } from '../core/bytes.js';

const NONE = new Uint8Array(0);
const ECDH_P256 = { name: 'ECDH', namedCurve: 'P-256' };
const ECDSA_P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const ECDSA_SHA256 = { name: 'ECDSA', hash: 'SHA-256' };
const HMAC_SHA256 = { name: 'HMAC', hash: 'SHA-256' };
const POINT_BYTES = 65;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
const SIGNATURE_BYTES = 64;

const { subtle } = globalThis.crypto;

/** WebCrypto refuses views of shared memory in its types; ours never are. @param {Uint8Array} bytes */
const buffer = (bytes) => /** @type {Bytes} */ (bytes);

/** @param {number} length @returns {Bytes} from the system's generator */
export function randomBytes(length) {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}

/** @param {Uint8Array} bytes @returns {Promise<Bytes>} 32 */
export async function sha256(bytes) {
  return new Uint8Array(await subtle.digest('SHA-256', buffer(bytes)));
}

// --- HKDF-SHA256 (RFC 5869) -------------------------------------------------------------------

/** @param {Uint8Array} raw secret @returns {Promise<CryptoKey>} non-extractable, derives only */
export function importHkdfKey(raw) {
  return subtle.importKey('raw', buffer(raw), 'HKDF', false, ['deriveBits', 'deriveKey']);
}

/** @param {Uint8Array} salt @param {Uint8Array} info */
const hkdf = (salt, info) => ({ name: 'HKDF', hash: 'SHA-256', salt: buffer(salt), info: buffer(info) });

/**
 * @param {CryptoKey} key from importHkdfKey
 * @param {Uint8Array} info
 * @param {number} length bytes
 * @param {Uint8Array} [salt] empty unless given
 * @returns {Promise<Bytes>} secret
 */
export async function hkdfBits(key, info, length, salt = NONE) {
  return new Uint8Array(await subtle.deriveBits(hkdf(salt, info), key, 8 * length));
}

/**
 * The key is born inside WebCrypto: its bytes never exist in JavaScript.
 * @param {CryptoKey} key from importHkdfKey
 * @param {Uint8Array} info
 * @param {KeyUsage[]} usages
 * @returns {Promise<CryptoKey>} AES-256-GCM, non-extractable
 */
export function hkdfAesKey(key, info, usages) {
  return subtle.deriveKey(hkdf(NONE, info), key, { name: 'AES-GCM', length: 256 }, false, usages);
}

/** @param {CryptoKey} key from importHkdfKey @param {Uint8Array} info @returns {Promise<CryptoKey>} HMAC, non-extractable */
export function hkdfMacKey(key, info) {
  return subtle.deriveKey(hkdf(NONE, info), key, { ...HMAC_SHA256, length: 256 }, false, ['sign']);
}

// --- AES-256-GCM ------------------------------------------------------------------------------

/** @param {Uint8Array} raw 32, secret @param {KeyUsage[]} usages @returns {Promise<CryptoKey>} non-extractable */
export function importAesKey(raw, usages) {
  return subtle.importKey('raw', buffer(raw), 'AES-GCM', false, usages);
}

/** @param {Uint8Array} nonce 12 @param {Uint8Array} aad */
const gcm = (nonce, aad) => ({ name: 'AES-GCM', iv: buffer(nonce), additionalData: buffer(aad), tagLength: 128 });

/**
 * @param {CryptoKey} key
 * @param {Uint8Array} nonce 12, used once under this key
 * @param {Uint8Array} plaintext
 * @param {Uint8Array} aad
 * @returns {Promise<Bytes>} ciphertext ‖ tag 16
 */
export async function aesSeal(key, nonce, plaintext, aad) {
  return new Uint8Array(await subtle.encrypt(gcm(nonce, aad), key, buffer(plaintext)));
}

/**
 * @param {CryptoKey} key
 * @param {Uint8Array} nonce 12
 * @param {Uint8Array} ciphertext with its tag
 * @param {Uint8Array} aad
 * @returns {Promise<Bytes>}
 * @throws {DOMException} anything changed
 */
export async function aesOpen(key, nonce, ciphertext, aad) {
  return new Uint8Array(await subtle.decrypt(gcm(nonce, aad), key, buffer(ciphertext)));
}

// --- HMAC-SHA256 ------------------------------------------------------------------------------

/** @param {Uint8Array} raw secret @returns {Promise<CryptoKey>} non-extractable */
export function importMacKey(raw) {
  return subtle.importKey('raw', buffer(raw), HMAC_SHA256, false, ['sign', 'verify']);
}

/** @param {CryptoKey} key @param {Uint8Array} message @returns {Promise<Bytes>} 32 */
export async function mac(key, message) {
  return new Uint8Array(await subtle.sign('HMAC', key, buffer(message)));
}

/** Constant time, inside WebCrypto. @param {CryptoKey} key @param {Uint8Array} tag @param {Uint8Array} message */
export function macMatches(key, tag, message) {
  return subtle.verify('HMAC', key, buffer(tag), buffer(message));
}

// --- P-256 key pairs --------------------------------------------------------------------------

/** @typedef {"kem" | "signing"} PairKind */
const PAIRS = Object.freeze({
  kem: { algorithm: ECDH_P256, privateUsages: /** @type {KeyUsage[]} */ (['deriveBits']), publicUsages: /** @type {KeyUsage[]} */ ([]) },
  signing: { algorithm: ECDSA_P256, privateUsages: /** @type {KeyUsage[]} */ (['sign']), publicUsages: /** @type {KeyUsage[]} */ (['verify']) },
});

/**
 * A fresh pair whose private half leaves only as AES-256-GCM of its pkcs8: exported and sealed in
 * one step by WebCrypto, then dropped. `openPrivate` brings it back as a non-extractable key.
 * @param {PairKind} kind
 * @param {CryptoKey} wrapKey AES, with usage "wrapKey"
 * @param {Uint8Array} nonce 12
 * @param {Uint8Array} aad
 * @returns {Promise<{ publicPoint: Bytes, sealedPkcs8: Bytes }>} public 65; ciphertext ‖ tag
 */
export async function generateSealedPair(kind, wrapKey, nonce, aad) {
  const { algorithm, privateUsages, publicUsages } = PAIRS[kind];
  const pair = /** @type {CryptoKeyPair} */ (await subtle.generateKey(algorithm, true, [...privateUsages, ...publicUsages]));
  return {
    publicPoint: new Uint8Array(await subtle.exportKey('raw', pair.publicKey)),
    sealedPkcs8: new Uint8Array(await subtle.wrapKey('pkcs8', pair.privateKey, wrapKey, gcm(nonce, aad))),
  };
}

/**
 * @param {PairKind} kind
 * @param {CryptoKey} wrapKey AES, with usage "unwrapKey"
 * @param {Uint8Array} nonce 12
 * @param {Uint8Array} sealedPkcs8
 * @param {Uint8Array} aad
 * @returns {Promise<CryptoKey>} private, non-extractable
 */
export function openPrivate(kind, wrapKey, nonce, sealedPkcs8, aad) {
  const { algorithm, privateUsages } = PAIRS[kind];
  return subtle.unwrapKey('pkcs8', buffer(sealedPkcs8), wrapKey, gcm(nonce, aad), algorithm, false, privateUsages);
}

/**
 * WebCrypto checks here that the point lies on the curve. The length is checked first, because a
 * compressed point is taken by some browsers and would give one key two spellings.
 * @param {PairKind} kind
 * @param {Uint8Array} point 65, uncompressed
 * @returns {Promise<CryptoKey>}
 * @throws {RangeError | DOMException} not such a point
 */
export async function importPublic(kind, point) {
  if (point.length !== POINT_BYTES) throw new RangeError('a public key has 65 bytes');
  const { algorithm, publicUsages } = PAIRS[kind];
  return subtle.importKey('raw', buffer(point), algorithm, true, publicUsages);
}

/** @returns {Promise<{ privateKey: CryptoKey, publicPoint: Bytes }>} ECDH, private half non-extractable */
export async function generateExponentPair() {
  const pair = /** @type {CryptoKeyPair} */ (await subtle.generateKey(ECDH_P256, false, ['deriveBits']));
  return { privateKey: pair.privateKey, publicPoint: new Uint8Array(await subtle.exportKey('raw', pair.publicKey)) };
}

/** @returns {Promise<{ pkcs8: Bytes, publicPoint: Bytes }>} ECDH; pkcs8 is secret: for one run, sealed in the vault until it is over */
export async function generateKeptExponent() {
  const pair = /** @type {CryptoKeyPair} */ (await subtle.generateKey(ECDH_P256, true, ['deriveBits']));
  const [pkcs8, publicPoint] = await Promise.all([subtle.exportKey('pkcs8', pair.privateKey), subtle.exportKey('raw', pair.publicKey)]);
  return { pkcs8: new Uint8Array(pkcs8), publicPoint: new Uint8Array(publicPoint) };
}

/** @param {Uint8Array} pkcs8 secret @returns {Promise<CryptoKey>} ECDH, non-extractable */
export function importKeptExponent(pkcs8) {
  return subtle.importKey('pkcs8', buffer(pkcs8), ECDH_P256, false, ['deriveBits']);
}

/** @param {CryptoKey} privateKey ECDH @param {Uint8Array} point 65 @returns {Promise<Bytes>} x of the product, 32 */
export async function ecdhX(privateKey, point) {
  const publicKey = await importPublic('kem', point);
  return new Uint8Array(await subtle.deriveBits({ name: 'ECDH', public: publicKey }, privateKey, 256));
}

/** @param {CryptoKey} privateKey @param {Uint8Array} message @returns {Promise<Bytes>} raw r‖s, 64 */
export async function ecdsaSign(privateKey, message) {
  return new Uint8Array(await subtle.sign(ECDSA_SHA256, privateKey, buffer(message)));
}

/**
 * @param {CryptoKey} publicKey
 * @param {Uint8Array} signature raw r‖s; another length is no signature of ours
 * @param {Uint8Array} message
 * @returns {Promise<boolean>}
 */
export async function ecdsaMatches(publicKey, signature, message) {
  if (signature.length !== SIGNATURE_BYTES) return false;
  return subtle.verify(ECDSA_SHA256, publicKey, buffer(signature), buffer(message));
}

// --- HPKE base mode (RFC 9180): DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM ---------------

async function hpkeSuite() {
  const hpke = await import('../vendor/hpke-1.1.7.js');
  return new hpke.CipherSuite(hpke.KEM_DHKEM_P256_HKDF_SHA256, hpke.KDF_HKDF_SHA256, hpke.AEAD_AES_256_GCM);
}

/**
 * @param {CryptoKey} publicKey ECDH
 * @param {Uint8Array} info all context; the aad stays empty
 * @param {Uint8Array} plaintext
 * @returns {Promise<Bytes>} encapsulated key 65 ‖ ciphertext ‖ tag 16
 */
export async function hpkeSeal(publicKey, info, plaintext) {
  const { encapsulatedSecret, ciphertext } = await (await hpkeSuite()).Seal(publicKey, plaintext, { info });
  return concat(encapsulatedSecret, ciphertext);
}

/**
 * @param {{ publicKey: CryptoKey, privateKey: CryptoKey }} pair non-extractable keys need both halves
 * @param {Uint8Array} info
 * @param {Uint8Array} wrap from hpkeSeal
 * @returns {Promise<Bytes>} secret
 */
export async function hpkeOpen(pair, info, wrap) {
  return (await hpkeSuite()).Open(pair, wrap.subarray(0, POINT_BYTES), wrap.subarray(POINT_BYTES), { info });
}

// --- Argon2id (RFC 9106) ----------------------------------------------------------------------

/** @typedef {{ mKib: number, t: number, p: number, salt: Uint8Array }} Argon2Cost memory in KiB, passes, lanes */

/**
 * WebAssembly where there is any, else plain JavaScript, ten times slower (Lockdown Mode).
 * @param {Uint8Array} passphrase UTF-8, secret
 * @param {Argon2Cost} cost checked by the caller
 * @returns {Promise<Bytes>} 32, secret
 */
export async function argon2id(passphrase, { mKib, t, p, salt }) {
  if (typeof globalThis.WebAssembly === 'undefined') {
    const noble = await import('../vendor/noble-argon2-2.4.0.js');
    return noble.argon2idAsync(passphrase, salt, { t, m: mKib, p, dkLen: 32 });
  }
  const wasm = await import('../vendor/hash-wasm-argon2-4.13.0.js');
  return wasm.argon2id({ password: passphrase, salt, iterations: t, parallelism: p, memorySize: mKib, hashLength: 32, outputType: 'binary' });
}
