import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max';
import {
  getCountryCallingCode,
  ParseError,
  parsePhoneNumberFromString,
  parsePhoneNumberWithError,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { hasOldLength } from './old-phone-lengths.ts';
import { hasTrunkPrefix, isValidAsWritten, trunkPrefixOf } from './valid-phones.ts';

/** Why a text isn't a phone number that can identify a person. */
export type PhoneProblem =
  | 'phone-missing'
  /** Excel's 9.19877E+11: the last digits are lost, so it identifies no one */
  | 'phone-scientific'
  | 'phone-not-a-number'
  /** national, and no default country to read it in */
  | 'phone-no-country'
  | 'phone-unknown-country'
  | 'phone-too-short'
  | 'phone-too-long'
  | 'phone-not-valid'
  /** 9999999999, 1234567890: typed because a form asks for a number */
  | 'phone-placeholder'
  /** from before its country made its numbers longer */
  | 'phone-old-length'
  /** an extension is shared or internal, so it identifies no one */
  | 'phone-has-extension';

/**
 * How a column writes numbers that start with neither + nor 0: as national numbers, or as international ones
 * that lost their plus in a spreadsheet.
 */
export const numberHabits = ['national', 'international'] as const;
export type NumberHabit = (typeof numberHabits)[number];

/**
 * `other`: the number can be read in two ways, and this is the rejected one. Both are E.164. `as`: how it was
 * read then.
 */
export type ReadNumber =
  | { readonly phone: string; readonly other?: string; readonly as?: NumberHabit }
  | { readonly problem: PhoneProblem };

/** @param number + and digits */
export function readInternational(number: string): ReadNumber {
  if (isValidAsWritten(number)) return { phone: number };
  const mexican = oldMexicanMobile.exec(number);
  if (mexican !== null && isValidAsWritten(`+52${mexican[1] ?? ''}`))
    return { phone: `+52${mexican[1] ?? ''}` };
  const read = validOrProblem(number, undefined);
  return 'problem' in read && hasOldLength(number) ? { problem: 'phone-old-length' } : read;
}

/** Until 2019 mobile numbers had a 1 after the 52; WhatsApp and phone books still use it. */
const oldMexicanMobile = /^\+521(\d{10})$/;

/**
 * `+39 (0)340 …`: a zero that is dropped when calling from abroad, except where it is part of the number
 * (Italy's fixed lines). Italian mobile numbers have ten digits; one with nine is a fixed line without its
 * zero.
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
 * Reads a number without + or 00. If it can be both a number of the default country and an international one
 * that lost its plus, evidence decides: how the rest of its column is written, then mobile before fixed line,
 * then that a country with a trunk prefix has no numbers that start with its own calling code.
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
    if ('phone' in international) return international;
    return international.problem === 'phone-old-length' ? international : national;
  }
  // A number that the library has to correct didn't merely lose its plus.
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
    ? { phone: international, other: national, as: 'international' }
    : { phone: national, other: international, as: 'national' };
}

/** Whether, without other evidence, the number is more likely an international one. */
function leans(national: string, international: string, country: CountryCode | undefined): boolean {
  // 8 495 … in Russia: a whole number of the country's, with what is dialled before it.
  if (country !== undefined && isDialled(national, international.slice(1), country)) return false;
  const [nationalType, internationalType] = [typeOf(national), typeOf(international)];
  if (nationalType !== internationalType) {
    if (nationalType === 'mobile') return false;
    if (internationalType === 'mobile') return true;
  }
  if (country === undefined) return false;
  return international.startsWith(`+${getCountryCallingCode(country)}`) && hasTrunkPrefix(country);
}

/** Whether the digits are the national number with the country's trunk prefix. */
function isDialled(national: string, digits: string, country: CountryCode): boolean {
  const prefix = trunkPrefixOf(country);
  const number = national.slice(1 + getCountryCallingCode(country).length);
  return prefix !== undefined && digits === prefix + number;
}

/** The type of a number, where the number shows it (in North America it doesn't: each may be a mobile). */
export function typeOf(phone: string): 'mobile' | 'fixed' | 'other' {
  const type = parsePhoneNumberFromString(phone, { extract: false })?.getType();
  if (type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE') return 'mobile';
  return type === 'FIXED_LINE' ? 'fixed' : 'other';
}

/**
 * How a column writes numbers without + or 0, judged by those with only one valid reading; undefined where
 * there are none, or they differ.
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
    // Where both readings are valid, only the type of number is evidence.
    if (read.other !== undefined && typeOf(read.phone) === typeOf(read.other)) continue;
    counts[isInternational ? 'international' : 'national'] += 1;
  }
  const { national, international, zeros } = counts;
  if (international > 4 * national) return 'international';
  if (national > 4 * international) return 'national';
  // Leading zeros survived in this column, so a number without one isn't national.
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
  // Where the first zero is part of the number, a spreadsheet eats it all the same.
  if (!digits.startsWith('0') && !hasTrunkPrefix(country)) {
    const withZero = validOrProblem(`+${getCountryCallingCode(country)}0${digits}`, undefined);
    if ('phone' in withZero) return withZero;
  }
  // Colombia's mobile numbers are dialled without its prefix but often written with it.
  const bare =
    digits.startsWith('0') && hasTrunkPrefix(country)
      ? validOrProblem(digits.slice(1), country)
      : read;
  if ('phone' in bare) return bare;
  return hasOldLength(asItIs) ? { problem: 'phone-old-length' } : read;
}

/** the prefixes dialled before a mobile number, or another city's, until 2019 */
const mexicanPrefix = /^(?:04[45]|0?1)(\d{10})$/;

/** The library's answer; `max` metadata, because smaller sets accept numbers that can't exist. */
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
  // INVALID_LENGTH: a length between two valid ones
  return message === 'NOT_A_NUMBER' ? 'phone-not-a-number' : 'phone-not-valid';
}
