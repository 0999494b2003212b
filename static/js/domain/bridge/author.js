/**
 * The author's side of an offer: make, change, take back, and open it to the partner.
 * Never: lets the record key leave before a checked acceptance of exactly this text, or for another key than the pinned one.
 */
import { fromBase64url, toBase64url, utf8 } from '../../core/bytes.js';
import { random16 } from '../../core/ids.js';
import { REST_KINDS } from '../../crypto/keyring.js';
import { sha256 } from '../../crypto/primitives.js';
import { checkAccepted } from '../../crypto/statement-chain.js';
import { ACTIONS } from '../../crypto/statements.js';
import { checkOffer } from '../offer-chain.js';
import { sealCover } from './cover.js';
import { composeOffered, sealOffered, wrapForPartner } from './offered-text.js';
import { sealJson, signStatement } from './statement.js';

/** @typedef {import('./context.js').Couple} Couple */
/** @typedef {import('./book.js').Checked} Checked */
/** @typedef {{ tier: number, text?: string, fields?: Record<string, any>, topic?: string | null, cover?: any }} Content */

/**
 * @param {{
 *   ask: import('./asking.js').Ask, clock: import('../../core/clock.js').Clock,
 *   remember: (id: string, fields: Record<string, any>) => Promise<void>, attempt: (id: string, ask: () => Promise<any>) => Promise<void>,
 * }} deps remember: changes the private `offer-out`; attempt: see remains.js
 */
export function createAuthor({ ask, clock, remember, attempt }) {
  const nowIso = () => new Date(clock.nowMs()).toISOString();

  /** @param {Couple} couple @param {Uint8Array} record @param {Content} content @param {{ revision: number, prev?: Uint8Array }} at */
  const offerBody = async (couple, record, content, { revision, prev }) => {
    const value = composeOffered(content);
    const { envelope, wrap } = await sealOffered(couple, { record, revision, value });
    const envelopeHash = await sha256(envelope);
    const cover = await sealCover(couple, record, envelopeHash, content.cover);
    const said = await signStatement(couple, couple.me, {
      action: ACTIONS.offer, record, revision, envelopeHash, policy: content.tier, timeMs: clock.nowMs(), prev,
    });
    return { ...said, envelope: toBase64url(envelope), wrap: toBase64url(wrap), cover: sealJson(cover) };
  };

  return {
    /**
     * @param {Couple} couple
     * @param {Content & { entryId: string, release?: 'ask' | 'at-once' }} wish
     * @returns {Promise<string>} the offer's id
     */
    async offer(couple, { entryId, release = 'ask', ...content }) {
      const record = random16();
      const id = toBase64url(record);
      const { topic = null, tier } = content;
      const body = await offerBody(couple, record, content, { revision: 1 });
      const entry = fromBase64url(entryId);
      // Without a topic the tag is of the entry alone: nothing else may rest because of it.
      const [entryTag, topicTag] = await Promise.all([
        couple.keyring.restTag(REST_KINDS.entry, entry),
        couple.keyring.restTag(REST_KINDS.topic, topic === null ? entry : utf8(topic)),
      ]);
      // Remembered first: whatever happens to the answer, the author knows which entry this was.
      await remember(id, { entry: entryId, tier, topic, release, at: nowIso(), endedAt: null });
      await attempt(id, () => ask('POST', '/offers', { ...body, entry_tag: toBase64url(entryTag), topic_tag: toBase64url(topicTag) }));
      return id;
    },

    /** Voids an acceptance; the date of lapsing stays. @param {Checked} entry @param {Content} content */
    async edit({ id, item, couple, chain }, content) {
      const body = await offerBody(couple, item.idBytes, content, { revision: chain.offer.revision + 1, prev: chain.lastHash });
      await ask('PUT', `/offers/${id}`, body);
      await remember(id, { tier: content.tier });
    },

    /**
     * The key moves here and nowhere else. Everything is checked once more, on what is at hand now.
     * @param {Checked} entry
     */
    async release({ id, item, couple }) {
      const { chain } = await checkOffer(item, couple, undefined);
      await checkAccepted(chain, /** @type {{ envelope: Uint8Array }} */ (item.text).envelope);
      const { wrap, wrapHash } = await wrapForPartner(couple, item, chain);
      const { revision, envelopeHash, policy } = chain.offer;
      const said = await signStatement(couple, couple.me, {
        action: ACTIONS.release, record: item.idBytes, revision, envelopeHash, wrapHash, policy, timeMs: clock.nowMs(), prev: chain.lastHash,
      });
      await ask('POST', `/offers/${id}/release`, { ...said, wrap: toBase64url(wrap) });
      await remember(id, { endedAt: nowIso() });
    },
  };
}
