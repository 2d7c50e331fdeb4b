import { ar } from './ar/index.ts';
import { de } from './de/index.ts';
import { en, type Text } from './en.ts';
import { es } from './es/index.ts';
import { hi } from './hi/index.ts';
import { createFormat, readerLocale, type Format } from './format.ts';

export type { Text } from './en.ts';

/** Every language that there is, by its BCP 47 tag. A further one: CONTRIBUTING.md. */
export const languages = { en, de, hi, es, ar } as const satisfies Readonly<
  Record<string, (format: Format) => Text>
>;

export type Language = keyof typeof languages;

/**
 * Every sentence for one reader. All of it is plain text: whoever puts it into Markdown escapes it
 * (the cards do, in one place), and a text message is sent with the text format `plain`.
 *
 * Who reads a language that isn't there yet gets English sentences, with their own way of writing numbers and dates.
 *
 * @param locale BCP 47 as the client sent it; anything goes
 * @param timeZone IANA name; absent or wrong: UTC
 */
export function textFor(locale: string | undefined, timeZone?: string): Text {
  const language = languageOf(locale);
  return languages[language](createFormat(locale, timeZone, language));
}

/** @param locale as the client sent it: de, de-AT and de_DE are German */
export function languageOf(locale: string | undefined): Language {
  const tag = readerLocale(locale);
  const language = tag === undefined ? '' : new Intl.Locale(tag).language;
  return Object.hasOwn(languages, language) ? (language as Language) : 'en';
}
