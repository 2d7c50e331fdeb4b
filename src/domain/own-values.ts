import type { AttributeType } from './attributes.ts';
import { readDateTime, type DateTimeRules } from './date-times.ts';
import { readDate } from './dates.ts';
import { asciiDigit } from './phone-text.ts';
import {
  cleanText,
  hasControlCharacters,
  hasDamagedCharacters,
  type ParsedValue,
} from './values.ts';

/** The longest value of an own attribute, in characters. */
const longestOwnValue = 256;

/** Evidence of how a value is written. */
export interface OwnValueRules extends DateTimeRules {
  /** the decimal sign, if the column shows it */
  readonly decimal?: '.' | ',' | undefined;
  /** a point may separate thousands, since the file comes from where a comma is the decimal sign */
  readonly pointMayGroup?: boolean | undefined;
}

/**
 * The rules for values of own attributes, for files and forms alike. The result reads back as itself: a number
 * as a decimal with a point, yes-no as `yes` or `no`, a date as YYYY-MM-DD, a date with a time as its instant in UTC.
 * @param text as a person wrote it; only white space gives the value ''
 * @param rules evidence from the other cells of the column; a form has none
 */
export function parseOwnValue(
  type: AttributeType,
  text: string,
  rules: OwnValueRules = {},
): ParsedValue {
  const value = cleanText(text);
  if (hasDamagedCharacters(value)) return { problem: 'damaged-characters' };
  if (hasControlCharacters(value)) return { problem: 'control-characters' };
  if (value.length > longestOwnValue) return { problem: 'too-long' };
  if (value === '') return { value };
  switch (type) {
    case 'text':
      return { value };
    case 'number':
      return parseNumber(value, rules);
    case 'yes-no':
      return parseYesNo(rules.inCell === true ? inCellYesNo(value) : value);
    case 'date':
      return ofTheLiving(readDate(plain(value), rules), rules);
    case 'date-time':
      return readDateTime(plain(value), rules);
  }
}

/** In a file of people, a year such as 1024 or 0024 is a slip of the keys. A form's admin sees what they chose. */
function ofTheLiving(read: ParsedValue, { inCell }: OwnValueRules): ParsedValue {
  const isBefore = inCell === true && 'value' in read && read.value < '1900';
  return isBefore ? { problem: 'date-not-valid' } : read;
}

/** Full-width forms and the digits of any script as ASCII, and all minus signs as one. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/\u066B/gu, ',')
    .replace(/\u066C/gu, '’')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** groups of three between the same separator (space, apostrophe, comma or point), then perhaps another as decimal sign */
