import {
  latinAlphabets,
  latinVowels,
  onlyAtEnd,
  otherAlphabets,
  otherVowels,
  thaiMarks,
  type OtherScript,
} from './alphabets.ts';
import type { OldEncoding } from './encodings.ts';
import { frequent } from './frequent-characters.ts';

/**
 * How likely a text was read in the right encoding: near 1 if all letters beyond ASCII are frequent letters of
 * one language in sensible places, below 0 if they are signs in the middle of words.
 */
export function scoreLetters(words: readonly string[], encoding: OldEncoding): number {
  const sums = { count: 0, sum: 0 };
  const latin: LatinLetter[] = [];
  for (const word of words) {
    for (const part of word.matchAll(lettersOrOther)) {
      const [text] = part;
      const [letters = ''] = part;
      if (isAscii.test(text)) continue;
      if (!isLetters.test(text)) {
        sums.count += text.length;
        sums.sum += scoreSigns(text, isBetweenLetters(word, part.index, text.length));
      } else if (encoding.characters !== undefined) {
        const foreign = Array.from(letters).filter((character) => !isAscii.test(character));
        sums.count += foreign.length;
        for (const character of foreign) sums.sum += scoreCharacter(character, encoding);
        // A word of both (Gon鏰lves) has a Latin letter cut in two.
        if (asciiBeside.test(letters)) sums.sum -= 0.7 * foreign.length;
      } else {
        scoreWord(letters, sums, latin);
      }
    }
  }
  const score = bestLatin(latin);
  const count = sums.count + latin.length;
  return count === 0 ? 0 : (sums.sum + score) / count;
}

interface Sums {
  count: number;
  sum: number;
}

/** A letter beyond ASCII in a Latin word, and the penalty of its place in the word. */
interface LatinLetter {
  readonly letter: string;
  readonly word: string;
  readonly place: number;
}

const lettersOrOther = /[\p{L}\p{M}]+|[^\p{L}\p{M}]+/gu;
const isLetters = /^[\p{L}\p{M}]/u;
// eslint-disable-next-line no-control-regex -- that is what ASCII is
const isAscii = /^[\u0000-\u007F]*$/;

// eslint-disable-next-line no-control-regex -- that is what ASCII is
const asciiBeside = /[a-z][^\u0000-\u007F]|[^\u0000-\u007F][a-z]/;

const impossible = /[\u0080-\u009F\uFFFD\uE000-\uF8FF]/u;
const punctuation = /[\u00A0’‘“”–—…·•«»°ºª€№„‚´®©™、。・，：（）「」【】\u3000－／]/u;

function scoreSigns(text: string, isInside: boolean): number {
  let sum = 0;
  for (const character of text) {
    if (isAscii.test(character)) continue;
    if (impossible.test(character)) sum -= 3;
    else if (punctuation.test(character))
      sum += isInside && !'’·–-・'.includes(character) ? -0.5 : 0.3;
    else sum -= isInside ? 1.2 : 0.7;
  }
  return sum;
}

const anyLetter = /\p{L}/u;

function isBetweenLetters(word: string, at: number, length: number): boolean {
  return anyLetter.test(word.charAt(at - 1)) || anyLetter.test(word.charAt(at + length));
}

