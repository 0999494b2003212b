/**
 * Passkeys of this account (protocol.md, The account): one more way in, by a touch, and never the only one.
 * Owns no state. A slot is written only after two touches gave the same secret, and only after another way in was typed.
 * Never: lets a passkey's secret into anything that is sent (crypto/passkey.js), asks for a touch by itself.
 */

import { equalBytes, fromBase64url, toBase64url, wipe } from '../../core/bytes.js';
import { PasskeyUnusableError } from '../../core/errors.js';
import { random16 } from '../../core/ids.js';
import { confirmPrf, credentialJson, prfExtensions, readPrf } from '../../crypto/passkey.js';
import { randomBytes } from '../../crypto/primitives.js';
import { authKey, passkeyFindTag, passkeySecret } from '../../crypto/secrets.js';
import { openSlot, sealSlot, SLOT_TYPES } from '../../crypto/slots.js';
import { NetworkError } from '../../net/errors.js';
import { PasskeyUnfitError, PasskeyWrongError } from '../errors.js';
import { finishSignIn, openAccount } from './sign-in.js';
import { checkSlot, refusing } from './ways-in.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {import('./ways-in.js').Device} Device */
/** @typedef {import('./ways-in.js').Touch} Touch */
/** @typedef {import('./ways-in.js').Opened} Opened */
/** @typedef {(step: "make" | "once" | "again") => Promise<unknown>} Next what is waited for before each touch: some phones ask for a press each time */

const UNFIT = 'passkeys-unfit';
const LOCAL_CHALLENGE_BYTES = 32;

/** @param {any} credential @returns {Bytes} */
const idOf = (credential) => new Uint8Array(credential.rawId);

/**
 * @param {{
 *   authenticator: import('../../net/authenticator.js').Authenticator, api: import('../../net/api.js').Api, store: import('../../store/store.js').Store,
 *   session: ReturnType<typeof import('./session.js').createSession>, label: () => string,
 *   ownDevice: () => Device, saveDevice: (device: Device) => Promise<void>,
 *   openLocal: <T>(shown: import('./ways-in.js').Shown, use: (opened: Opened) => Promise<T>) => Promise<T>,
 *   send: (method: string, path: string, json?: object) => Promise<any>,
 * }} deps
 */
