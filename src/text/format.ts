import { localTimeOf } from '../domain/date-times.ts';
import { directionOf, isolate } from './bidi.ts';

/** Numbers, dates and lists in the reader's format. */
export interface Format {
  /** 12,345 */
  number(value: number): string;
  /** 0.42 as 42% */
  percent(fraction: number): string;
  /** An ISO 8601 instant, in the reader's time zone; marked as UTC when the zone is unknown */
  dateTime(iso: string): string;
  /**
   * An instant of the directory (2026-01-31T08:30:00Z) in a time zone, which is named where it isn't the reader's or
   * clocks show this time twice; any other text is returned unchanged
   */
  dateTimeIn(value: string, timeZone: string): string;
  /** The day of an ISO 8601 instant, in the reader's time zone. */
  date(iso: string): string;
  /** A day without a time zone (2026-01-31); any other text is returned unchanged */
  day(value: string): string;
  /** A month without a time zone (2026-01); any other text is returned unchanged */
  month(value: string): string;
  /** A full hour: 09:00 */
  clock(hour: number): string;
  /** The name of a weekday: 1 Monday to 7 Sunday */
  weekday(weekday: number): string;
  /** IANA name of the reader's time zone; UTC when unknown */
  readonly timeZone: string;
  /** A decimal number written with a point, exactly and without grouping; any other text is returned unchanged */
  decimal(value: string): string;
  /** The plural form for a number, by the categories of the language (CLDR): Arabic has six, Hindi two */
  pluralCategory(count: number): Intl.LDMLPluralRule;
  /** A name, a file or a number inside a sentence, isolated in a right-to-left one */
  inside(value: string): string;
  /** a, b and c */
  list(items: readonly string[]): string;
}

/** English without a country means days before months and 24 hours. */
const plainLocales: Readonly<Record<string, string>> = { en: 'en-GB' };
/** BCP 47 tags and IANA names are shorter; longer input isn't passed to Intl. */
const maxTagLength = 64;

/**
 * Locale and zone come from a client and may be any text: values that Intl rejects are replaced, never thrown.
 *
 * @param locale BCP 47, for numbers and dates; absent or invalid: the language of the sentences
 * @param timeZone IANA name; absent or invalid: UTC, and the dates say so
 * @param language BCP 47 of the sentences around the values: plurals, lists and weekdays follow the sentence,
 * not the reader
 */
