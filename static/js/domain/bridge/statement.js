/** Saying something about an offer: the signed statement as the server wants it. */
import { toBase64url } from '../../core/bytes.js';
import { buildStatement } from '../../crypto/statements.js';

/** @typedef {import('./context.js').Couple} Couple */
/** @typedef {import('./context.js').Person} Person */
/** @typedef {{ action: number, record: Uint8Array, revision: number, envelopeHash: Uint8Array, wrapHash?: Uint8Array, policy: number, timeMs: number, prev?: Uint8Array }} Said */

/**
 * @param {Couple} couple
 * @param {Person} owner whose offer it is; the other one is its recipient
 * @param {Said} said
 * @returns {Promise<{ statement: string, signature: string }>}
 */
export async function signStatement({ keyring, space, me, partner }, owner, said) {
  const recipient = owner === me ? partner : me;
  const message = buildStatement({ ...said, space, ownerFp: owner.fingerprint, recipientFp: recipient.fingerprint });
  return { statement: toBase64url(message), signature: toBase64url(await keyring.sign(message)) };
}

/**
 * About a checked offer, after everything said so far.
 * @param {import('./book.js').Checked} entry
 * @param {number} action
 * @param {number} timeMs
 */
export function signNext({ couple, chain, item }, action, timeMs) {
  const owner = chain.direction === 'out' ? couple.me : couple.partner;
  const { revision, envelopeHash, policy } = chain.offer;
  return signStatement(couple, owner, { action, record: item.idBytes, revision, envelopeHash, policy, timeMs, prev: chain.lastHash });
}

/** @param {import('./items.js').SignedSeal} sealed */
export function sealJson({ envelope, wrap, signature }) {
  return { envelope: toBase64url(envelope), wrap: toBase64url(wrap), signature: toBase64url(signature) };
}
