/**
 * The journal: writing, versions, the bin. Owns when a version is kept and when the bin is emptied.
 * Never deletes because something is absent: the only thing that deletes is `vault.purge`, which writes a `gone`.
 */
import { toBase64url } from '../core/bytes.js';
import { random16 } from '../core/ids.js';
import { oncePer } from '../core/once-per.js';
import { createDraft, scheduleWithTimers } from './drafts.js';
import { changedFields, checkTexts, newEntry } from './entries.js';
import { RecordMissingError } from './errors.js';

/** @typedef {import('./entries.js').Entry} Entry */
/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {{ id: string, isNew: boolean, at: string, fields: Record<string, any> }} Unsaved what a lock came before; at: ISO time */
/**
 * @typedef {object} Vault what the journal needs of it
 * @property {(id: string) => Entry | null} get
 * @property {(type: string) => readonly Entry[]} all the same array for as long as nothing in it changed
 * @property {(fields: Record<string, any>, id?: string) => Promise<string>} put
 * @property {(id: string, fields: Record<string, any>) => Promise<void>} patch
 * @property {(id: string) => Promise<void>} purge
 * @property {(id: string) => void} hold
 * @property {(id: string) => void} release
 */

const SESSION_GAP_MS = 10 * 60_000;
export const BIN_DAYS = 30;
const BIN_MS = BIN_DAYS * 86_400_000;

/** @typedef {ReturnType<typeof createJournal>} Journal */

