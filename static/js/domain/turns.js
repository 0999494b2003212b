/**
 * The order of the listening turn (protocol.md, "The bridge", Turns): the hearer says back what they heard, the author
 * answers "yes, that's it" or "not quite", and only after a yes does the hearer's own answer come. Pure.
 */

/** @typedef {'heard' | 'yes' | 'not-quite' | 'answer'} Step */
/** @typedef {'author' | 'recipient'} Role */
/** @typedef {{ who: Role | null, steps: readonly Step[] }} Next nobody and nothing: the listening turn is over */

export const MAX_TURNS = 40;

/** @type {Next} */
const OVER = Object.freeze({ who: null, steps: [] });
/** @type {Record<string, Next>} what may come after which step */
const AFTER = Object.freeze({
  start: { who: 'recipient', steps: ['heard'] },
  heard: { who: 'author', steps: ['yes', 'not-quite'] },
  yes: { who: 'recipient', steps: ['answer'] },
  'not-quite': { who: 'recipient', steps: ['heard'] },
  answer: OVER,
});

/** @type {readonly Step[]} a yes needs no words */
export const STEPS_WITH_TEXT = Object.freeze(/** @type {Step[]} */ (['heard', 'not-quite', 'answer']));

/**
 * @param {readonly { step: Step }[]} turns those that were checked, in order
 * @returns {Next}
 */
export function nextTurn(turns) {
  return turns.length >= MAX_TURNS ? OVER : AFTER[turns.at(-1)?.step ?? 'start'];
}

/**
 * @param {readonly { step: Step }[]} before
 * @param {{ step: any, text?: any }} turn
 * @param {Role} by
 * @returns {boolean} this person may say this now, and it has the form of such a turn
 */
export function isTurnAllowed(before, turn, by) {
  const next = nextTurn(before);
  const hasText = typeof turn.text === 'string' && turn.text.trim() !== '';
  return next.who === by && next.steps.includes(turn.step) && hasText === STEPS_WITH_TEXT.includes(turn.step);
}
