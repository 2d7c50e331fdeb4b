import type { CountryCode } from 'libphonenumber-js/max';

export type { CountryCode } from 'libphonenumber-js/max';

/** Why a text is no phone number that a person can be known by. */
export type PhoneProblem =
  | 'phone-missing'
  | 'phone-scientific'
  | 'phone-not-a-number'
  | 'phone-no-country'
  | 'phone-unknown-country'
  | 'phone-too-short'
  | 'phone-too-long'
  | 'phone-not-valid'
  | 'phone-has-extension';

/** `phone` is E.164. */
export type ParsedPhone = { readonly phone: string } | { readonly problem: PhoneProblem };

export function parsePhone(text: string, defaultCountry: CountryCode | undefined): ParsedPhone {
  return defaultCountry === undefined ? { problem: 'phone-missing' } : { phone: text };
}
