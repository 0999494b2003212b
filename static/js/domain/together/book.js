/**
 * All togethers of this person as this device has checked them. Owns what was seen before; reads an item again only when it
 * changed. Holds the plaintext of what is locked in: `forget` on lock.
 */
import { fromBase64url, toBase64url } from '../../core/bytes.js';
import { asForged, ForgedStatementError } from '../bridge/refusals.js';
import { openOffered } from '../bridge/offered-text.js';
import { checkTogether, commitsOf, spaceOf } from './check.js';

/** @typedef {import('../sync/items.js').TogetherItem} TogetherItem */
/** @typedef {import('./check.js').Seen} Seen */
/** @typedef {import('./check.js').Commit} Commit */
/** @typedef {import('./check.js').Checked & { own: import('../bridge/offered-text.js').Offered | null }} Entry own: what I locked in, until it is opened */
/** @typedef {{ state: 'refused', id: string, problem: ForgedStatementError }} Refused */

const SEEN = 'togetherSeen';

/**
 * @param {{
 *   items: () => TogetherItem[], coupleIn: (space: string) => import('../bridge/context.js').Couple | null,
 *   store: { meta: (key: string) => Promise<any>, setMeta: (key: string, value: any) => Promise<void> },
 * }} deps
 */
export function createBook({ items, coupleIn, store }) {
  /** @type {Map<string, Entry | Refused>} */
  let entries = new Map();
  /** @type {Map<string, Commit>} */
  let commits = new Map();
  /** @type {Record<string, Seen> | null} */
  let seen = null;
  /** A lock while something is being read must not bring it back. */
  let generation = 0;

  /** @param {TogetherItem} item @param {Record<string, Seen>} known @returns {Promise<Entry | null>} null: over, or not ours to read yet */
  const read = async (item, known) => {
    if (item.state === 'ended' || item.state === 'put-away') {
      known[item.id] = { ended: true };
      return null;
    }
    const before = entries.get(item.id);
    if (before && before.state !== 'refused' && before.item === item) return before;
    const couple = coupleIn(spaceOf(item));
    if (!couple) return null;
    const { checked, seen: next } = await checkTogether(item, couple, known[item.id]);
    known[item.id] = next;
    const own = item.text ? await openOffered(couple, textOf(checked), /** @type {any} */ ({ direction: 'out', offer: checked.lock })) : null;
    return { ...checked, own };
  };

  /** @param {TogetherItem} item @param {Record<string, Seen>} known @returns {Promise<Entry | Refused | null>} */
  const readOrRefuse = async (item, known) => {
    try {
      return await read(item, known);
    } catch (cause) {
      const problem = asForged(cause);
      if (!(problem instanceof ForgedStatementError)) throw problem;
      return { state: 'refused', id: item.id, problem };
    }
  };

  return {
    /** @returns {(Entry | Refused)[]} */
    all: () => [...entries.values()],
    /** @param {string} id @returns {Entry | Refused | null} */
    get: (id) => entries.get(id) ?? null,
    /** @param {string} id of a text, base64url @returns {Commit | null} what it must be, where it opened in a together that holds */
    commitOf: (id) => commits.get(id) ?? null,

    /** @returns {Promise<boolean>} whether it was finished; false after a lock */
    async refresh() {
      const started = generation;
      const known = seen ?? { ...(await store.meta(SEEN)) };
      const before = JSON.stringify(known);
      /** @type {Map<string, Entry | Refused>} */
      const next = new Map();
      for (const item of items()) {
        const entry = await readOrRefuse(item, known);
        if (entry) next.set(entry.id, entry);
        if (started !== generation) return false;
      }
      [entries, seen] = [next, known];
      commits = new Map([...next.values()].flatMap((entry) => (entry.state === 'opened' ? commitsOf(entry) : [])));
      if (JSON.stringify(known) !== before) await store.setMeta(SEEN, known);
      return started === generation;
    },
    forget() {
      generation += 1;
      [entries, commits, seen] = [new Map(), new Map(), null];
    },
  };
}

/** What is locked in, as offered-text.js takes a text. @param {import('./check.js').Checked} checked @returns {any} */
export function textOf({ item, lock }) {
  const record = /** @type {import('./check.js').Lock} */ (lock).record;
  return { id: toBase64url(record), idBytes: fromBase64url(toBase64url(record)), text: item.text };
}