const scripts: readonly (readonly [OtherScript | 'Latin' | 'East', RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Thai', /\p{Script=Thai}/u],
];

function scriptOf(character: string): OtherScript | 'Latin' | 'East' | undefined {
  return scripts.find(([, pattern]) => pattern.test(character))?.[0];
}

function scoreWord(word: string, sums: Sums, latin: LatinLetter[]): void {
  const letters = Array.from(word);
  const used = new Set(letters.map(scriptOf).filter((script) => script !== undefined));
  const [script] = used;
  const foreign = letters.filter((letter) => !isAscii.test(letter));
  if (script === undefined || used.size > 1) {
    sums.count += foreign.length;
    sums.sum -= 0.8 * foreign.length;
    return;
  }
  const odd = hasOddCase(letters) ? -0.7 : 0;
  if (script === 'Latin') {
    const crowded = letters.length > 2 && foreign.length * 2 > letters.length ? -0.6 : 0;
    letters.forEach((letter, at) => {
      if (isAscii.test(letter)) return;
      latin.push({ letter, word, place: odd + crowded + placeOf(letters, at) });
    });
    return;
  }
  if (script === 'East') return;
  const alphabet = otherAlphabets[script];
  const shape = odd + (script in otherVowels ? shapeOf(word, otherVowels[script] ?? '') : 0);
  letters.forEach((letter, at) => {
    sums.count += 1;
    const rank = rankIn(alphabet, letter);
    const known = rank === -1 ? -0.3 : 1 - (0.7 * rank) / alphabet.length;
    sums.sum += known + shape + misplaced(letters, at);
  });
}

const accent = /[άίόέήύώΐΰ]/;

/**
 * The shape of a word in a script with upper and lower case: names begin with a capital, and every word has a
 * vowel.
 */
function shapeOf(word: string, vowels: string): number {
  const lower = word.toLowerCase();
  const isLong = word.length > 2;
  const mute = isLong && !Array.from(lower).some((letter) => vowels.includes(letter)) ? -0.4 : 0;
  const small = lower.startsWith(word.charAt(0)) ? -0.25 : 0;
  const large = isLong && word !== lower && word === word.toUpperCase() ? -0.3 : 0;
  const isGreek = vowels.includes('ω');
  const flat = isGreek && isLong && large === 0 && !accent.test(lower) ? -0.2 : 0;
  const unended = isGreek && lower.endsWith('σ') ? -0.4 : 0;
  return mute + small + large + flat + unended;
}

/** Consonants and signs of Thai that can carry a sign. */
const thaiBelow = /^[\u0E01-\u0E3A\u0E47-\u0E4E]/u;

/** Final letters in the middle of a word, and signs of Thai with nothing below them. */
function misplaced(letters: readonly string[], at: number): number {
  const letter = letters[at] ?? '';
  if (onlyAtEnd.has(letter) && at < letters.length - 1) return -1;
  if (thaiMarks.test(letter) && (at === 0 || !thaiBelow.test(letters[at - 1] ?? ''))) return -1;
  return 0;
}

/** Neither lower case, nor upper case, nor capitalised. */
function hasOddCase(letters: readonly string[]): boolean {
  const cases = letters.map((letter) => {
    if (letter === letter.toLowerCase()) return letter === letter.toUpperCase() ? '' : 'a';
    return 'A';
  });
  const [first = '', ...rest] = cases;
  if (!rest.includes('A')) return false;
  return first === 'a' || rest.includes('a');
}

/** A vowel is between consonants, a consonant beside a vowel. */
function placeOf(letters: readonly string[], at: number): number {
  const kindOf = (letter: string | undefined) => {
    if (letter === undefined) return undefined;
    return latinVowels.includes(letter.toLowerCase()) ? 'vowel' : 'consonant';
  };
  const [before, own, after] = [letters[at - 1], letters[at], letters[at + 1]].map(kindOf);
  const letter = letters[at]?.toLowerCase();
  if (letter === 'ñ' && after !== 'vowel') return -0.6;
  if (letter === 'æ' && after === undefined) return -0.4;
  if (letter === 'õ' && letters[at + 1] !== 'e') return -0.25;
  if (own === 'vowel' && before === 'vowel' && after === 'vowel') return -0.35;
  if (own === 'vowel' && (before === 'vowel' || after === 'vowel')) return -0.08;
  if (own === 'consonant' && before === 'consonant' && after === 'consonant') return -0.35;
  return 0;
}

/**
 * The score in the best language for all letters, and half of each word's best, since a list of people has
 * names of several languages.
 */
function bestLatin(letters: readonly LatinLetter[]): number {
  if (letters.length === 0) return 0;
  const places = letters.reduce((sum, { place }) => sum + place, 0);
  const words = Map.groupBy(letters, ({ word }) => word);
  const byWord = Array.from(words.values(), bestOfLanguages).reduce((sum, score) => sum + score, 0);
  return (bestOfLanguages(letters) + byWord) / 2 + places;
}

function bestOfLanguages(letters: readonly LatinLetter[]): number {
  const scores = Object.values(latinAlphabets).map((alphabet) =>
    letters.reduce((sum, { letter }) => {
      const rank = rankIn(alphabet, letter);
      return sum + (rank === -1 ? -0.8 : 1 - (0.4 * rank) / alphabet.length);
    }, 0),
  );
  return Math.max(...scores);
}

/** The capital İ has no lower-case letter of one character. */
function rankIn(alphabet: string, letter: string): number {
  const rank = alphabet.indexOf(letter.toLowerCase());
  return rank === -1 ? alphabet.indexOf(letter) : rank;
}

const kana = /[\u3041-\u30FF]/u;
const hangul = /\p{Script=Hangul}/u;
const han = /\p{Script=Han}/u;
const halfWidthKana = /[\uFF61-\uFF9F]/u;

function scoreCharacter(character: string, { name, characters }: OldEncoding): number {
  if (characters === undefined) return 0;
  if (frequent[characters].has(character)) return 1;
  if (halfWidthKana.test(character)) return -0.3;
  if (kana.test(character)) return characters === 'japanese' ? 0.9 : -0.2;
  if (hangul.test(character)) return characters === 'korean' ? 0.45 : -0.5;
  if (!han.test(character)) return -0.5;
  if (characters === 'korean') return 0;
  return isOfFirstLevel(character, name) ? 0.4 : 0.05;
}

/** Lead and trail bytes of the most used characters, with which these encodings begin. */
const firstLevels: Partial<Record<OldEncoding['name'], readonly [number, number, number]>> = {
  GBK: [0xb0, 0xd7, 0xa1],
  Big5: [0xa4, 0xc6, 0x40],
  'EUC-JP': [0xb0, 0xcf, 0xa1],
  Shift_JIS: [0x88, 0x98, 0x40],
};
const charactersOfFirstLevel = new Map<string, ReadonlySet<string>>();

function isOfFirstLevel(character: string, name: OldEncoding['name']): boolean {
  const known = charactersOfFirstLevel.get(name) ?? readFirstLevel(name);
  charactersOfFirstLevel.set(name, known);
  return known.has(character);
}

function readFirstLevel(name: OldEncoding['name']): ReadonlySet<string> {
  const [first, last, firstTrail] = firstLevels[name] ?? [1, 0, 0];
  const bytes: number[] = [];
  for (let lead = first; lead <= last; lead += 1)
    for (let trail = firstTrail; trail <= 0xfe; trail += 1) bytes.push(lead, trail);
  return new Set(new TextDecoder(name).decode(Uint8Array.from(bytes)));
}
