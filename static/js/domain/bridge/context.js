/** Who the two are, from this device's own vault and keyring, never from what arrived. */
import { fromBase64url } from '../../core/bytes.js';
import { fingerprint, parseBundle } from '../../crypto/identity.js';
import { OfferRefusedError, PartnerKeyChangedError } from './refusals.js';

/** @typedef {import('../../core/bytes.js').Bytes} Bytes */
/** @typedef {import('../../crypto/keyring.js').Keyring} Keyring */
/** @typedef {{ userId: Uint8Array, fingerprint: Uint8Array, signingPublic: Uint8Array, kemPublic: Uint8Array }} Person 16, 32, 65, 65 */
/** @typedef {{ keyring: Keyring, space: Uint8Array, me: Person, partner: Person }} Couple space 16 */

/** @param {Uint8Array} bundle 154 @returns {Promise<Person>} */
export async function personOf(bundle) {
  const { userId, signingPublic, kemPublic } = await parseBundle(bundle);
  return { userId, signingPublic, kemPublic, fingerprint: await fingerprint(bundle) };
}

/**
 * @param {Keyring} keyring
 * @param {{ space: string, partnerBundle: string }} pinned the `space` record
 * @returns {Promise<Couple>}
 */
export async function coupleOf(keyring, { space, partnerBundle }) {
  const [me, partner] = await Promise.all([personOf(keyring.identity.bundle), personOf(fromBase64url(partnerBundle))]);
  return { keyring, space: fromBase64url(space), me, partner };
}

/**
 * For whoever wants to say something to the partner.
 * @param {{ state: { value: { kind: string } }, couple: () => Couple | null }} pairing
 * @returns {Couple}
 * @throws {PartnerKeyChangedError} @throws {OfferRefusedError} alone
 */
export function coupleNow(pairing) {
  if (pairing.state.value.kind === 'stopped') throw new PartnerKeyChangedError();
  const couple = pairing.couple();
  if (!couple) throw new OfferRefusedError('alone');
  return couple;
}
