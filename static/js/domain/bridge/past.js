/**
 * What is over for this account, whatever a server shows of it now: of a space that was left, taken back, or lapsed by this
 * device's own clock. The key of such a text must never move, and least of all to a partner of before (safety.md, R9, R10).
 */
import { equalBytes } from '../../core/bytes.js';

/**
 * @param {{ memory: { isOver: (id: string) => boolean }, pairing: { couple: () => import('./context.js').Couple | null } }} deps
 * @returns {(entry: import('./book.js').Entry) => boolean} what was opened stays readable, and is never past
 */
export function createPast({ memory, pairing }) {
  return (entry) => {
    if (!('chain' in entry) || entry.state === 'opened') return false;
    const couple = pairing.couple();
    const isOther = couple !== null && !equalBytes(couple.space, entry.couple.space);
    return isOther || (entry.chain.direction === 'out' && memory.isOver(entry.id));
  };
}