/** @param {{ vault: Vault, clock: import('../core/clock.js').Clock, schedule?: import('./drafts.js').Schedule }} deps */
export function createJournal({ vault, clock, schedule = scheduleWithTimers }) {
  /** @type {Map<Draft, string>} of which entry */
  const drafts = new Map();
  /** Entries on their way to the disk. @type {Map<string, Record<string, any>>} */
  const making = new Map();
  /** Sorted once for all who read it. */
  const sorted = oncePer((/** @type {readonly Entry[]} */ all) => all.filter(({ fields }) => !fields.binnedAt).sort(newestBy('createdAt')));
  const nowIso = () => new Date(clock.nowMs()).toISOString();

  /** @param {string} id @returns {Entry} @throws {RecordMissingError} */
  const need = (id) => {
    const found = vault.get(id);
    if (found?.fields.type !== 'entry') throw new RecordMissingError();
    return found;
  };

  /** @param {Entry} entry */
  const keepVersion = ({ id, fields }) => vault.put({ v: 1, type: 'version', of: id, at: nowIso(), fields });

  /** @param {string} id @param {Record<string, any>} fields @param {string} [at] ISO time */
  const save = async (id, fields, at = nowIso()) => {
    const entry = need(id);
    const changed = changedFields(entry.fields, fields);
    if (Object.keys(changed).length === 0) return;
    // Either way: a clock that was put back, or is behind that of another phone, ends a session as well.
    if (Math.abs(Date.parse(at) - Date.parse(entry.fields.editedAt)) >= SESSION_GAP_MS) await keepVersion(entry);
    await vault.patch(id, { ...changed, editedAt: at });
  };

  /** Words of an earlier moment: what was written after them stays in front, and they become a version. @param {string} id @param {Record<string, any>} words @param {string} at ISO time */
  const saveLate = async (id, words, at) => {
    const { fields } = need(id);
    if (at >= fields.editedAt) return save(id, words, at);
    const isKept = [{ fields: { fields } }, ...versions(id)].some((one) => holds(one.fields.fields, words));
    if (!isKept) await vault.put({ v: 1, type: 'version', of: id, at, fields: { ...fields, ...words, editedAt: at } });
  };

  /** @param {Record<string, any>} fields @returns {Promise<string>} its id */
  const make = async (fields) => {
    const [id, entry] = [toBase64url(random16()), newEntry(nowIso(), fields)];
    making.set(id, fields);
    try {
      return await vault.put(entry, id);
    } finally {
      making.delete(id);
    }
  };

  /** @param {string} id @returns {Entry[]} newest first */
  const versions = (id) => vault.all('version').filter(({ fields }) => fields.of === id).sort(newestBy('at'));

  /** @param {string} id */
  const purge = async (id) => {
    const attached = vault.all('attachment').filter(({ fields }) => fields.of === id);
    for (const one of [...versions(id), ...attached]) await vault.purge(one.id);
    await vault.purge(id);
  };

  /** @returns {readonly Entry[]} newest first, without the bin; the same array for as long as nothing in it changed */
  const entries = () => sorted(vault.all('entry'));

  const binned = () => vault.all('entry').filter(({ fields }) => fields.binnedAt).sort(newestBy('binnedAt'));

  return {
    entries,
    /** @returns {boolean} nothing was written yet, or it lies in the bin */
    isEmpty: () => vault.all('entry').every(({ fields }) => fields.binnedAt),
    /** @param {string} id @returns {Entry | null} also from the bin */
    entry: (id) => (vault.get(id)?.fields.type === 'entry' ? vault.get(id) : null),
    /** @param {Record<string, any>} [fields] @returns {Promise<string>} its id @throws {TextTooLongError} */
    create: async (fields = {}) => make(fields),
    /** Two taps. @param {{ feeling: string | null, topic: string | null }} chosen @returns {Promise<string>} */
    quick: ({ feeling, topic }) => make({ feelings: feeling ? [feeling] : [], topic }),

    /**
     * While it is open, nothing from elsewhere replaces what has the focus.
     * @param {string} id
     * @returns {Draft} its `set` throws TextTooLongError and takes nothing over
     */
    draft(id) {
      need(id);
      const draft = createDraft({
        save: (fields) => save(id, fields),
        opened: () => vault.hold(id),
        closed: () => (drafts.delete(guarded), vault.release(id)),
        schedule,
      });
      /** @type {Draft} */
      const guarded = { ...draft, set: (fields) => (checkTexts(fields), draft.set(fields)) };
      drafts.set(guarded, id);
      return guarded;
    },
    /** When there is time for it: everything typed goes to disk. @returns {Promise<void>} throws AggregateError when some did not */
    async flushAll() {
      const outcomes = await Promise.allSettled([...drafts.keys()].map((draft) => draft.flush()));
      const problems = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      if (problems.length > 0) throw new AggregateError(problems, 'some drafts are not saved');
    },
    /** At a lock: what was being typed leaves the memory. @returns {Unsaved[]} what may not be on disk yet */
    leave() {
      const at = nowIso();
      const unsaved = [
        ...[...making].map(([id, fields]) => ({ id, isNew: true, at, fields })),
        ...[...drafts].map(([draft, id]) => ({ id, isNew: false, at, fields: draft.leave() })),
      ];
      making.clear();
      drafts.clear();
      return unsaved.filter(({ isNew, fields }) => isNew || Object.keys(fields).length > 0);
    },
    /** After an unlock. What reached the disk after all changes nothing. @param {Unsaved[]} unsaved */
    async catchUp(unsaved) {
      for (const { id, isNew, at, fields } of unsaved) {
        const found = vault.get(id);
        if (found?.fields.type === 'entry') await saveLate(id, fields, at);
        // Of an entry that is gone for good by now, the words become one of their own, once.
        else if (!vault.all('entry').some((entry) => entry.fields.createdAt === at && holds(entry.fields, fields))) {
          await vault.put(newEntry(at, fields), isNew && !found ? id : undefined);
        }
      }
    },

    versions,
    /** The present text becomes a version itself, so that a restore can be undone. @param {string} id @param {string} versionId */
    async restoreVersion(id, versionId) {
      const version = versions(id).find((one) => one.id === versionId);
      if (!version) throw new RecordMissingError();
      await keepVersion(need(id));
      await vault.patch(id, { ...version.fields.fields, binnedAt: null, editedAt: nowIso() });
    },

    /** @param {string} id */
    bin: async (id) => vault.patch(need(id).id, { binnedAt: nowIso() }),
    binned,
    /** @param {string} id */
    unbin: async (id) => vault.patch(need(id).id, { binnedAt: null }),
    /** For good, with its versions and photos; only out of the bin, where a person has put it first. @param {string} id */
    async purge(id) {
      if (!need(id).fields.binnedAt) throw new RecordMissingError();
      await purge(id);
    },
    /** @returns {Promise<number>} how many left the bin because their 30 days were over */
    async purgeOld() {
      const old = binned().filter(({ fields }) => clock.nowMs() - Date.parse(fields.binnedAt) >= BIN_MS);
      for (const { id } of old) await purge(id);
      return old.length;
    },
  };
}

/** @param {Record<string, any>} there @param {Record<string, any>} words @returns {boolean} all of the words stand there */
const holds = (there, words) => Object.keys(changedFields(there, words)).length === 0;

/** @param {string} name of a field that holds an ISO time @returns {(a: Entry, b: Entry) => number} */
function newestBy(name) {
  return (a, b) => compare(b.fields[name], a.fields[name]) || compare(a.id, b.id);
}

/** @param {string} a @param {string} b ISO times and ids: code units will do, and are fast */
const compare = (a, b) => (a === b ? 0 : a < b ? -1 : 1);
