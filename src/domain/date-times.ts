import { readDate, type DateRules } from './dates.ts';
import { clockOf, usualTimeZone } from './time-zone.ts';
import type { ParsedValue } from './values.ts';

/**
 * Dates with a time. A value is kept as the instant in UTC, in whole seconds and always 20 characters
 * (2026-01-31T08:30:00Z), so that values compare as texts. People enter and read it in their organization's time zone.
 */
export interface DateTimeRules extends DateRules {
  /** IANA name of the organization's time zone; absent: UTC */
  readonly timeZone?: string | undefined;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** No zone is further from UTC than this many minutes. */
const furthestOffset = 14 * 60;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Before and after noon, also in the words that Arabic and Hindi use. */
const morning = ['am', 'a', 'ص', 'पूर्वाह्न'];
const afternoon = ['pm', 'p', 'م', 'अपराह्न'];

const halfOfDay = '[ap]\\.?m\\.?|[ap]|ص|م|पूर्वाह्न|अपराह्न';
const distance = 'Z|(?:GMT|UTC)(?: ?[+-]\\d{1,2}(?::?\\d{2})?)?|[+-]\\d{2}(?::?\\d{2})?';
/** The date, then a time: 9:30, 09.30, 9h30, 9 AM, 09:30:15.250 Uhr, 09:30+01:00, 09:30:00 GMT+0100 (…) */
const dateAndTime = new RegExp(
  String.raw`^(.*?)(?:T|,? )(\d{1,2})(?:[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?|(h))?(?: ?(${halfOfDay})(?= |$))?(?: ?Uhr)?(?: ?(${distance})(?: ?\([^()]{1,60}\))?)?$`,
  'iu',
);
const timeFirst = /^(\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?),? (.+)$/iu;
/** 20260131T0930, 20260131093000 */
const compact = /^(\d{8})T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?$/;
/** A spreadsheet's day number, whose fraction is the time: 1954 to 2119 */
const dayNumber = /^\d{5}(?:\.\d{1,14})?$/;
/** A form's date without its time, or its time without the date. */
const formHalf = /^(?:\d{4}-\d{2}-\d{2}T|T\d{2}:\d{2})$/;
/** A form adds it when a person chose one of two occurrences. */
const occurrence = /@([12])$/;

interface Split {
  /** the date, as written */
  readonly date: string;
  /** seconds since midnight; undefined: there is a time, and it can't be read */
  readonly seconds: number | undefined;
  /** minutes before UTC; absent: local time */
  readonly offset?: number | 'not-valid';
}

/**
 * Reads a date with a time. Without a distance from UTC it is local time, which may be missing or be there twice
 * when clocks change: neither is guessed. In a file, a date alone means the start of its day; a form asks for the time.
 * @param written with ASCII digits and single blanks; a form's second occurrence of a local time ends with `@2`
 */
export function readDateTime(written: string, rules: DateTimeRules = {}): ParsedValue {
  const chosen = occurrence.exec(written)?.[1];
  const text = chosen === undefined ? written : written.slice(0, -2);
  if (formHalf.test(text)) return incomplete;
  const isDayNumber = rules.inCell === true && dayNumber.test(text);
  if (isDayNumber) return withDayNumber(text, rules);
  const split = splitOf(text);
  const date = split === undefined ? undefined : readDate(split.date, rules);
  if (split === undefined || date === undefined || 'problem' in date) {
    // A time that can't be read must not be taken for none.
    const alone = /\d:\d/.test(text) ? notValid : readDate(text, rules);
    if ('problem' in alone)
      return date !== undefined && isAmbiguous(date) ? date : orNotValid(alone);
    return rules.inCell === true ? localTime(alone.value, 0, rules) : incomplete;
  }
  const { seconds, offset } = split;
  if (seconds === undefined || offset === 'not-valid') return notValid;
  if (offset !== undefined)
    return valueOf(Date.parse(`${date.value}T00:00:00Z`) + seconds * 1000 - offset * minuteMs);
  return localTime(date.value, seconds, rules, chosen);
}

const notValid: ParsedValue = { problem: 'date-time-not-valid' };
const incomplete: ParsedValue = { problem: 'date-time-incomplete' };

function isAmbiguous(read: ParsedValue): boolean {
  return 'problem' in read && read.problem === 'date-ambiguous';
}

function orNotValid(read: ParsedValue): ParsedValue {
  return isAmbiguous(read) ? read : notValid;
}

function splitOf(text: string): Split | undefined {
  const packed = compact.exec(text);
  if (packed !== null) {
    const [, date = '', hour, minute, second, distanceText] = packed;
    return splitFrom(date, { hour, minute, second, distanceText });
  }
  const turned = timeFirst.exec(text);
  const match = dateAndTime.exec(turned === null ? text : `${turned[2] ?? ''} ${turned[1] ?? ''}`);
  if (match === null) return undefined;
  const [, date = '', hour, minute, second, isHour, half, distanceText] = match;
  // A number alone is a time only with a sign of it: in "31 Jan 26" it is the year.
  if (minute === undefined && isHour === undefined && half === undefined) return undefined;
  // In "09:30-10" the end is rather another time than a distance from UTC.
  if (second === undefined && /^[+-]\d{2}$/.test(distanceText ?? '')) return undefined;
  return splitFrom(date, { hour, minute, second, half, distanceText });
}

/** The date of a text, without a time behind it: it shows the order of day and month. */
export function dateTextOf(text: string): string {
  return splitOf(text)?.date ?? text;
}

interface Clock {
  readonly hour: string | undefined;
  readonly minute: string | undefined;
  readonly second: string | undefined;
  readonly half?: string | undefined;
  readonly distanceText: string | undefined;
}

function splitFrom(date: string, { hour, minute, second, half, distanceText }: Clock): Split {
  const seconds = secondsOf(Number(hour), Number(minute ?? 0), Number(second ?? 0), half);
  if (distanceText === undefined) return { date, seconds };
  return { date, seconds, offset: offsetOf(distanceText) ?? 'not-valid' };
}

function secondsOf(
  hour: number,
  minute: number,
  second: number,
  half: string | undefined,
): number | undefined {
  if (minute > 59 || second > 59) return undefined;
  const word = half?.toLowerCase().replaceAll('.', '');
  if (word === undefined) return hour > 23 ? undefined : (hour * 60 + minute) * 60 + second;
  if (hour > 12 || (hour === 0 && afternoon.includes(word))) return undefined;
  const isMorning = morning.includes(word);
  return (((hour % 12) + (isMorning ? 0 : 12)) * 60 + minute) * 60 + second;
}

function offsetOf(text: string): number | undefined {
  const match = /([+-])(\d{1,2}):?(\d{2})?$/.exec(text);
  if (match === null) return 0;
  const [, sign, hours, minutes] = match;
  const offset = Number(hours) * 60 + Number(minutes ?? 0);
  if (offset > furthestOffset || Number(minutes ?? 0) > 59) return undefined;
  return sign === '-' ? -offset : offset;
}

function withDayNumber(text: string, rules: DateTimeRules): ParsedValue {
  const [whole = ''] = text.split('.');
  const day = readDate(whole, rules);
  if ('problem' in day) return notValid;
  const seconds = Math.round((Number(text) - Number(whole)) * 86_400);
  return localTime(day.value, seconds, rules);
}

/** @param seconds since midnight; 86,400 is the next day's */
function localTime(
  day: string,
  seconds: number,
  { timeZone = usualTimeZone }: DateTimeRules,
  chosen?: string,
): ParsedValue {
  const reading = Date.parse(`${day}T00:00:00Z`) + seconds * 1000;
  const [first, second] = momentsAt(reading, timeZone);
  if (first === undefined) return { problem: 'time-skipped' };
  if (second === undefined) return valueOf(first);
  if (chosen === undefined) return { problem: 'time-twice' };
  return valueOf(chosen === '1' ? first : second);
}

/** Of a zone and a day: the distance from UTC, where no clock changes near it. Most values of a file share few days. */
const steady = new Map<string, number | undefined>();
const maxSteady = 20_000;

function momentsAt(reading: number, timeZone: string): readonly number[] {
  const clock = clockOf(timeZone);
  const day = Math.floor(reading / dayMs);
  const key = `${timeZone} ${day}`;
  if (!steady.has(key)) {
    if (steady.size >= maxSteady) steady.clear();
    const offsets = [-1, 0, 1, 2].map((days) => {
      const at = (day + days) * dayMs;
      return clock.shows(at) - at;
    });
    steady.set(key, new Set(offsets).size === 1 ? offsets[0] : undefined);
  }
  const offset = steady.get(key);
  return offset === undefined ? clock.momentsOf(reading) : [reading - offset];
}

function valueOf(moment: number): ParsedValue {
  const value = `${new Date(moment).toISOString().slice(0, 19)}Z`;
  return instant.test(value) && !value.startsWith('0') ? { value } : notValid;
}

/** A value in its organization's time zone. */
export interface LocalTime {
  /** 2026-01-31T09:30:00 */
  readonly text: string;
  /** the distance from UTC, as in +01:00; Z where it isn't in whole minutes, and `text` is in UTC then */
  readonly offset: string;
  /** clocks show this time twice that day */
  readonly isTwice: boolean;
}

/** @returns undefined: the text isn't a value of this type */
export function localTimeOf(value: string, timeZone = usualTimeZone): LocalTime | undefined {
  const moment = instant.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(moment)) return undefined;
  const reading = clockOf(timeZone).shows(moment);
  const minutes = (reading - moment) / minuteMs;
  if (!Number.isInteger(minutes)) return { text: value.slice(0, -1), offset: 'Z', isTwice: true };
  return {
    text: new Date(reading).toISOString().slice(0, 19),
    offset: offsetText(minutes),
    isTwice: momentsAt(reading, timeZone).length > 1,
  };
}

