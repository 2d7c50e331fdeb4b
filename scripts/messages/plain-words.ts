import {
  isLiteralElement,
  isPluralElement,
  isSelectElement,
  type MessageFormatElement,
} from '@formatjs/icu-messageformat-parser';
import type { Catalogue } from '../../src/text/catalogues.ts';
import { parseMessage } from '../../src/text/message-arguments.ts';

/** Words that read as translated or that only the code knows, each with what a native writer uses. */
const words: ReadonlyMap<string, string> = new Map([
  ['whoever', 'the person who'],
  ['whomever', 'the person'],
  ['somebody', 'someone'],
  ['anew', 'again'],
  ['such a', 'a name for it'],
  ['such an', 'a name for it'],
  ['come of it', 'what happens'],
  ['for want of', 'because there is no'],
  ['those who', 'people who'],
]);

/** Not in a document, where they may be the subject; in a sentence of the product they aren't the reader's words. */
const productWords: ReadonlyMap<string, string> = new Map([
  ['everybody', 'everyone'],
  ['nobody', 'no one'],
  ['besides', 'plus'],
  ['under way', 'in progress'],
  ['put back', 'restored'],
  ['any more', 'any longer, or leave it out'],
  ['written to', 'added to'],
  ['safe point', 'nothing: leave it out'],
]);

/** Longer sentences are named, not refused: a name or a path of settings may need the room. */
const mostWords = 25;

export interface PlainFaults {
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Checks the English sentences: no word of the lists above, no semicolon, and a warning for long sentences.
 *
 * @returns one sentence for each finding, starting with the key
 */
export function plainFaultsOf(english: Catalogue, path: readonly string[] = []): PlainFaults {
  const found = Object.entries(english).map(([key, part]): PlainFaults => {
    const at = [...path, key];
    if (typeof part !== 'string') return plainFaultsOf(part, at);
    const variants = variantsOf(parseMessage(part));
    const name = at.join('.');
    const told = [...words, ...productWords].filter(([word]) => hasWord(part, word));
    const long = longestOf(variants);
    return {
      faults: [
        ...told.map(([word, better]) => `${name}: has “${word}”; use ${better}`),
        ...(variants.some((each) => each.includes(';'))
          ? [`${name}: has a semicolon; make two sentences`]
          : []),
      ],
      warnings: long > mostWords ? [`${name}: has a sentence of ${long} words; aim for 20`] : [],
    };
  });
  return {
    faults: found.flatMap(({ faults }) => faults),
    warnings: found.flatMap(({ warnings }) => warnings),
  };
}

/** @returns one sentence for each line of a document with a word of the list, starting with the line */
export function plainFaultsOfDocument(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      [...words]
        .filter(([word]) => hasWord(line, word))
        .map(([word, better]) => `${index + 1}: has “${word}”; use ${better}`),
    );
}

const hasWord = (text: string, word: string) =>
  ` ${text.toLowerCase().replaceAll(/[^\p{L}’]+/gu, ' ')} `.includes(` ${word} `);

function longestOf(variants: readonly string[]): number {
  const sentences = variants.flatMap((each) => each.split(/[.:?!…](?:\s|$)/u));
  return Math.max(0, ...sentences.map((each) => each.split(/\s+/u).filter(Boolean).length));
}

/**
 * The texts that a message can have: each choice in turn, with the last one of the others; values count as one
 * word.
 */
function variantsOf(elements: readonly MessageFormatElement[]): string[] {
  let variants = [''];
  for (const element of elements) {
    const next = textsOf(element);
    const last = next.at(-1) ?? '';
    const whole = variants[0] ?? '';
    variants = [
      ...variants.map((each) => each + last),
      ...next.slice(0, -1).map((each) => whole + each),
    ];
  }
  return variants;
}

function textsOf(element: MessageFormatElement): string[] {
  if (isLiteralElement(element)) return [element.value];
  if (!isPluralElement(element) && !isSelectElement(element)) return ['X'];
  return Object.values(element.options).flatMap(({ value }) => variantsOf(value));
}
