/**
 * The echo of this phone: takes part once a week, whatever is marked, and says what both marked (protocol.md, "Echo").
 * Owns when a step is taken: only from what is on the server for all of one's devices, so that no two of them say different things.
 * Never: shows a choice, says who has not been here yet, or sends anything that depends on what was marked.
 */
import { concat, toBase64url, utf8 } from '../../core/bytes.js';
import { CoupleBridgeError, EchoRefusedError } from '../../core/errors.js';
import { t } from '../../core/i18n.js';
import { observable } from '../../core/observable.js';
import { oneAtATime } from '../../core/one-at-a-time.js';
import { echoRunId } from '../../crypto/echo-messages.js';
import { isOfLock } from '../errors.js';
import { TOPIC_IDS } from '../topics.js';
import { createChoosing, MARKS_MOST } from './choosing.js';
import { NEVER, readWeeks, shownIn, weeksText, withMatches } from './found.js';
import { groupOf } from './group.js';
import { advance, ended, isOver, newRun, NONE } from './run.js';
import { CALM_HOUR, hourIn, opensAt, readHour, weekAt } from './week.js';

/** @typedef {import('./run.js').Run & { space: string, found: string }} KeptRun */
/** @typedef {import('../bridge/context.js').Couple} Couple */
/** @typedef {ReturnType<typeof createEcho>} Echo */

const OF = 'echo';
const RUN = 'echo-run';
const NAME = utf8('echo/both');
/** The one thing of a couple in which it lies. */
export const THING = toBase64url(concat(NAME, new Uint8Array(16 - NAME.length)));
/** While the phone lies open the hour is looked at again at least so often. */
const LOOK_MS = 3_600_000;

/**
 * @param {{
 *   account: any, vault: any, sync: any, pairing: { couple: () => Couple | null }, shared: Pick<import('../shared/shared.js').Shared, 'ours' | 'refresh' | 'isPulled'>,
 *   settings: Pick<import('../settings.js').SettingsRoom, 'value'>, clock: import('../../core/clock.js').Clock, timers: import('../sync/sync.js').Timers, zone?: () => string,
 * }} deps zone: the one this phone is in
 */
