/**
 * Publishing: what this account wrote of shared things, from its own sealed vault into both feeds (protocol.md, "Parts").
 * The vault is the outbox: a change is on disk, and on the owner's other devices, before it is published. Owns when that
 * happens, and that one runs at a time. Publishing again what is there already changes nothing.
 */
import { fromBase64url, toBase64url } from '../../core/bytes.js';
import { observable } from '../../core/observable.js';
import { ApiProblem, NetworkError } from '../../net/errors.js';
import { PART, PARTS_MANIFEST } from '../../net/frames.js';
import { createAsk } from '../bridge/asking.js';
import { isOfLock } from '../errors.js';
import { sealPart } from './part-seal.js';

/** @typedef {import('../bridge/context.js').Couple} Couple */
/** @typedef {import('../sync/items.js').PartItem} PartItem */
/** @typedef {import('./registers.js').Part} Part */

const BATCH = 50;
const BATCH_BYTES = 2 << 20;
const ROUNDS = 4;
/** Kinds of things of which no phone is to buzz: a check-in is no knock, switching off is told to nobody, who is asked whether they are calm, and an echo goes by itself. */
const QUIET = new Set(['check-in', 'calm', 'echo']);
/** The space or the session has ended meanwhile, another device goes on being faster, or the server asks to wait. */
const FOR_LATER = new Set(['not-found', 'no-session', 'slow-down', 'conflict', 'broken']);

/**
 * @param {{ api: any, account: any, vault: any, sync: any, pairing: { couple: () => Couple | null }, both: import('./both-parts.js').BothParts }} deps
 */
export function createPublishing({ api, account, vault, sync, pairing, both }) {
  const ask = createAsk({ api, account });

  /** @type {Map<string, string>} thing → the id of my part of it, in this space */
  let ids = new Map();
  let idsOf = '';

  /** Moves when something of mine has come to the server: with its answer, and not with the next pull, before which a phone may fall asleep. */
  const published = observable(0);
  /** What the server has taken, by the id of the part, as its answer said. @type {Map<string, number>} */
  let taken = new Map();

  /** @param {Couple} couple @param {string} thing @returns {Promise<string>} */
  async function idOf({ keyring, space, me }, thing) {
    const here = toBase64url(space);
    if (idsOf !== here) [ids, idsOf, taken] = [new Map(), here, new Map()];
    const known = ids.get(thing);
    if (known) return known;
    const id = toBase64url(await keyring.partId(space, me.userId, fromBase64url(thing)));
    ids.set(thing, id);
    return id;
  }

  /** @param {Couple} couple @returns {Promise<{ part: Part, id: string }[]>} sealed on the server for my own devices, and newer than what is published */
  async function waiting(couple) {
    const here = toBase64url(couple.space);
    const found = [];
    for (const { fields, unsent } of vault.all('part')) {
      if (fields.space !== here || unsent) continue;
      const id = await idOf(couple, fields.thing);
      if (fields.n > both.publishedRevision(id)) found.push({ part: fields, id });
    }
    return found;
  }

  /** @param {Couple} couple @param {{ part: Part, id: string }[]} batch */
  async function publishBatch(couple, batch) {
    /** @type {PartItem[]} */
    const items = [];
    let bytes = 0;
    for (const { part, id } of batch) {
      const item = await sealPart(couple, part, both.own(id)?.wrap ?? null);
      bytes += item.envelope.length;
      if (items.length > 0 && bytes > BATCH_BYTES) break;
      items.push(item);
    }
    const manifest = await both.nextManifest(items);
    await ask('POST', isQuiet(batch[0]) ? '/parts?quiet=1' : '/parts', undefined, [...items.map(asFrame(PART)), asFrame(PARTS_MANIFEST)(manifest)]);
    for (const { id, revision } of items) taken.set(id, revision);
    published.update((n) => n + 1);
  }

  /** @param {number} left */
  async function rounds(left = ROUNDS) {
    const couple = pairing.couple();
    if (!couple) return;
    await both.refresh(couple);
    const all = await waiting(couple);
    const batch = all.filter((one) => isQuiet(one) === isQuiet(all[0])).slice(0, BATCH);
    if (batch.length === 0) return;
    const isFirst = await publishBatch(couple, batch).then(() => true, (problem) => {
      // Another device of mine was first: what it published arrives with the next pull.
      if (left > 1 && problem instanceof ApiProblem && problem.code === 'conflict') return false;
      throw problem;
    });
    await sync.now();
    await rounds(isFirst ? ROUNDS : left - 1);
  }

  return {
    published,

    /** @param {string} thing @returns {Promise<boolean>} all that I wrote of it is with the server, for the other to fetch */
    async isPublished(thing) {
      const couple = pairing.couple();
      const part = couple && vault.all('part').find((/** @type {any} */ { fields }) => fields.thing === thing && fields.space === toBase64url(couple.space));
      if (!part || part.unsent) return false;
      const id = await idOf(/** @type {Couple} */ (couple), thing);
      return part.fields.n <= Math.max(both.publishedRevision(id), taken.get(id) ?? 0);
    },

    /**
     * Publishes all that waits; without a network, or locked meanwhile, the next time.
     * @returns {Promise<boolean>} false: the server asks to be left alone for a while
     * @throws {ApiProblem} the account is full
     */
    async publish() {
      try {
        await rounds();
      } catch (problem) {
        if (!isForLater(problem)) throw problem;
        return !(problem instanceof ApiProblem);
      }
      return true;
    },
  };
}

/** @param {{ part: Part }} one */
const isQuiet = ({ part }) => QUIET.has(part.of);

/** Nothing is lost by it: what waits lies in the vault. @param {unknown} problem */
function isForLater(problem) {
  if (problem instanceof ApiProblem) return FOR_LATER.has(problem.code);
  return problem instanceof NetworkError || isOfLock(problem);
}

/** @param {number} type @returns {(item: PartItem) => import('../../net/frames.js').Frame} */
const asFrame = (type) => ({ id, revision, envelope, wrap, signature }) => ({ type, id: fromBase64url(id), revision, seq: 0, parts: [envelope, wrap, signature] });