export function createFormat(
  locale: string | undefined,
  timeZone?: string,
  language = 'en',
): Format {
  const tag = readerLocale(locale) ?? plainLocales[language] ?? language;
  const zone = validTimeZone(timeZone);
  const numbers = new Intl.NumberFormat(tag);
  const percents = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  // Files and date fields use this calendar, whatever the reader's own is: both must show the same year.
  const calendar = 'gregory';
  // Hindi names the part of the day (सुबह 6:00) where the default would be am and pm in Latin letters.
  const dayPeriod = language === 'hi' ? ({ dayPeriod: 'short' } as const) : {};
  const time = { hour: hourStyle(tag), minute: '2-digit', ...dayPeriod } as const;
  const calendarDay = { calendar, year: 'numeric', month: 'short', day: 'numeric' } as const;
  const dates = new Intl.DateTimeFormat(tag, {
    ...calendarDay,
    ...time,
    ...(zone === undefined ? { timeZone: 'UTC', timeZoneName: 'short' } : { timeZone: zone }),
  });
  let inZone: Intl.DateTimeFormat | undefined;
  const datesIn = (wanted: string, isNamed: boolean): Intl.DateTimeFormat => {
    const known = validTimeZone(wanted) ?? 'UTC';
    if (known === zone && !isNamed) return dates;
    // A reader sees the values of one organization, which has one zone.
    if (inZone?.resolvedOptions().timeZone !== known)
      inZone = new Intl.DateTimeFormat(tag, {
        ...{ ...calendarDay, ...time },
        ...{ timeZone: known, timeZoneName: 'short' },
      });
    return inZone;
  };
  const days = new Intl.DateTimeFormat(tag, { ...calendarDay, timeZone: zone ?? 'UTC' });
  const plainDays = new Intl.DateTimeFormat(tag, { ...calendarDay, timeZone: 'UTC' });
  const months = new Intl.DateTimeFormat(tag, {
    calendar,
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  const clock = new Intl.DateTimeFormat(tag, { ...time, timeZone: 'UTC' });
  const weekdays = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const decimals = new Intl.NumberFormat(tag, { useGrouping: false, maximumFractionDigits: 20 });
  const plurals = new Intl.PluralRules(language);
  const lists = new Intl.ListFormat(language, { type: 'conjunction' });
  const inside = directionOf(language) === 'rtl' ? isolated : (value: string) => value;
  return {
    number: (value) => (Number.isFinite(value) ? numbers.format(value) : '–'),
    percent: (fraction) => (Number.isFinite(fraction) ? percents.format(fraction) : '–'),
    dateTime(iso) {
      const date = new Date(iso);
      return Number.isNaN(date.getTime()) ? '–' : dates.format(date);
    },
    dateTimeIn(value, timeZone) {
      const local = localTimeOf(value, timeZone);
      return local === undefined ? value : datesIn(timeZone, local.isTwice).format(new Date(value));
    },
    date(iso) {
      const date = new Date(iso);
      return Number.isNaN(date.getTime()) ? '–' : days.format(date);
    },
    day(value) {
      const date = /^\d{4}-\d{2}-\d{2}$/u.test(value) ? new Date(value) : undefined;
      return date === undefined || Number.isNaN(date.getTime()) ? value : plainDays.format(date);
    },
    month(value) {
      const date = /^\d{4}-\d{2}$/u.test(value) ? new Date(value) : undefined;
      return date === undefined || Number.isNaN(date.getTime()) ? value : months.format(date);
    },
    clock: (hour) => (Number.isFinite(hour) ? clock.format(Date.UTC(2024, 0, 1, hour)) : '–'),
    // 1 January 2024 was a Monday.
    weekday: (weekday) =>
      Number.isFinite(weekday) ? weekdays.format(Date.UTC(2024, 0, weekday)) : '–',
    timeZone: zone ?? 'UTC',
    // As a string, since a long number would lose digits as a binary fraction.
    decimal: (value) =>
      /^-?\d{1,30}(?:\.\d{1,20})?$/u.test(value)
        ? decimals.format(value as Intl.StringNumericLiteral)
        : value,
    pluralCategory: (count) => plurals.select(count),
    inside,
    list: (items) => lists.format(items.map(inside)),
  };
}

/** An empty text stays empty. */
function isolated(value: string): string {
  const inside = value.trim();
  return inside === '' ? '' : isolate(inside);
}

/**
 * Finds a locale that Intl knows in a client's text: also with an underscore (de_DE), and by its language alone
 * where the rest is invalid.
 * @returns BCP 47; undefined when it contains none
 */
export function readerLocale(sent: string | undefined): string | undefined {
  if (sent === undefined || sent.length > maxTagLength) return undefined;
  const tag = sent.trim().replaceAll('_', '-');
  return known(tag) ?? known(tag.split('-', 1)[0] ?? '');
}

function known(tag: string): string | undefined {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag)[0];
  } catch {
    return undefined;
  }
}

function validTimeZone(timeZone: string | undefined): string | undefined {
  if (timeZone === undefined || timeZone.length > maxTagLength) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** 09:00 or 9:00, like the locale's own short time. */
function hourStyle(tag: string): '2-digit' | 'numeric' {
  const short = new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone: 'UTC' });
  const hour = short.formatToParts(Date.UTC(2024, 0, 1, 9)).find(({ type }) => type === 'hour');
  return hour?.value.length === 2 ? '2-digit' : 'numeric';
}
