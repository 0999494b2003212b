/**
 * Values as they may be shown: what a part holds may have been written by somebody's changed app, so each is read as the
 * kind of value that belongs there, or as none.
 */

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** @param {unknown} value @param {number} most characters @returns {string} */
export const textOf = (value, most) => (typeof value === 'string' ? value.slice(0, most) : '');

/** @param {unknown} value @returns {string | null} 'YYYY-MM-DD', a day that there is */
export function dayOf(value) {
  if (typeof value !== 'string' || !DAY.test(value)) return null;
  const day = new Date(`${value}T12:00:00Z`);
  return day.toISOString().startsWith(value) ? value : null;
}

/** @template {string} T @param {unknown} value @param {readonly T[]} options @param {T} otherwise @returns {T} */
export const oneOf = (value, options, otherwise) => options.find((option) => option === value) ?? otherwise;
