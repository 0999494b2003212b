/** What it costs us: the first session, and six. From what was entered; nothing is guessed. */

/** @typedef {{ first: number | null, six: number | null, currency: string, isSliding: boolean, isAfterInsurance: boolean }} Cost */

const SESSIONS = 6;

/** @param {import('./card-fields.js').CardValues} card @returns {Cost} null: the fee is not known */
export function costOf({ fee, firstFee, slidingScale, slidingFee, insurancePays, currency }) {
  const isSliding = slidingScale !== 'no' && slidingFee !== null;
  const isAfterInsurance = insurancePays !== null && insurancePays > 0;
  const paid = (/** @type {number | null} */ price) => (price === null ? null : Math.max(0, cents(price) - cents(insurancePays ?? 0)));
  const each = paid(isSliding ? slidingFee : fee);
  const first = paid(firstFee ?? (isSliding ? slidingFee : fee));
  const six = each === null || first === null ? null : first + (SESSIONS - 1) * each;
  return { first: inUnits(first), six: inUnits(six), currency, isSliding, isAfterInsurance };
}

/** @param {number} amount */
const cents = (amount) => Math.round(amount * 100);
/** @param {number | null} amount */
const inUnits = (amount) => (amount === null ? null : amount / 100);
