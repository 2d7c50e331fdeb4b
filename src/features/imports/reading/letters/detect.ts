import { analyse } from 'chardet';
import iconv from 'iconv-lite';
import type { CountryCode } from '../../../../domain/phone.ts';
import { oldEncodings, type OldEncoding, type OldEncodingName } from './encodings.ts';
import { scoreLetters } from './score-letters.ts';

export interface DetectedEncoding {
  readonly encoding: OldEncodingName;
  /** no other reading comes near */
  readonly isSure: boolean;
  /** this one and the near ones, the likeliest first, each with the same words */
  readonly candidates: readonly { readonly encoding: OldEncodingName; readonly sample: string }[];
}

/**
 * How far another reading must be behind, where they differ, so that nobody is asked. A bit more for a single
 * letter.
 */
const near = 0.28;
const nearOfOneLetter = 0.12;
/** Readings within this distance are offered if the admin is asked. */
const thinkable = 0.4;
/** A reading that makes no sense isn't certain, even if the others make less. */
const sensible = 0.35;
/** Weights of the organization's country and of the library's answer. */
const ofCountry = 0.15;
const ofLibrary = 0.08;
const mostCandidates = 5;
const wordsInSample = 6;

/**
 * Finds the old encoding of words. The library (chardet) recognises languages by their frequent letters, which
 * needs more text than a short list of names has. So each reading is scored by whether its letters make sense,
 * and the library's answer is added.
 * @param words words with bytes beyond ASCII
 * @param country of the organization
 */
export function detectEncoding(
  words: readonly Buffer[],
  country: CountryCode | undefined,
): DetectedEncoding {
  const library = new Map(
    analyse(Buffer.concat(words.flatMap((word) => [word, Buffer.from(' ')]))).map(
      ({ name, confidence }) => [libraryNames[name] ?? name.toLowerCase(), confidence / 100],
    ),
  );
  const scoreOf = (encoding: OldEncoding, read: readonly string[]) =>
    scoreLetters(read, encoding) +
    encoding.prior +
    (country !== undefined && encoding.countries.includes(country) ? ofCountry : 0) +
    ofLibrary * (library.get(encoding.name.toLowerCase()) ?? 0);
  const readings = new Map<string, Reading>();
  for (const encoding of oldEncodings) {
    const decode = decoderOf(encoding);
    const read = words.map(decode);
    const text = read.join(' ');
    const score = scoreOf(encoding, read);
    const same = readings.get(text);
    if (same === undefined || same.score < score)
      readings.set(text, { encoding: same?.encoding ?? encoding, score, read });
  }
  const ordered = [...readings.values()].toSorted((one, other) => other.score - one.score);
  const [best] = ordered;
  if (best === undefined) return { encoding: 'Windows-1252', isSure: true, candidates: [] };
  const mayBeAny = areFewPairs(words);
  const isLocal = country !== undefined && best.encoding.countries.includes(country);
  const isSure =
    best.score >= sensible &&
    (isLocal || !mayBeAny) &&
    ordered.every((other) => other === best || isBehind(other, best, words));
  const candidates = ordered
    .filter(({ score }, at) => at < 2 || mayBeAny || best.score - score < thinkable)
    .slice(0, mostCandidates)
    .map(({ encoding, read }) => ({
      encoding: encoding.name,
      sample: read.slice(0, wordsInSample).join(' '),
    }));
  return { encoding: best.encoding.name, isSure, candidates };
}

/**
 * For encodings of several bytes a letter, iconv-lite builds tables for tens of milliseconds. Node has its own. Of Vietnamese,
 * Windows-1258 has the tones as signs of their own, which belong to the letter before them.
 */
function decoderOf({ name, characters }: OldEncoding): (word: Buffer) => string {
  if (characters === undefined) return (word) => iconv.decode(word, name).normalize('NFC');
  const decoder = new TextDecoder(name);
  return (word) => decoder.decode(word);
}

interface Reading {
  readonly encoding: OldEncoding;
  readonly score: number;
  readonly read: readonly string[];
}

/**
 * One or two names of two Chinese characters are as many letters of Thai, Korean or Russian: 包米, 관쵠. The
 * country decides, otherwise the admin.
 */
function areFewPairs(words: readonly Buffer[]): boolean {
  const bytes = words.reduce((sum, { length }) => sum + length, 0);
  const arePairs = words.every(
    (word) => word.length % 2 === 0 && word.every((byte) => byte >= 0x80),
  );
  return arePairs && bytes <= 8;
}

/**
 * Whether a reading is clearly worse in the words that it reads differently. Words that both read alike say
 * nothing.
 */
function isBehind(other: Reading, best: Reading, words: readonly Buffer[]): boolean {
  const bytesOf = (some: readonly Buffer[]) =>
    some.reduce((sum, word) => sum + word.filter((byte) => byte >= 0x80).length, 0);
  const differing = bytesOf(words.filter((_, at) => other.read[at] !== best.read[at]));
  const behind = ((best.score - other.score) * bytesOf(words)) / Math.max(1, differing);
  return behind >= near + nearOfOneLetter / Math.max(1, differing);
}

/** Encodings that the library names by an older, smaller set than programs write. */
const libraryNames: Readonly<Record<string, string>> = {
  'ISO-8859-1': 'windows-1252',
  'ISO-8859-6': 'windows-1256',
  'ISO-8859-7': 'windows-1253',
  'ISO-8859-8': 'windows-1255',
  'ISO-8859-9': 'windows-1254',
  GB18030: 'gbk',
};
