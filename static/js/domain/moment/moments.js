/**
 * A good moment: two or three times and a place that one proposes, of which the other picks one or none (product.md, "Choose
 * the right time and place"). "None of these" is mine alone, and the same to the other as not having looked.
 * Never: reminds the other, says who has not answered, or proposes anything while my own offers are held back.
 */
import { CoupleBridgeError } from '../../core/errors.js';
import { t } from '../../core/i18n.js';
import { observable } from '../../core/observable.js';
import { oneAtATime } from '../../core/one-at-a-time.js';
import { DomainError, isOfLock } from '../errors.js';
import { createCalm } from './calm.js';
import { asksOf, boundaries, calmIdOf, phaseOf, picksOf, PLACE_MAX, readMoment, timeText, TIMES_LEAST, TIMES_MOST } from './reading.js';

/** @typedef {import('./reading.js').Proposal & { phase: import('./reading.js').Phase }} MomentView */
/** @typedef {ReturnType<typeof createMoments>} Moments */

const OF = 'moment';
const LONGEST_TIMER_MS = 12 * 60 * 60_000;

/** The times cannot be proposed like this. */
export class MomentTimesError extends DomainError {
  /** @param {'few' | 'over'} why */
  constructor(why) {
    super(`times-${why}`, why === 'few' ? t('Please give two or three different times.') : t('One of these times is over already. Please choose a later one.'));
  }
}

/**
 * @param {{
 *   things: import('../shared/things.js').Things, vault: any, clock: import('../../core/clock.js').Clock, account: any,
 *   shared: Parameters<typeof createCalm>[0]['shared'] & { published: import('../../core/observable.js').Observable<number> },
 *   timers: import('../sync/sync.js').Timers, hold: Pick<import('../argued.js').Argued, 'check'>,
 * }} deps things: of the couple
 */
export function createMoments({ things, vault, clock, account, shared, timers, hold }) {
  const calm = createCalm({ things, vault, clock, shared });
  /** Moves with what was written, and with the hours. */
  const version = observable(0);
  /** What went wrong on this phone, in a sentence. */
  const problem = observable(/** @type {string | null} */ (null));
  /** @type {any} */
  let timer = null;

  const scope = () => /** @type {import('../shared/things.js').Scope & { partner: string }} */ (things.scope());

  /** @param {import('../shared/things.js').Thing | null} thing @returns {MomentView | null} */
  function viewOf(thing) {
    const proposal = thing?.of === OF ? readMoment(thing, scope()) : null;
    return proposal && { ...proposal, phase: phaseOf(proposal, calm.own(proposal.id), clock.nowMs()) };
  }
  /** @returns {MomentView[]} also those that are over; the soonest first */
  function all() {
    if (!things.scope()?.partner) return [];
    return things.list(OF).map(viewOf).filter((view) => view !== null).sort((a, b) => hourOf(a) - hourOf(b) || (a.id < b.id ? -1 : 1));
  }
  const list = () => all().filter(({ phase }) => phase !== 'over');

  function wakeLater() {
    timers.clear(timer);
    const nowMs = clock.nowMs();
    const next = Math.min(...all().flatMap((view) => boundaries(view, nowMs)), ...calm.waiting());
    timer = next === Infinity ? null : timers.set(() => void refresh(), Math.min(next - nowMs, LONGEST_TIMER_MS));
  }

  async function once() {
    if (!vault.ready.value) return;
    await calm.refresh();
    if (!account.keyring()) return;
    wakeLater();
    version.update((n) => n + 1);
  }

  /** @param {unknown} cause */
  function told(cause) {
    if (isOfLock(cause) || !account.keyring()) return;
    if (!(cause instanceof CoupleBridgeError)) throw cause;
    problem.value = cause.message;
  }

  const refresh = oneAtATime(() => once().catch(told));
  things.version.subscribe(() => {
    version.update((n) => n + 1);
    void refresh();
  });
  shared.published.subscribe(() => void refresh());
  account.onLock(() => {
    timers.clear(timer);
    [timer, problem.value] = [null, null];
  });

  /** Nothing of what is over stays on either side; only together with something that this person does. */
  async function tidyUp() {
    for (const { id } of all().filter(({ phase }) => phase === 'over')) {
      await things.letGo(id);
      if (things.get(calmIdOf(id))) await things.letGo(calmIdOf(id));
    }
  }

  return {
    version,
    problem,
    refresh,
    /** There is somebody to propose to. */
    isPossible: () => Boolean(things.scope()?.partner),

    /** @returns {MomentView[]} the soonest first */
    list,

    /** @param {string} id @returns {MomentView | null} */
    get: (id) => (things.scope()?.partner ? viewOf(things.get(id)) : null),

    /**
     * One proposal of mine at a time: a new one takes the place of the one before, and of the other's that it answers.
     * @param {{ times: number[], place: string, zone: string, instead?: string }} wish times: ms
     * @returns {Promise<string>} id
     * @throws {MomentTimesError} @throws {import('../argued.js').OffersHeldError}
     */
    async propose({ times, place, zone, instead }) {
      hold.check();
      const inOrder = [...new Set(times)].sort((a, b) => a - b);
      if (inOrder.length < TIMES_LEAST || inOrder.length > TIMES_MOST) throw new MomentTimesError('few');
      if (inOrder[0] <= clock.nowMs()) throw new MomentTimesError('over');
      await tidyUp();
      const before = list().filter(({ id, phase }) => phase === 'proposed' || id === instead);
      const id = await things.add(OF, { [asksOf(scope().me)]: { times: inOrder.map(timeText), place: place.trim().slice(0, PLACE_MAX), zone } });
      for (const one of before) await things.letGo(one.id);
      return id;
    },

    /** @param {string} id of the other's @param {number | null} atMs null: not after all */
    pick(id, atMs) {
      const { place } = /** @type {MomentView} */ (viewOf(things.get(id)));
      return things.change(id, OF, { [picksOf(scope().me)]: atMs === null ? null : { at: timeText(atMs), place } });
    },

    setAside: calm.setAside,

    /** Either, at any time, for no reason. @param {string} id @returns {Promise<() => Promise<void>>} the way back */
    letGo: (id) => things.letGo(id),

    /** @param {string} id @param {boolean} isYes nobody learns it: only whether both said yes @throws {import('./calm.js').CalmClosedError} */
    async answer(id, isYes) {
      await calm.answer(id, isYes);
      await refresh();
    },

    /** @param {string} id */
    async turnOff(id) {
      await calm.turnOff(id);
      await refresh();
    },
  };
}

/** @param {MomentView} view */
const hourOf = ({ picked, times }) => picked ?? times[0];
