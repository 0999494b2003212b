/** The link of an invitation: making it, reading it however it was pasted, and looking at the invitation before anything is sent. */
import { fromBase64url, toBase64url } from '../../core/bytes.js';
import { CoupleBridgeError, PairingRefusedError } from '../../core/errors.js';
import { makeFragment, parseFragment } from '../../crypto/pairing.js';
import { ApiProblem } from '../../net/errors.js';
import { checkInvitation } from './handshake.js';
import { InvitationRefusedError } from './refusals.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {import('./handshake.js').Pending} Pending */

/** @param {string} appUrl @param {Pending} pending @returns {string} secret: for the partner only */
export function linkOf(appUrl, { invite, secret }) {
  return `${appUrl}/join#${makeFragment(fromBase64url(invite), fromBase64url(secret))}`;
}

/** @param {string} link a whole link, or what follows its # @returns {{ invite: Bytes, secret: Bytes }} 16; 32, secret @throws {InvitationRefusedError} */
export function readLink(link) {
  try {
    return parseFragment(link.trim().replace(/^[^#]*#/s, ''));
  } catch (cause) {
    if (!(cause instanceof PairingRefusedError)) throw cause;
    throw new InvitationRefusedError('not-a-link');
  }
}

/** @param {{ api: import('../bridge/asking.js').Asks, clock: import('../../core/clock.js').Clock }} deps */
export function createLinks({ api, clock }) {
  return {
    /**
     * Needs no account; sends nothing but the invitation's id.
     * @param {string} link
     * @returns {Promise<{ pending: Pending, inviter: import('../../crypto/identity.js').Identity, expires: number }>}
     * @throws {InvitationRefusedError}
     */
    async preview(link) {
      const { invite, secret } = readLink(link);
      const { json } = await api.request('GET', `/invites/${toBase64url(invite)}`).catch(asGone);
      try {
        return { ...(await checkInvitation({ invite, secret }, json, clock.nowMs())), expires: json.expires };
      } catch (cause) {
        if (!(cause instanceof CoupleBridgeError)) throw cause;
        throw new InvitationRefusedError(json.expires <= clock.nowMs() ? 'gone' : 'changed', { cause });
      }
    },
  };
}

/** @param {unknown} problem @returns {never} */
export function asGone(problem) {
  throw problem instanceof ApiProblem && problem.code === 'not-found' ? new InvitationRefusedError('gone', { cause: problem }) : problem;
}
