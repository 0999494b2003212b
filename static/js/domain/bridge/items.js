/**
 * Offers and turns as they arrived (domain/sync/items.js read their form), made ready to be checked.
 * Nothing in here is believed before offer-chain.js and turn-chain.js have checked it.
 */
import { concat, fromBase64url, toBase64url, u8 } from '../../core/bytes.js';
import { sha256 } from '../../crypto/primitives.js';
import { LATEST_MS } from '../../crypto/statements.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {import('../sync/items.js').OfferItem} ArrivedOffer */
/** @typedef {import('../sync/items.js').TurnItem} ArrivedTurn */
/** @typedef {import('../sync/items.js').SignedShared} SignedSeal */
/**
 * @typedef {object} OfferItem
 * @property {string} id base64url
 * @property {Bytes} idBytes 16
 * @property {'offered' | 'ready' | 'opened' | 'ended' | 'put-away'} state
 * @property {number} lapsesAtMs 0 when ended
 * @property {import('../../crypto/statements.js').Link[]} links
 * @property {SignedSeal | null} cover
 * @property {SignedSeal | null} moment
 * @property {{ envelope: Bytes, wrap: Bytes | null } | null} text wrap: the author's
 * @property {Bytes | null} share 113, the recipient's
 */
/** @typedef {SignedSeal & { id: string, offer: string, prev: Bytes }} TurnItem */

/** @param {ArrivedOffer} arrived @returns {OfferItem} */
export function offerItem({ id, state, lapsesAtMs, statements, cover, moment, text, shareWrap }) {
  return { id, idBytes: fromBase64url(id), state, lapsesAtMs: Math.min(lapsesAtMs ?? 0, LATEST_MS), links: statements, cover, moment, text, share: shareWrap };
}

/** @param {ArrivedTurn[]} arrived @returns {Map<string, TurnItem[]>} by offer; put away, or with a part missing, it belongs to none */
export function turnsByOffer(arrived) {
  /** @type {Map<string, TurnItem[]>} */
  const byOffer = new Map();
  for (const { id, offer, envelope, wrap, signature, prev } of arrived) {
    if (!offer || !envelope || !wrap || !signature || !prev) continue;
    byOffer.set(offer, [...(byOffer.get(offer) ?? []), { id, offer, envelope, wrap, signature, prev }]);
  }
  return byOffer;
}

/** @param {OfferItem} offer @param {TurnItem[]} turns @returns {Promise<string>} the same for exactly the same bytes */
export async function digestOf({ state, links, cover, moment, text, share }, turns) {
  const sealed = [cover, moment, ...turns].flatMap((one) => (one ? [one.envelope, one.wrap, one.signature] : [u8(0)]));
  const said = links.flatMap(({ message, signature }) => [message, signature]);
  const parts = [u8(state.length), ...said, ...sealed, ...turns.map(({ prev }) => prev), text?.envelope ?? u8(1), text?.wrap ?? u8(2), share ?? u8(3)];
  return toBase64url(await sha256(concat(...parts)));
}
