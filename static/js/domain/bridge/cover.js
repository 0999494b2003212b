/** The cover line and the good moment: small things that both read, each by the one who may say it. */
import { hopes, tones } from '../tones.js';
import { openShared, sealShared } from './shared.js';

/** @typedef {import('./context.js').Couple} Couple */
/** @typedef {import('./items.js').OfferItem} OfferItem */
/** @typedef {import('../offer-chain.js').Chain} Chain */
/** @typedef {{ minutes: number | null, tone: string | null, hope: string | null, line: string }} Cover */

const MAX_MINUTES = 24 * 60;
const MAX_LINE_CHARACTERS = 500;

/** Also of what arrived: nothing but these four, within these bounds, reaches a screen. @param {any} cover @returns {Cover} */
export function tidyCover(cover) {
  const { minutes, tone, hope, line } = cover ?? {};
  return {
    minutes: Number.isInteger(minutes) && minutes > 0 && minutes <= MAX_MINUTES ? minutes : null,
    tone: tones().some(({ id }) => id === tone) ? tone : null,
    hope: hopes().some(({ id }) => id === hope) ? hope : null,
    line: typeof line === 'string' ? [...line].slice(0, MAX_LINE_CHARACTERS).join('') : '',
  };
}

/** Bound to the text it comes with, so that no older cover can stand before a newer text.
 * @param {Couple} couple @param {Uint8Array} record 16 @param {Uint8Array} envelopeHash 32 @param {any} cover */
export function sealCover({ keyring, space, me }, record, envelopeHash, cover) {
  return sealShared({ keyring, space, author: me, ref: record, prev: envelopeHash }, { v: 1, type: 'cover', ...tidyCover(cover) });
}

/** @param {Couple} couple @param {Uint8Array} record 16 @param {string} at ISO time */
export function sealMoment({ keyring, space, me }, record, at) {
  return sealShared({ keyring, space, author: me, ref: record }, { v: 1, type: 'moment', at });
}

/** @param {Couple} couple @param {OfferItem} item @param {Chain} chain @returns {Promise<Cover>} @throws {import('./refusals.js').ForgedStatementError} */
export async function openCover({ keyring, space, me, partner }, { cover, idBytes }, { direction, offer }) {
  if (!cover) return tidyCover(null);
  const author = direction === 'out' ? me : partner;
  return tidyCover((await openShared({ keyring, space, author, ref: idBytes, prev: offer.envelopeHash }, cover, 'cover')).value);
}

/** @param {Couple} couple @param {OfferItem} item @param {Chain} chain @returns {Promise<string | null>} ISO time @throws {import('./refusals.js').ForgedStatementError} */
export async function openMoment({ keyring, space, me, partner }, { moment, idBytes }, { direction }) {
  if (!moment) return null;
  const author = direction === 'out' ? partner : me;
  const { value } = await openShared({ keyring, space, author, ref: idBytes }, moment, 'moment');
  return Number.isNaN(Date.parse(value.at)) ? null : new Date(value.at).toISOString();
}
