/**
 * Words for somebody, before they are sent: an offer being put together, a turn, a moment. Owns the private
 * record that keeps them, one for each purpose (protocol.md, `draft`), saved like the journal while one types.
 * Never: sends anything, or is read by anyone but its owner.
 */
import { createDraft, scheduleWithTimers } from './drafts.js';
import { same } from '../core/same.js';

/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {import('./journal.js').Unsaved} Unsaved */
/** @typedef {Pick<import('./journal.js').Journal, 'leave' | 'catchUp'>} Typed what a lock can take along, and bring back */
/** @typedef {ReturnType<typeof createDrafting>} Drafting */

/** In the list of what a lock came before it stands where an entry has its id, which never holds a colon. */
const PREFIX = 'draft:';

/**
 * @param {{
 *   vault: Pick<import('./vault/vault.js').Vault, 'singleton'>, clock: import('../core/clock.js').Clock,
 *   schedule?: import('./drafts.js').Schedule,
 * }} deps
 */
export function createDrafting({ vault, clock, schedule = scheduleWithTimers }) {
  /** @type {Map<Draft, { purpose: string, names: Set<string> }>} those in which something was typed, and what */
  const drafts = new Map();
  /** @param {string} purpose */
  const openOnes = (purpose) => [...drafts].filter(([, its]) => its.purpose === purpose);
  const nowIso = () => new Date(clock.nowMs()).toISOString();
  /** @param {string} purpose */
  const record = (purpose) => vault.singleton(`${PREFIX}${purpose}`);

  /** @param {string} purpose @param {Record<string, any>} words @param {string} [at] ISO time */
  const save = async (purpose, words, at = nowIso()) => {
    /** @type {Record<string, any>} */
    const kept = record(purpose).get() ?? {};
    if (Object.entries(words).every(([name, value]) => same(kept[name] ?? null, value))) return;
    await record(purpose).put({ ...words, v: 1, type: 'draft', purpose, at });
  };

  return {
    /**
     * Also what is still on its way to the disk: a screen that is left and opened again at once shows the newest words.
     * @param {string} purpose
     * @returns {Record<string, any>} what is not sent yet, by name; {} when there is nothing
     */
    read(purpose) {
      const pending = openOnes(purpose).map(([draft]) => draft.pending());
      return wordsOf(Object.assign({}, record(purpose).get(), ...pending));
    },

    /**
     * @param {string} purpose "offer:" + entry id, "edit:", "turn:" or "moment:" + offer id
     * @returns {Draft & { sent: () => Promise<void> }} sent: the words have arrived, so nothing of them is kept here
     */
    open(purpose) {
      /** @type {Set<string>} */
      const names = new Set();
      const draft = createDraft({
        save: (words) => save(purpose, words),
        opened: () => undefined,
        closed: () => Object.keys(draft.pending()).length === 0 && drafts.delete(open),
        schedule,
      });
      const open = {
        ...draft,
        /** @param {Record<string, any>} words */
        set(words) {
          // Also after it was closed: the answer to what was sent may come when the screen is gone.
          drafts.set(open, { purpose, names });
          for (const name of Object.keys(words)) names.add(name);
          draft.set(words);
        },
        async sent() {
          // The answer may come late: what the next screen was given meanwhile was not sent with it.
          const later = openOnes(purpose).filter(([draft]) => draft !== open).flatMap(([, its]) => [...its.names]);
          const all = [...names, ...Object.keys(wordsOf(record(purpose).get() ?? {}))];
          open.set(Object.fromEntries(all.filter((name) => !later.includes(name)).map((name) => [name, null])));
          await draft.close();
        },
      };
      return open;
    },

    /** At a lock: what was being typed leaves the memory. @returns {Unsaved[]} what may not be on disk yet */
    leave() {
      const at = nowIso();
      const unsaved = [...drafts].map(([draft, { purpose }]) => ({ id: PREFIX + purpose, isNew: false, at, fields: draft.leave() }));
      drafts.clear();
      return unsaved.filter(({ fields }) => Object.keys(fields).length > 0);
    },

    /** After an unlock. @param {Unsaved[]} unsaved */
    async catchUp(unsaved) {
      for (const { id, at, fields } of unsaved) {
        const purpose = id.slice(PREFIX.length);
        // Typed, or sent, after them: that is right.
        if (at >= (record(purpose).get()?.at ?? '')) await save(purpose, fields, at);
      }
    },
  };
}

/** The journal and the drafts as one, for the last moment before a lock. @param {Typed} journal @param {Typed} drafting @returns {Typed} */
export function allTyped(journal, drafting) {
  const isDraft = (/** @type {Unsaved} */ { id }) => id.startsWith(PREFIX);
  return {
    leave: () => [...journal.leave(), ...drafting.leave()],
    async catchUp(unsaved) {
      await journal.catchUp(unsaved.filter((one) => !isDraft(one)));
      await drafting.catchUp(unsaved.filter(isDraft));
    },
  };
}

/** @param {Record<string, any>} fields of a draft @returns {boolean} something is in it that was not sent */
export const holdsWords = (fields) => Object.keys(wordsOf(fields)).length > 0;

/** @param {Record<string, any>} fields @returns {Record<string, any>} without what is blank, and what only says which draft it is */
function wordsOf({ v, type, purpose, at, ...words }) {
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== null));
}
