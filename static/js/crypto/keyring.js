/**
 * The unlocked account: the keys that live in memory between unlock and lock, all non-extractable.
 * Owns: vault key, identity wrap key, cache key, rest key, the two private keys, the space keys.
 * Never: gives a long-term key out, stores one, or works after `lock()`. The raw account key passes
 * through `Keyring.unlock` once and is not kept; whoever lent it (slots.js, stay-unlocked.js) zeroes it.
 */
import { toHex, u8, u32, utf8, wipe } from '../core/bytes.js';
import { CacheUnopenableError, EncodingInvalidError, KeyMissingError, KeyringLockedError } from '../core/errors.js';
import { tuple } from './encoding.js';
import { generateStoredIdentity, openStoredIdentity } from './identity-keys.js';
import * as primitives from './primitives.js';
import { RECORD_KINDS, unwrapRecordKey, wrapRecordKey } from './records.js';
import { newSealedExponent, openSealedExponent } from './sealed-exponent.js';
import { openBytes, sealBytes } from './sealed-bytes.js';
import { unwrapWith } from './share.js';
import { signMessage } from './signatures.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {import('./records.js').RecordPlace & { kind: number }} KeyedPlace */
/** @typedef {import('./identity-keys.js').StoredIdentity} StoredIdentity */
/**
 * @typedef {object} AccountKeys
 * @property {CryptoKey} account HKDF
 * @property {CryptoKey} vault AES
 * @property {CryptoKey} identityWrap AES
 * @property {CryptoKey} cache AES
 * @property {CryptoKey} rest HMAC
 */
/** @typedef {import('./identity-keys.js').OwnIdentity} OwnIdentity */
/** @typedef {{ wrapping: CryptoKey, naming: CryptoKey }} SpaceKeys AES for record keys; HKDF for the ids of parts */

/** One match in four. */
const HELD_OF_256 = 64;

/** What a rest tag is of. */
export const REST_KINDS = Object.freeze({ entry: 1, topic: 2 });

export class Keyring {
  /** @type {AccountKeys | null} */
  #keys;
  /** @type {OwnIdentity | null} */
  #identity = null;
  /** @type {Map<string, SpaceKeys>} */
  #spaces = new Map();

  /**
   * Use `Keyring.unlock`.
   * @param {Uint8Array} userId 16
   * @param {number} epoch
   * @param {AccountKeys} keys
   */
  constructor(userId, epoch, keys) {
    this.userId = userId;
    this.epoch = epoch;
    this.#keys = keys;
  }

  /**
   * To be called inside the callback of `openSlot` or `openStayUnlocked`.
   * @param {{ accountKey: Uint8Array, userId: Uint8Array, epoch: number }} account 32, secret; 16; the slot's epoch
   * @returns {Promise<Keyring>}
   */
  static async unlock({ accountKey, userId, epoch }) {
    if (accountKey.length !== 32) throw new EncodingInvalidError('an account key has 32 bytes');
    const account = await primitives.importHkdfKey(accountKey);
    const [vault, identityWrap, cache, rest] = await Promise.all([
      primitives.hkdfAesKey(account, tuple('vault', userId, u32(epoch)), ['encrypt', 'decrypt']),
      primitives.hkdfAesKey(account, tuple('identity-keys', userId, u32(epoch)), ['wrapKey', 'unwrapKey']),
      primitives.hkdfAesKey(account, tuple('cache', userId), ['encrypt', 'decrypt']),
      primitives.hkdfMacKey(account, tuple('rest', userId)),
    ]);
    return new Keyring(userId.slice(), epoch, { account, vault, identityWrap, cache, rest });
  }

  /** Forgets every key. Nothing is awaited: "Hide now" must not wait. */
  lock() {
    this.#keys = null;
    this.#identity = null;
    this.#spaces.clear();
  }

  /** @returns {boolean} */
  get isLocked() {
    return this.#keys === null;
  }

