/**
 * Pull: what changed since the cursor, page by page, each page one step on disk. Owns the refusal of
 * pages that go backwards. The state is checked against the manifest only when it is complete.
 */

import { toBase64url } from '../../core/bytes.js';
import { PROTOCOL } from '../../core/protocol.js';
import { MANIFEST, PART, PARTS_MANIFEST, RECORD } from '../../net/frames.js';
import { ApiProblem } from '../../net/errors.js';
import { refusing } from '../account/ways-in.js';
import { ServerAnswerRefusedError } from '../errors.js';
import { decodeItem, isItem } from './items.js';
import { MANIFEST_KEY } from './manifest-state.js';

/** @typedef {import('../../net/frames.js').Frame} Frame */

export const CURSOR_KEY = 'cursor';
const PULLED_AS_KEY = 'pulled-as';
// Small enough that a save never waits long behind a page.
const PAGE_ITEMS = 200;

/**
 * @param {object} deps
 * @param {import('../../net/api.js').Api} deps.api
 * @param {import('../../store/store.js').Store} deps.store
 * @param {import('../vault/vault.js').Vault} deps.vault
 * @param {ReturnType<typeof import('./manifest-state.js').createManifestState>} deps.manifest
 * @param {(items: import('../../store/store.js').StoredItem[]) => void} deps.onItems they are on disk
 * @param {(type: number) => { id: string, revision: number }[]} deps.itemsHere
 */
export function createPulling({ api, store, vault, manifest, onItems, itemsHere }) {
  /** A part that was seen is never replaced by an older one (safety.md, M3). @param {import('../../store/store.js').StoredItem[]} items */
  function refuseOlder(items) {
    for (const type of [PART, PARTS_MANIFEST]) {
      const arrived = items.filter((item) => item.type === type);
      if (arrived.length === 0) continue;
      const here = new Map(itemsHere(type).map(({ id, revision }) => [id, revision]));
      if (arrived.some(({ id, revision }) => revision < (here.get(id) ?? 0))) throw new ServerAnswerRefusedError();
    }
  }

  /** @param {import('../../crypto/keyring.js').Keyring} keyring @param {Frame[]} frames @param {number} cursor */
  async function keepPage(keyring, frames, cursor) {
    const items = frames.filter(({ type }) => isItem(type)).map(asStoredItem);
    refuseOlder(items);
    /** @type {Record<string, any>} */
    const meta = { [CURSOR_KEY]: cursor, [PULLED_AS_KEY]: PROTOCOL };
    for (const frame of frames) if (frame.type === MANIFEST) meta[MANIFEST_KEY] = await manifest.accept(keyring, frame);
    const confirmed = await vault.absorb(frames.filter(({ type }) => type === RECORD).map(asArrived), { items, meta });
    manifest.note(confirmed);
    if (items.length > 0) onItems(items);
  }

  /** A server keeps back what an older client did not know: who is a new one by now begins once more (protocol.md, Old and new clients). */
  async function cursorHere() {
    const isAsPulled = (await store.meta(PULLED_AS_KEY)) === PROTOCOL;
    return isAsPulled ? (await store.meta(CURSOR_KEY)) ?? 0 : 0;
  }

  return {
    /**
     * @param {import('../../crypto/keyring.js').Keyring} keyring
     * @returns {Promise<number>} how many items came
     * @throws {ServerAnswerRefusedError | import('../../net/errors.js').NetworkError | ApiProblem}
     */
    async pull(keyring) {
      let items = 0;
      for (let isMore = true; isMore;) {
        const cursor = await cursorHere();
        const { frames, headers } = await api.request('GET', `/feed?cursor=${cursor}&limit=${PAGE_ITEMS}`).catch(badFramesRefused);
        const next = Number(headers.get('CB-Cursor') ?? Number.NaN);
        isMore = headers.get('CB-More') === '1';
        checkPage(frames, { cursor, next, isMore });
        items += frames.length;
        if (frames.length > 0) await keepPage(keyring, frames, next);
      }
      await manifest.check(keyring);
      return items;
    },
  };
}

/**
 * @param {Frame[]} frames
 * @param {{ cursor: number, next: number, isMore: boolean }} page
 * @throws {ServerAnswerRefusedError} it goes backwards, or would never end
 */
function checkPage(frames, { cursor, next, isMore }) {
  const seqs = frames.map(({ seq }) => seq);
  // Each after the one before, and the cursor at the last: nothing twice, and no older copy behind a newer one.
  const isForward = seqs.every((seq, at) => seq > (at === 0 ? cursor : seqs[at - 1]));
  const isWhole = Number.isSafeInteger(next) && next === (seqs.at(-1) ?? cursor) && (frames.length > 0 || !isMore);
  const isKnown = frames.every(({ type }) => type === RECORD || type === MANIFEST || isItem(type));
  if (!isForward || !isWhole || !isKnown) throw new ServerAnswerRefusedError();
}

/** @param {Frame} frame @returns {import('../vault/absorbing.js').Arrived} */
function asArrived({ id, revision, seq, parts }) {
  if (parts.length !== 2) throw new ServerAnswerRefusedError();
  return { id: toBase64url(id), revision, seq, envelope: parts[0], wrap: parts[1] };
}

/** @param {Frame} frame @returns {import('../../store/store.js').StoredItem} */
function asStoredItem(frame) {
  refusing(() => decodeItem(frame));
  const id = toBase64url(frame.id);
  return { key: `${frame.type}:${id}`, type: frame.type, id, revision: frame.revision, seq: frame.seq, parts: frame.parts };
}

/** @param {unknown} cause @returns {never} */
function badFramesRefused(cause) {
  throw cause instanceof ApiProblem && cause.code === 'bad-frames' ? new ServerAnswerRefusedError({ cause }) : cause;
}
