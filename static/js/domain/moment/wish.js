/** What is typed to propose a moment: the fields of the form, and what is still wrong with each. Pure. */
import { t } from '../../core/i18n.js';
import { instantsOf } from './zones.js';

/** @typedef {{ first: string, second: string, third: string, place: string }} Typed hours as the wheel writes them, '' where left open */
/** @typedef {'first' | 'second' | 'third'} HourField */

export const HOUR_FIELDS = Object.freeze(/** @type {HourField[]} */ (['first', 'second', 'third']));

/** @returns {Typed} */
export const nothingTyped = () => ({ first: '', second: '', third: '', place: '' });

/**
 * @param {Typed} typed
 * @param {{ zone: string, nowMs: number }} here
 * @returns {{ times: number[], errors: Partial<Record<HourField, string>> }} times: ms, where there are no errors
 */
export function readTyped(typed, here) {
  /** @type {Partial<Record<HourField, string>>} */
  const errors = {};
  /** @type {number[]} */
  const times = [];
  for (const field of HOUR_FIELDS) {
    if (field === 'third' && typed.third === '') continue;
    const [at, error] = readHour(typed[field], times, here);
    if (error) errors[field] = error;
    times.push(at);
  }
  return { times, errors };
}

/** @param {string} local @param {number[]} before @param {{ zone: string, nowMs: number }} here @returns {[number, string?]} of an hour that comes twice the first */
function readHour(local, before, { zone, nowMs }) {
  const meant = instantsOf(local, zone);
  if (!meant) return [NaN, t('Please choose a day and an hour.')];
  const [at] = meant.instants;
  if (at === undefined) return [NaN, t('In that night the clocks go forward, and this hour is left out. Please choose another one.')];
  if (at <= nowMs) return [at, t('This time is over already. Please choose a later one.')];
  return before.includes(at) ? [at, t('This is the same time again. Please choose another one.')] : [at];
}
