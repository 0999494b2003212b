/**
 * A directory that the operator of the server imported. The phone fetches the whole block of a three-digit ZIP, once for an
 * unlock, and looks in it by itself. Never: sends a name, a town or a whole ZIP.
 */
import { folded } from './columns.js';

/** @typedef {{ npi: string, name: string, practice: string, credential: string, kinds: string[], street: string, city: string, state: string, zip: string, phone: string, licence: string, licence_state: string }} Provider */
/** @typedef {{ importedOn: string, kinds: Record<string, string> }} DirectoryState */

const SHOWN_MOST = 60;

/** @param {{ ask: (method: string, path: string) => Promise<any>, account: { onLock: (listener: () => void) => void } }} deps */
export function createDirectory({ ask, account }) {
  /** @type {Map<string, Promise<Provider[]>>} by three digits */
  const blocks = new Map();
  account.onLock(() => blocks.clear());

  /** @param {string} zip3 @returns {Promise<Provider[]>} */
  async function fetchBlock(zip3) {
    const found = [];
    for (let after = 0; after !== null;) {
      const { providers, next } = await ask('GET', `/directory/blocks/${zip3}${after ? `?after=${after}` : ''}`);
      found.push(...providers);
      after = next;
    }
    return found;
  }

  /** @param {string} zip3 */
  function blockOf(zip3) {
    const known = blocks.get(zip3);
    if (known) return known;
    const coming = fetchBlock(zip3);
    blocks.set(zip3, coming);
    coming.catch(() => blocks.delete(zip3)); // asked for again next time; whoever waits hears of it
    return coming;
  }

  return {
    /** @returns {Promise<DirectoryState | null>} null: this server has none */
    async state() {
      const { imported_on: importedOn, kinds } = await ask('GET', '/directory');
      return importedOn === null ? null : { importedOn, kinds };
    },

    /**
     * @param {{ zip: string, words: string }} search zip: five digits, or three; words: of a name, a town or a practice
     * @returns {Promise<{ found: Provider[], more: number }>} the nearest ZIP first
     */
    async search({ zip, words }) {
      const [digits] = /^\d{3,5}/.exec(zip.trim()) ?? [];
      if (!digits) return { found: [], more: 0 };
      const wanted = folded(words).split(' ').filter(Boolean);
      const all = (await blockOf(digits.slice(0, 3))).filter((provider) => fits(provider, wanted)).sort(nearestTo(digits));
      return { found: all.slice(0, SHOWN_MOST), more: Math.max(0, all.length - SHOWN_MOST) };
    },
  };
}

/** @param {Provider} provider @param {string[]} wanted */
function fits({ name, practice, city }, wanted) {
  const text = folded(`${name} ${practice} ${city}`);
  return wanted.every((word) => text.includes(word));
}

/** @param {string} digits @returns {(a: Provider, b: Provider) => number} */
const nearestTo = (digits) => (a, b) => distance(a, digits) - distance(b, digits) || a.name.localeCompare(b.name);

/** @param {Provider} provider @param {string} digits */
const distance = ({ zip }, digits) => Math.abs(Number(zip) - Number(digits.padEnd(5, '5')));

/** @param {Provider} provider @param {Record<string, string>} kinds @returns {Record<string, string>} the values of a card */
export function providerCard(provider, kinds) {
  const { npi, name, practice, credential, street, city, state, zip, phone, licence, licence_state: licenceRegion } = provider;
  const kind = provider.kinds.map((code) => kinds[code]).filter(Boolean).join(', ');
  return { npi, name, practice, street, city, region: state, postcode: zip, country: 'US', phone, licenceNumber: licence, licenceRegion, licenceType: [kind, credential].filter(Boolean).join(', '), found: 'NPPES' };
}
