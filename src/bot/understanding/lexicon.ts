import { commandWordsOf, languages } from '../../text/catalogues.ts';
import type { Concept } from '../../text/messages.ts';
import { tokensOf } from './tokens.ts';

/** The things that a word may mean: each one or, for a compound, two concepts at once. */
export type Meanings = readonly (readonly Concept[])[];

/** A language's words by their keys (src/bot/understanding/tokens.ts), together with the English ones. */
export type Lexicon = ReadonlyMap<string, Meanings>;

const made = new Map<string, Lexicon>();

/** In the order of likelihood: the reader's language, English, all others. @param language as in `Text` */
export function lexiconsFor(language: string): readonly Lexicon[] {
  return languagesFor(language).map(lexiconOf);
}

/** The languages of these lexicons. */
export function languagesFor(language: string): readonly string[] {
  return [...new Set([language, 'en', ...languages()])].filter((known) =>
    languages().includes(known),
  );
}

function lexiconOf(language: string): Lexicon {
  const known = made.get(language);
  if (known !== undefined) return known;
  const lexicon = new Map<string, Meanings>();
  // Phrases, which mean nothing word by word: phrases.ts.
  const { whether: _whether, not: _not, ...meanings } = commandWordsOf(language);
  for (const [meaning, words] of Object.entries(meanings)) {
    for (const { key } of tokensOf(words, Infinity)) {
      const before = lexicon.get(key) ?? [];
      lexicon.set(key, [...before, meaning.split(' ') as Concept[]]);
    }
  }
  // Commands are English for everyone, also in the middle of another language. Words that the language has keep its meaning.
  if (language !== 'en') {
    for (const [key, meanings] of lexiconOf('en')) {
      if (!lexicon.has(key) && !isJoining(meanings)) lexicon.set(key, meanings);
    }
  }
  made.set(language, lexicon);
  return lexicon;
}

const joining: readonly (Concept | undefined)[] = ['polite', 'asking', 'link', 'fact'];

/**
 * Whether a word adds nothing to what a command means: polite ones ("please", "I want to"), those of a question ("how",
 * "what is"), those that join others ("the", "of", "to"), and what is known of people ("phone", "email").
 */
export function isJoining(meanings: Meanings): boolean {
  return meanings.some(([only]) => joining.includes(only));
}
