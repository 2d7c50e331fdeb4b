import { fold } from '../../lib/fold.ts';

/** A word of a message: as it is compared, and where it stands. */
export interface Token {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const words = /[^\s'’‘ʼ\p{Pd}]+/gu;
/** Marks around a word; a plus begins a phone number. */
export const atEnds = /^[^\p{L}\p{N}\p{M}+]+|(?<![^\p{L}\p{N}\p{M}])[^\p{L}\p{N}\p{M}]+$/gu;

/** The first words of a text; one more than `most` says that there are others. */
export function tokensOf(text: string, most: number): Token[] {
  const tokens: Token[] = [];
  for (const { 0: word, index } of text.matchAll(words)) {
    const key = keyOf(word);
    if (key !== '') tokens.push({ key, start: index, end: index + word.length });
    if (tokens.length > most) break;
  }
  return tokens;
}

/** Longer words are none of ours. */
const longestWord = 40;

/** A word without case, accents, punctuation and the Arabic article. */
function keyOf(word: string): string {
  const folded = fold(word.slice(0, longestWord).replace(atEnds, ''));
  const stem = /^(?:وال|بال|لل|ال)(.{3,})$/u.exec(folded)?.[1];
  return stem ?? folded;
}
