import type { Network } from '../domain/network.ts';
import type { OperationState, StatusWord } from '../domain/operations/operation.ts';
import { statusWord } from '../domain/operations/operation.ts';
import { catalogueOf, languages, messagesOf } from './catalogues.ts';
import { doctorWords } from './doctor.ts';
import { exportSentences } from './export-sentences.ts';
import { createFormat, readerLocale, type Format } from './format.ts';
import { importSentences } from './import-sentences.ts';
import type { Messages } from './messages.ts';
import { organizationSentences } from './organization-sentences.ts';
import { peopleSentences } from './people-sentences.ts';
import { problemSentences } from './problem-sentences.ts';
import { syncSentences } from './sync-sentences.ts';
import { undoSentences } from './undo-sentences.ts';

export { languages } from './catalogues.ts';

/** Every sentence for one reader. */
export type Text = ReturnType<typeof sentences>;

/**
 * Every sentence for one reader, as plain text: cards escape it for Markdown in one place, and text messages
 * are sent with the format `plain`.
 *
 * Readers of a language without a catalogue get English sentences, with numbers and dates in their own format.
 *
 * @param locale BCP 47 as the client sent it; any text is accepted
 * @param timeZone IANA name; absent or invalid: UTC
 */
export function textFor(locale: string | undefined, timeZone?: string): Text {
  const reader = JSON.stringify([locale, timeZone]);
  const known = kept.get(reader);
  if (known !== undefined) return known;
  const language = languageOf(locale);
  const format = createFormat(locale, timeZone, language);
  const text = sentences(language, messagesOf(catalogueOf(language), format), format);
  if (kept.size >= maxKept) kept.clear();
  kept.set(reader, text);
  return text;
}

/** Building a reader's text takes a millisecond, and the next turn is usually by a recent reader. */
const kept = new Map<string, Text>();
/** Bounded, since locales and zones are sent by clients. */
const maxKept = 50;

/** The sentences of a catalogue, extended by those that depend on a decision; the decisions are the same in all languages. */
function sentences(language: string, messages: Messages, format: Format) {
  const { attributeNames, audit, buttons, cancel, count, everything, groupAdd, groupExport } =
    messages;
  const { downloads } = messages;
  const { changeAll, groups, home, lookup, outcome, personData, profile, questions } = messages;
  const { groupFile, importRows, lists, requests, restores, template } = messages;
  return {
    language,
    format,
    ...{ attributeNames, audit, buttons, cancel, count, everything, groupAdd, groupExport },
    ...{ changeAll, groups, home, lookup, outcome, personData, profile, questions, requests },
    ...{ downloads, groupFile, importRows, lists, restores, template },
    network: (network: Network) => messages.networks[network],
    status: (state: OperationState) => messages.statuses[statusWord(state)],
    statusWord: (word: StatusWord) => messages.statuses[word],
    /** The titles of commands, by command. */
    commands: messages.commands as Readonly<Record<string, string>>,
    ...peopleSentences(messages, format),
    ...organizationSentences(messages, format),
    ...importSentences(messages, format),
    ...exportSentences(messages, format),
    ...syncSentences(messages, format),
    ...undoSentences(messages, format),
    ...problemSentences(messages, language),
    ...doctorWords(format),
  };
}

/**
 * @param locale as the client sent it: de, de-AT and de_DE are German; the same language of another country is
 * better than English
 */
export function languageOf(locale: string | undefined): string {
  const tag = readerLocale(locale);
  if (tag === undefined) return 'en';
  const { language, region = '' } = new Intl.Locale(tag);
  return (
    languages().find((known) => known === `${language}-${region}`) ??
    languages().find((known) => new Intl.Locale(known).language === language) ??
    'en'
  );
}
