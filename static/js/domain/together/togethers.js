/**
 * Together: we open ours at the same moment (consent.md, "Together"; protocol.md, "Together"). Owns what the screens show of
 * it and which step is possible now. The key of a text moves in `sayNow` and nowhere else.
 * Never: shows whether the other has locked in or said now before both have, or acts while the partner's key is not the pinned one.
 */
import { equalBytes, fromBase64url, toBase64url } from '../../core/bytes.js';
import { random16 } from '../../core/ids.js';
import { observable } from '../../core/observable.js';
import { oneAfterAnother } from '../../core/one-at-a-time.js';
import { buildLock } from '../../crypto/locks.js';
import { sha256 } from '../../crypto/primitives.js';
import { ACTIONS } from '../../crypto/statements.js';
import { TOGETHER } from '../../net/frames.js';
import { createAsk } from '../bridge/asking.js';
import { coupleNow } from '../bridge/context.js';
import { composeOffered, sealOffered, wrapForPartner } from '../bridge/offered-text.js';
import { OfferRefusedError } from '../bridge/refusals.js';
import { verdict, whyNever } from '../bridge/rules.js';
import { sealShared } from '../bridge/shared.js';
import { sealJson, signStatement } from '../bridge/statement.js';
import { TOPIC_IDS } from '../topics.js';
import { createBook, textOf } from './book.js';
import { createMemory } from './memory.js';
import { togetherView } from './view.js';

/** @typedef {import('./view.js').TogetherView} TogetherView */
/** @typedef {import('./book.js').Entry} Entry */
/** @typedef {ReturnType<typeof createTogethers>} Togethers */

/**
 * @param {{ api: import('../bridge/asking.js').Asks, account: any, vault: any, sync: any, store: any, pairing: import('../pairing.js').Pairing, clock: import('../../core/clock.js').Clock }} deps
 */
