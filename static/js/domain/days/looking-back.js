/**
 * What Today may show out of one's own pages, each only while its switch is on: a reminder that is due, one question, and
 * what was written on this day. Never: more than one question, or anything that is pushed.
 */
import { onThisDay } from './memories.js';

/** @typedef {ReturnType<typeof createLookingBack>} LookingBack */

/**
 * @param {{
 *   journal: Pick<import('../journal.js').Journal, 'entries'>, reminders: Pick<import('../reminders/reminders.js').Reminders, 'due'>,
 *   stillTrue: Pick<import('./still-true.js').StillTrue, 'due'>, settings: Pick<import('../settings.js').SettingsRoom, 'value'>, clock: import('../../core/clock.js').Clock,
 * }} deps
 */
export function createLookingBack({ journal, reminders, stillTrue, settings, clock }) {
  return {
    /** @returns {import('../reminders/rules.js').Reminder | null} */
    reminder: () => reminders.due(),
    /** @returns {import('../entries.js').Entry | null} */
    question: () => (settings.value.value.stillTrue ? stillTrue.due() : null),
    /** @returns {import('../entries.js').Entry[]} */
    memories: () => (settings.value.value.onThisDay ? onThisDay(journal.entries(), clock.nowMs()) : []),
  };
}
