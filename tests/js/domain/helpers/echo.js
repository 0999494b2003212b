/** A couple whose phones take part in the echo, and weeks that pass. */
import { createEcho } from '../../../../static/js/domain/echo/echo.js';
import { WEEK_MS } from '../../../../static/js/domain/echo/week.js';
import { createSettings } from '../../../../static/js/domain/settings.js';
import { pairedCouple, share, withShared } from './couple.js';

/** @param {any} phone @param {string} [zone] where it says that it is */
export function withEcho(phone, zone = 'Europe/Berlin') {
  phone.settings = createSettings(phone);
  phone.echo = createEcho({ ...phone, zone: () => zone });
  return phone;
}

/** What each does by itself while it lies unlocked, until nothing is left to do. @param {...any} phones */
export async function settle(...phones) {
  for (let n = 0; n < 8; n += 1) {
    for (const phone of phones) {
      await share(phone);
      await phone.echo.refresh();
    }
  }
}

/** @returns {Promise<any>} alice and bob, after the run of the week in which they found each other */
export async function echoCouple() {
  const couple = await pairedCouple();
  for (const phone of [couple.alice, couple.bob]) withEcho(withShared(phone));
  await settle(couple.alice, couple.bob);
  return couple;
}

/** A window, and what both phones do in the week after it. @param {any} couple @param {number} [weeks] */
export async function window({ clock, alice, bob }, weeks = 1) {
  for (let n = 0; n < weeks; n += 1) {
    clock.advanceMs(WEEK_MS);
    await settle(alice, bob);
  }
}

/** @param {any} phone @returns {any} what lies in its vault of the run */
export const runOf = (phone) => phone.vault.singleton('echo-run').get();
/** @param {any} phone */
export const saidBy = (phone) => Object.entries(phone.shared.ours.get('ZWNoby9ib3RoAAAAAAAAAA').values).filter(([name]) => name.endsWith(phone.shared.ours.scope().me));
