import type { ParsedValue } from './values.ts';

/** Whether the day or the month comes first in a date that can be read in two ways. */
export type DayOrder = 'day-first' | 'month-first';

export interface DateRules {
  /** as the column shows, or its admin chose */
  readonly order?: DayOrder | undefined;
  /** accepts also forms that only files have: month names, a time after the date, spreadsheets' day numbers */
  readonly inCell?: boolean | undefined;
  /** day numbers count from 1904, as in workbooks of old Macs */
  readonly from1904?: boolean | undefined;
}

const time = /[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?[ap]\.?m\.?)?$/i;
/** `00:00:00 GMT+0530 (India Standard Time)`, and the hours beside their distance from UTC: the day is the one that is written */
const withOffset =
  /[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)? ?(?:GMT ?)?[+-]\d{2}:?\d{2}(?: ?\([^()]{1,60}\))?$/;
const midnight = /[T ]00:00(?::00(?:\.0{1,9})?)?(?:Z|\+00:00)?$/;
const inUtc = /:\d{2}(?:[.,]\d{1,9})?Z$/;
const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;
const spaced = /^(\d{1,2}) (\d{1,2}) (\d{4})$/;
const japaneseEra = /^(令和|平成|昭和) ?(\d{1,2}|元) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日$/;
const erasBefore: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925 };
const eastern = /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日$/;
const korean = /^(\d{4}) ?년 ?(\d{1,2}) ?월 ?(\d{1,2}) ?일$/;
const aroundSigns = /(?<! ) ?([-/.]) ?/g;

/**
 * Reads a date as people write it, with numbers or with the month's name in many languages. If day and month
 * can't be told apart, the column decides (31/01 in one of its cells shows that the day comes first), otherwise
 * it is ambiguous. With points the day always comes first.
 * @param written with ASCII digits and single blanks
 */
export function readDate(written: string, rules: DateRules = {}): ParsedValue {
  const inCell = rules.inCell === true;
  const day = inCell ? written.replace(withOffset, '') : written;
  const text = day
    .replace(inCell && !inUtc.test(day) ? time : midnight, '')
    .replace(aroundSigns, '$1')
    .replace(/[.,]$/, '');
  const read = readDay(inCell ? text.replace(spaced, '$1/$2/$3') : text, rules);
  return inCell ? inCommonEra(read) : read;
}

/** Thailand counts its years from 543 before. Nobody means the year 2569, nor 1447 (in Mecca) or 1404 (in Iran). */
function inCommonEra(read: ParsedValue): ParsedValue {
  if ('problem' in read) return read;
  const year = Number(read.value.slice(0, 4));
  if (year >= 1300 && year < 1500) return notValid;
  return year < 2480 || year > 2600 ? read : { value: `${year - 543}${read.value.slice(4)}` };
}

function readDay(text: string, rules: DateRules): ParsedValue {
  const iso = yearFirst.exec(text);
  if (iso !== null) return date(iso[1], iso[3], iso[4]);
  const east = eastern.exec(text) ?? korean.exec(text);
  if (east !== null) return date(east[1], east[2], east[3]);
  const era = japaneseEra.exec(text);
  if (era !== null) {
    const [, name = '', year = '', month, dayOfMonth] = era;
    const before = erasBefore[name] ?? 0;
    return date(String(before + (year === '元' ? 1 : Number(year))), month, dayOfMonth);
  }
  const match = yearLast.exec(text);
  if (match !== null && (rules.inCell === true || match[4]?.length === 4))
    return withYearLast(match, rules.order);
  if (rules.inCell !== true) return notValid;
  if (digitsOnly.test(text)) return byNumber(text, rules);
  return withMonthName(text);
}

const notValid: ParsedValue = { problem: 'date-not-valid' };
const ambiguous: ParsedValue = { problem: 'date-ambiguous' };
const digitsOnly = /^\d{1,14}(?:\.\d{1,14})?$/;

function withYearLast(match: RegExpExecArray, order: DayOrder | undefined): ParsedValue {
  const [, first = '', separator, second = '', yearText = ''] = match;
  const year = fullYear(yearText);
  if (year === undefined) return ambiguous;
  const dayFirst = date(year, second, first);
  const monthFirst = date(year, first, second);
  if (separator === '.') return dayFirst;
  if ('problem' in dayFirst) return 'problem' in monthFirst ? notValid : monthFirst;
  if ('problem' in monthFirst || dayFirst.value === monthFirst.value) return dayFirst;
  if (order === undefined) return ambiguous;
  return order === 'day-first' ? dayFirst : monthFirst;
}

/** The century of a two-digit year, as spreadsheets choose it. None where they differ. */
function fullYear(text: string): string | undefined {
  if (text.length === 4) return text;
  const year = Number(text);
  if (year >= 30 && year < 50) return undefined;
  return String(year + (year < 30 ? 2000 : 1900));
}

