import { commandWordsOf, languages } from '../../text/catalogues.ts';
import { tokensOf, type Token } from './tokens.ts';

/** Its words as keys. */
type Phrase = readonly string[];

const made = new Map<string, readonly Phrase[]>();

function phrasesOf(language: string, kind: 'whether' | 'not'): readonly Phrase[] {
  const name = `${language} ${kind}`;
  const known = made.get(name);
  if (known !== undefined) return known;
  const all = (commandWordsOf(language)[kind] ?? '')
    .split(',')
    .map((phrase) => tokensOf(phrase, Infinity).map(({ key }) => key))
    .filter(({ length }) => length > 0);
  made.set(name, all);
  return all;
}

function has(tokens: readonly Token[], all: readonly Phrase[]): boolean {
  const keys = tokens.map(({ key }) => key);
  return all.some((phrase) =>
    keys.some((_key, from) => phrase.every((key, place) => keys[from + place] === key)),
  );
}

/**
 * Whether the message may only ask if the person can do something themselves: "can I cancel?". "Can you cancel?" is a
 * request.
 */
export function asksWhether(tokens: readonly Token[]): boolean {
  return languages().some((language) => has(tokens, phrasesOf(language, 'whether')));
}

/**
 * Whether the message says what isn't to be done: "don't delete Zoe". In the reader's language and in English, since
 * "no" is "in the" in Portuguese.
 */
export function saysNot(tokens: readonly Token[], language: string): boolean {
  return [language, 'en'].some((one) => saysNotIn(tokens, one));
}

/** @param language in which the message is read now */
export function saysNotIn(tokens: readonly Token[], language: string): boolean {
  return languages().includes(language) && has(tokens, phrasesOf(language, 'not'));
}
