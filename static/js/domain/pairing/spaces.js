/**
 * The space this device is in, and those it has left: whose keys are pinned there. Owns the `space` record, and the keys
 * of spaces in the keyring. What was opened in a space that ended stays readable; nothing new is.
 */
import { equalBytes, fromBase64url } from '../../core/bytes.js';
import { coupleOf } from '../bridge/context.js';

/** @typedef {import('../bridge/context.js').Couple} Couple */
/** @typedef {import('./handshake.js').Pin} Pin */
/** @typedef {import('../sync/items.js').SpaceItem} SpaceItem */
/** @typedef {Pin & { pairedAt: string, numberCompared: boolean, ended: string | null, stopped?: boolean }} SpaceFields */

/** @param {{ vault: any, clock: import('../../core/clock.js').Clock }} deps */
export function createSpaces({ vault, clock }) {
  /** @type {Map<string, Couple>} by space id */
  let couples = new Map();
  const nowIso = () => new Date(clock.nowMs()).toISOString();

  /** @returns {SpaceFields | null} the one there is now, or the last one */
  const current = () => {
    const fields = vault.singleton('space').get();
    return fields?.space ? fields : null;
  };

  /** @param {Record<string, any>} fields */
  const change = (fields) => vault.singleton('space').put({ v: 1, type: 'space', ...fields });

  return {
    current,
    /** @param {string} space base64url @returns {Couple | null} */
    coupleIn: (space) => couples.get(space) ?? null,

    /** After an unlock, and after each change. @param {import('../../crypto/keyring.js').Keyring} keyring */
    async load(keyring) {
      const known = [current(), ...vault.all('past-space').map((/** @type {any} */ { fields }) => fields)].filter(Boolean);
      for (const fields of known) {
        if (couples.get(fields.space)?.keyring === keyring) continue;
        await keyring.addSpaceKey(fromBase64url(fields.space), fromBase64url(fields.spaceKey));
        couples.set(fields.space, await coupleOf(keyring, fields));
      }
    },

    /** Only after all checks. One space before it is kept, for what was opened there. @param {Pin} pin */
    async pin(pin) {
      const before = current();
      if (before && before.space !== pin.space) await vault.singleton(`past-space:${before.space}`).put({ ...before, v: 1, type: 'past-space' });
      await change({ ...pin, pairedAt: nowIso(), numberCompared: false, ended: null, stopped: false });
    },

    numberCompared: () => change({ numberCompared: true }),
    end: () => change({ ended: nowIso() }),
    /** A key that changed is not forgotten when the server shows the old one again. */
    stop: () => change({ stopped: true }),
    forget() {
      couples = new Map();
    },
  };
}

/**
 * @param {SpaceFields} fields pinned
 * @param {SpaceItem | undefined} item of this space, as it arrived
 * @returns {boolean} the key that arrived is the pinned one, byte for byte
 */
export function isPinned({ partnerBundle }, item) {
  return item === undefined || equalBytes(item.partnerBundle, fromBase64url(partnerBundle));
}
