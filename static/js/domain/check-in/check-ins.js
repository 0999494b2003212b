/**
 * My own check-ins: private records that nobody else sees or can count. Owns writing, changing and taking them away.
 * What of them is seen together is the business of together.js.
 */
import { RecordMissingError } from '../errors.js';
import { fold } from '../search.js';
import { localDay, newestFirst, readCheckIn, tidy } from './rules.js';

/** @typedef {import('./rules.js').CheckIn} CheckIn */
/** @typedef {import('./rules.js').Wish} Wish */
/** @typedef {ReturnType<typeof createCheckIns>} CheckIns */

const TYPE = 'check-in';

/** @param {{ vault: Pick<import('../vault/vault.js').Vault, 'all' | 'get' | 'put' | 'patch' | 'purge' | 'version'>, clock: import('../../core/clock.js').Clock }} deps */
export function createCheckIns({ vault, clock }) {
  /** @param {string} id @returns {import('../vault/vault.js').VaultRecord} @throws {RecordMissingError} */
  function need(id) {
    const found = vault.get(id);
    if (found?.fields.type !== TYPE) throw new RecordMissingError();
    return found;
  }

  const all = () => vault.all(TYPE).map(readCheckIn).filter((one) => one !== null).sort(newestFirst);

  return {
    version: vault.version,

    /** @returns {CheckIn[]} newest first */
    all,

    /** @param {string} id @returns {CheckIn | null} */
    get(id) {
      const found = vault.get(id);
      return found?.fields.type === TYPE ? readCheckIn(found) : null;
    },

    /** @param {Wish} wish @returns {Promise<string>} id; on disk @throws {import('./rules.js').CheckInEmptyError} */
    async add(wish) {
      const nowMs = clock.nowMs();
      return vault.put({ ...tidy(wish), v: 1, type: TYPE, on: localDay(nowMs), at: new Date(nowMs).toISOString() });
    },

    /** Its day stays. @param {string} id @param {Wish} wish @throws {import('./rules.js').CheckInEmptyError} @throws {RecordMissingError} */
    async change(id, wish) {
      await vault.patch(need(id).id, tidy(wish));
    },

    /** @param {string} id @returns {Promise<() => Promise<void>>} the way back, for as long as somebody holds it */
    async remove(id) {
      const { fields } = need(id);
      await vault.purge(id);
      return async () => void (await vault.put(fields));
    },

    /** @param {string} query @returns {CheckIn[]} whose line has all of these words; none when nothing is looked for */
    find(query) {
      const words = fold(query).split(' ').filter(Boolean);
      if (words.length === 0) return [];
      return all().filter(({ line }) => words.every((word) => fold(line).includes(word)));
    },
  };
}
