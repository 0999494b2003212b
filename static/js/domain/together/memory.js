/**
 * What each keeps privately about a together: which entry they locked in, and that they stepped back. An ordinary private
 * record: to the server it is like any other. What is not remembered as locked in is never opened by this account.
 */
import { LAPSE_MS, REST_MS } from '../bridge/rules.js';

/** @typedef {{ together: string, topic: string, entry: string | null, tier: number | null, text: string | null, at: string, endedAt: string | null, isPutOff?: boolean }} Made text: the record that is locked in, base64url */

/** @param {{ vault: any, clock: import('../../core/clock.js').Clock }} deps */
export function createMemory({ vault, clock }) {
  const nowIso = () => new Date(clock.nowMs()).toISOString();
  /** @returns {Made[]} */
  const all = () => vault.all('together').map((/** @type {any} */ { fields }) => fields);
  /** @param {string} id @returns {Made | null} */
  const of = (id) => all().find(({ together }) => together === id) ?? null;
  /** @param {Made} made */
  const overMs = ({ at, endedAt }) => (endedAt ? Date.parse(endedAt) : Date.parse(at) + LAPSE_MS);

  return {
    of,
    /** @param {{ id: string, topic: string }} about @param {Partial<Made>} fields */
    async remember({ id, topic }, fields) {
      const blank = { entry: null, tier: null, text: null, at: nowIso(), endedAt: null };
      await vault.singleton(`together:${id}`).put({ ...blank, ...of(id), v: 1, type: 'together', together: id, topic, ...fields });
    },
    nowIso,
    /** Over as far as this account itself knows, whoever says otherwise. @param {string} id */
    isOver(id) {
      const made = of(id);
      return made !== null && overMs(made) <= clock.nowMs();
    },
    /** @param {string} topic */
    rests: (topic) => all().some((made) => made.topic === topic && overMs(made) <= clock.nowMs() && clock.nowMs() - overMs(made) < REST_MS),
  };
}
