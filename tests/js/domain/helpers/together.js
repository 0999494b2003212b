/**
 * A together between two phones of a couple, up to any step.
 *   const { alice, bob, server, id } = await proposed();
 *   await lockIn(alice, id);
 */
import { meet, pairedCouple } from './couple.js';

export const WORDS = Object.freeze({ alice: 'the-door-stood-ajar', bob: 'the-garden-under-snow' });

/** @param {string} [topic] */
export async function proposed(topic = 'money') {
  const couple = await pairedCouple();
  const id = await couple.alice.togethers.propose(topic);
  await meet(couple.bob);
  return { ...couple, id };
}

/** @param {any} phone @param {string} id @param {string} words @param {number} [tier] */
export async function lockIn(phone, id, words, tier = 3) {
  const entryId = await phone.journal.create({ happened: words, topic: 'money' });
  await phone.togethers.lockIn(id, { entryId, tier, text: tier === 2 ? words : '', fields: { happened: words } });
  return entryId;
}

export async function bothIn() {
  const couple = await proposed();
  await lockIn(couple.alice, couple.id, WORDS.alice);
  await lockIn(couple.bob, couple.id, WORDS.bob);
  await meet(couple.alice, couple.bob);
  return couple;
}

export async function opened() {
  const couple = await bothIn();
  await couple.alice.togethers.sayNow(couple.id);
  await couple.bob.togethers.sayNow(couple.id);
  await meet(couple.alice, couple.bob);
  return couple;
}

/** @param {any} phone @param {string} id */
export const viewOf = (phone, id) => phone.togethers.all.value.find((/** @type {any} */ one) => one.id === id) ?? null;
