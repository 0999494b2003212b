/**
 * The phone's own passkeys, as far as a browser shows them (WebAuthn Level 3). Owns nothing.
 * Knows no salt and reads no secret: what is asked for, and what came, is for crypto/passkey.js.
 * Never: asks by itself; each call here is a touch of the person.
 */

import { isNumericHost } from '../core/hosts.js';
import { PasskeyDeclinedError, PasskeyUnavailableError } from './errors.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {ReturnType<typeof createAuthenticator>} Authenticator */

const TIMEOUT_MS = 120_000;
/** ES256, EdDSA, RS256 (Windows). */
const ALGORITHMS = Object.freeze([-7, -8, -257]);

/** @param {{ credentials: any, PublicKeyCredential: any, hostname: string, name: string }} browser name: of this app, as the phone will list it */
export function createAuthenticator({ credentials, PublicKeyCredential, hostname, name }) {
  return {
    /** Whether it is worth trying; what a phone really can shows only in the touch. */
    isThere: () => Boolean(PublicKeyCredential && credentials?.create) && !isNumericHost(hostname),

    /**
     * @param {{ challenge: Bytes, userId: Bytes, label: string, exclude: Bytes[], extensions: any }} wish label: what the phone calls it, in its own list
     * @returns {Promise<any>} a PublicKeyCredential
     * @throws {PasskeyDeclinedError | PasskeyUnavailableError}
     */
    make({ challenge, userId, label, exclude, extensions }) {
      return asked(() => credentials.create({
        publicKey: {
          rp: { id: hostname, name },
          // Never the sign-in name: the phone's maker may keep this list.
          user: { id: userId, name: label, displayName: label },
          challenge,
          pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
          authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
          attestation: 'none',
          excludeCredentials: exclude.map(described),
          timeout: TIMEOUT_MS,
          extensions,
        },
      }));
    },

    /**
     * @param {{ challenge: Bytes, allow: Bytes[], extensions: any }} wish allow: one of these; any, where it is empty
     * @returns {Promise<any>} a PublicKeyCredential
     * @throws {PasskeyDeclinedError | PasskeyUnavailableError}
     */
    use({ challenge, allow, extensions }) {
      return asked(() => credentials.get({
        publicKey: { rpId: hostname, challenge, allowCredentials: allow.map(described), userVerification: 'required', timeout: TIMEOUT_MS, extensions },
      }));
    },

    /** The phone may take it out of its list. Where it cannot be told, it stays there and opens nothing. @param {string} credentialId base64url */
    async forget(credentialId) {
      await PublicKeyCredential?.signalUnknownCredential?.({ rpId: hostname, credentialId }).catch(() => undefined);
    },
  };
}

/** @param {Bytes} id */
const described = (id) => ({ type: 'public-key', id });

/** @param {() => Promise<any>} ask @returns {Promise<any>} */
async function asked(ask) {
  try {
    const credential = await ask();
    if (credential) return credential;
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
    // Not telling a stranger which it was, the browser says the same for "no", for "too late" and for "there is none".
    throw cause.name === 'NotAllowedError' || cause.name === 'AbortError' ? new PasskeyDeclinedError({ cause }) : new PasskeyUnavailableError({ cause });
  }
  throw new PasskeyDeclinedError();
}
