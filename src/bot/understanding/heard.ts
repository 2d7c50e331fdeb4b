import type { Concept } from '../../text/messages.ts';
import type { Command } from '../commands/command.ts';
import { commands, findCommand } from '../commands/index.ts';
import { isJoining, lexiconsFor, type Lexicon, type Meanings } from './lexicon.ts';
import { networkNamed } from './network-named.ts';
import { rulesOf } from './rule.ts';
import { tokensOf } from './tokens.ts';
import { understand, type Understood } from './understand.ts';

const maxNameWords = 14;

export type Heard =
  | { readonly type: 'command'; readonly command: Command; readonly said: RegExpExecArray }
  | Extract<Understood, { type: 'person' }>;

const rules = rulesOf(commands);

/**
 * "find Dan": what only joins words in some language ("dan" is "and") is a name all the same. But "find please" names nobody
 * in the reader's own language.
 */
function isNameAllTheSame(words: string, language: string): boolean {
  const tokens = tokensOf(words, maxNameWords);
  const lexicons = lexiconsFor(language);
  const areAll = (lexicon: Lexicon, are: (meanings: Meanings) => boolean) =>
    tokens.every(({ key }) => are(lexicon.get(key) ?? []));
  return (
    lexicons.some((lexicon) => areAll(lexicon, isJoining)) &&
    !lexicons.slice(0, 2).some((lexicon) => areAll(lexicon, isPolite))
  );
}

const isPolite = (meanings: Meanings) => isOf('polite', meanings) || isOf('asking', meanings);

/** Whether the words beside a name say what is asked of the person: their email, their phone. */
function asksForFact(searched: string | undefined, name: string, language: string): boolean {
  const named = new Set(tokensOf(name, maxNameWords).map(({ key }) => key));
  const beside = tokensOf(searched ?? '', maxNameWords).filter(({ key }) => !named.has(key));
  return lexiconsFor(language)
    .slice(0, 2)
    .some((lexicon) => beside.some(({ key }) => isOf('fact', lexicon.get(key) ?? [])));
}

function isOf(concept: Concept, meanings: Meanings): boolean {
  return meanings.some(([only]) => only === concept);
}

/**
 * The request in a message, in a command's words or in others.
 * @param language as in `Text`
 * @param spelling see `understand`
 */
export function heard(
  text: string,
  language: string,
  spelling: 'exact' | 'corrected',
): Heard | undefined {
  const found = findCommand(text);
  const searched = found?.command.name === 'find' ? found.said[1] : undefined;
  if (found !== undefined && (searched === undefined || isNameAllTheSame(searched, language))) {
    return { type: 'command', ...found };
  }
  // Alone, a network is the answer to an import's question, which comes next.
  if (spelling === 'exact' && networkNamed(text, language) !== undefined) return undefined;
  const understood = understand(text, language, spelling, rules);
  if (understood?.type === 'command') {
    const meant = findCommand(understood.words);
    if (meant !== undefined) return { type: 'command', ...meant };
  }
  // "find Zoe's email": fewer words name her.
  if (understood?.type === 'person' && asksForFact(searched, understood.object, language)) {
    return understood;
  }
  // "find a person" asks whom; "find Ada" says it.
  if (found !== undefined) return { type: 'command', ...found };
  return understood?.type === 'person' ? understood : undefined;
}
