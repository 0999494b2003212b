/**
 * The number of a health care provider in the United States (NPI; 45 CFR 162.406): ten digits, the last of them a check
 * digit by Luhn's rule over 80840 and the number. Checked on the phone; nobody is asked.
 */
const PREFIX = '80840';
const NPI = /^[12]\d{9}$/;

/** @param {string} text @returns {string | null} the ten digits; null: it cannot be one */
export function readNpi(text) {
  const digits = text.replaceAll(/[\s-]/g, '');
  return NPI.test(digits) && luhn(PREFIX + digits) % 10 === 0 ? digits : null;
}

/** @param {string} digits @returns {number} the sum, in which every second digit from the right is doubled */
function luhn(digits) {
  return [...digits].reverse().reduce((sum, digit, at) => sum + folded(Number(digit) * (at % 2 === 0 ? 1 : 2)), 0);
}

/** @param {number} value */
const folded = (value) => (value > 9 ? value - 9 : value);
