/**
 * The opened records, between unlock and lock. Owns what is shown while a record is held: someone is
 * typing in it, and what arrives meanwhile must not replace what has the focus.
 */

import { observable } from '../../core/observable.js';

/** @typedef {import('./sealing.js').Fields} Fields */
/** @typedef {{ id: string, fields: Fields, revision: number, unsent: boolean, mark: string | null }} Held mark: of the confirmed envelope, null while unsent */

export function createMemory() {
  /** @type {Map<string, Held>} */
  let records = new Map();
  /** @type {Map<string, string>} singleton name → id */
  let names = new Map();
  /** @type {Map<string, Held>} id → what the person sees */
  let held = new Map();
  const version = observable(0);

  /** @param {Held} record */
  const view = (record) => held.get(record.id) ?? record;

  return {
    version,
    changed: () => version.update((n) => n + 1),

    /** @param {Held} record */
    set(record) {
      records.set(record.id, record);
      const name = singletonName(record.fields);
      if (name) names.set(name, record.id);
    },

    /** @param {string} id @returns {Held | null} as stored, whatever is shown */
    stored: (id) => records.get(id) ?? null,

    /** @param {string} id @returns {Held | null} as shown */
    get(id) {
      const record = records.get(id);
      return record && record.fields.type !== 'gone' ? view(record) : null;
    },

    /** @param {string} type @returns {Held[]} as shown */
    all(type) {
      return [...records.values()].filter(({ fields }) => fields.type === type).map(view);
    },

    size: () => records.size,
    unsent: () => [...records.values()].filter(({ unsent }) => unsent).length,

    /** @param {string} name @returns {Held | null} */
    named(name) {
      return records.get(names.get(name) ?? '') ?? null;
    },

    /** @param {string} id */
    hold(id) {
      const record = records.get(id);
      if (record && !held.has(id)) held.set(id, record);
    },

    /** @param {string} id @returns {Held | null} what is shown instead of what is stored */
    shown: (id) => held.get(id) ?? null,

    /** @param {string} id @param {Fields} fields what the person sees now */
    show(id, fields) {
      const record = held.get(id);
      if (record) held.set(id, { ...record, fields });
    },

    /** @param {string} id */
    release(id) {
      if (held.delete(id)) version.update((n) => n + 1);
    },

    forget() {
      records = new Map();
      names = new Map();
      held = new Map();
      version.update((n) => n + 1);
    },
  };
}

/** @param {Fields} fields @returns {string | null} the name whose singleton this is (protocol.md) */
function singletonName({ type, offer, purpose, space, thing, choice, credential }) {
  if (type === 'offer-out' || type === 'offer-in') return `offer:${offer}`;
  if (type === 'draft') return `draft:${purpose}`;
  if (type === 'ballot') return `ballot:${choice}`;
  if (type === 'passkey') return `passkey:${credential}`;
  if (type === 'part') return `part:${space}:${thing}`;
  return ['settings', 'pairing', 'space', 'account'].includes(type) ? type : null;
}
