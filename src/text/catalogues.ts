import { readdirSync, readFileSync } from 'node:fs';
import type { Format } from './format.ts';
import { messageFor, readerOf, type Reader } from './message.ts';
import type { Messages } from './messages.ts';

/** Sentences of one language by their keys, in ICU MessageFormat: `locales/<language>.json`. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

/** Words by what they mean, divided by spaces. */
type CommandWords = Readonly<Record<string, string>>;

/** A language's file holds more than sentences: words of commands, and what the app package says of it. */
interface LanguageFile extends Catalogue {
  readonly commandWords: CommandWords;
  readonly appPackage: Catalogue;
}

const folder = new URL('../../locales/', import.meta.url);

const read = new Map<string, Catalogue>();
const words = new Map<string, CommandWords>();
let found: readonly string[] | undefined;

/** BCP 47 tags of all languages. A further language is a further file: CONTRIBUTING.md. */
export function languages(): readonly string[] {
  found ??= readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .toSorted();
  return found;
}

/**
 * Adds a language that has no file.
 * @returns takes it out again
 */
export function addCatalogue(language: string, catalogue: Catalogue): () => void {
  const others = languages().filter((known) => known !== language);
  found = [...others, language];
  read.set(language, catalogue);
  return () => {
    found = others;
    read.delete(language);
  };
}

/** Reads each file once, on first use. */
export function catalogueOf(language: string): Catalogue {
  const known = read.get(language);
  if (known !== undefined) return known;
  const file = JSON.parse(
    readFileSync(new URL(`${language}.json`, folder), 'utf8'),
  ) as LanguageFile;
  const { commandWords, appPackage: _, ...catalogue } = file;
  words.set(language, commandWords);
  read.set(language, catalogue);
  return catalogue;
}

/** The words that a language has for commands; none, where it has no file. */
export function commandWordsOf(language: string): CommandWords {
  if (languages().includes(language)) catalogueOf(language);
  return words.get(language) ?? {};
}

type AttributeNames = Readonly<Record<string, string>>;
const attributeNames = new Map<string, AttributeNames>();

/** The attribute's names in all languages, since people use them as column headers. */
export function namesOfAttribute(attribute: keyof Messages['attributeNames']): string[] {
  return languages().map((language) => attributeNamesOf(language)[attribute] ?? '');
}

/** Of a file that nobody needed yet only this part is parsed: the first preview shouldn't wait for all languages. */
function attributeNamesOf(language: string): AttributeNames {
  const { attributeNames: known = attributeNames.get(language) } = read.get(language) ?? {};
  if (known !== undefined) return known as AttributeNames;
  const file = readFileSync(new URL(`${language}.json`, folder), 'utf8');
  const part = /"attributeNames":\s*(\{[^{}]*\})/u.exec(file)?.[1];
  const whole = () => catalogueOf(language) as { readonly attributeNames: AttributeNames };
  const names = part === undefined ? whole().attributeNames : (JSON.parse(part) as AttributeNames);
  attributeNames.set(language, names);
  return names;
}

/** A catalogue's sentences for one reader. `npm run check` has verified that none is missing. */
export function messagesOf(catalogue: Catalogue, format: Format): Messages {
  return build(catalogue, readerOf(format)) as unknown as Messages;
}

function build(catalogue: Catalogue, reader: Reader): object {
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, part]) => [
      key,
      typeof part === 'string' ? messageFor(reader, part) : build(part, reader),
    ]),
  );
}
