/**
 * Two accounts become a couple, and may part again (protocol.md, "Pairing"; consent.md, "Leaving").
 * Owns the state that the screens show. Confirms by itself when unlocked and a checked joiner is there.
 * Never: sends anything before the invitation was checked, or goes on when a key is not the pinned one.
 */
import { fromBase64url, toBase64url as toId } from '../core/bytes.js';
import { IdentityMismatchError, PairingRefusedError, WrapUnopenableError } from '../core/errors.js';
import { observable } from '../core/observable.js';
import { oneAfterAnother } from '../core/one-at-a-time.js';
import { safetyNumber } from '../crypto/pairing.js';
import { ApiProblem } from '../net/errors.js';
import { PAIRING, SPACE } from '../net/frames.js';
import { createAsk } from './bridge/asking.js';
import { AccountLockedError } from './errors.js';
import { acceptConfirmation, answerInvitation, confirmJoiner, makeInvitation } from './pairing/handshake.js';
import { asGone, createLinks, linkOf, readLink } from './pairing/links.js';
import { InvitationRefusedError } from './pairing/refusals.js';
import { createSpaces, isPinned } from './pairing/spaces.js';

/** @typedef {import('./pairing/handshake.js').Pending} Pending */
/** @typedef {import('./bridge/context.js').Couple} Couple */
/**
 * @typedef {object} PairingState
 * @property {'alone' | 'invited' | 'joining' | 'paired' | 'ended' | 'stopped'} kind
 * @property {string} [safetyNumber] six groups; paired
 * @property {boolean} [numberCompared] paired
 * @property {string} [link] invited: secret, for the partner only
 * @property {number} [expires] ms; invited, joining
 * @property {number} [refusedUses] invited, paired: how often someone else tried the link
 * @property {'key-changed' | 'invitation'} [why] stopped
 */
/** @typedef {ReturnType<typeof createPairing>} Pairing */

const CLEARED = Object.freeze({ v: 1, type: 'pairing', role: null, invite: null, secret: null, space: null, expires: null, inviterBundle: null, spaceKey: null, refused: false });

/**
 * @param {{
 *   api: import('./bridge/asking.js').Asks, account: any, vault: any, sync: any, clock: import('../core/clock.js').Clock, appUrl?: string,
 * }} deps appUrl: what stands before /join
 */
