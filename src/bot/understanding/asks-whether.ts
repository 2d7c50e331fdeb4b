import { tokensOf, type Token } from './tokens.ts';
import { ownQuestions } from './words/own-questions.ts';

const phrases = ownQuestions.map((phrase) => tokensOf(phrase, Infinity).map(({ key }) => key));

/** Whether the message may only ask if something is possible. */
export function asksWhether(tokens: readonly Token[]): boolean {
  const keys = tokens.map(({ key }) => key);
  return phrases.some((phrase) =>
    keys.some((_key, from) => phrase.every((key, place) => keys[from + place] === key)),
  );
}
