import {
  isLiteralElement,
  isPluralElement,
  type MessageFormatElement,
  type PluralElement,
} from '@formatjs/icu-messageformat-parser';
import type { Catalogue } from '../../src/text/catalogues.ts';
import {
  argumentsOf,
  parseMessage,
  walk,
  type MessageArgument,
} from '../../src/text/message-arguments.ts';
import { dateStyles } from '../../src/text/message.ts';

/**
 * Compares a catalogue with the English one: missing or unused keys, messages that can't be parsed or take
 * other values, missing plural forms.
 *
 * @param language BCP 47
 * @returns a sentence for each problem, starting with the key
 */
export function faultsOf(language: string, catalogue: Catalogue, english: Catalogue): string[] {
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return compare(catalogue, english, []);

  function compare(here: Catalogue, there: Catalogue, path: readonly string[]): string[] {
    const missing = Object.keys(there).filter((key) => !Object.hasOwn(here, key));
    return [
      ...missing.map((key) => `${[...path, key].join('.')}: is missing`),
      ...Object.entries(here).flatMap(([key, part]) => {
        const at = [...path, key];
        const original = Object.hasOwn(there, key) ? there[key] : undefined;
        if (original === undefined) return [`${at.join('.')}: is no key of the English catalogue`];
        if (typeof part === 'object' && typeof original === 'object') {
          return compare(part, original, at);
        }
        if (typeof part !== 'string' || typeof original !== 'string') {
          return [`${at.join('.')}: is a message in one language and several in the other`];
        }
        return faultsOfMessage(part, original, categories).map(
          (fault) => `${at.join('.')}: ${fault}`,
        );
      }),
    ];
  }
}

function faultsOfMessage(
  source: string,
  original: string,
  categories: readonly string[],
): string[] {
  let elements: MessageFormatElement[];
  try {
    elements = parseMessage(source);
  } catch (error) {
    return [`is not ICU MessageFormat (${String(error)})`];
  }
  if (source === '') return ['is empty'];
  const here = argumentsOf(elements);
  const there = argumentsOf(parseMessage(original));
  return [
    ...faultsOfText(source, elements),
    ...here.flatMap((taken) => faultsOfArgument(taken, there)),
    ...there
      .filter(({ name }) => !here.some((taken) => taken.name === name))
      .map(({ name }) => `does without {${name}}`),
    ...faultsOfPlurals(elements, categories),
  ];
}

function faultsOfText(source: string, elements: readonly MessageFormatElement[]): string[] {
  const faults: string[] = [];
  // It would quote: braces between two of them are text.
  if (source.includes("'"))
    faults.push('has a straight apostrophe, which ICU takes for a quote: write ’');
  walk(elements, (element) => {
    if (isLiteralElement(element) && element.value.includes('#')) {
      faults.push('has a # where it stands for no number: inside a select, write {count, number}');
    }
  });
  return faults;
}

function faultsOfArgument(here: MessageArgument, others: readonly MessageArgument[]): string[] {
  const there = others.find(({ name }) => name === here.name);
  if (there === undefined) return [`takes {${here.name}}, which English doesn’t`];
  const faults: string[] = [];
  const choices = (taken: MessageArgument) => [...taken.choices].toSorted().join(', ');
  if (choices(here) !== choices(there)) {
    faults.push(
      `decides by {${here.name}} between “${choices(here)}” instead of “${choices(there)}”`,
    );
  }
  const unknown = [...here.dateStyles].filter((style) => !dateStyles.includes(style));
  if (unknown.length > 0) faults.push(`writes {${here.name}} in a style that there isn’t`);
  if (here.dateStyles.size > 0 !== there.dateStyles.size > 0) {
    faults.push(`takes {${here.name}} as a date in one language only`);
  }
  // A text value in English may still be a number: a server's status, a port.
  if (there.isNumber && here.isPutIn) faults.push(`puts {${here.name}} in unformatted`);
  return faults;
}

/** A plural that names any form of the language has to name all of them; one that only distinguishes 0 or 1 needn't. */
function faultsOfPlurals(
  elements: readonly MessageFormatElement[],
  categories: readonly string[],
): string[] {
  const plurals: PluralElement[] = [];
  walk(elements, (element) => {
    if (isPluralElement(element)) plurals.push(element);
  });
  return plurals.flatMap(({ value, options }) => {
    const named = Object.keys(options).filter((key) => !key.startsWith('='));
    const foreign = named.filter((key) => !categories.includes(key));
    const onlyTellsNumbers = named.length === 1 && Object.keys(options).length > 1;
    const left = onlyTellsNumbers ? [] : categories.filter((key) => !named.includes(key));
    return [
      ...foreign.map((key) => `has a form of {${value}} that the language hasn’t: ${key}`),
      ...left.map((key) => `lacks a form of {${value}}: ${key}`),
    ];
  });
}
