import { commandWordsOf, languages } from '../../text/catalogues.ts';
import { tokensOf, type Token } from './tokens.ts';

let made: readonly (readonly string[])[] | undefined;

/** The phrases of all languages, as keys of words. */
function phrases(): readonly (readonly string[])[] {
  made ??= languages()
    .flatMap((language) => (commandWordsOf(language).whether ?? '').split(','))
    .map((phrase) => tokensOf(phrase, Infinity).map(({ key }) => key))
    .filter(({ length }) => length > 0);
  return made;
}

/**
 * Whether the message may only ask if the person can do something themselves: "can I cancel?". "Can you cancel?" is a
 * request.
 */
export function asksWhether(tokens: readonly Token[]): boolean {
  const keys = tokens.map(({ key }) => key);
  return phrases().some((phrase) =>
    keys.some((_key, from) => phrase.every((key, place) => keys[from + place] === key)),
  );
}
