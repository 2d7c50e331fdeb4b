import type { AttributeType } from './attributes.ts';
import {
  cleanText,
  hasControlCharacters,
  hasDamagedCharacters,
  type ParsedValue,
} from './values.ts';

/** An organization's own attributes hold so many characters. */
const longestOwnValue = 256;

/**
 * The rules for the values of an organization's own attributes, for files and forms alike. What it gives reads back as
 * itself: number as a decimal with a point, yes-no as `yes` or `no`, date as YYYY-MM-DD.
 *
 * @param text as a person wrote it; only white space gives the value ''
 */
export function parseOwnValue(type: AttributeType, text: string): ParsedValue {
  const value = cleanText(text);
  if (hasDamagedCharacters(value)) return { problem: 'damaged-characters' };
  if (hasControlCharacters(value)) return { problem: 'control-characters' };
  if (value.length > longestOwnValue) return { problem: 'too-long' };
  if (value === '') return { value };
  switch (type) {
    case 'text':
      return { value };
    case 'number':
      return parseNumber(value);
    case 'yes-no':
      return parseYesNo(value);
    case 'date':
      return parseDate(value);
  }
}

/** Full-width forms and the digits of any script as ASCII; signs of minus as one. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/\u066B/gu, ',')
    .replace(/\s+/gu, ' ')
    .trim();
}

const isDigit = /^\p{Nd}$/u;

/** Unicode keeps the ten digits of each script side by side from zero. */
function asciiDigit(character: string): string {
  if (character >= '0' && character <= '9') return character;
  const codePoint = character.codePointAt(0) ?? 0;
  let zero = codePoint;
  while (codePoint - zero < 9 && isDigit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((codePoint - zero) % 10);
}

/** groups of three between the same separator (space, apostrophe, comma or point), then perhaps another as decimal sign */
const grouped = /^([+-]?)(\d{1,3})(?:([ '’,.])\d{3})(?:\3\d{3})*(?:([.,])(\d*))?$/;
const ungrouped = /^([+-]?)(\d*)(?:([.,])(\d*))?$/;

/**
 * A point followed by three digits is a decimal point, since that is how we write numbers ourselves and our own files have
 * to read back; a comma there may be either (1,234) and is refused, since a thousandfold mistake is worse than a question.
 */
function parseNumber(text: string): ParsedValue {
  const written = plain(text).replace(/^([+-]) /, '$1');
  const simple = ungrouped.exec(written);
  if (simple !== null) {
    const [, sign = '', whole = '', separator, fraction = ''] = simple;
    if (whole === '' && fraction === '') return { problem: 'number-not-valid' };
    const maybeGroup = separator === ',' && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
    return maybeGroup ? { problem: 'number-not-valid' } : canonical(sign, whole, fraction);
  }
  const groups = grouped.exec(written);
  if (groups === null) return { problem: 'number-not-valid' };
  const [, sign = '', , separator = '', decimal, fraction = ''] = groups;
  if (decimal === separator) return { problem: 'number-not-valid' };
  const end = decimal === undefined ? written.length : written.lastIndexOf(decimal);
  return canonical(sign, written.slice(0, end).replace(/\D/g, ''), fraction);
}

function canonical(sign: string, whole: string, fraction: string): ParsedValue {
  const integer = whole.replace(/^0+(?=\d)/, '') || '0';
  const decimals = fraction.replace(/(?<!0)0+$/, '');
  const digits = decimals === '' ? integer : `${integer}.${decimals}`;
  return { value: sign === '-' && digits !== '0' ? `-${digits}` : digits };
}

const yes = new Set(
  `yes,y,true,t,1,x,✓,✔,☑,on,ja,j,wahr,oui,o,vrai,sí,si,s,sì,verdadero,vero,sim,verdadeiro,da,tak,да,kyllä,evet,हाँ,हां,نعم,是,はい,예,네`.split(
    ',',
  ),
);
const no = new Set(
  `no,n,false,f,0,✗,✘,☐,off,nein,falsch,non,faux,falso,não,nao,nej,nei,nee,nie,нет,ei,hayır,नहीं,لا,否,いいえ,아니요`.split(
    ',',
  ),
);

function parseYesNo(text: string): ParsedValue {
  const word = text.toLowerCase().normalize('NFC');
  if (yes.has(word)) return { value: 'yes' };
  return no.has(word) ? { value: 'no' } : { problem: 'yes-no-not-valid' };
}

/** with the midnight that spreadsheets put after a date */
const midnight = /[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?$/;
const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;

/** With points the day comes first everywhere; with strokes it depends on the country, so only what can't be both is read. */
function parseDate(text: string): ParsedValue {
  const written = plain(text)
    .replace(midnight, '')
    .replace(/ ?([-/.]) ?/g, '$1');
  const iso = yearFirst.exec(written);
  if (iso !== null) return date(iso[1], iso[3], iso[4]);
  const match = yearLast.exec(written);
  if (match === null) return { problem: 'date-not-valid' };
  const [, first = '', separator, second = '', year] = match;
  if (separator === '.' || first.padStart(2, '0') === second.padStart(2, '0')) {
    return date(year, second, first);
  }
  if (Number(first) > 12) return date(year, second, first);
  if (Number(second) > 12) return date(year, first, second);
  return { problem: 'date-ambiguous' };
}

function date(year = '', month = '', day = ''): ParsedValue {
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${value}T00:00:00Z`);
  // 30 February is taken for the first of March by the clock; what doesn't come back as it went is no date.
  const isReal =
    Number(year) >= 1000 && !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
  return isReal ? { value } : { problem: 'date-not-valid' };
}