export function createTogethers({ api, account, vault, sync, pairing, clock, store }) {
  const all = observable(/** @type {TogetherView[]} */ ([]));
  const ask = createAsk({ api, account });
  const memory = createMemory({ vault, clock });
  const items = sync.items(TOGETHER);
  const book = createBook({ items: () => items.value, coupleIn: pairing.coupleIn, store });
  const inTurn = oneAfterAnother();

  /** No feed moves for a lapse; and what I stepped back from is over, whatever a server shows. @param {Entry} entry */
  const isOver = (entry) => entry.state !== 'opened' && (memory.isOver(entry.id) || /** @type {number} */ (entry.item.lapsesAtMs) <= clock.nowMs() || !isOfNow(entry));
  /** @param {Entry} entry */
  const isOfNow = ({ couple }) => {
    const now = pairing.couple();
    return now !== null && equalBytes(now.space, couple.space);
  };

  const show = () => {
    all.value = book.all().filter((entry) => entry.state === 'refused' || !isOver(entry)).map((entry) => togetherView(entry, memory.of(entry.id)));
  };

  const read = async () => {
    if (!account.keyring() || pairing.state.value.kind === 'stopped') return;
    if (await book.refresh()) show();
  };

  /** @returns {Promise<void>} when everything that has arrived is checked */
  const refresh = () => inTurn(read);
  // The bridge, which waits for this, says what is wrong.
  const refreshBySelf = () => void refresh().catch(() => undefined);

  const settle = async () => {
    await sync.now();
    await refresh();
  };

  /** @param {string} id @param {string[]} states @returns {Entry} */
  const need = (id, states) => {
    coupleNow(pairing);
    const entry = book.get(id);
    if (!entry || entry.state === 'refused' || !states.includes(entry.state)) throw new OfferRefusedError('not-possible');
    if (isOver(entry)) throw new OfferRefusedError('together-over');
    return entry;
  };

  /** @param {string} topic @returns {import('../bridge/rules.js').Verdict} */
  const canPropose = (topic) => {
    if (pairing.state.value.kind === 'stopped') return verdict('stopped');
    if (!pairing.couple()) return verdict('alone');
    if (!TOPIC_IDS.includes(topic)) return verdict('no-topic');
    if (all.value.some(({ state }) => state === 'open' || state === 'both-locked')) return verdict('together-open');
    return verdict(memory.rests(topic) ? 'together-rests' : null);
  };

  items.subscribe(refreshBySelf);
  pairing.state.subscribe(refreshBySelf);
  vault.version.subscribe(show);
  account.onLock(() => {
    book.forget();
    all.value = [];
  });

  return {
    all, refresh, canPropose, commitOf: book.commitOf,

    /** Both see it from here on. @param {string} topic @returns {Promise<string>} its id */
    async propose(topic) {
      const { keyring, space, me } = coupleNow(pairing);
      const { ok, code } = canPropose(topic);
      if (!ok) throw new OfferRefusedError(/** @type {string} */ (code));
      const [record, tag] = [random16(), await keyring.togetherTag(space, topic)];
      const sealed = await sealShared({ keyring, space, author: me, ref: tag, record }, { v: 1, type: 'together', topic });
      await ask('POST', '/togethers', { ...sealJson(sealed), topic_tag: toBase64url(tag) });
      await settle();
      return toBase64url(record);
    },

    /**
     * Mine: exactly this tier of an entry. Nothing of it is there for the other before they have done the same.
     * @param {string} id @param {{ entryId: string, tier: number, text?: string, fields?: Record<string, any> }} wish
     */
    async lockIn(id, { entryId, tier, text = '', fields = {} }) {
      if (need(id, ['open']).lock) throw new OfferRefusedError('not-possible');
      const before = memory.of(id)?.text ?? null;
      // The answer to an earlier try may have been lost: then it is locked in, and shown.
      if (before) await settle();
      const { couple, topic, link, lock } = need(id, ['open', 'both-locked']);
      if (lock) return;
      const kept = vault.get(entryId);
      if (kept?.fields.type !== 'entry') throw new OfferRefusedError('missing');
      const never = whyNever(kept.fields.kind) ?? (kept.fields.binnedAt ? 'binned' : null);
      if (never) throw new OfferRefusedError(never);
      // Without a network nobody knows yet which of two tries arrived: both have one name, by which it can be opened.
      const record = before ? fromBase64url(before) : random16();
      const { envelope, wrap } = await sealOffered(couple, { record, revision: 1, value: composeOffered({ tier, topic, text, fields }) });
      const message = buildLock({
        space: couple.space, together: fromBase64url(id), record, revision: 1, envelopeHash: await sha256(envelope),
        ownerFp: couple.me.fingerprint, recipientFp: couple.partner.fingerprint, policy: tier, timeMs: clock.nowMs(), prev: link,
      });
      const signature = await couple.keyring.sign(message);
      // Remembered first: what is not remembered as locked in can never be opened by this account.
      await memory.remember({ id, topic }, { entry: entryId, tier, text: toBase64url(record), at: memory.nowIso() });
      const [statement, signed] = [toBase64url(message), toBase64url(signature)];
      await ask('POST', `/togethers/${id}/lock`, { statement, signature: signed, envelope: toBase64url(envelope), wrap: toBase64url(wrap) });
      await settle();
    },

    /** Mine, as long as not both are in. The other's phone shows nothing of it. @param {string} id */
    async takeBack(id) {
      const { topic } = need(id, ['open']);
      await memory.remember({ id, topic }, { text: null });
      await ask('POST', `/togethers/${id}/unlock`);
      await settle();
    },

    /** Once both have said it, both are open, for good. @param {string} id */
    async sayNow(id) {
      // The newest word on the partner's key first.
      await pairing.refresh();
      await refresh();
      const entry = need(id, ['both-locked']);
      const { couple, item, both } = entry;
      const lock = /** @type {import('./check.js').Lock} */ (entry.lock);
      // Taken back by this account, or never said by it, whatever a server shows now.
      if (item.now || memory.of(id)?.text !== toBase64url(lock.record)) throw new OfferRefusedError('not-possible');
      const { wrap, wrapHash } = await wrapForPartner(couple, textOf(entry), /** @type {any} */ ({ offer: lock }));
      const said = await signStatement(couple, couple.me, {
        action: ACTIONS.commit, record: lock.record, revision: lock.revision, envelopeHash: lock.envelopeHash, wrapHash,
        policy: lock.policy, timeMs: clock.nowMs(), prev: /** @type {Uint8Array} */ (both),
      });
      await ask('POST', `/togethers/${id}/now`, { ...said, wrap: toBase64url(wrap) });
      await settle();
    },

    /** A private note and nothing else: no request names it. @param {string} id @param {boolean} isPutOff */
    async putOff(id, isPutOff) {
      const { topic } = need(id, ['open']);
      await memory.remember({ id, topic }, { isPutOff });
      show();
    },

    /** Gone for both, and nobody is told who; also one that does not add up, which would be in the way of every other. @param {string} id */
    async stepBack(id) {
      if (book.get(id)?.state !== 'refused') {
        const { topic } = need(id, ['open', 'both-locked']);
        await memory.remember({ id, topic }, { text: null, endedAt: memory.nowIso() });
        show();
      }
      await ask('POST', `/togethers/${id}/step-back`);
      await settle();
    },
  };
}
