/**
 * The bridge: one offer at a time crosses, when both want it (consent.md, "Offer"; protocol.md, "The bridge").
 * Owns the three lists that the screens show and which action is possible now. The work is done in bridge/*.
 * Never: tells the author anything of a "not now", or acts while the partner's key is not the pinned one.
 */
import { observable } from '../core/observable.js';
import { equalBytes, toBase64url } from '../core/bytes.js';
import { oneAfterAnother } from '../core/one-at-a-time.js';
import { ACTIONS } from '../crypto/statements.js';
import { OFFER, TURN } from '../net/frames.js';
import { createAsk } from './bridge/asking.js';
import { createAtOnce } from './bridge/at-once.js';
import { createAuthor } from './bridge/author.js';
import { createBook } from './bridge/book.js';
import { coupleNow } from './bridge/context.js';
import { sealMoment } from './bridge/cover.js';
import { createMemory } from './bridge/memory.js';
import { createPast } from './bridge/past.js';
import { OfferRefusedError } from './bridge/refusals.js';
import { createRemains } from './bridge/remains.js';
import { verdict, whyNever, whyNotOffer } from './bridge/rules.js';
import { sealShared } from './bridge/shared.js';
import { sealJson, signNext } from './bridge/statement.js';
import { incomingView, openedView, outgoingView, turnsView } from './bridge/views.js';
import { isTurnAllowed } from './turns.js';

/** @typedef {import('./bridge/book.js').Checked} Checked */
/** @typedef {import('./bridge/views.js').OutgoingView} OutgoingView */
/** @typedef {import('./bridge/views.js').IncomingView} IncomingView */
/** @typedef {import('./bridge/views.js').OpenedView} OpenedView */
/** @typedef {ReturnType<typeof createBridge>} Bridge */

const NOTHING_HELD = { check: () => undefined, isOn: () => false, onEnd: () => undefined };

/**
 * @param {{ api: import('./bridge/asking.js').Asks, account: any, vault: any, sync: any, store: any, pairing: import('./pairing.js').Pairing, togethers: Pick<import('./together/togethers.js').Togethers, 'refresh' | 'commitOf'>, clock: import('../core/clock.js').Clock, hold?: Pick<import('./argued.js').Argued, 'check' | 'isOn' | 'onEnd'> }} deps hold: while my own offers are held back
 */
