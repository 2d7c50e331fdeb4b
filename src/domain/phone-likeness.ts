import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';

/**
 * How two different phone numbers may be the same: the country code was lost, added twice or mistaken for
 * another, or one digit differs.
 */
type PhoneLikeness = 'country-code' | 'one-digit';

/** Shorter numbers are alike too often. */
const fewestDigits = 7;

/** @param one and `other`: the digits of E.164 numbers */
export function phoneLikeness(one: string, other: string): PhoneLikeness | undefined {
  if (one === other || one.length < fewestDigits || other.length < fewestDigits) return undefined;
  if (hasOtherCountryCode(one, other)) return 'country-code';
  return differsByOneDigit(one, other) ? 'one-digit' : undefined;
}

function hasOtherCountryCode(one: string, other: string): boolean {
  const forms = new Set(formsOf(one));
  return formsOf(other).some((form) => forms.has(form));
}

/** The forms that a number may have if its country code was misread: itself, and itself without the code. */
function formsOf(number: string): string[] {
  const national = withoutCode(number);
  // A trunk zero is dialled inside the country only.
  const forms = [number, national, national.replace(/^0/, '')];
  return forms.filter((form) => form.length >= fewestDigits);
}

let codes: ReadonlySet<string> | undefined;

function withoutCode(number: string): string {
  codes ??= new Set(getCountries().map((country) => getCountryCallingCode(country)));
  for (let length = 1; length <= 3; length += 1) {
    if (codes.has(number.slice(0, length))) return number.slice(length);
  }
  return number;
}

/** One digit is another, or there is one more. */
function differsByOneDigit(one: string, other: string): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (longer.length - shorter.length > 1) return false;
  let at = 0;
  while (at < shorter.length && shorter[at] === longer[at]) at += 1;
  const isSubstituted = shorter.length === longer.length;
  return shorter.slice(isSubstituted ? at + 1 : at) === longer.slice(at + 1);
}
