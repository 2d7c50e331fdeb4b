import type { Concept, Words } from './concepts.ts';
import { tokensOf } from './tokens.ts';
import { ar } from './words/ar.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';
import { hi } from './words/hi.ts';
import { id } from './words/id.ts';
import { ptBR } from './words/pt-BR.ts';

/** The things that a word may mean: each one or more concepts at once. */
export type Meanings = readonly (readonly Concept[])[];

/** A language's words by their keys (src/bot/understanding/tokens.ts), together with the English ones. */
export type Lexicon = ReadonlyMap<string, Meanings>;

const languages: Readonly<Record<string, Words>> = { en, de, es, fr, 'pt-BR': ptBR, id, hi, ar };

/** The languages in which commands are understood. */
export const understoodLanguages = Object.keys(languages);

const made = new Map<string, Lexicon>();

/** In the order of likelihood: the reader's language, English, all others. @param language as in `Text` */
export function lexiconsFor(language: string): readonly Lexicon[] {
  return [...new Set([language, ...understoodLanguages])]
    .filter((known) => Object.hasOwn(languages, known))
    .map(lexiconOf);
}

function lexiconOf(language: string): Lexicon {
  const known = made.get(language);
  if (known !== undefined) return known;
  const lexicon = new Map<string, Meanings>();
  for (const [meaning, words] of Object.entries(languages[language] ?? {})) {
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

const joining: readonly (Concept | undefined)[] = ['polite', 'asking', 'link'];

/** Whether a word only joins others, or is polite. */
export function isJoining(meanings: Meanings): boolean {
  return meanings.some(([only]) => joining.includes(only));
}
