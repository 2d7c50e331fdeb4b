import { headerKey } from '../../../lib/spreadsheets/header-key.ts';
import { lookalikeLetters } from './lookalike-letters.ts';

let letterByCharacter: Map<string, string> | undefined;

function lettersByCharacter(): Map<string, string> {
  letterByCharacter ??= new Map(
    Object.entries(lookalikeLetters).flatMap(([letter, codes]) =>
      codes
        .split(' ')
        .map((code) => [String.fromCodePoint(Number.parseInt(code, 16)), letter] as const),
    ),
  );
  return letterByCharacter;
}

/** What can't be told apart even in ASCII, in many a font. */
const sameKey = (key: string) =>
  key.replace(/[i1]/g, 'l').replaceAll('0', 'o').replaceAll('m', 'rn');

/**
 * A name for comparing by its looks: two have the same key if people take one for the other, like "phone" and "рhone" with a
 * Cyrillic letter (Unicode Technical Standard 39, as far as letters and digits of ASCII go).
 */
export function lookalikeKey(name: string): string {
  const letters = lettersByCharacter();
  const seen = Array.from(name.normalize('NFKD'), (each) => letters.get(each) ?? each);
  return sameKey(headerKey(seen.join('')));
}

/** Whether a name has letters of another script that look like ASCII's: only then it can be meant to be taken for another. */
export function hasLookalikes(name: string): boolean {
  const letters = lettersByCharacter();
  return Array.from(name.normalize('NFKD')).some((each) => letters.has(each));
}
