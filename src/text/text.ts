import { en } from './en.ts';
import type { Text } from './en.ts';
import { createFormat } from './format.ts';

export type { Text } from './en.ts';

/**
 * Every sentence for one reader. All of it is plain text: whoever puts it into Markdown escapes it
 * (the cards do, in one place), and a text message is sent with the text format `plain`.
 *
 * A language is one file beside en.ts, chosen here; until there is one, sentences are English with the
 * reader's own way of writing numbers and dates.
 *
 * @param locale BCP 47 as the client sent it; anything goes
 * @param timeZone IANA name; absent or wrong: UTC
 */
export function textFor(locale: string | undefined, timeZone?: string): Text {
  return en(createFormat(locale, timeZone, 'en'));
}
