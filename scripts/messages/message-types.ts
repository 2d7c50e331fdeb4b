import {
  argumentsOf,
  parseMessage,
  type MessageArgument,
} from '../../src/text/message-arguments.ts';
import type { Catalogue } from '../../src/text/catalogues.ts';

const opening = `// Made from locales/en.json by \`npm run messages\`.
import type { Inserted } from './message.ts';

/** Every sentence of a catalogue, and its values: a single one as it is, several by their names. */
`;

/** The types of a catalogue's sentences, and of what the words of commands mean, as unformatted TypeScript. */
export function messageTypes(english: Catalogue, meanings: readonly string[]): string {
  const concept = meanings.map((one) => JSON.stringify(one)).join(' | ');
  return `${opening}export interface Messages ${typeOfAll(english)}

/** Meanings of words in a message to the bot: the keys of "commandWords". */
export type Concept = ${concept};
`;
}

function typeOfAll(catalogue: Catalogue): string {
  const properties = Object.entries(catalogue).map(
    ([key, part]) =>
      `readonly ${JSON.stringify(key)}: ${typeof part === 'string' ? typeOfOne(part) : typeOfAll(part)};`,
  );
  return `{\n${properties.join('\n')}\n}`;
}

function typeOfOne(source: string): string {
  const takes = argumentsOf(parseMessage(source));
  if (takes.length === 0) return 'string';
  if (takes.length === 1) {
    return `(${takes.map((taken) => `${nameOf(taken)}: ${typeOfValue(taken)}`).join('')}) => string`;
  }
  const values = takes.map((taken) => {
    const orNone = isOptional(taken) ? ' | undefined' : '';
    return `readonly ${nameOf(taken)}: ${typeOfValue(taken)}${orNone};`;
  });
  return `(values: {\n${values.join('\n')}\n}) => string`;
}

const isOptional = ({ choices }: MessageArgument): boolean => choices.has('none');

const nameOf = (taken: MessageArgument): string =>
  isOptional(taken) ? `${taken.name}?` : taken.name;

function typeOfValue({ isNumber, dateStyles, choices, isOpen }: MessageArgument): string {
  if (isNumber) return 'number';
  // Instants and days are ISO 8601 texts; weekdays and hours are numbers.
  if (dateStyles.has('weekday') || dateStyles.has('time')) return 'number';
  if (dateStyles.size > 0) return 'string';
  if (choices.has('true')) return 'boolean';
  const keys = [...choices].filter((key) => key !== 'none');
  return keys.length === 0 || isOpen ? 'Inserted' : keys.map((key) => `'${key}'`).join(' | ');
}