export function createBridge({ api, account, vault, sync, pairing, togethers, clock, store, hold = NOTHING_HELD }) {
  const outgoing = observable(/** @type {OutgoingView[]} */ ([]));
  const incoming = observable(/** @type {IncomingView[]} */ ([]));
  const opened = observable(/** @type {OpenedView[]} */ ([]));
  /** A sentence about what this device could not do by itself. */
  const problem = observable(/** @type {string | null} */ (null));
  const ask = createAsk({ api, account });
  const memory = createMemory({ vault, clock });
  const book = createBook({
    offerItems: () => sync.items(OFFER).value, turnItems: () => sync.items(TURN).value, coupleIn: pairing.coupleIn, commitOf: togethers.commitOf, store,
  });
  const remains = createRemains({ memory, sync, store, clock });
  const author = createAuthor({ ask, clock, remember: memory.rememberOut, attempt: remains.attempt });
  const atOnce = createAtOnce({ author, memory, hold });
  const isPast = createPast({ memory, pairing });
  const inTurn = oneAfterAnother();

  /** @returns {Checked[]} */
  const checked = () => /** @type {Checked[]} */ (book.all().filter((entry) => 'chain' in entry));
  /** No feed moves for a lapse, so that it tells nothing: each device sees it by its own clock. @param {import('./bridge/book.js').Entry} entry */
  const hasLapsed = (entry) => 'chain' in entry && entry.state !== 'opened' && entry.item.lapsesAtMs <= clock.nowMs();
  const underWay = () => book.all().filter((entry) => ['offered', 'ready', 'refused'].includes(entry.state) && !isPast(entry) && !hasLapsed(entry));
  /** @param {import('./bridge/book.js').Entry} entry */
  const isMine = (entry) => ('chain' in entry ? entry.chain.direction === 'out' : memory.out(entry.id) !== null);

  const show = () => {
    const open = /** @type {(Checked | import('./bridge/book.js').Refused)[]} */ (underWay());
    outgoing.value = open.filter(isMine).map((entry) => outgoingView(entry, memory.out(entry.id)));
    incoming.value = open.filter((entry) => !isMine(entry)).map((entry) => incomingView(entry, memory.in(entry.id)));
    opened.value = checked().filter(({ state }) => state === 'opened').map(openedView);
  };

  const hide = () => {
    book.forget();
    atOnce.forget();
    [outgoing.value, incoming.value, opened.value, problem.value] = [[], [], [], null];
  };

  const readAll = async () => {
    // Stopped or locked: nothing new is read, and nothing crosses.
    if (!account.keyring()) return;
    await pairing.refresh();
    if (pairing.state.value.kind === 'stopped') return;
    // First what both said now to: by it a text that opened is known.
    await togethers.refresh();
    if (!(await book.refresh((over) => memory.noteOver(over)))) return;
    await memory.noteOpened(checked());
    show();
    await remains.clear();
    if (pairing.couple() === null || !(await atOnce.release(checked().filter((entry) => !isPast(entry))))) return;
    problem.value = null;
    void sync.now();
  };

  /** @returns {Promise<void>} when everything that has arrived is checked */
  const refresh = () => inTurn(readAll);

  /** Reading by itself, when something moved: a problem is said, not lost. */
  const refreshBySelf = () => void refresh().catch((cause) => {
    if (account.keyring()) problem.value = cause.message;
  });

  const settle = async () => {
    await sync.now();
    await refresh();
  };

  /** @param {string} id @param {'out' | 'in' | 'either'} direction @param {string[]} states @returns {Checked} */
  const find = (id, direction, states) => {
    const entry = book.get(id);
    if (!entry || !('chain' in entry) || !states.includes(entry.state)) throw new OfferRefusedError('not-possible');
    if (isPast(entry) || (direction !== 'either' && entry.chain.direction !== direction)) throw new OfferRefusedError('not-possible');
    if (hasLapsed(entry)) throw new OfferRefusedError('lapsed');
    return entry;
  };

  /** To act on it, and not only to read. @type {typeof find} */
  const need = (id, direction, states) => {
    const { space } = coupleNow(pairing);
    const entry = find(id, direction, states);
    if (!equalBytes(entry.couple.space, space)) throw new OfferRefusedError('not-possible');
    return entry;
  };

  /** @param {string} entryId @param {string | null} [topic] the entry's own unless given @returns {import('./bridge/rules.js').Verdict} */
  const canOffer = (entryId, topic) => {
    const entry = vault.get(entryId);
    const never = entry?.fields.type === 'entry' && whyNever(entry.fields.kind);
    if (never) return verdict(never);
    if (pairing.state.value.kind === 'stopped') return verdict('stopped');
    if (!pairing.couple()) return verdict('alone');
    const openIds = underWay().filter(isMine).map(({ id }) => id);
    const about = topic === undefined ? entry?.fields.topic ?? null : topic;
    const lapsedIds = book.all().filter(hasLapsed).map(({ id }) => id);
    return verdict(whyNotOffer({ entry, entryId, topic: about, made: memory.allOut(), openIds, lapsedIds, nowMs: clock.nowMs() }));
  };

  sync.items(OFFER).subscribe(refreshBySelf);
  sync.items(TURN).subscribe(refreshBySelf);
  pairing.state.subscribe(refreshBySelf);
  hold.onEnd(refreshBySelf);
  vault.version.subscribe(show);
  account.onLock(hide);

  return {
    outgoing, incoming, opened, problem, refresh, canOffer,

    /**
     * @param {import('./bridge/author.js').Content & { entryId: string, release?: 'ask' | 'at-once' }} wish
     * @returns {Promise<string>} its id
     * @throws {OfferRefusedError | PartnerKeyChangedError | import('../net/errors.js').ApiProblem | import('../net/errors.js').NetworkError}
     */
    async offer(wish) {
      hold.check();
      const couple = coupleNow(pairing);
      const topic = wish.topic ?? null;
      if (await remains.clearOf(wish.entryId)) await refresh();
      const { ok, code } = canOffer(wish.entryId, topic);
      if (!ok) throw new OfferRefusedError(code);
      const id = await author.offer(couple, { ...wish, topic });
      await settle();
      return id;
    },

    /** Voids an acceptance. The topic stays: it is what rests afterwards. @param {string} id @param {import('./bridge/author.js').Content} content */
    async edit(id, content) {
      hold.check();
      const entry = need(id, 'out', ['offered', 'ready']);
      const { topic } = /** @type {{ topic: string | null }} */ (memory.out(id) ?? entry.offered);
      await author.edit(entry, { ...content, topic });
      await settle();
    },

    /** The author, before it was opened. @param {string} id */
    async withdraw(id) {
      const entry = need(id, 'out', ['offered', 'ready']);
      // Remembered on this side: a server that forgets the withdrawal, or loses its answer, must not open it by itself.
      if (memory.out(id)?.release === 'at-once') await memory.rememberOut(id, { release: 'ask' });
      await ask('POST', `/offers/${id}/withdraw`, await signNext(entry, ACTIONS.withdraw, clock.nowMs()));
      await memory.rememberOut(id, { endedAt: new Date(clock.nowMs()).toISOString() });
      await settle();
    },

    /** After one more question, or at once as chosen: the key moves. @param {string} id */
    async release(id) {
      hold.check();
      // The newest word on the partner's key first, whichever of the two heard of it.
      await pairing.refresh();
      await author.release(need(id, 'out', ['ready']));
      await settle();
    },

    /** "I'm ready", to exactly this text. @param {string} id */
    async accept(id) {
      const entry = need(id, 'in', ['offered']);
      await ask('POST', `/offers/${id}/accept`, await signNext(entry, ACTIONS.accept, clock.nowMs()));
      await memory.rememberIn(id, null);
      await settle();
    },

    /** Readiness, as long as it is not opened. @param {string} id */
    async takeBack(id) {
      const entry = need(id, 'in', ['ready']);
      await ask('POST', `/offers/${id}/withdraw`, await signNext(entry, ACTIONS.withdraw, clock.nowMs()));
      await settle();
    },

    /** A private record and nothing else. @param {string} id */
    async notNow(id) {
      need(id, 'in', ['offered']);
      await memory.rememberIn(id, 'not-now');
      show();
    },

    /** @param {string} id */
    async bringBack(id) {
      need(id, 'in', ['offered']);
      await memory.rememberIn(id, null);
      show();
    },

    /** @param {string} id @param {string} isoTime a time that the author sees */
    async atMoment(id, isoTime) {
      if (Number.isNaN(Date.parse(isoTime))) throw new OfferRefusedError('no-time');
      const { couple, item } = need(id, 'in', ['offered']);
      await ask('POST', `/offers/${id}/moment`, sealJson(await sealMoment(couple, item.idBytes, isoTime)));
      await settle();
    },

    /** @param {string} id @returns {import('./bridge/views.js').TurnsView} */
    turns: (id) => turnsView(find(id, 'either', ['opened'])),

    /** @param {string} id @param {{ step: import('./turns.js').Step, text?: string }} turn */
    async say(id, { step, text }) {
      const { couple, item, chain, turns, head, turnsProblem } = need(id, 'either', ['opened']);
      const turn = step === 'yes' ? { step } : { step, text };
      if (turnsProblem || !isTurnAllowed(turns, turn, chain.direction === 'out' ? 'author' : 'recipient')) throw new OfferRefusedError('not-your-turn');
      const place = { keyring: couple.keyring, space: couple.space, author: couple.me, ref: item.idBytes, prev: head };
      const sealed = await sealShared(place, { v: 1, type: 'turn', ...turn });
      await ask('POST', `/offers/${id}/turns`, { ...sealJson(sealed), prev: toBase64url(head) });
      await settle();
    },

    /** Off both screens; also when the two are no longer linked. @param {string} id */
    async putAway(id) {
      find(id, 'either', ['opened']);
      await ask('POST', `/offers/${id}/put-away`);
      await settle();
    },
  };
}
