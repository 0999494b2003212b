/** The part of libphonenumber-js that is used here. */
export function parsePhoneNumberFromString(text: string, country?: string): {
  country?: string; number: string; isValid(): boolean; formatNational(): string; formatInternational(): string;
} | undefined;
