/** Two phones that agree on a moment, and the hour before it. */
import { pairedCouple, share, withShared } from './couple.js';

export const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

export async function couple() {
  const made = await pairedCouple();
  [made.alice, made.bob].forEach(withShared);
  await share(made.alice, made.bob);
  return made;
}

/** @param {any} clock @param {number} hours @returns {number} a whole minute, so many hours from now */
export const inHours = (clock, hours) => Math.ceil((clock.nowMs() + hours * HOUR_MS) / MINUTE_MS) * MINUTE_MS;

/** Whatever the phones do by themselves, until nothing moves any more. @param {...any} phones */
export async function meetAll(...phones) {
  await share(...phones);
  for (const phone of phones) await phone.moments.refresh();
  await share(...phones);
  for (const phone of phones) await phone.moments.refresh();
}

/** @param {any} one @param {any} other @param {Record<string, any>} [wish] @returns {Promise<string>} id */
export async function propose(one, other, wish = {}) {
  const id = await one.moments.propose({ times: [inHours(one.clock, 24), inHours(one.clock, 48)], place: 'the bench', zone: 'Europe/Berlin', ...wish });
  await share(one, other);
  return id;
}

/** Agreed, and forty minutes before it. @param {any} one @param {any} other @returns {Promise<{ id: string, at: number }>} */
export async function beforeTheHour(one, other) {
  const id = await propose(one, other);
  const at = other.moments.get(id).times[0];
  await other.moments.pick(id, at);
  await share(other, one);
  await goTo(one.clock, at - 40 * MINUTE_MS);
  return { id, at };
}

/** @param {any} clock @param {number} at */
export const goTo = (clock, at) => clock.advanceMs(at - clock.nowMs());

/** @param {any} phone @param {string} id */
export const phase = (phone, id) => phone.moments.get(id)?.phase ?? null;
