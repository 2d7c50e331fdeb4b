import type { BuiltInAttribute } from './attributes.ts';
import { builtIn } from './attributes.ts';

/** Why a text can't be the value of an attribute. */
export type ValueProblem =
  | 'too-long'
  | 'email-not-valid'
  | 'control-characters'
  /** a letter that a program couldn't read, or half of one: no file would preserve it */
  | 'damaged-characters'
  /** #N/A, #REF!: a formula without a value */
  | 'formula-error'
  /** 1.23457E+15: what a spreadsheet leaves of a long number */
  | 'digits-lost'
  /** 03-Jan: what a spreadsheet makes of 1-3 */
  | 'turned-into-date'
  /** ditto, a quotation mark: the value is that of the row above */
  | 'refers-to-above'
  /** TBD, unknown */
  | 'placeholder'
  /** of another column: an email address or a phone number in a name, a job title, a department, a location */
  | 'email-misplaced'
  | 'phone-misplaced'
  // of an organization's own attributes: own-values.ts
  | 'number-not-valid'
  /** 1,234 or, where a comma is the decimal sign, 1.234: thousands or decimals */
  | 'number-ambiguous'
  | 'yes-no-not-valid'
  | 'date-not-valid'
  /** 3/4/2026: the third of April or the fourth of March */
  | 'date-ambiguous'
  // of a date with a time
  | 'date-time-not-valid'
  /** a form has the date or the time alone */
  | 'date-time-incomplete'
  /** clocks go forward over it */
  | 'time-skipped'
  /** clocks go back over it, and nothing says which of the two is meant */
  | 'time-twice';

export type ParsedValue = { readonly value: string } | { readonly problem: ValueProblem };

// White space of any kind, zero-width characters, byte order marks, soft hyphens and marks of writing direction.
const invisible = String.raw`\s\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF`;
const invisibleStart = new RegExp(`^[${invisible}\\u200C\\u200D]+`, 'u');
const isInvisible = new RegExp(`[${invisible}]`, 'u');
const isJoiner = /[\u200C\u200D]/u;
const isMark = /\p{M}/u;

// C0 and C1 without tab, line feed and carriage return: no name has them, and they break tables and cards.
// eslint-disable-next-line no-control-regex -- they are what is looked for
const controlCharacters = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;
/**
 * U+FFFD replaces a letter that couldn't be read. U+FFFE and U+FFFF aren't letters and can't be in a workbook.
 * Halves of surrogate pairs can't be written to any file.
 */
const damagedCharacters = /[\uFFFD-\uFFFF]/;
const plain = /^(?:[!-~](?:[ -~]*[!-~])?)?$/;

/** The text without invisible characters at its ends, in Unicode's normal form C. Inside, it stays unchanged. */
export function cleanText(text: string): string {
  if (plain.test(text)) return text;
  const started = text.replace(invisibleStart, '');
  return started.slice(0, endOfVisible(started)).normalize('NFC');
}

/** A loop, because a pattern that ends with `$` takes quadratic time over long white space. */
function endOfVisible(text: string): number {
  let end = text.length;
  while (end > 0) {
    const last = text.charAt(end - 1);
    // A joiner after a mark belongs to the letter: in Malayalam or Sinhala names it decides the shape of the
    // last one.
    const isJoinerOfNothing = isJoiner.test(last) && !isMark.test(text.charAt(end - 2));
    if (!isInvisible.test(last) && !isJoinerOfNothing) break;
    end -= 1;
  }
  return end;
}

/** Whether a text has characters that no value may have. */
export function hasControlCharacters(text: string): boolean {
  return controlCharacters.test(text);
}

/** Whether a text has characters that no file preserves. */
export function hasDamagedCharacters(text: string): boolean {
  return damagedCharacters.test(text) || !text.isWellFormed();
}

/**
 * The one implementation of the rules for every value but the phone (`phone.ts`), for files and forms alike.
 *
 * @param text as a person wrote it; only white space gives the value ''
 */
export function parseValue(
  attribute: Exclude<BuiltInAttribute, 'phone'>,
  text: string,
): ParsedValue {
  const value = cleanText(text);
  if (hasDamagedCharacters(value)) return { problem: 'damaged-characters' };
  if (hasControlCharacters(value)) return { problem: 'control-characters' };
  if (value.length > builtIn[attribute].maxLength) return { problem: 'too-long' };
  if (attribute === 'email' && value !== '') return parseEmail(value);
  return { value };
}

// Addresses of people at organizations: one @, a domain of at least two labels, letters of any script. The
// standard also has quoted local parts and IP addresses, but in a list of people they are mistakes.
const email =
  /^(?!\.)(?!.*\.\.)[^\s@,;:<>()[\]\\"]{1,64}(?<!\.)@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])$/u;

const latin = /\p{Script=Latin}/u;
const lookingLatin = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** A Cyrillic or Greek letter in a Latin word: it looks the same, and is another address. */
function isOfTwoScripts(address: string): boolean {
  if (!lookingLatin.test(address)) return false;
  return address.split(/[@.]/u).some((word) => latin.test(word) && lookingLatin.test(word));
}

function parseEmail(value: string): ParsedValue {
  // Copied addresses may have zero-width characters anywhere. No address needs one.
  const address = value.replace(/\p{Cf}/gu, '').replace(/^mailto:/i, '');
  const isValid = email.test(address) && !isOfTwoScripts(address);
  return isValid ? { value: address } : { problem: 'email-not-valid' };
}
