/**
 * Reminders to myself: private records whose words and hours no server knows. A web page cannot wake itself, so one that is
 * due stands on Today, and calendar.js makes a file for the phone's own calendar. Owns writing them and what is done with them.
 */
import { RecordMissingError } from '../errors.js';
import { byTime, isDue, isOver, LATER_MS, readReminder, tidyReminder } from './rules.js';

/** @typedef {import('./rules.js').Reminder} Reminder */
/** @typedef {import('./rules.js').Wish} Wish */
/** @typedef {ReturnType<typeof createReminders>} Reminders */

const TYPE = 'reminder';

/** @param {{ vault: Pick<import('../vault/vault.js').Vault, 'all' | 'get' | 'put' | 'patch' | 'purge'>, clock: import('../../core/clock.js').Clock }} deps */
export function createReminders({ vault, clock }) {
  const isoAt = (/** @type {number} */ ms) => new Date(ms).toISOString();

  /** @param {string} id @returns {import('../vault/vault.js').VaultRecord} @throws {RecordMissingError} */
  function need(id) {
    const found = vault.get(id);
    if (found?.fields.type !== TYPE) throw new RecordMissingError();
    return found;
  }

  /** @param {string} id @param {Record<string, any>} fields @returns {Promise<() => Promise<void>>} the way back */
  async function set(id, fields) {
    const before = need(id).fields;
    await vault.patch(id, fields);
    return () => vault.patch(id, Object.fromEntries(Object.keys(fields).map((name) => [name, before[name] ?? null])));
  }

  const all = () => vault.all(TYPE).map(readReminder).filter((one) => one !== null).sort(byTime);

  return {
    /** @returns {Reminder[]} those that may still come */
    coming: () => all().filter((one) => !isOver(one)),
    /** @returns {Reminder[]} done or stopped */
    over: () => all().filter(isOver),
    /** @returns {Reminder | null} the first that is due now */
    due: () => all().find((one) => isDue(one, clock.nowMs())) ?? null,

    /** @param {string} id @returns {Reminder | null} */
    get(id) {
      const found = vault.get(id);
      return found?.fields.type === TYPE ? readReminder(found) : null;
    },

    /** @param {Wish} wish @returns {Promise<string>} id; on disk @throws {import('./rules.js').ReminderEmptyError} */
    async add(wish) {
      return vault.put({ ...tidyReminder(wish), v: 1, type: TYPE, setAt: isoAt(clock.nowMs()), doneAt: null, laterUntil: null, stopped: false });
    },

    /** Begins anew: what was done of it before counts no more. @param {string} id @param {Wish} wish @throws {import('./rules.js').ReminderEmptyError} */
    async change(id, wish) {
      await set(id, { ...tidyReminder(wish), setAt: isoAt(clock.nowMs()), doneAt: null, laterUntil: null, stopped: false });
    },

    /** @param {string} id @returns {Promise<() => Promise<void>>} the way back, as for the three below */
    done: (id) => set(id, { doneAt: isoAt(clock.nowMs()), laterUntil: null }),
    /** @param {string} id */
    later: (id) => set(id, { laterUntil: isoAt(clock.nowMs() + LATER_MS) }),
    /** @param {string} id */
    stop: (id) => set(id, { stopped: true }),
    /** @param {string} id */
    async remove(id) {
      const { fields } = need(id);
      await vault.purge(id);
      return async () => void (await vault.put(fields));
    },
  };
}