export function createPairing({ api, account, vault, sync, clock, appUrl = '' }) {
  const state = observable(/** @type {PairingState} */ ({ kind: 'alone' }));
  /** What this device could not do by itself, in a sentence. */
  const problem = observable(/** @type {string | null} */ (null));
  const ask = createAsk({ api, account });
  const spaces = createSpaces({ vault, clock });
  const { preview } = createLinks({ api, clock });
  const inTurn = oneAfterAnother();

  /** @returns {Pending | null} */
  const pending = () => {
    const fields = vault.singleton('pairing').get();
    return fields?.role ? fields : null;
  };
  /** @param {Record<string, any>} fields */
  const keepPending = (fields) => vault.singleton('pairing').put(fields);
  /** @param {string} id @returns {import('./sync/items.js').PairingItem | undefined} */
  const pairingItem = (id) => sync.items(PAIRING).value.find((/** @type {any} */ item) => item.id === id);
  /** @param {string} id @returns {import('./sync/items.js').SpaceItem | undefined} */
  const spaceItem = (id) => sync.items(SPACE).value.find((/** @type {any} */ item) => item.id === id);

  /** @param {string} space @returns {number} how often the link of this space was tried again; only its inviter is told */
  const refusedUses = (space) => sync.items(PAIRING).value.find((/** @type {any} */ item) => item.space && toId(item.space) === space)?.refusedUses ?? 0;

  /** @returns {import('../crypto/keyring.js').Keyring} */
  const keys = () => {
    const keyring = account.keyring();
    if (!keyring) throw new AccountLockedError();
    return keyring;
  };

  /** @param {import('./pairing/spaces.js').SpaceFields} space @returns {Promise<PairingState>} */
  const readSpace = async (space) => {
    const item = spaceItem(space.space);
    if (!space.stopped && !isPinned(space, item)) await spaces.stop();
    if (space.stopped || !isPinned(space, item)) return { kind: 'stopped', why: 'key-changed' };
    if (item?.state === 'ended') {
      await spaces.end();
      return { kind: 'ended' };
    }
    await finishConfirming(space.space);
    const number = await safetyNumber(fromBase64url(space.transcript));
    return { kind: 'paired', safetyNumber: number, numberCompared: space.numberCompared, refusedUses: refusedUses(space.space) };
  };

  /** Pinned, but the answer may not have reached the server: it is said again until it has. @param {string} space */
  const finishConfirming = async (space) => {
    const own = pending();
    if (own?.space !== space) return;
    const item = pairingItem(own.invite);
    if (own.role === 'inviter' && item?.state === 'joined') {
      const { json } = await confirmJoiner(keys(), own, item);
      await ask('POST', `/invites/${own.invite}/confirm`, json).catch(unlessDone);
    }
    await keepPending(CLEARED);
  };

  /** @param {Pending} own @returns {Promise<PairingState>} */
  const readPending = async (own) => {
    const item = pairingItem(own.invite);
    if (own.refused) return { kind: 'stopped', why: 'invitation' };
    const isOver = item?.state === 'ended' || (own.expires <= clock.nowMs() && (!item || item.state === 'open'));
    if (isOver) {
      await keepPending(CLEARED);
      return rest();
    }
    // Not on the server yet, or it never got there: a code shown now would lead the partner to nothing, and could not be taken back.
    if (own.role === 'inviter' && !item) return rest();
    const isNext = item?.state === (own.role === 'inviter' ? 'joined' : 'confirmed');
    if (isNext) return advance(own, /** @type {import('./sync/items.js').PairingItem} */ (item));
    const { expires } = own;
    return own.role === 'inviter' ? { kind: 'invited', link: linkOf(appUrl, own), expires, refusedUses: item?.refusedUses ?? 0 } : { kind: 'joining', expires };
  };

  /** @param {Pending} own @param {import('./sync/items.js').PairingItem} item @returns {Promise<PairingState>} */
  const advance = async (own, item) => {
    try {
      const pin = own.role === 'inviter' ? (await confirmJoiner(keys(), own, item)).pin : await acceptConfirmation(keys(), own, item);
      // Pinned before anything is said: a crash in between leaves a pin, never a stranger.
      await spaces.pin(pin);
    } catch (cause) {
      if (!isRefusal(cause)) throw cause;
      await keepPending({ ...own, refused: true });
      return { kind: 'stopped', why: 'invitation' };
    }
    await spaces.load(keys());
    return readSpace(/** @type {any} */ (spaces.current()));
  };

  /** @returns {PairingState} */
  const rest = () => (spaces.current() ? { kind: 'ended' } : { kind: 'alone' });

  const read = async () => {
    const keyring = account.keyring();
    if (!keyring || !vault.ready.value) return;
    await spaces.load(keyring);
    const [space, own] = [spaces.current(), pending()];
    const next = space && !space.ended ? await readSpace(space) : own ? await readPending(own) : rest();
    if (account.keyring() !== keyring) return;
    problem.value = null;
    if (JSON.stringify(next) !== JSON.stringify(state.value)) state.value = next;
  };

  /** @returns {Promise<void>} */
  const refresh = () => inTurn(read);
  const refreshBySelf = () => void refresh().catch((cause) => {
    if (account.keyring()) problem.value = cause.message;
  });

  const settle = async () => {
    await sync.now();
    await refresh();
  };

  const needUnpaired = () => {
    if (['paired', 'stopped'].includes(state.value.kind) && spaces.current()?.ended === null) throw new InvitationRefusedError('already-paired');
  };

  const cancel = async () => {
    const own = pending();
    if (!own) return;
    if (own.role === 'inviter') await ask('DELETE', `/invites/${own.invite}`).catch(unlessGone);
    await keepPending(CLEARED);
    await refresh();
  };

  sync.items(PAIRING).subscribe(refreshBySelf);
  sync.items(SPACE).subscribe(refreshBySelf);
  vault.ready.subscribe(refreshBySelf);
  vault.version.subscribe(refreshBySelf);
  account.onLock(() => {
    spaces.forget();
    [state.value, problem.value] = [{ kind: 'alone' }, null];
  });

  return {
    state, problem, refresh, readLink, preview, cancel,

    /** Open for a day, for one person; a new one ends the last. @returns {Promise<{ link: string, expires: number }>} link: secret */
    async invite() {
      needUnpaired();
      const { pending: made, json } = await makeInvitation(keys(), clock.nowMs());
      await keepPending({ ...CLEARED, ...made });
      await ask('POST', '/invites', json);
      await settle();
      return { link: linkOf(appUrl, made), expires: made.expires };
    },

    /** @param {string} link @throws {InvitationRefusedError} */
    async join(link) {
      needUnpaired();
      const { pending: made, inviter } = await preview(link);
      if (toId(inviter.userId) === toId(keys().userId)) throw new InvitationRefusedError('own');
      await cancel();
      await keepPending({ ...CLEARED, ...made });
      try {
        await ask('POST', `/invites/${made.invite}/join`, await answerInvitation(keys(), made));
      } catch (cause) {
        if (!(cause instanceof ApiProblem)) throw cause;
        await keepPending(CLEARED);
        return asGone(cause);
      }
      await settle();
    },

    /** Both have compared the number. */
    async confirmNumber() {
      await spaces.numberCompared();
      await refresh();
    },

    /** At once, for no reason, needing nobody. What was opened stays with each. @param {string} passphrase */
    async leave(passphrase) {
      const proof = await account.prove(passphrase);
      await ask('POST', '/space/leave', { proof }).catch(unlessGone);
      await spaces.end();
      await keepPending(CLEARED);
      await settle();
    },

    /** @returns {Couple | null} only while the two are linked and nothing has stopped it */
    couple() {
      const space = spaces.current();
      return state.value.kind === 'paired' && space ? spaces.coupleIn(space.space) : null;
    },
    coupleIn: spaces.coupleIn,

    /** @returns {{ space: string, bundle: string, fingerprint: Uint8Array, name: string } | null} base64url; fingerprint 32 */
    partner() {
      const [couple, space] = [this.couple(), spaces.current()];
      const name = vault.singleton('settings').get()?.partnerName ?? '';
      return couple && space ? { space: space.space, bundle: space.partnerBundle, fingerprint: couple.partner.fingerprint, name } : null;
    },
  };
}

/** @param {unknown} cause a proof, a key or a wrap that is not right: not a lock, and not a missing network */
function isRefusal(cause) {
  return [PairingRefusedError, IdentityMismatchError, WrapUnopenableError].some((type) => cause instanceof type);
}

/** Confirmed before, perhaps by another device of mine. @param {unknown} problem */
function unlessDone(problem) {
  if (!(problem instanceof ApiProblem && problem.code === 'not-in-this-state')) throw problem;
}

/** What is gone already needs no ending. @param {unknown} problem */
function unlessGone(problem) {
  if (!(problem instanceof ApiProblem && problem.code === 'not-found')) throw problem;
}
