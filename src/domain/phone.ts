import parseNumber, { isSupportedCountry } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';
import type { NumberHabit, PhoneProblem, ReadNumber } from './phone-readings.ts';
import { readInternational, readNational, readWithTrunkZero } from './phone-readings.ts';
import { readablePhone } from './phone-text.ts';

export type { CountryCode } from 'libphonenumber-js/max';
export type { NumberHabit, PhoneProblem } from './phone-readings.ts';

/** `phone` is E.164. */
export type ParsedPhone = { readonly phone: string } | { readonly problem: PhoneProblem };

/** Reads a country's two letters as a person or a setting has them; undefined when it is none. */
export function parseCountry(text: string): CountryCode | undefined {
  const country = text.trim().toUpperCase();
  return isSupportedCountry(country) ? country : undefined;
}

/** E.164, and not a part of something else, such as a file name or an address. */
const phoneInText = /(?<![\w+.@/-])\+[1-9]\d{6,14}(?![\w@]|[./:-]\w)/gu;

/**
 * A text with its phone numbers as people read them: +1 202 555 0102, with no-break spaces, so that none is torn at the end
 * of a line. What is no number stays as it is.
 */
export function phonesToRead(text: string): string {
  return text.replace(phoneInText, (e164) => {
    const number = parseNumber(e164);
    return number?.isPossible() === true
      ? number.formatInternational().replaceAll(' ', '\u00A0')
      : e164;
  });
}

/**
 * Reads a phone number as people write it: any punctuation, any script's digits, `tel:`, `00` for `+`, Excel's
 * `="…"`, and what is left when Excel has eaten the `+`. Without `+` or `00` a number may be one of the default country
 * or an international one that lost its plus; where it can be both, phone-readings.ts decides.
 *
 * @param text as sent
 * @param defaultCountry where national numbers belong; undefined: only international ones can be read
 */
export function parsePhone(text: string, defaultCountry: CountryCode | undefined): ParsedPhone {
  const read = readPhone(text, defaultCountry);
  return 'phone' in read ? { phone: read.phone } : read;
}

/**
 * The same, with the other reading of a number that can be read in two ways.
 *
 * @param habit how the other numbers of its column are written
 */
export function readPhone(
  text: string,
  defaultCountry: CountryCode | undefined,
  habit?: NumberHabit,
): ReadNumber {
  if (plainNumber.test(text) && text.length <= maxTextLength)
    return readDigits(text, defaultCountry, habit);
  if (text.length > maxTextLength && text.trim().length > maxTextLength)
    return { problem: 'phone-too-long' };
  const written = readablePhone(text.trim());
  if (written === '') return { problem: 'phone-missing' };
  if (scientific.test(written)) return { problem: 'phone-scientific' };
  if (extension.test(written)) return { problem: 'phone-has-extension' };
  const zero = trunkZero.exec(written);
  if (zero !== null) {
    const [, before = '', after = ''] = zero;
    const code = before.replace(punctuation, '').replace(internationalPrefix, '').replace('+', '');
    const rest = after.replace(decimalZero, '$1').replace(punctuation, '');
    if (code !== '' && digits.test(rest)) return readWithTrunkZero(code, rest);
  }
  const number = written.replace(decimalZero, '$1').replace(punctuation, '');
  if (!plainNumber.test(number)) return { problem: 'phone-not-a-number' };
  return readDigits(number, defaultCountry, habit);
}

function readDigits(
  number: string,
  defaultCountry: CountryCode | undefined,
  habit: NumberHabit | undefined,
): ReadNumber {
  const international = number.replace(internationalPrefix, '+');
  return international.startsWith('+')
    ? readInternational(international)
    : readNational(number, defaultCountry, habit);
}

/** in characters; no number with all its punctuation is longer, and the patterns below aren't made for more */
export const maxTextLength = 100;
const plainNumber = /^\+?\d+$/;
const digits = /^\d+$/;
const scientific = /^[+-]?\d+(?:[.,]\d*)?\s*[eE]\s*[+-]?\d+$/;
const extension =
  /\d[\s,;.()-]*(?:;?ext(?:ension|n)?|x|#|доб|durchwahl|dw|poste|anexo)[\s.:=#]*\d+\)?$/iu;
/** added by programs that treat a phone as an amount */
const decimalZero = /^(\+?\d{7,})[.,]0{1,2}$/;
const punctuation = /[\s()[\].,\-\u2010-\u2015\u2212\u00B7\u2022/~]/gu;
const internationalPrefix = /^\+?00/;
/** `+49 (0)171 …`: the zero is for those who call from inside the country */
const trunkZero = /^((?:\(?\+?\s?|00\s?)\d{1,3}\)?[\s./-]{0,3})[([]\s?0\s?[)\]](.+)$/;
