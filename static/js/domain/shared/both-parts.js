/**
 * What arrived of the parts that the two have published: the partner's, opened after every check, and how far one's own
 * have come. Owns the proof that nothing is missing. Never: shows a part that its author did not sign, or deletes one.
 */
import { createBreather } from '../../core/breather.js';
import { equalBytes, toBase64url } from '../../core/bytes.js';
import { CoupleBridgeError, KeyMissingError, KeyringLockedError } from '../../core/errors.js';
import { observable } from '../../core/observable.js';
import { parseHeader } from '../../crypto/records.js';
import { PART, PARTS_MANIFEST } from '../../net/frames.js';
import { createLedger } from './ledger.js';
import { openPart } from './part-seal.js';

/** @typedef {import('../bridge/context.js').Couple} Couple */
/** @typedef {import('../sync/items.js').PartItem} PartItem */
/** @typedef {import('./part-seal.js').OpenedPart} OpenedPart */
/** @typedef {{ parts: PartItem[], manifest: PartItem | null }} Published of one of the two in this space */
/** @typedef {ReturnType<typeof createBothParts>} BothParts */

/** @param {{ sync: any, breathe?: () => Promise<void> }} deps */
export function createBothParts({ sync, breathe = createBreather() }) {
  /** The partner's, by thing; a new map with each change. */
  const theirs = observable(/** @type {ReadonlyMap<string, OpenedPart>} */ (new Map()));
  /** Something that the partner published is missing, changed or older than before. */
  const isBroken = observable(false);
  /** @type {Couple | null} */
  let couple = null;
  let [mineLedger, theirLedger] = [createLedger(), createLedger()];
  /** @type {Map<string, number>} item id → revision that was opened, or refused */
  let seen = new Map();
  /** @type {Set<string>} item ids whose newest revision was refused */
  let refused = new Set();

  /** @param {Couple | null} next */
  function begin(next) {
    couple = next;
    [mineLedger, theirLedger, seen, refused] = [createLedger(), createLedger(), new Map(), new Set()];
    theirs.value = new Map();
    isBroken.value = false;
  }

  /** @param {Couple} now @param {PartItem[]} items */
  async function open(now, items) {
    const fresh = items.filter(({ id, revision }) => seen.get(id) !== revision);
    const opened = new Map(theirs.value);
    for (const item of fresh) {
      try {
        const part = await openPart(now, now.partner, item);
        opened.set(part.thing, part);
        refused.delete(item.id);
      } catch (cause) {
        if (!isRefusal(cause)) throw cause;
        refused.add(item.id);
      }
      seen.set(item.id, item.revision);
      await breathe();
    }
    if (fresh.length > 0 && couple === now) theirs.value = opened;
  }

  return {
    theirs,
    isBroken,
    /** @param {string} id @returns {number} the revision of one's own part that the server has; 0: none */
    publishedRevision: (id) => mineLedger.revision(id),
    /** @param {PartItem[]} coming @returns {Promise<PartItem>} the manifest to publish with them */
    nextManifest: (coming) => mineLedger.next(/** @type {Couple} */ (couple), coming, publishedBy(sync, /** @type {Couple} */ (couple), 'me').manifest),
    /** @param {string} id @returns {PartItem | undefined} one's own, as published */
    own: (id) => sync.items(PART).value.find((/** @type {PartItem} */ item) => item.id === id),

    /** Reads what is new. To be called one at a time. @param {Couple | null} now */
    async refresh(now) {
      if (now?.keyring !== couple?.keyring || toId(now) !== toId(couple)) begin(now);
      couple = now;
      if (!now) return;
      const [mine, their] = [publishedBy(sync, now, 'me'), publishedBy(sync, now, 'partner')];
      await mineLedger.follow(mine.parts, breathe);
      await theirLedger.follow(their.parts, breathe);
      await open(now, their.parts);
      const isWhole = await theirLedger.isWhole(now, now.partner, their.manifest).catch((cause) => refusedAs(false, cause));
      if (couple === now) isBroken.value = refused.size > 0 || !isWhole;
    },

    forget: () => begin(null),
  };
}

/** @param {Couple | null} couple */
const toId = (couple) => (couple ? toBase64url(couple.space) : '');

/** @param {any} sync @param {Couple} couple @param {'me' | 'partner'} who @returns {Published} */
function publishedBy(sync, couple, who) {
  const isTheirs = (/** @type {PartItem} */ item) => {
    const header = headerOf(item);
    return header !== null && equalBytes(header.space, couple.space) && equalBytes(header.owner, couple[who].userId);
  };
  return { parts: sync.items(PART).value.filter(isTheirs), manifest: sync.items(PARTS_MANIFEST).value.find(isTheirs) ?? null };
}

/** @type {WeakMap<PartItem, import('../../crypto/records.js').RecordHeader | null>} */
const headers = new WeakMap();

/** @param {PartItem} item @returns {import('../../crypto/records.js').RecordHeader | null} unproved: only to tell whose it says it is */
function headerOf(item) {
  const known = headers.get(item);
  if (known !== undefined) return known;
  const header = readHeader(item.envelope);
  headers.set(item, header);
  return header;
}

/** @param {Uint8Array} envelope */
function readHeader(envelope) {
  try {
    return parseHeader(envelope);
  } catch (cause) {
    return refusedAs(null, cause);
  }
}

/** A lock in between, or a mistake of ours, is not the partner's. @param {unknown} cause */
const isRefusal = (cause) => cause instanceof CoupleBridgeError && !(cause instanceof KeyringLockedError) && !(cause instanceof KeyMissingError);

/** @template T @param {T} value @param {unknown} cause @returns {T} */
function refusedAs(value, cause) {
  if (!isRefusal(cause)) throw cause;
  return value;
}