export function createEcho({ account, vault, sync, pairing, shared, settings, clock, timers, zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone }) {
  const things = shared.ours;
  const version = observable(0);
  /** What the other phone sent does not fit, in a sentence. */
  const problem = observable(/** @type {string | null} */ (null));
  const choosing = createChoosing({ vault, clock, space: () => things.scope()?.space ?? null });
  /** @type {any} */
  let timer = null;

  const setting = () => things.get(THING)?.values.hour ?? null;
  const weekNow = () => weekAt(setting(), clock.nowMs());
  const isPaused = () => settings.value.value.paused || choosing.isPaused();

  /** @returns {{ run: KeptRun, unsent: boolean } | null} of this couple */
  function kept() {
    const [record] = vault.all(RUN);
    return record && record.fields.space === things.scope()?.space ? { run: record.fields, unsent: record.unsent } : null;
  }

  /** @param {number} week @param {string} person of two weeks each has a field of its own, so that the last word of one is still there when the next begins */
  const fieldOf = (week, person) => `${week % 2 === 0 ? 'even' : 'odd'}:${person}`;

  /** @param {number} week @param {string} person @returns {import('./run.js').Said | null} what I said by my own part alone: whoever clears it must not be told by the answer that I am here */
  function saidBy(week, person) {
    const field = fieldOf(week, person);
    const said = person === things.scope()?.me ? things.said(THING, field) : things.get(THING)?.values[field];
    return said?.week === week ? said : null;
  }

  /** Only where it still is what this step was made from: another tab, or another device, may have been faster. @param {(now: KeptRun | null) => KeptRun | null} change */
  const keep = (change) => vault.singleton(RUN).change((/** @type {any} */ now) => {
    const current = now?.space === things.scope()?.space ? now : null;
    return { ...now, ...change(current), v: 1, type: RUN, space: things.scope()?.space };
  });

  /** @param {Couple} couple @param {KeptRun} run @param {boolean} isOpen */
  async function step(couple, run, isOpen) {
    const { me, partner } = /** @type {{ me: string, partner: string }} */ (things.scope());
    const group = groupOf(couple, await echoRunId(couple.space, run.week));
    const [mine, theirs] = [saidBy(run.week, me), saidBy(run.week, partner)];
    return { mine, ...(await advance({ side: me < partner ? 0 : 1, run, mine, theirs, isOpen, group }).then(({ mine: next, ...rest }) => ({ ...rest, next }))) };
  }

  /** @param {Couple} couple @param {number} week @param {string[]} topics @param {string} found @returns {Promise<string>} found, with these */
  async function withFound(couple, week, topics, found) {
    const run = await echoRunId(couple.space, week);
    const matches = await Promise.all(topics.map(async (topic) => ({ topic, week, isHeld: await couple.keyring.isEchoHeld(couple.space, run, topic) })));
    return weeksText(withMatches(readWeeks(found), matches));
  }

  /** The last word of the week before may have come after its end. @param {Couple} couple @param {KeptRun} run @returns {Promise<string>} found */
  async function lastWord(couple, run) {
    if (isOver(run)) return run.found;
    const { found } = await step(couple, run, false).catch((cause) => {
      if (!(cause instanceof EchoRefusedError)) throw cause;
      return { found: null };
    });
    return withFound(couple, run.week, found ?? [], run.found);
  }

  /** A new week: five slots, marked or not. @param {Couple} couple @param {number} week @param {KeptRun | null} before */
  async function begin(couple, week, before) {
    const found = before ? await lastWord(couple, before) : weeksText(NEVER);
    const marks = isPaused() ? [] : choosing.take();
    const run = await newRun({ week, marks, group: groupOf(couple, await echoRunId(couple.space, week)) });
    await keep((now) => (now && now.week >= week ? now : { .../** @type {KeptRun} */ (now), ...run, found }));
  }

  /** @param {Couple} couple @param {KeptRun} run as the server has it, for all of my devices */
  async function goOn(couple, run) {
    const { mine, next, run: after, found } = await step(couple, run, true);
    const isStill = (/** @type {KeptRun | null} */ now) => now?.exponent === run.exponent;
    // Which message is answered must be on the server before the answer leaves.
    if (after !== run) return keep((now) => (isStill(now) && now?.answered === NONE ? { ...now, answered: after.answered } : now));
    const { me } = /** @type {{ me: string }} */ (things.scope());
    if (next !== mine) await things.changeAlone(THING, OF, { [fieldOf(run.week, me)]: next, gone: null, ...firstHour() });
    if (!found) return;
    const all = await withFound(couple, run.week, found, run.found);
    await keep((now) => (isStill(now) ? { .../** @type {KeptRun} */ (now), ...ended(run), found: all } : now));
  }

  /** Of whoever is first, if nobody has ever set one: the evening of their own place. */
  function firstHour() {
    if (setting() || things.mine(THING).hour) return {};
    return { hour: { ...(readHour({ ...CALM_HOUR, zone: zone() }) ?? CALM_HOUR), from: 0, was: null } };
  }

  /** @param {number} week @returns {boolean} the two were a couple at its hour: before that there is nothing to ask */
  const isOfUs = (week) => windowAt(week) >= Date.parse(vault.singleton('space').get()?.pairedAt);

  async function once() {
    // What another device of mine began must be here.
    const isAtRest = shared.isPulled() && vault.ready.value && sync.status.value.state === 'idle';
    if (!isAtRest || !things.scope() || isNothingToDo()) return;
    // What arrived is read first.
    await shared.refresh();
    const couple = pairing.couple();
    if (!couple || !things.scope() || isNothingToDo()) return;
    const [now, week] = [kept(), weekNow()];
    if (!now || now.run.week < week) await begin(couple, week, now?.run ?? null);
    else if (!now.unsent && now.run.week === week) await goOn(couple, now.run);
    problem.value = null;
  }

  function isNothingToDo() {
    const [now, week] = [kept(), weekNow()];
    const isDone = now !== null && now.run.week >= week && isOver(now.run);
    return isDone || !isOfUs(week);
  }

  /** @param {unknown} cause */
  function told(cause) {
    if (isOfLock(cause) || !things.scope()) return;
    if (!(cause instanceof CoupleBridgeError)) throw cause;
    problem.value = cause instanceof EchoRefusedError
      ? t('What your partner’s phone sent this week does not fit, so it was not used. Nothing that you chose became known by it.') : cause.message;
  }

  const refresh = oneAtATime(() => once().catch(told));

  function look() {
    const untilMs = things.scope() ? windowAt(weekNow() + 1) - clock.nowMs() : LOOK_MS;
    timer = timers.set(() => {
      version.update((n) => n + 1);
      void refresh();
      look();
    }, Math.min(LOOK_MS, untilMs + 1));
  }

  /** @param {number} week @returns {number} ms at which its window opens */
  const windowAt = (week) => opensAt(hourIn(setting(), week), week);

  sync.status.subscribe(() => {
    if (timer === null && account.keyring() && vault.ready.value) look();
    void refresh();
  });
  things.version.subscribe(() => version.update((n) => n + 1));
  account.onLock(() => {
    timers.clear(timer);
    timer = null;
    problem.value = null;
  });

  return {
    version,
    problem,
    refresh,
    most: MARKS_MOST,
    /** There is somebody to ask. */
    isPossible: () => things.scope() !== null,
    choose: choosing.choose,
    pause: choosing.pause,
    isPaused: choosing.isPaused,

    /** @returns {string[]} topics that both marked; none while paused */
    matches: () => (things.scope() && !isPaused() ? shownIn(readWeeks(kept()?.run.found), choosing.away(), weekNow()) : []),

    /** @param {string} topic @returns {Promise<() => Promise<void>>} the way back */
    putAway: (topic) => choosing.putAway(topic, readWeeks(kept()?.run.found)[TOPIC_IDS.indexOf(topic)]),

    /** @returns {{ nextAtMs: number, thenAtMs: number }} the next window, and the one after it: a new hour may be for that one only */
    hour: () => ({ nextAtMs: windowAt(weekNow() + 1), thenAtMs: windowAt(weekNow() + 2) }),

    /** For both, from the next window on. @param {number} day 0 Monday … 6 @param {number} minute of the day */
    setHour(day, minute) {
      const hour = readHour({ day, minute, zone: zone() }) ?? { ...CALM_HOUR, day, minute };
      const next = weekNow() + 1;
      // One that is over in that week already would open the window at once.
      const from = opensAt(hour, next) > clock.nowMs() ? next : next + 1;
      return things.change(THING, OF, { hour: { ...hour, from, was: hourIn(setting(), from - 1) }, gone: null });
    },
  };
}