/** Days since the end of 1899, as a spreadsheet keeps them (1954 to 2119), or 20260131. */
function byNumber(text: string, { order, from1904 }: DateRules): ParsedValue {
  const [whole = ''] = text.split('.');
  const days = Number(whole) + (from1904 === true ? 1_462 : 0);
  if (whole.length === 5 && days >= 20_000 && days <= 80_000)
    return { value: new Date((days - 25_569) * 86_400_000).toISOString().slice(0, 10) };
  if (whole.length !== 8 || text !== whole) return notValid;
  const iso = date(whole.slice(0, 4), whole.slice(4, 6), whole.slice(6));
  const year = Number(whole.slice(0, 4));
  if (!('problem' in iso) && year >= 1900 && year < 2100) return iso;
  const [first, second, last] = [whole.slice(0, 2), whole.slice(2, 4), whole.slice(4)];
  return readDate(`${first}/${second}/${last}`, { order });
}

const between = /[\s,./-]+/;
const filler = new Set([
  'de',
  'del',
  'of',
  'the',
  'den',
  'le',
  'el',
  'do',
  'г',
  'р',
  'tháng',
  'ngày',
]);
const ordinal = /^(\d{1,2})(?:st|nd|rd|th|er|re|º|ª|e|o|a)$/;

/** 1-Jan-26, January 31, 2026, Sat 31 Jan 2026, 31. Januar 2026, 31 de enero de 2026 */
function withMonthName(text: string): ParsedValue {
  if (text.length > 60) return notValid;
  const words = text
    .toLowerCase()
    .split(between)
    .map((word) => ordinal.exec(word)?.[1] ?? word.replace(/^['’](?=\d{2}$)/, ''))
    .filter((word) => word !== '' && !filler.has(word));
  const at = words.findIndex((word) => monthOf(word) !== undefined);
  const month = monthOf(words[at] ?? '');
  if (month === undefined) return notValid;
  // The remaining word may be the day of the week.
  const numbers = words.filter((word) => /^\d{1,4}$/.test(word));
  if (words.length - numbers.length > 2 || numbers.length !== 2) return notValid;
  const [one = '', other = ''] = numbers;
  const [day, yearText] = one.length === 4 ? [other, one] : [one, other];
  const year = yearText.length === 4 || yearText.length === 2 ? fullYear(yearText) : undefined;
  if (year === undefined) return yearText.length === 2 ? ambiguous : notValid;
  return date(year, String(month), day);
}

const monthLanguages =
  'en de fr es pt it nl id pl cs sk ro hu tr sv da nb fi et lv lt hr sl sr bg ru uk el he ar fa hi bn ta te vi th ms sw ca eu af sq'.split(
    ' ',
  );

let months: Map<string, number | undefined> | undefined;

/** Month names of each language, in small letters. A name that means another month elsewhere doesn't count. */
export function monthOf(word: string): number | undefined {
  if (word === '' || /^\d/.test(word)) return undefined;
  months ??= monthNames();
  return months.get(folded(word));
}

function monthNames(): Map<string, number | undefined> {
  const names = new Map<string, number | undefined>();
  for (const language of monthLanguages) {
    for (const options of [
      { month: 'long' },
      { month: 'short' },
      { month: 'long', day: 'numeric' },
      { month: 'short', day: 'numeric' },
    ] as const) {
      const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, {
        ...options,
        timeZone: 'UTC',
      });
      for (let month = 1; month <= 12; month += 1) {
        const parts = format.formatToParts(Date.UTC(2026, month - 1, 15));
        const name = folded(parts.find(({ type }) => type === 'month')?.value ?? '');
        if (name === '' || /^\d/.test(name)) continue;
        // The first languages count most: Croatian calls October what is November in Polish.
        const known = names.has(name) ? names.get(name) : month;
        names.set(name, known === month || isCommon(language) ? known : undefined);
      }
    }
  }
  for (const [short, month] of [
    ['sept', 9],
    ['janv', 1],
    ['mrz', 3],
    ['agos', 8],
    ['peb', 2],
  ] as const)
    if (!names.has(short)) names.set(short, month);
  return names;
}

function isCommon(language: string): boolean {
  return monthLanguages.indexOf(language) < 8;
}

const accents = /\p{M}/gu;

function folded(word: string): string {
  return word.toLowerCase().normalize('NFD').replace(accents, '').replace(/\./g, '').trim();
}

function date(year = '', month = '', day = ''): ParsedValue {
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = Date.parse(`${value}T00:00:00Z`);
  // Date arithmetic turns 30 February into 1 March. A date that doesn't come back unchanged doesn't exist.
  const isReal =
    Number(year) >= 1000 &&
    !Number.isNaN(moment) &&
    new Date(moment).toISOString().startsWith(value);
  return isReal ? { value } : notValid;
}

/** 31012026; 20260131 is no other day when it is read so */
const compact = /^(\d{2})(\d{2})((?:19|20)\d{2})$/;

/** The order that a column's dates show: set if some date has only that reading and none only the other. */
export function orderOf(dates: Iterable<string>): DayOrder | undefined {
  const seen = new Set<DayOrder>();
  for (const text of dates) {
    const written = text.trim().replace(withOffset, '').replace(time, '');
    const match = yearLast.exec(written.replace(spaced, '$1/$2/$3').replace(compact, '$1/$2/$3'));
    if (match === null || match[2] === '.') continue;
    const [first, second] = [Number(match[1]), Number(match[3])];
    if (first > 12 && first < 32 && second <= 12) seen.add('day-first');
    if (second > 12 && second < 32 && first <= 12) seen.add('month-first');
  }
  const [only, other] = seen;
  return other === undefined ? only : undefined;
}