export function createTouches({ authenticator, api, store, session, label, ownDevice, saveDevice, openLocal, send }) {
  /** @param {Bytes} challenge @param {Bytes[]} allow @param {boolean} isServers @returns {Promise<Touch>} */
  async function touched(challenge, allow, isServers) {
    const credential = await authenticator.use({ challenge, allow, extensions: prfExtensions() });
    const prf = await readable(() => readPrf(credential));
    const handle = credential.response.userHandle;
    return { credential: idOf(credential), prf, userId: handle ? new Uint8Array(handle) : null, json: isServers ? credentialJson(credential) : null };
  }

  /** What says that this phone's passkeys are none for us is remembered: they are not offered here again. @template T @param {() => T} read @returns {Promise<T>} */
  async function readable(read) {
    try {
      return read();
    } catch (cause) {
      if (!(cause instanceof PasskeyUnusableError)) throw cause;
      await store.setMeta(UNFIT, true);
      throw new PasskeyUnfitError({ cause });
    }
  }

  /** @returns {Promise<Bytes | null>} null: there is no server to be proved to, and what is on this device can be opened all the same */
  async function challengeOfServer() {
    try {
      if (!(await session.ensure())) return null;
      return fromBase64url((await api.request('POST', '/account/challenge')).json.challenge);
    } catch (problem) {
      if (problem instanceof NetworkError) return null;
      throw problem;
    }
  }

  /** For what is on this device; no server is asked. @param {Bytes} credential */
  const touchedHere = (credential) => touched(randomBytes(LOCAL_CHALLENGE_BYTES), [credential], false);

  /** @param {Bytes} credential @param {Next} next @returns {Promise<Bytes>} 32, secret, the same from two touches @throws {PasskeyUnfitError} */
  async function provenSecret(credential, next) {
    await next('once');
    const once = await touchedHere(credential);
    await next('again');
    const again = await touchedHere(credential);
    await readable(() => confirmPrf(once.prf, again.prf));
    wipe(again.prf);
    return once.prf;
  }

  /** @param {Opened} opened @param {Bytes} credential @param {Bytes} prf 32, secret */
  async function makeSlot({ accountKey, epoch }, credential, prf) {
    const { userId } = ownDevice();
    const secret = await passkeySecret(prf, userId);
    const header = { type: SLOT_TYPES.passkey, slotId: random16(), userId, epoch, params: credential };
    const made = { slot: await sealSlot(header, secret, accountKey), auth: await authKey(secret, userId) };
    wipe(secret, prf);
    return made;
  }

  /** @returns {Promise<Bytes[]>} credential ids, as the server knows them */
  const listed = async () => (await send('GET', '/account/passkeys')).passkeys.map((/** @type {{ credential: string }} */ each) => fromBase64url(each.credential));

  async function dropHere() {
    await saveDevice({ ...ownDevice(), passkey: null });
  }

  return {
    dropHere,

    /** @param {string} credential base64url */
    hasPasskeyHere(credential) {
      const here = ownDevice().passkey;
      return Boolean(here && toBase64url(here.credential) === credential);
    },

    /** Whether there may be passkeys here: the browser knows them, and none of this phone's was unfit. */
    canTouch: async () => authenticator.isThere() && !(await store.meta(UNFIT)),

    /** A fresh touch, for what asks for a fresh proof. @returns {Promise<Touch>} */
    async touch() {
      const { passkey } = ownDevice();
      if (!passkey) throw new PasskeyWrongError();
      const challenge = await challengeOfServer();
      return touched(challenge ?? randomBytes(LOCAL_CHALLENGE_BYTES), [passkey.credential], challenge !== null);
    },

    /** To open what is on this device; needs no server. @returns {Promise<Touch>} */
    async touchHere() {
      const { passkey } = ownDevice();
      if (!passkey) throw new PasskeyWrongError();
      return touchedHere(passkey.credential);
    },

    /** On a phone that does not know the account. @returns {Promise<import('./sign-in.js').SignedIn>} */
    async signInByTouch() {
      const { json } = await api.request('POST', '/sign-in/passkey/start');
      const { credential, prf, userId, json: said } = await touched(refusing(() => fromBase64url(json.challenge)), [], true);
      if (!userId || userId.length !== 16) throw new PasskeyWrongError();
      const secret = await passkeySecret(prf, userId);
      wipe(prf);
      try {
        const auth = await authKey(secret, userId);
        const finish = await finishSignIn(api, { credential: said, auth: toBase64url(auth), label: label(), device_token: null }, '/sign-in/passkey/finish');
        const slot = refusing(() => fromBase64url(finish.slot));
        checkSlot(slot, { type: SLOT_TYPES.passkey, userId, params: credential });
        const { keyring, identity } = await openAccount(api, slot, { secret, userId });
        const device = { userId, name: '', accountCode: null, slot, deviceToken: finish.device_token, passkey: { credential, slot }, ...identity };
        return { device, keyring, way: { slotType: SLOT_TYPES.passkey, find: await passkeyFindTag(credential), auth } };
      } finally {
        wipe(secret);
      }
    },

    /**
     * Makes a passkey on this phone: one touch to make it, two to see that its secret stays the same.
     * @param {string} typed the passphrase or the recovery code: a passkey that is deleted is gone for ever
     * @param {string} name what the phone will call it in its own list
     * @param {Next} next
     * @returns {Promise<string>} its credential id, base64url
     */
    async addPasskey(typed, name, next) {
      return openLocal(typed, async (opened) => {
        const exclude = await listed();
        const { challenge } = await send('POST', '/account/challenge');
        await next('make');
        const made = await authenticator.make({ challenge: fromBase64url(challenge), userId: ownDevice().userId, label: name, exclude, extensions: prfExtensions() });
        const credential = idOf(made);
        try {
          const { slot, auth } = await makeSlot(opened, credential, await provenSecret(credential, next));
          await send('POST', '/account/passkeys', { proof: opened.proof, credential: credentialJson(made), slot: toBase64url(slot), auth: toBase64url(auth) });
          await saveDevice({ ...ownDevice(), passkey: { credential, slot } });
        } catch (problem) {
          await authenticator.forget(toBase64url(credential));
          throw problem;
        }
        return toBase64url(credential);
      });
    },

    /** The owner has seen the list. */
    acknowledgePasskeys: () => send('POST', '/account/passkeys/acknowledge'),

    /** @param {string} credential base64url @param {import('./ways-in.js').Shown} shown every other session is ended */
    async removePasskey(credential, shown) {
      const proof = await openLocal(shown, async (opened) => opened.proof);
      await send('DELETE', '/account/passkeys', { proof, credential });
      const here = ownDevice().passkey;
      if (here && equalBytes(here.credential, fromBase64url(credential))) await dropHere();
      await authenticator.forget(credential);
    },

    /** @returns {Promise<string[]>} credential ids, base64url; this phone's is dropped where it is not among them */
    async passkeys() {
      const [all, here] = [await listed(), ownDevice().passkey];
      if (here && !all.some((/** @type {Bytes} */ each) => equalBytes(each, here.credential))) await dropHere();
      return all.map(toBase64url);
    },
  };
}
