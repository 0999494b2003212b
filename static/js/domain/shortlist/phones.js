/** A phone number as it is written where it belongs; in the country of the phone the short way, from elsewhere with its country. */
import { parsePhoneNumberFromString } from '../../vendor/libphonenumber-1.13.16.js';

/** @param {string} locale BCP 47 @returns {string | undefined} the country it says, or most likely means */
export const regionOf = (locale) => new Intl.Locale(locale).maximize().region;

/** @param {string} text as typed @param {string} locale of the phone @returns {string} the same where it is no number of that country */
export function formatPhone(text, locale) {
  const region = regionOf(locale);
  const number = parsePhoneNumberFromString(text, region);
  if (!number?.isValid()) return text;
  return number.country === region ? number.formatNational() : number.formatInternational();
}
