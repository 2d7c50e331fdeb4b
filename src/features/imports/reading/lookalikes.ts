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

/** Joins characters that many fonts don't distinguish, even in ASCII. */
const sameKey = (key: string) =>
  key.replace(/[i1]/g, 'l').replaceAll('0', 'o').replaceAll('m', 'rn');

/**
 * A key for comparing names by their looks: two names have the same key if people confuse them, like "phone"
 * and "рhone" with a Cyrillic letter (Unicode Technical Standard 39, for ASCII letters and digits).
 */
export function lookalikeKey(name: string): string {
  const letters = lettersByCharacter();
  const seen = Array.from(name.normalize('NFKD'), (each) => letters.get(each) ?? each);
  return sameKey(headerKey(seen.join('')));
}

/** Whether a name has letters of another script that look like ASCII's. Only then can it be meant to be confused. */
export function hasLookalikes(name: string): boolean {
  const letters = lettersByCharacter();
  return Array.from(name.normalize('NFKD')).some((each) => letters.has(each));
}
