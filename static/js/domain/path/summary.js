/**
 * One page for the therapist: lines that both have approved, word for word (product.md, "The therapist card and the choice"). A line
 * that is changed afterwards waits for both again.
 */
import { textOf } from '../shared/plain-values.js';
import { isPlace, placeBetween } from './order.js';
import { t } from '../../core/i18n.js';

/** @typedef {{ id: string, text: string, isMyYes: boolean, isTheirYes: boolean, isApproved: boolean }} SummaryLine */
/** @typedef {ReturnType<typeof createSummary>} Summary */

export const LINE_MAX = 600;
const OF = 'summary';

/** @returns {string[]} beginnings to choose from; nothing of them is kept until somebody takes one */
export const summaryBeginnings = () => [
  t('We have been together for '), t('What brings us: '), t('What we would like to be different: '), t('What is good between us: '),
  t('What we have tried: '), t('What we would rather not begin with: '), t('Times and ways that suit us: '),
];

/** @param {{ things: import('../shared/things.js').Things }} deps */
export function createSummary({ things }) {
  /** @param {import('../shared/things.js').Thing} thing @returns {SummaryLine & { order: string }} */
  const lineOf = ({ id, values }) => {
    const { me, partner } = /** @type {import('../shared/things.js').Scope} */ (things.scope());
    const text = textOf(values.text, LINE_MAX);
    // What is approved is the very text, so that a later change is approved by nobody.
    const [isMyYes, isTheirYes] = [me, partner].map((person) => person !== null && text !== '' && values[`yes:${person}`] === text);
    return { id, text, order: isPlace(values.order) ? values.order : 'n', isMyYes, isTheirYes, isApproved: isMyYes && (partner === null || isTheirYes) };
  };
  const lines = () => things.list(OF).map(lineOf).sort((a, b) => (`${a.order} ${a.id}` < `${b.order} ${b.id}` ? -1 : 1));
  /** @param {string} text */
  const tidy = (text) => text.trim().slice(0, LINE_MAX);
  const mine = () => `yes:${things.scope()?.me}`;

  return {
    version: things.version,
    /** @returns {SummaryLine[]} in their order */
    lines,
    /** @returns {string[]} what may go out of the app */
    approved: () => lines().filter(({ isApproved }) => isApproved).map(({ text }) => text),

    /** Who writes a line approves it. @param {string} text @returns {Promise<string>} id */
    add: (text) => things.add(OF, { text: tidy(text), [mine()]: tidy(text), order: placeBetween(lines().at(-1)?.order ?? '', null) }),
    /** @param {string} id @param {string} text */
    change: (id, text) => things.change(id, OF, { text: tidy(text), [mine()]: tidy(text) }),
    /** @param {string} id @param {boolean} isYes to the words that stand there now */
    approve: (id, isYes) => things.change(id, OF, { [mine()]: isYes ? textOf(things.get(id)?.values.text, LINE_MAX) : null }),
    /** @param {string} id @returns {Promise<() => Promise<void>>} the way back */
    letGo: (id) => things.letGo(id),
  };
}
