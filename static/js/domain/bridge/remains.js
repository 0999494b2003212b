/**
 * Offers of which no answer came: the private `offer-out` is there, and perhaps no offer. Owns which are on their way now.
 * Never: clears one that the server knows, one that may still be on its way, or any without a complete pull before it.
 */
import { ApiProblem, NetworkError } from '../../net/errors.js';
import { OFFER } from '../../net/frames.js';

/** Younger ones may be on their way from another device of this person. */
const UNDER_WAY_MS = 600_000;

/**
 * @param {{ memory: ReturnType<typeof import('./memory.js').createMemory>, sync: any, store: any, clock: import('../../core/clock.js').Clock }} deps
 */
export function createRemains({ memory, sync, store, clock }) {
  /** @type {Set<string>} */
  const onTheirWay = new Set();
  /** @type {Set<string>} whose answer this device waited for in vain */
  const unanswered = new Set();

  /** @param {(made: Record<string, any>) => boolean} isMeant @returns {Promise<Record<string, any>[]>} without an offer here */
  const without = async (isMeant) => {
    const open = memory.allOut().filter((made) => !made.endedAt && !onTheirWay.has(made.offer) && isMeant(made));
    if (open.length === 0) return [];
    // Of the store and not of a list: right after unlocking the list may still be empty.
    const known = new Set((await store.items()).flatMap((/** @type {any} */ { type, id }) => (type === OFFER ? [id] : [])));
    return open.filter(({ offer }) => !known.has(offer));
  };

  /** @param {(made: Record<string, any>) => boolean} isMeant @returns {Promise<boolean>} false: nobody could be asked */
  const clear = async (isMeant) => {
    if ((await without(isMeant)).length === 0) return true;
    await sync.now();
    if (sync.status.value.state !== 'idle') return false;
    for (const { offer } of await without(isMeant)) {
      await memory.forgetOut(offer);
      unanswered.delete(offer);
    }
    return true;
  };

  return {
    /** Asks for an offer that is remembered already. @param {string} id @param {() => Promise<any>} ask */
    async attempt(id, ask) {
      onTheirWay.add(id);
      try {
        await ask();
      } catch (problem) {
        // The server refused it, so it never was. Without an answer only the feed can tell.
        if (problem instanceof ApiProblem) await memory.forgetOut(id);
        else unanswered.add(id);
        throw problem;
      } finally {
        onTheirWay.delete(id);
      }
    },
    clear: () => clear(({ offer, at }) => unanswered.has(offer) || clock.nowMs() - Date.parse(at) >= UNDER_WAY_MS),
    /** Before it is offered again. @param {string} entryId @returns {Promise<boolean>} whether there was one @throws {NetworkError} it cannot be known yet: no second one is made */
    async clearOf(entryId) {
      const before = await without(({ entry }) => entry === entryId);
      if (!(await clear(({ entry }) => entry === entryId))) throw new NetworkError();
      return before.length > 0;
    },
  };
}