function offsetText(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** A value as a form has it, to the minute: 2026-01-31T09:30. A text that isn't one stays. */
export function formText(value: string, timeZone?: string): string {
  return localTimeOf(value, timeZone)?.text.slice(0, 16) ?? value;
}

/**
 * A value as files have it: the local time with its distance from UTC. In a workbook, a date cell has no room for the
 * distance: it is left out unless clocks show the time twice.
 */
export function fileText(value: string, timeZone: string | undefined, inWorkbook: boolean): string {
  const local = localTimeOf(value, timeZone);
  if (local === undefined) return value;
  return inWorkbook && !local.isTwice ? local.text : local.text + local.offset;
}

/** The two distances from UTC of a local time that occurs twice, in order. @param local as a form has it */
export function occurrencesOf(local: string, timeZone = usualTimeZone): readonly string[] {
  const reading = Date.parse(`${local.slice(0, 16)}:00Z`);
  if (Number.isNaN(reading)) return [];
  const moments = momentsAt(reading, timeZone);
  return moments.length < 2
    ? []
    : moments.map((moment) => offsetText(Math.round((reading - moment) / minuteMs)));
}

/**
 * The values that a person means who looks for a day or, with a time, for a minute.
 * @returns from the first to before the second; undefined: neither is meant
 */
export function rangeOf(
  text: string,
  rules: DateTimeRules,
): readonly [from: string, before: string] | undefined {
  const day = readDate(text, rules);
  const { timeZone = usualTimeZone } = rules;
  if ('value' in day) {
    const start = Date.parse(`${day.value}T00:00:00Z`);
    const clock = clockOf(timeZone);
    return bounds(clock.firstAt(start), clock.firstAt(start + dayMs));
  }
  const read = readDateTime(text, rules);
  if ('problem' in read) return undefined;
  const minute = Math.floor(Date.parse(read.value) / minuteMs) * minuteMs;
  return bounds(minute, minute + minuteMs);
}

function bounds(from: number, before: number): readonly [string, string] | undefined {
  const [first, last] = [valueOf(from), valueOf(before)];
  return 'value' in first && 'value' in last ? [first.value, last.value] : undefined;
}
