import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max';
import {
  getCountryCallingCode,
  ParseError,
  parsePhoneNumberFromString,
  parsePhoneNumberWithError,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { hasOldLength } from './old-phone-lengths.ts';
import { hasTrunkPrefix, isValidAsWritten } from './valid-phones.ts';

/** Why a text is no phone number that a person can be known by. */
export type PhoneProblem =
  | 'phone-missing'
  /** Excel's 9.19877E+11: the last digits are lost, so nobody can be found by it */
  | 'phone-scientific'
  | 'phone-not-a-number'
  /** national, and no default country to read it in */
  | 'phone-no-country'
  | 'phone-unknown-country'
  | 'phone-too-short'
  | 'phone-too-long'
  | 'phone-not-valid'
  /** as it was before its country made all numbers longer */
  | 'phone-old-length'
  /** an extension is shared or internal: it can't tell one person from another */
  | 'phone-has-extension';

/**
 * How a column writes numbers that begin with neither + nor 0: as numbers of the country, or as international ones that a
 * spreadsheet took the plus from.
 */
export type NumberHabit = 'national' | 'international';

/** `other`: the number can be read in two ways, and this is the one that wasn't taken. Both are E.164. */
export type ReadNumber =
  { readonly phone: string; readonly other?: string } | { readonly problem: PhoneProblem };

/** @param number + and digits */
export function readInternational(number: string): ReadNumber {
  if (isValidAsWritten(number)) return { phone: number };
  const mexican = oldMexicanMobile.exec(number);
  if (mexican !== null && isValidAsWritten(`+52${mexican[1] ?? ''}`))
    return { phone: `+52${mexican[1] ?? ''}` };
  const read = validOrProblem(number, undefined);
  return 'problem' in read && hasOldLength(number) ? { problem: 'phone-old-length' } : read;
}

/** Until 2019 mobile numbers had a 1 after the 52; WhatsApp and phone books still write it. */
const oldMexicanMobile = /^\+521(\d{10})$/;

/**
 * `+39 (0)340 …`: a zero that is left out from abroad, except where it belongs to the number (Italy's fixed lines). Italian
 * mobile numbers have ten digits; what has nine looks like one and is a fixed line without its zero.
 *
 * @param code the calling code
 * @param rest the digits after the zero
 */
export function readWithTrunkZero(code: string, rest: string): ReadNumber {
  const without = readInternational(`+${code}${rest}`);
  const kept = readInternational(`+${code}0${rest}`);
  if ('problem' in kept) return without;
  if ('problem' in without || without.phone === kept.phone) return kept;
  const isShortItalian = code === '39' && rest.length < 10;
  return typeOf(without.phone) === 'mobile' && !isShortItalian ? without : kept;
}

/**
 * A number without + or 00. Where it can be a number of the default country and an international one that lost its plus,
 * the evidence decides: how the rest of its column is written, then mobile before fixed line, then that a country that dials
 * a prefix before its own numbers has no numbers that begin with its own calling code.
 *
 * @param digits digits only
 */
export function readNational(
  digits: string,
  country: CountryCode | undefined,
  habit: NumberHabit | undefined,
): ReadNumber {
  const national = readIn(digits, country);
  if (digits.startsWith('0')) return national;
  if ('problem' in national) {
    const international = readInternational(`+${digits}`);
    return 'phone' in international ? international : national;
  }
  // What the library would have to change first is no number that only lost its plus.
  const international = `+${digits}`;
  if (international === national.phone || !isValidAsWritten(international)) return national;
  return choose(national.phone, international, country, habit);
}

function choose(
  national: string,
  international: string,
  country: CountryCode | undefined,
  habit: NumberHabit | undefined,
): ReadNumber {
  const isInternational =
    habit === undefined ? leans(national, international, country) : habit === 'international';
  return isInternational
    ? { phone: international, other: national }
    : { phone: national, other: international };
}

/** Whether, with nothing else to go by, the number is rather an international one. */
function leans(national: string, international: string, country: CountryCode | undefined): boolean {
  const [nationalType, internationalType] = [typeOf(national), typeOf(international)];
  if (nationalType !== internationalType) {
    if (nationalType === 'mobile') return false;
    if (internationalType === 'mobile') return true;
  }
  if (country === undefined) return false;
  return international.startsWith(`+${getCountryCallingCode(country)}`) && hasTrunkPrefix(country);
}

/** What kind of number it is, for those whose kind shows (in North America it doesn't: there each may be a mobile). */
export function typeOf(phone: string): 'mobile' | 'fixed' | 'other' {
  const type = parsePhoneNumberFromString(phone, { extract: false })?.getType();
  if (type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE') return 'mobile';
  return type === 'FIXED_LINE' ? 'fixed' : 'other';
}

/**
 * How a column's numbers without + or 0 are written, by those of which only one reading is a number; undefined where nothing
 * tells, or they differ.
 */
export function habitOf(
  cells: Iterable<string>,
  country: CountryCode | undefined,
): NumberHabit | undefined {
  if (country === undefined) return undefined;
  const counts = { national: 0, international: 0, zeros: 0 };
  for (const cell of cells) {
    if (!bareNumber.test(cell)) continue;
    if (cell.startsWith('0')) {
      counts.zeros += 1;
      continue;
    }
    const read = readNational(cell, country, undefined);
    if ('problem' in read) continue;
    const isInternational = read.phone === `+${cell}`;
    // Of those that can be both, only the kind of number is evidence.
    if (read.other !== undefined && typeOf(read.phone) === typeOf(read.other)) continue;
    counts[isInternational ? 'international' : 'national'] += 1;
  }
  const { national, international, zeros } = counts;
  if (international > 4 * national) return 'international';
  if (national > 4 * international) return 'national';
  // Zeros weren't eaten here, so a number without one isn't one of the country's.
  return national === 0 && zeros > 0 && hasTrunkPrefix(country) ? 'international' : undefined;
}

const bareNumber = /^\d{6,17}$/;

function readIn(digits: string, country: CountryCode | undefined): ReadNumber {
  if (country === undefined) return { problem: 'phone-no-country' };
  const asItIs = `+${getCountryCallingCode(country)}${digits}`;
  if (isValidAsWritten(asItIs)) return { phone: asItIs };
  const mexican = country === 'MX' ? mexicanPrefix.exec(digits) : null;
  if (mexican !== null) return readInternational(`+52${mexican[1] ?? ''}`);
  const read = validOrProblem(digits, country);
  if ('phone' in read) return read;
  // Colombia's mobile numbers are dialled without its prefix, and written with it all the same.
  const bare =
    digits.startsWith('0') && hasTrunkPrefix(country)
      ? validOrProblem(digits.slice(1), country)
      : read;
  if ('phone' in bare) return bare;
  return hasOldLength(asItIs) ? { problem: 'phone-old-length' } : read;
}

/** what one dialled before a mobile number until 2019 */
const mexicanPrefix = /^(?:04[45]|1)(\d{10})$/;

/** The library's answer; `max` metadata, because the smaller ones take numbers that can't exist. */
function validOrProblem(number: string, country: CountryCode | undefined): ReadNumber {
  const options =
    country === undefined ? { extract: false } : { extract: false, defaultCountry: country };
  let parsed: PhoneNumber;
  try {
    parsed = parsePhoneNumberWithError(number, options);
  } catch (error) {
    if (error instanceof ParseError) return { problem: problemOf(error.message) };
    throw error;
  }
  if (parsed.isValid()) return { phone: parsed.number };
  const length = validatePhoneNumberLength(number, options);
  return { problem: length === undefined ? 'phone-not-valid' : problemOf(length) };
}

function problemOf(message: string): PhoneProblem {
  if (message === 'INVALID_COUNTRY') return 'phone-unknown-country';
  if (message === 'TOO_SHORT') return 'phone-too-short';
  if (message === 'TOO_LONG') return 'phone-too-long';
  // INVALID_LENGTH: a length between two that exist
  return message === 'NOT_A_NUMBER' ? 'phone-not-a-number' : 'phone-not-valid';
}
