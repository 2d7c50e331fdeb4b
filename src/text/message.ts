import { isSelectElement, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { formatToParts, type Formats, type Formatters } from 'intl-messageformat';
import type { Format } from './format.ts';
import { argumentsOf, parseMessage, walk, type MessageArgument } from './message-arguments.ts';

/** Words of the reader's language that become part of a sentence. All other inserted text is isolated. */
export interface Phrase {
  readonly phrase: string;
}

export function phrase(words: string): Phrase {
  return { phrase: words };
}

/** Text that is inserted into a message. */
export type Inserted = string | Phrase;

export type Values = Readonly<Record<string, Inserted | number | boolean | undefined>>;

interface Message {
  readonly elements: MessageFormatElement[];
  readonly takes: readonly MessageArgument[];
}

/** By source: the same source parses to the same message in every catalogue. */
const parsed = new Map<string, Message>();

/**
 * A sentence of a catalogue for one reader.
 *
 * @param source ICU MessageFormat, verified by the check of the catalogues
 * @returns the sentence where it takes no values. Otherwise a function of its values by their names; a single
 * value may be passed directly. By names is for sentences that are found by a code.
 */
export function messageFor(
  reader: Reader,
  source: string,
): string | ((given: Values | Values[string]) => string) {
  if (!source.includes('{')) return source;
  return (given) => {
    const { elements, takes } = messageOf(source);
    const values = areByName(given) ? given : { [takes[0]?.name ?? '']: given };
    // No locale, since the formatters are the reader's own.
    const parts = formatToParts<string>(
      elements,
      '',
      reader.formatters,
      styles,
      prepare(takes, values, reader.format),
    );
    return parts.map(({ value }) => value).join('');
  };
}

function areByName(given: Values | Values[string]): given is Values {
  return typeof given === 'object' && !('phrase' in given);
}

function messageOf(source: string): Message {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  const elements = parseMessage(source);
  const message: Message = { elements, takes: argumentsOf(elements) };
  walk(elements, (element) => {
    if (isSelectElement(element)) element.value = decidedBy(element.value);
  });
  parsed.set(source, message);
  return message;
}

/** A select gets a value of its own, since an inserted name may be spelled like one of its keys. */
const decidedBy = (name: string) => `${name}?`;

function prepare(
  takes: readonly MessageArgument[],
  given: Values,
  format: Format,
): Record<string, string | number | boolean | undefined> {
  const prepared: Record<string, string | number | boolean | undefined> = {};
  for (const { name, isPutIn, choices } of takes) {
    const value = given[name];
    if (choices.size > 0) prepared[decidedBy(name)] = choice(value);
    prepared[name] =
      isPutIn || typeof value === 'object' ? putIn(name, value, choices, format) : value;
  }
  return prepared;
}

/**
 * A time zone's name that is cut at its slashes where it is too long for a line, not inside a word. A hair space can
 * hardly be seen; cards remove what can't be seen at all.
 */
function breakableTimeZone(name: string): string {
  return name.length > fitsOnOneLine ? name.replaceAll('/', '/\u200A') : name;
}

/** Characters beside a label on a phone. */
const fitsOnOneLine = 20;

/** `none` stands for an absent value, and for nothing else. */
function choice(value: Values[string]): string {
  if (value === undefined || (typeof value === 'string' && value.trim() === '')) return 'none';
  return typeof value === 'object' || value === 'none' ? 'other' : String(value);
}

function putIn(
  name: string,
  value: Values[string],
  choices: ReadonlySet<string>,
  format: Format,
): string {
  if (value === undefined) return '';
  if (typeof value === 'object') return value.phrase;
  const inserted = name === 'timeZone' ? breakableTimeZone(String(value)) : String(value);
  return format.inside(choices.has('none') ? inserted.trim() : inserted);
}

/** The styles of `{at, date}`, `{at, date, withTime}`, `{weekday, date, weekday}` and `{hour, time}`. */
const styles = {
  number: {},
  date: { withTime: { hour: '2-digit' }, weekday: { weekday: 'long' } },
  time: { medium: { minute: '2-digit' } },
} as const satisfies Formats;

/** The styles that dates in messages may have, `{at, date}` being the one without a name. */
export const dateStyles: readonly string[] = ['', ...Object.keys(styles.date), 'time'];

export interface Reader {
  readonly format: Format;
  readonly formatters: Formatters;
}

/** Numbers and dates in the reader's format; plurals in the language of the sentence. */
export function readerOf(format: Format): Reader {
  const numbers = {
    // Details of an error may have been stored as text.
    format: (value: number | string) => (typeof value === 'string' ? value : format.number(value)),
  };
  const plurals = { select: (value: number) => format.pluralCategory(value) };
  const dates = new Map<unknown, (value: never) => string>([
    [undefined, (iso: string) => format.date(iso)],
    [styles.date.withTime, (iso: string) => format.dateTime(iso)],
    [styles.date.weekday, (weekday: number) => format.weekday(weekday)],
    [styles.time.medium, (hour: number) => format.clock(hour)],
  ]);
  const formatters = {
    getNumberFormat: () => numbers,
    getPluralRules: () => plurals,
    getDateTimeFormat: (_locales: unknown, style: unknown) => ({ format: dates.get(style) }),
  };
  return { format, formatters: formatters as unknown as Formatters };
}