  /** @returns {AccountKeys} @throws {KeyringLockedError} */
  get #open() {
    if (this.#keys === null) throw new KeyringLockedError('the account is locked');
    return this.#keys;
  }

  // --- identity -----------------------------------------------------------------------------

  /**
   * Makes two fresh pairs and holds them; the private halves leave only sealed.
   * @param {number} identityEpoch
   * @returns {Promise<StoredIdentity>} for the server
   */
  async generateIdentity(identityEpoch) {
    const stored = await generateStoredIdentity(this.#wrapAccount, identityEpoch);
    await this.loadIdentity(stored);
    return stored;
  }

  /**
   * @param {StoredIdentity} stored
   * @throws {import('../core/errors.js').IdentityMismatchError} another user's bundle, or not of these keys
   * @throws {import('../core/errors.js').WrapUnopenableError} not this account's keys
   */
  async loadIdentity(stored) {
    const own = await openStoredIdentity(this.#wrapAccount, stored);
    // Locked while this was waiting: what was forgotten must stay forgotten.
    if (this.#open) this.#identity = own;
  }

  /** @returns {import('./identity-keys.js').WrapAccount} */
  get #wrapAccount() {
    return { wrapKey: this.#open.identityWrap, userId: this.userId, epoch: this.epoch };
  }

  /** @returns {OwnIdentity} */
  get #own() {
    if (this.#open && this.#identity === null) throw new KeyMissingError('no identity loaded');
    return /** @type {OwnIdentity} */ (this.#identity);
  }

  /** @returns {{ bundle: Bytes, fingerprint: Bytes }} 154, 32; public @throws {KeyMissingError | KeyringLockedError} */
  get identity() {
    return { bundle: this.#own.bundle.slice(), fingerprint: this.#own.fingerprint.slice() };
  }

  /** @param {Uint8Array} message a tuple @returns {Promise<Bytes>} signature, 64 */
  async sign(message) {
    return signMessage(this.#own.signing, message);
  }

  /**
   * @param {Uint8Array} wrap 113, sealed to this identity
   * @param {Uint8Array} info shareInfo(…) or spaceKeyInfo(…)
   * @returns {Promise<Bytes>} 32, secret: a record key or a space key
   * @throws {import('../core/errors.js').WrapUnopenableError}
   */
  async unwrap(wrap, info) {
    return unwrapWith(wrap, this.#own.kem, info);
  }

  // --- spaces and records -------------------------------------------------------------------

  /**
   * @param {Uint8Array} space 16
   * @param {Uint8Array} spaceKey 32, secret; zeroed here
   */
  async addSpaceKey(space, spaceKey) {
    const [wrapping, naming] = await Promise.all([primitives.importAesKey(spaceKey, ['encrypt', 'decrypt']), primitives.importHkdfKey(spaceKey)]);
    wipe(spaceKey);
    if (this.#open) this.#spaces.set(toHex(space), { wrapping, naming });
  }

  /** After leaving, or when a space key was replaced. @param {Uint8Array} space 16 */
  forgetSpaceKey(space) {
    this.#spaces.delete(toHex(space));
  }

  /** Shared records go under the space key, all others under the vault key. @param {KeyedPlace} place */
  #wrappingKey({ kind, space }) {
    const { vault } = this.#open;
    return kind === RECORD_KINDS.shared ? this.#spaceKeys(space).wrapping : vault;
  }

  /** @param {Uint8Array} space 16 @returns {SpaceKeys} @throws {KeyMissingError} */
  #spaceKeys(space) {
    const keys = this.#open && this.#spaces.get(toHex(space));
    if (!keys) throw new KeyMissingError('no key for this space');
    return keys;
  }

  /**
   * The id of what one of the two wrote of a shared thing: a server cannot tell which parts are of one thing.
   * @param {Uint8Array} space 16
   * @param {Uint8Array} owner 16
   * @param {Uint8Array} thing 16
   * @returns {Promise<Bytes>} 16
   */
  async partId(space, owner, thing) {
    return primitives.hkdfBits(this.#spaceKeys(space).naming, tuple('part-id', space, owner, thing), 16);
  }

  /**
   * By which a server can tell the same topic of these two again, without learning which.
   * @param {Uint8Array} space 16
   * @param {string} topic a topic id
   * @returns {Promise<Bytes>} 16, the same for both
   */
  async togetherTag(space, topic) {
    return primitives.hkdfBits(this.#spaceKeys(space).naming, tuple('together-tag', space, utf8(topic)), 16);
  }

  /** @param {Uint8Array} recordKey 32, secret @param {KeyedPlace} place a header will do @returns {Promise<Bytes>} 60 */
  async wrapRecordKey(recordKey, place) {
    return wrapRecordKey(this.#wrappingKey(place), recordKey, place);
  }

  /**
   * @param {Uint8Array} wrapped 60
   * @param {KeyedPlace} place a header will do
   * @returns {Promise<Bytes>} 32, secret
   * @throws {import('../core/errors.js').RecordUnopenableError | KeyMissingError | KeyringLockedError}
   */
  async unwrapRecordKey(wrapped, place) {
    return unwrapRecordKey(this.#wrappingKey(place), wrapped, place);
  }

  // --- echo ---------------------------------------------------------------------------------

  /** @param {Uint8Array} run 16 @returns {Promise<Bytes>} a fresh exponent for this run, sealed: its bytes never exist in JavaScript */
  async newEchoExponent(run) {
    return newSealedExponent(this.#open.account, this.userId, run);
  }

  /** @param {Uint8Array} sealed @param {Uint8Array} run 16 @returns {Promise<CryptoKey>} non-extractable @throws {import('../core/errors.js').WrapUnopenableError} of another run, or changed */
  async openEchoExponent(sealed, run) {
    return openSealedExponent(this.#open.account, this.userId, run, sealed);
  }

  /**
   * A coin that only the devices of the two can toss, and that falls the same on all of them.
   * @param {Uint8Array} space 16 @param {Uint8Array} run 16 @param {string} topic
   * @returns {Promise<boolean>} about once in four: this match is held to the next window
   */
  async isEchoHeld(space, run, topic) {
    const [coin] = await primitives.hkdfBits(this.#spaceKeys(space).naming, tuple('echo-hold', space, run, utf8(topic)), 1);
    return coin < HELD_OF_256;
  }

  // --- the device's cache, tags and ids -----------------------------------------------------

  /** @param {Uint8Array} plaintext @param {Uint8Array} aad a tuple of the caller's @returns {Promise<Bytes>} 28 bytes more */
  async sealCache(plaintext, aad) {
    return sealBytes(this.#open.cache, plaintext, aad);
  }

  /** @param {Uint8Array} sealed @param {Uint8Array} aad @returns {Promise<Bytes>} @throws {CacheUnopenableError} */
  async openCache(sealed, aad) {
    return openBytes(this.#open.cache, sealed, aad, CacheUnopenableError);
  }

  /**
   * By which the server can tell "the same again" without learning what. Without the epoch: a rotation
   * must not let something be asked again before its time.
   * @param {number} kind one of REST_KINDS
   * @param {Uint8Array} what an entry id, or a topic id in UTF-8
   * @returns {Promise<Bytes>} 16
   */
  async restTag(kind, what) {
    return (await primitives.mac(this.#open.rest, tuple('rest-tag', u8(kind), what))).slice(0, 16);
  }

  /**
   * The id of a record of which there is one; nobody else can tell which it is.
   * @param {string | Uint8Array} name text is taken as UTF-8
   * @returns {Promise<Bytes>} 16
   */
  async singletonId(name) {
    const nameBytes = typeof name === 'string' ? utf8(name) : name;
    return primitives.hkdfBits(this.#open.account, tuple('singleton', this.userId, nameBytes), 16);
  }
}
