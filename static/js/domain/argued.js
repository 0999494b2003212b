/**
 * "We just argued": for a day this phone holds back what would go out of my own accord, and tells only me. One private
 * record; no route knows it. What is held is a draft that stays as it is until its owner sends it, and then it is an offer
 * like every other. Never: holds back an answer, or what the other offers.
 */
import { formatDate, t } from '../core/i18n.js';
import { holdsWords } from './drafting.js';
import { DomainError } from './errors.js';

/** @typedef {ReturnType<typeof createArgued>} Argued */

const DAY_MS = 86_400_000;
const TYPE = 'argued';

/** @param {number} untilMs @returns {string} */
export const untilWords = (untilMs) => formatDate(untilMs, { weekday: 'long', hour: '2-digit', minute: '2-digit' });

/** It would go out of my own accord, and waits. */
export class OffersHeldError extends DomainError {
  /** @param {number} untilMs */
  constructor(untilMs) {
    super('held', t('Held until {day}. It stays as it is, and nothing was sent.', { day: untilWords(untilMs) }));
  }
}

/** @param {{ vault: any, clock: import('../core/clock.js').Clock, timers: import('./sync/sync.js').Timers, account: any }} deps */
export function createArgued({ vault, clock, timers, account }) {
  const record = vault.singleton(TYPE);
  /** @type {Set<() => void>} */
  const enders = new Set();
  /** @type {any} */
  let timer = null;

  const fields = () => {
    const kept = record.get();
    return { untilMs: Date.parse(kept?.until ?? '') || 0, held: /** @type {string[]} */ (kept?.held ?? []) };
  };
  /** @returns {number | null} null: nothing is held back */
  const untilMs = () => (fields().untilMs > clock.nowMs() ? fields().untilMs : null);

  /** @param {number} until @returns {Promise<unknown>} on disk */
  const keep = (until) => record.put({ v: 1, type: TYPE, until: new Date(until).toISOString() });

  function watch() {
    timers.clear(timer);
    const until = untilMs();
    timer = until === null ? null : timers.set(() => enders.forEach((end) => end()), until - clock.nowMs());
  }
  vault.version.subscribe(watch);
  account.onLock(() => timers.clear(timer));

  return {
    version: vault.version,
    untilMs,
    isOn: () => untilMs() !== null,
    /** @throws {OffersHeldError} while it is on */
    check() {
      const until = untilMs();
      if (until !== null) throw new OffersHeldError(until);
    },
    /** @param {() => void} listener the day is over while the app is open */
    onEnd: (listener) => void enders.add(listener),

    /** @returns {Promise<() => Promise<unknown>>} the way back; on disk */
    async begin() {
      const before = fields().untilMs;
      await keep(clock.nowMs() + DAY_MS);
      return () => keep(before);
    },

    /** @returns {Promise<() => Promise<unknown>>} the way back; on disk */
    async end() {
      const before = fields().untilMs;
      await keep(clock.nowMs());
      enders.forEach((end) => end());
      return () => keep(before);
    },

    /** What would have been sent: it waits as a draft. @param {string} purpose of the draft */
    async hold(purpose) {
      const { held } = fields();
      if (!held.includes(purpose)) await record.put({ v: 1, type: TYPE, held: [...held, purpose] });
    },

    /** @returns {string[]} purposes of what was held and not sent since, also when the day is over */
    held: () => fields().held.filter((purpose) => holdsWords(vault.singleton(`draft:${purpose}`).get() ?? {})),
  };
}
