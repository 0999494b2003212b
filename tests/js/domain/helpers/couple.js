/**
 * Two phones of a couple against the fake server, with the real account, vault and sync; and their bridges.
 *   const { alice, bob, server, clock } = await pairedCouple();
 *   const id = await offerOne(alice);           an entry of hers, offered
 *   await meet(bob);                            what has arrived is pulled and checked
 */
import { fixedClock } from '../../../../static/js/core/clock.js';
import { createArgued } from '../../../../static/js/domain/argued.js';
import { createCheckIns } from '../../../../static/js/domain/check-in/check-ins.js';
import { createTogether } from '../../../../static/js/domain/check-in/together.js';
import { createBridge } from '../../../../static/js/domain/bridge.js';
import { createJournal } from '../../../../static/js/domain/journal.js';
import { createMoments } from '../../../../static/js/domain/moment/moments.js';
import { createPairing } from '../../../../static/js/domain/pairing.js';
import { createSteps } from '../../../../static/js/domain/path/steps.js';
import { createSettings } from '../../../../static/js/domain/settings.js';
import { createTogethers } from '../../../../static/js/domain/together/togethers.js';
import { createShared } from '../../../../static/js/domain/shared/shared.js';
import { openPhone, PASSPHRASE } from '../../fakes/phone.js';
import { createFakeServer } from '../../fakes/server.js';

export { PASSPHRASE };
export const DAY_MS = 86_400_000;
export const START_MS = 1_795_000_000_000;

/** @param {any} phone */
export function withBridge(phone) {
  const pairing = createPairing({ ...phone, appUrl: 'https://bridge.example' });
  const journal = createJournal(phone);
  const argued = createArgued(phone);
  const togethers = createTogethers({ ...phone, pairing });
  const bridge = createBridge({ ...phone, pairing, togethers, hold: argued });
  // Reads nothing and publishes nothing by itself: `withShared` makes one that does.
  const nothing = { everything: () => [], touched: () => [] };
  return Object.assign(phone, { pairing, journal, argued, togethers, bridge, moments: { list: () => [] }, shared: { ours: nothing, own: nothing }, steps: { ours: nothing, own: nothing }, checkIns: createCheckIns(phone) });
}

/** @param {any} phone as withBridge made it */
export function withShared(phone) {
  const shared = createShared(phone);
  const settings = createSettings(phone);
  phone.together = createTogether({ ...phone, settings, things: shared.ours });
  phone.moments = createMoments({ ...phone, things: shared.ours, shared, hold: phone.argued });
  return Object.assign(phone, { shared, steps: { ours: createSteps({ things: shared.ours }), own: createSteps({ things: shared.own }) } });
}

/** Pull, publish and pull again, until what each wrote is with the other. @param {...any} phones */
export async function share(...phones) {
  for (let n = 0; n < 2; n += 1) {
    for (const phone of phones) {
      await phone.sync.now();
      await phone.pairing.refresh();
      await phone.shared.refresh();
    }
  }
}

/** Another device of the same person. @param {any} server @param {any} phone @param {string} name */
export async function secondDevice(server, phone, name) {
  const other = withShared(withBridge(await openPhone({ server, clock: phone.clock })));
  await other.signIn(name, phone.made.accountCode);
  await share(other);
  return other;
}

/** @param {string[]} names @param {{ clock?: any }} [options] */
export async function someone(names, { clock = fixedClock(START_MS) } = {}) {
  const server = createFakeServer({ clock });
  const phones = [];
  for (const name of names) {
    const phone = withBridge(await openPhone({ server, clock }));
    phone.made = await phone.register(name);
    phones.push(phone);
  }
  return { server, clock, phones };
}

/** Pull, check, and let what happens by itself happen. @param {...any} phones */
export async function meet(...phones) {
  for (const phone of phones) {
    await phone.sync.now();
    await phone.pairing.refresh();
    await phone.bridge.refresh();
    await phone.sync.now();
    await phone.bridge.refresh();
  }
}

export async function pairedCouple() {
  const { server, clock, phones: [alice, bob] } = await someone(['alice', 'bob']);
  const { link } = await alice.pairing.invite();
  await bob.pairing.join(link);
  await meet(alice, bob, alice);
  return { server, clock, alice, bob };
}

export const CANARY = 'the-kettle-was-still-warm';

/** @param {any} author @param {Record<string, any>} [wish] @param {Record<string, any>} [fields] */
export async function offerOne(author, wish = {}, fields = {}) {
  const entryId = await author.journal.create({ happened: CANARY, topic: 'money', ...fields });
  return author.bridge.offer({
    entryId, tier: 3, fields: { happened: CANARY, felt: 'small', feelings: ['hurt'] }, topic: fields.topic === undefined ? 'money' : fields.topic,
    cover: { minutes: 20, tone: 'calm', hope: 'listen', line: 'just listen' }, ...wish,
  });
}

/** All the way to opened. @param {any} author @param {any} recipient @param {Record<string, any>} [wish] */
export async function openOne(author, recipient, wish = {}) {
  const id = await offerOne(author, wish);
  await meet(recipient);
  await recipient.bridge.accept(id);
  await meet(author);
  if (author.bridge.outgoing.value.some((/** @type {any} */ offer) => offer.askRelease)) await author.bridge.release(id);
  await meet(recipient);
  return id;
}

/** @param {any} phone @param {'outgoing' | 'incoming' | 'opened'} list @param {string} id */
export const seen = (phone, list, id) => phone.bridge[list].value.find((/** @type {any} */ offer) => offer.id === id) ?? null;
