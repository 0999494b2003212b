/**
 * The opened records, between unlock and lock. Owns what is shown while a record is held: someone is
 * typing in it, and what arrives meanwhile must not replace what has the focus. Owns also what is known without a walk over
 * all of them: the records of one type, and how many are unsent. One keystroke asks for these a dozen times.
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
  /** @type {Map<string, Map<string, Held>>} type → its records by id, as stored */
  let types = new Map();
  /** @type {Map<string, readonly Held[]>} type → as shown; thrown away when one of them changes */
  let lists = new Map();
  let unsent = 0;
  const version = observable(0);

  /** @param {Held} record */
  const view = (record) => held.get(record.id) ?? record;

  /** @param {Held} record */
  function file(record) {
    const { id, fields: { type } } = record;
    const before = records.get(id);
    if (before && before.fields.type !== type) take(before);
    if (before?.unsent) unsent -= 1;
    if (record.unsent) unsent += 1;
    const own = types.get(type) ?? new Map();
    types.set(type, own.set(id, record));
    lists.delete(type);
  }

  /** @param {Held} record that has become one of another type */
  function take({ id, fields: { type } }) {
    types.get(type)?.delete(id);
    lists.delete(type);
  }

  /** @param {string} id what is shown of it is another now */
  const shownAnew = (id) => void lists.delete(records.get(id)?.fields.type ?? '');

  return {
    version,
    changed: () => version.update((n) => n + 1),

    /** @param {Held} record */
    set(record) {
      file(record);
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

    /** @param {string} type @returns {readonly Held[]} as shown; the same array for as long as nothing in it changed */
    all(type) {
      const known = lists.get(type);
      if (known) return known;
      const own = [...(types.get(type)?.values() ?? [])];
      const found = held.size === 0 ? own : own.map(view);
      lists.set(type, found);
      return found;
    },

    size: () => records.size,
    unsent: () => unsent,

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
      shownAnew(id);
    },

    /** @param {string} id */
    release(id) {
      if (!held.delete(id)) return;
      shownAnew(id);
      version.update((n) => n + 1);
    },

    forget() {
      records = new Map();
      names = new Map();
      held = new Map();
      types = new Map();
      lists = new Map();
      unsent = 0;
      version.update((n) => n + 1);
    },
  };
}

/** @param {Fields} fields @returns {string | null} the name whose singleton this is (protocol.md) */
function singletonName({ type, offer, purpose, space, thing, choice, moment, credential }) {
  if (type === 'offer-out' || type === 'offer-in') return `offer:${offer}`;
  if (type === 'draft') return `draft:${purpose}`;
  if (type === 'ballot') return `ballot:${choice}`;
  if (type === 'moment-own') return `moment:${moment}`;
  if (type === 'passkey') return `passkey:${credential}`;
  if (type === 'part') return `part:${space}:${thing}`;
  return ['settings', 'pairing', 'space', 'account', 'argued', 'echo', 'echo-run'].includes(type) ? type : null;
}
