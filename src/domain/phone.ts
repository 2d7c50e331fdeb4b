import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max';
import {
  isSupportedCountry,
  ParseError,
  parsePhoneNumberWithError,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { isValidAsWritten } from './valid-phones.ts';

export type { CountryCode } from 'libphonenumber-js/max';

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
  /** an extension is shared or internal: it can't tell one person from another */
  | 'phone-has-extension';

/** `phone` is E.164. */
export type ParsedPhone = { readonly phone: string } | { readonly problem: PhoneProblem };

/** Reads a country's two letters as a person or a setting has them; undefined when it is none. */
export function parseCountry(text: string): CountryCode | undefined {
  const country = text.trim().toUpperCase();
  return isSupportedCountry(country) ? country : undefined;
}

/**
 * Reads a phone number as people write it: any punctuation, any script's digits, `tel:`, `00` for `+`, Excel's
 * `="…"`, and what is left when Excel has eaten the `+`. Without `+` or `00` it is read as a number of the default
 * country first, and only if that isn't valid as an international one.
 *
 * @param text as sent
 * @param defaultCountry where national numbers belong; undefined: only international ones can be read
 */
export function parsePhone(text: string, defaultCountry: CountryCode | undefined): ParsedPhone {
  if (text.length > maxTextLength && text.trim().length > maxTextLength)
    return { problem: 'phone-too-long' };
  const written = plainNumber.test(text) ? text : readable(text.trim());
  if (written === '') return { problem: 'phone-missing' };
  if (scientific.test(written)) return { problem: 'phone-scientific' };
  if (extension.test(written)) return { problem: 'phone-has-extension' };
  const number = written.replace(decimalZero, '$1').replace(punctuation, '');
  if (!plainNumber.test(number)) return { problem: 'phone-not-a-number' };
  const international = number.replace(internationalPrefix, '+');
  return international.startsWith('+')
    ? parseInternational(international)
    : parseNational(number, defaultCountry);
}

/** in characters; no number with all its punctuation is longer, and the patterns below aren't made for more */
const maxTextLength = 100;
const plainNumber = /^\+?\d+$/;
const scientific = /^[+-]?\d+(?:[.,]\d*)?\s*[eE]\s*[+-]?\d+$/;
const extension =
  /\d[\s,;.()-]*(?:;?ext(?:ension|n)?|x|#|доб|durchwahl|dw|poste|anexo)[\s.:=#]*\d+\)?$/iu;
/** what programs add that think a phone is an amount */
const decimalZero = /^(\+?\d{7,})[.,]0$/;
const punctuation = /[\s()[\].,\-\u2010-\u2015\u2212\u00B7\u2022/~]/gu;
const internationalPrefix = /^(?:\+?00)/;

const invisible = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
const wrapping =
  /^(?:tel|phone|mobile|callto|whatsapp)\s*:\s*(?:\/\/)?|^['"`´‘’“”=\s]+|(?<!['"`´‘’“”\s])['"`´‘’“”\s]+$/iu;

/** The characters a person means: ASCII digits and signs, without what only a program put there. */
function readable(text: string): string {
  let result = text
    .replace(invisible, '')
    .replace(/[\uFF01-\uFF5E]/gu, narrow)
    .replace(/\p{Nd}/gu, asciiDigit);
  for (;;) {
    const shorter = result.replace(wrapping, '');
    if (shorter === result) return result;
    result = shorter;
  }
}

/** The full-width form of an ASCII character, as Japanese and Chinese keyboards give, back to ASCII. */
function narrow(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
}

const isDigit = /^\p{Nd}$/u;

/** Unicode keeps the ten digits of each script side by side from zero, so the run before one tells its value. */
function asciiDigit(character: string): string {
  if (character >= '0' && character <= '9') return character;
  const codePoint = character.codePointAt(0) ?? 0;
  let zero = codePoint;
  while (isDigit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((codePoint - zero) % 10);
}

function parseInternational(number: string): ParsedPhone {
  return isValidAsWritten(number) ? { phone: number } : validOrProblem(number, undefined);
}

function parseNational(digits: string, defaultCountry: CountryCode | undefined): ParsedPhone {
  const national: ParsedPhone =
    defaultCountry === undefined
      ? { problem: 'phone-no-country' }
      : validOrProblem(digits, defaultCountry);
  if ('phone' in national || digits.startsWith('0')) return national;
  const international = parseInternational(`+${digits}`);
  return 'phone' in international ? international : national;
}

/** The library's answer; `max` metadata, because the smaller ones take numbers that can't exist. */
function validOrProblem(number: string, country: CountryCode | undefined): ParsedPhone {
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
