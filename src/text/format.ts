/** A word in each form that the language tells apart by number (CLDR): Arabic has six, Hindi two. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & {
  readonly other: string;
};

/** Numbers, dates and lists as one reader writes them. */
export interface Format {
  /** 12,345 */
  number(value: number): string;
  /** 0.42 as 42% */
  percent(fraction: number): string;
  /** An ISO 8601 instant, in the reader's time zone; named as UTC when the zone isn't known. */
  dateTime(iso: string): string;
  /** The day of an ISO 8601 instant, in the reader's time zone. */
  date(iso: string): string;
  /** A day without a time zone (2026-01-31); anything else stays as it is. */
  day(value: string): string;
  /** A full hour by the clock: 09:00 */
  clock(hour: number): string;
  /** The name of a weekday: 1 Monday to 7 Sunday. */
  weekday(weekday: number): string;
  /** IANA name of the reader's time zone; UTC when it isn't known */
  readonly timeZone: string;
  /** A decimal number written with a point, exactly and without grouping; anything else stays as it is. */
  decimal(value: string): string;
  /** The form of a word that goes with the number, by the language's own categories; one that isn't given is `other`. */
  plural(count: number, forms: PluralForms): string;
  /** a, b and c */
  list(items: readonly string[]): string;
}

const fallbackLocale = 'en-GB';
/** BCP 47 tags and IANA names are shorter; anything longer is noise that needn't reach Intl. */
const longestTag = 64;

/**
 * Locale and zone come from a client and may be anything: what Intl doesn't take is replaced, never thrown.
 *
 * @param locale BCP 47, for numbers and dates
 * @param timeZone IANA name; absent or wrong: UTC, and the dates say so
 * @param language BCP 47 of the sentences that these are put in: plurals, lists and weekdays follow the sentence, not the reader
 */
export function createFormat(
  locale: string | undefined,
  timeZone?: string,
  language = 'en',
): Format {
  const tag = validLocale(locale);
  const zone = validTimeZone(timeZone);
  const numbers = new Intl.NumberFormat(tag);
  const percents = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const dates = new Intl.DateTimeFormat(tag, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(zone === undefined ? { timeZone: 'UTC', timeZoneName: 'short' } : { timeZone: zone }),
  });
  const calendarDay = { year: 'numeric', month: 'short', day: 'numeric' } as const;
  const days = new Intl.DateTimeFormat(tag, { ...calendarDay, timeZone: zone ?? 'UTC' });
  const plainDays = new Intl.DateTimeFormat(tag, { ...calendarDay, timeZone: 'UTC' });
  const clock = new Intl.DateTimeFormat(tag, {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  });
  const weekdays = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const decimals = new Intl.NumberFormat(tag, { useGrouping: false, maximumFractionDigits: 20 });
  const plurals = new Intl.PluralRules(language);
  const lists = new Intl.ListFormat(language, { type: 'conjunction' });
  return {
    number: (value) => (Number.isFinite(value) ? numbers.format(value) : '–'),
    percent: (fraction) => (Number.isFinite(fraction) ? percents.format(fraction) : '–'),
    dateTime(iso) {
      const date = new Date(iso);
      return Number.isNaN(date.getTime()) ? '–' : dates.format(date);
    },
    date(iso) {
      const date = new Date(iso);
      return Number.isNaN(date.getTime()) ? '–' : days.format(date);
    },
    day(value) {
      const date = /^\d{4}-\d{2}-\d{2}$/u.test(value) ? new Date(value) : undefined;
      return date === undefined || Number.isNaN(date.getTime()) ? value : plainDays.format(date);
    },
    clock: (hour) => (Number.isFinite(hour) ? clock.format(Date.UTC(2024, 0, 1, hour)) : '–'),
    // The first of January 2024 was a Monday.
    weekday: (weekday) =>
      Number.isFinite(weekday) ? weekdays.format(Date.UTC(2024, 0, weekday)) : '–',
    timeZone: zone ?? 'UTC',
    // As a string, since a long number would lose digits on its way through binary fractions.
    decimal: (value) =>
      /^-?\d{1,30}(?:\.\d{1,20})?$/u.test(value)
        ? decimals.format(value as Intl.StringNumericLiteral)
        : value,
    plural: (count, forms) => forms[plurals.select(count)] ?? forms.other,
    list: (items) => lists.format(items),
  };
}

function validLocale(locale: string | undefined): string {
  if (locale === undefined || locale.length > longestTag) return fallbackLocale;
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0] ?? fallbackLocale;
  } catch {
    return fallbackLocale;
  }
}

function validTimeZone(timeZone: string | undefined): string | undefined {
  if (timeZone === undefined || timeZone.length > longestTag) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