const grouped = /^([+-]?)(\d{1,3})(?:([ '’,.])\d{3})(?:\3\d{3})*(?:([.,])(\d*))?$/;
/** India's lakhs and crores: 1,23,45,678.00 */
const inLakhs = /^[+-]?\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d*)?$/;
const ungrouped = /^([+-]?)(\d*)(?:([.,])(\d*))?$/;

/**
 * A comma before three digits may separate thousands or decimals (1,234) and is refused, since a thousandfold
 * mistake is worse than a question. So is a point in a file from where a comma is the decimal sign. Elsewhere it
 * is a decimal point: Rollcall writes numbers so and must read its own files back.
 */
function parseNumber(text: string, { decimal, pointMayGroup, inCell }: OwnValueRules): ParsedValue {
  const number = plain(text).replace(/^([+-]) /, '$1');
  const bare = inCell === true ? withoutUnits(number) : number;
  const written = inCell === true && inLakhs.test(bare) ? bare.replaceAll(',', '') : bare;
  const simple = ungrouped.exec(written);
  if (simple !== null) {
    const [, sign = '', whole = '', separator, fraction = ''] = simple;
    if (whole === '' && fraction === '') return notANumber;
    const maybeGroup = fraction.length === 3 && upToThreeDigits.test(whole);
    if (!maybeGroup || separator === undefined) return canonical(sign, whole, fraction);
    if (decimal !== undefined && decimal !== separator)
      return canonical(sign, whole + fraction, '');
    const isOpen = decimal === undefined && (separator === ',' || pointMayGroup === true);
    return isOpen ? { problem: 'number-ambiguous' } : canonical(sign, whole, fraction);
  }
  const groups = grouped.exec(written);
  if (groups === null) return inCell === true ? parseScientific(written) : notANumber;
  const [, sign = '', , separator = '', point, fraction = ''] = groups;
  if (point === separator) return notANumber;
  const end = point === undefined ? written.length : written.lastIndexOf(point);
  return canonical(sign, written.slice(0, end).replace(/\D/g, ''), fraction);
}

const notANumber: ParsedValue = { problem: 'number-not-valid' };
const upToThreeDigits = /^[1-9]\d{0,2}$/;
const scientific = /^([+-]?)(\d)(?:[.,](\d{1,20}))?e\+?(\d{1,2})$/i;

/** 1.2E3. More decimals than the exponent moves are rare enough to refuse. */
function parseScientific(written: string): ParsedValue {
  const [, sign = '', first = '', decimals = '', exponent = ''] = scientific.exec(written) ?? [];
  if (first === '' || decimals.length > Number(exponent)) return notANumber;
  return canonical(sign, first + decimals.padEnd(Number(exponent), '0'), '');
}

const inBrackets = /^\(([^()-]{1,60})\)$/;
const currencyBefore =
  /^([+-]?)(?:[$€£¥₹₽₺₩₪₫฿₴₱]|R\$|Rs\.?|Rp\.?|INR|EUR|USD|GBP|CHF|IDR|BRL) ?(?=[\d+-])/i;
const unitBehind = / ?(?:[%€$£¥₹₽₺₩₪₫฿₴₱]|INR|EUR|USD|GBP|CHF|IDR|BRL)$/i;

/** € 12, 12 %, and (5), the accounting notation of -5. */
function withoutUnits(written: string): string {
  const negative = inBrackets.exec(written)?.[1];
  const number = negative === undefined ? written : `-${negative.trim()}`;
  return number.replace(currencyBefore, '$1').replace(unitBehind, '');
}

/** The decimal sign that a column's numbers show: two signs in a number, or one that isn't before three digits. */
export function decimalOf(numbers: Iterable<string>): '.' | ',' | undefined {
  const seen = new Set<'.' | ','>();
  for (const text of numbers) {
    const written = text.trim();
    if (mixed.test(written))
      seen.add(written.lastIndexOf(',') > written.lastIndexOf('.') ? ',' : '.');
    const lone = loneSign.exec(written);
    if (lone !== null) seen.add(lone[1] === ',' ? ',' : '.');
  }
  const [only, other] = seen;
  return other === undefined ? only : undefined;
}

const mixed = /^[^,.]{0,30}(?:,[^,]{1,30}\.|\.[^.]{1,30},)\d{1,20}\D{0,5}$/;
const loneSign = /^[^,.]{0,30}\d([,.])(?:\d{1,2}|\d{4,20})\D{0,5}$/;

function canonical(sign: string, whole: string, fraction: string): ParsedValue {
  const integer = whole.replace(/^0+(?=\d)/, '') || '0';
  const decimals = fraction.replace(/(?<!0)0+$/, '');
  const digits = decimals === '' ? integer : `${integer}.${decimals}`;
  return { value: sign === '-' && digits !== '0' ? `-${digits}` : digits };
}

const yes = new Set(
  `yes,y,true,t,1,x,✓,✔,☑,on,ja,j,wahr,ya,benar,oui,o,vrai,sí,si,s,sì,verdadero,vero,sim,verdadeiro,da,tak,да,kyllä,evet,हाँ,हां,نعم,是,はい,예,네`.split(
    ',',
  ),
);
const no = new Set(
  `no,n,false,f,0,✗,✘,☐,off,tidak,salah,nein,falsch,non,faux,falso,não,nao,nej,nei,nee,nie,нет,ei,hayır,नहीं,لا,否,いいえ,아니요`.split(
    ',',
  ),
);

const ticked = /^\[([xX✓✔ _])\]$/;
const asNumber = /^([01])[.,]0{1,2}$/;
const asFormula = /^=(true|false|wahr|falsch|vrai|faux|verdadero|falso)(?:\(\))?$/i;

/** As programs and forms on paper have it: `1.0`, `[x]`, `=TRUE()`, `Yes.` */
function inCellYesNo(text: string): string {
  const value = plain(text).replace(/(?<=\p{L})[.!]$/u, '');
  const tick = ticked.exec(value)?.[1];
  if (tick !== undefined) return /[ _]/.test(tick) ? '0' : '1';
  return asNumber.exec(value)?.[1] ?? asFormula.exec(value)?.[1] ?? value;
}

function parseYesNo(text: string): ParsedValue {
  const word = text.toLowerCase().normalize('NFC');
  if (yes.has(word)) return { value: 'yes' };
  return no.has(word) ? { value: 'no' } : { problem: 'yes-no-not-valid' };
}
