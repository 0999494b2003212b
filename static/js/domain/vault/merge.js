/**
 * Two changes of one record, brought together field by field. Where both changed the same field, mine
 * stays in place and theirs is handed back, to be kept as a version: nothing that was written is lost.
 */

import { same } from '../../core/same.js';
import { joinParts } from '../shared/registers.js';

/** @typedef {import('./sealing.js').Fields} Fields */

/** Times that say "last touched", and a choice that begins with its time: the later of two is right, and no text is lost by it. */
const LATER_WINS = new Set(['editedAt', 'at', 'chosen']);

/**
 * @param {Record<string, any>} base what both started from; {} when they started apart
 * @param {Fields} mine
 * @param {Fields} theirs
 * @returns {{ fields: Fields, lost: boolean }} lost: some text of theirs has no place in `fields`
 */
export function mergeFields(base, mine, theirs) {
  /** @type {Record<string, any>} */
  const fields = {};
  let lost = false;
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const { value, clashed } = mergeOne(name, base[name], mine[name], theirs[name]);
    if (value !== undefined) fields[name] = value;
    lost ||= clashed;
  }
  return { fields: /** @type {Fields} */ (fields), lost };
}

/** @param {string} name @param {any} base @param {any} mine @param {any} theirs */
function mergeOne(name, base, mine, theirs) {
  if (same(mine, theirs) || same(mine, base)) return { value: theirs, clashed: false };
  if (same(theirs, base)) return { value: mine, clashed: false };
  if (LATER_WINS.has(name)) return { value: mine > theirs ? mine : theirs, clashed: false };
  return { value: mine, clashed: true };
}

/**
 * A purge against an edit: the words win, for a purge can be done again.
 * @param {Record<string, any>} base
 * @param {Fields} mine
 * @param {Fields} theirs
 * @returns {{ fields: Fields, lost: boolean }}
 */
export function mergeRecords(base, mine, theirs) {
  if (mine.type === 'part' && theirs.type === 'part') return { fields: /** @type {Fields} */ (joinParts(mine, theirs)), lost: false };
  // Of two devices that begin one run the first one on the server does it: a second exponent would be a second question.
  if (mine.type === 'echo-run' && theirs.type === 'echo-run') return { fields: theirs, lost: false };
  if (mine.type === theirs.type) return mergeFields(base, mine, theirs);
  const [gone, kept] = mine.type === 'gone' ? [mine, theirs] : [theirs, mine];
  return { fields: same(kept, base) ? gone : kept, lost: false };
}
