/**
 * All offers of this couple as this device has checked them. Owns what was seen before, so that an ended offer stays ended
 * and a chain only grows; reads an item again only when it changed. Holds plaintext of opened texts: `forget` on lock.
 */
import { toBase64url } from '../../core/bytes.js';
import { parseStatement } from '../../crypto/statements.js';
import { checkOffer } from '../offer-chain.js';
import { openCover, openMoment } from './cover.js';
import { digestOf, offerItem, turnsByOffer } from './items.js';
import { openOffered } from './offered-text.js';
import { asForged, ForgedStatementError } from './refusals.js';
import { checkTurns } from './turn-chain.js';

/** @typedef {import('./items.js').OfferItem} OfferItem */
/** @typedef {import('./items.js').TurnItem} TurnItem */
/** @typedef {import('./items.js').ArrivedOffer} ArrivedOffer */
/** @typedef {import('./context.js').Couple} Couple */
/**
 * @typedef {object} Checked an offer under way or opened, everything about it checked
 * @property {'offered' | 'ready' | 'opened'} state
 * @property {string} id
 * @property {OfferItem} item
 * @property {Couple} couple
 * @property {import('../offer-chain.js').Chain} chain
 * @property {import('./cover.js').Cover} cover
 * @property {string | null} moment
 * @property {import('./offered-text.js').Offered | null} offered null: not this reader's yet
 * @property {import('./turn-chain.js').Turn[]} turns
 * @property {Uint8Array} head 32
 * @property {ForgedStatementError | null} turnsProblem
 * @property {string | null} together id of the one in which it opened
 * @property {string} readFrom
 */
/** @typedef {{ state: 'ended' | 'put-away', id: string, isNew: boolean }} Over */
/** @typedef {{ state: 'refused', id: string, problem: ForgedStatementError }} Refused */
/** @typedef {Checked | Over | Refused} Entry */
/** @typedef {import('../offer-chain.js').Seen} Seen */

const SEEN = 'bridgeSeen';

/**
 * @param {{
 *   offerItems: () => ArrivedOffer[], turnItems: () => import('./items.js').ArrivedTurn[],
 *   coupleIn: (space: string) => Couple | null, commitOf: (id: string) => import('../../crypto/locks.js').Commit | null,
 *   store: { meta: (key: string) => Promise<any>, setMeta: (key: string, value: any) => Promise<void> },
 * }} deps
 */
export function createBook({ offerItems, turnItems, coupleIn, commitOf, store }) {
  /** @type {Map<string, Entry>} */
  let entries = new Map();
  /** @type {Record<string, Seen> | null} */
  let seen = null;
  /** A lock while something is being read must not bring it back. */
  let generation = 0;

  /** @param {OfferItem} offer @param {TurnItem[]} turns @param {Record<string, Seen>} known @returns {Promise<Entry | null>} null: not ours to read yet */
  const read = async (offer, turns, known) => {
    const { id, state } = offer;
    if (state === 'ended' || state === 'put-away') {
      const isNew = !known[id] || 'count' in known[id];
      known[id] = { ended: true };
      return { state, id, isNew };
    }
    const commit = commitOf(id);
    const readFrom = `${await digestOf(offer, turns)}${commit ? toBase64url(commit.both) : ''}`;
    const before = entries.get(id);
    if (before && 'readFrom' in before && before.readFrom === readFrom) return before;
    const couple = coupleIn(spaceOf(offer));
    return couple && { ...(await readOpen(offer, turns, couple, known, commit)), readFrom };
  };

  /** @param {OfferItem} offer @param {TurnItem[]} turns @param {Record<string, Seen>} known @returns {Promise<Entry | null>} */
  const readOrRefuse = async (offer, turns, known) => {
    try {
      return await read(offer, turns, known);
    } catch (cause) {
      const problem = asForged(cause);
      if (!(problem instanceof ForgedStatementError)) throw problem;
      return { state: 'refused', id: offer.id, problem };
    }
  };

  return {
    /** @param {string} id @returns {Entry | null} */
    get: (id) => entries.get(id) ?? null,
    /** @returns {Entry[]} */
    all: () => [...entries.values()],

    /**
     * @param {(over: Over[]) => Promise<void>} onNewlyOver told before it is remembered, so that nothing is missed by a crash
     * @returns {Promise<boolean>} whether it was finished; false after a lock
     */
    async refresh(onNewlyOver) {
      const own = generation;
      const known = seen ?? { ...(await store.meta(SEEN)) };
      const before = JSON.stringify(known);
      const turns = turnsByOffer(turnItems());
      /** @type {Map<string, Entry>} */
      const next = new Map();
      for (const arrived of offerItems()) {
        const entry = await readOrRefuse(offerItem(arrived), turns.get(arrived.id) ?? [], known);
        if (entry) next.set(entry.id, entry);
        if (own !== generation) return false;
      }
      entries = next;
      await onNewlyOver([...next.values()].flatMap((entry) => ('isNew' in entry && entry.isNew ? [entry] : [])));
      seen = known;
      if (JSON.stringify(known) !== before) await store.setMeta(SEEN, known);
      return own === generation;
    },
    forget() {
      generation += 1;
      entries = new Map();
      seen = null;
    },
  };
}

/** @param {OfferItem} offer @returns {string} of its first statement; where to look for keys, nothing more */
function spaceOf({ links }) {
  if (links.length === 0) throw new ForgedStatementError();
  return toBase64url(parseStatement(links[0].message).space);
}

/**
 * @param {OfferItem} item
 * @param {TurnItem[]} turnItems
 * @param {Couple} couple
 * @param {Record<string, Seen>} known
 * @param {import('../../crypto/locks.js').Commit | null} commit
 * @returns {Promise<Omit<Checked, 'readFrom'>>}
 */
async function readOpen(item, turnItems, couple, known, commit) {
  const { chain, seen } = await checkOffer(item, couple, known[item.id], commit);
  const [cover, moment] = [await openCover(couple, item, chain), await openMoment(couple, item, chain)];
  const offered = item.text ? await openOffered(couple, item, chain) : null;
  const talk = chain.state === 'opened' ? await readTalk(turnItems, couple, item, chain) : { turns: [], head: chain.lastHash, turnsProblem: null };
  known[item.id] = seen;
  return { state: /** @type {Checked['state']} */ (chain.state), id: item.id, item, couple, chain, cover, moment, offered, together: commit && toBase64url(commit.lock.together), ...talk };
}

/** What is wrong with a turn does not close the text that was opened before. @param {TurnItem[]} items @param {Couple} couple @param {OfferItem} item @param {import('../offer-chain.js').Chain} chain */
async function readTalk(items, couple, { idBytes }, chain) {
  try {
    return { ...(await checkTurns(items, couple, idBytes, chain)), turnsProblem: null };
  } catch (problem) {
    if (!(problem instanceof ForgedStatementError)) throw problem;
    return { turns: [], head: chain.lastHash, turnsProblem: problem };
  }
}
