import type { OwnKey } from '../../domain/attributes.ts';
import type { Viewed } from './entry.ts';
import { digitsOf, fold, wordsOf } from '../../lib/fold.ts';

/*
 * Search records: one for each person, folded. ` word word␁email␂employee id␃digits of the phone␄`, then for
 * each value of an own attribute `␅key=value␆`, all separated by control characters, which folded text never
 * contains.
 */
const emailMark = '\u0001';
const employeeIdMark = '\u0002';
const phoneMark = '\u0003';
const endMark = '\u0004';
const ownMark = '\u0005';
const ownEnd = '\u0006';

export function searchRecord(person: Viewed): string {
  return recordOf(recordParts(person));
}

/** The contents of a person's search record, part by part. */
export function recordParts({ entry, names, own }: Viewed): RecordParts {
  const words = wordsOf(entry.name);
  if (names !== entry.name) words.push(...wordsOf(names));
  return {
    names: ` ${[...new Set(words)].join(' ')}`,
    email: fold(entry.email ?? ''),
    employeeId: fold(entry.employeeId ?? ''),
    phone: digitsOf(entry.phone),
    own: own.map(ownPart).join(''),
  };
}

export function recordOf({ names, email, employeeId, phone, own }: RecordParts): string {
  return `${names}${emailMark}${email}${employeeIdMark}${employeeId}${phoneMark}${phone}${endMark}${own}`;
}

function ownPart([key, value]: readonly [OwnKey, string]): string {
  return `${ownMark}${key}=${fold(value)}${ownEnd}`;
}

/** The bytes before the value of an attribute in every record that has one. */
export function beforeOwn(key: OwnKey): string {
  return `${ownMark}${key}=`;
}

/** The bytes of a record in which the person has no value; undefined: the record doesn't tell. */
export function withoutValue(key: string): string | undefined {
  switch (key) {
    case 'email':
      return `${emailMark}${employeeIdMark}`;
    case 'employeeId':
      return `${employeeIdMark}${phoneMark}`;
    case 'phone':
      return `${phoneMark}${endMark}`;
    default:
      return undefined;
  }
}

/** The byte after a value of an own attribute. */
export const afterOwn = ownEnd;

export interface RecordParts {
  /** starts with a space, as does each word after the first */
  readonly names: string;
  readonly email: string;
  readonly employeeId: string;
  /** digits */
  readonly phone: string;
  /** the values of own attributes, as in the record */
  readonly own: string;
}

export function partsOfRecord(record: string): RecordParts {
  const email = record.indexOf(emailMark);
  const employeeId = record.indexOf(employeeIdMark, email);
  const phone = record.indexOf(phoneMark, employeeId);
  const end = record.indexOf(endMark, phone);
  return {
    names: record.slice(0, email),
    email: record.slice(email + 1, employeeId),
    employeeId: record.slice(employeeId + 1, phone),
    phone: record.slice(phone + 1, end),
    own: record.slice(end + 1),
  };
}

/** A query in the form in which it is compared. */
export interface Search {
  /** all of it, folded */
  readonly text: string;
  /** as the words of a name */
  readonly words: readonly string[];
  /** parts separated by spaces: as typed, and as they would appear in a name */
  readonly tokens: readonly { readonly typed: string; readonly inName: string }[];
  readonly phone: TypedPhone;
  /** own attributes whose values are searched too */
  readonly own: ReadonlySet<string>;
}

/** A typed phone number, or a part of one; digits only. */
interface TypedPhone {
  /** possible prefixes, starting with the country code */
  readonly starts: readonly string[];
  /** possible suffixes; without a trunk zero */
  readonly ends: readonly string[];
  /** possible parts anywhere */
  readonly within: readonly string[];
}

const longestTyped = 200;
/** Fewer digits don't identify a phone number. */
const fewestDigits = 4;
const fewestDigitsWithin = 5;
/** A suffix of this many digits that lacks at most a country code is the whole number. */
const fewestDigitsOfNumber = 7;
const longestCountryCode = 3;

/**
 * @param own keys of the own attributes whose values are searched too
 * @returns undefined for an empty query
 */
export function parseSearch(typed: string, own: readonly OwnKey[] = []): Search | undefined {
  const cut = typed.slice(0, longestTyped);
  const text = fold(cut);
  if (text === '') return undefined;
  const tokens = cut
    .split(/\s+/)
    .map((token) => ({ typed: fold(token), inName: wordsOf(token).join(' ') }))
    .filter((token) => token.typed !== '');
  return { text, words: wordsOf(cut), tokens, phone: parsePhone(text), own: new Set(own) };
}

const noPhone: TypedPhone = { starts: [], ends: [], within: [] };

function parsePhone(text: string): TypedPhone {
  const written = text.replace(/^tel:/, '');
  if (!/^\+?[\d\s().,/\p{Pd}·]+$/u.test(written)) return noPhone;
  // "+44 (0)20 …": the zero is dialled only without the country code.
  const withoutZero = digitsOf(written.replace('(0)', ''));
  const number = written.startsWith('+') ? withoutZero : /^00([1-9]\d*)$/.exec(withoutZero)?.[1];
  if (number !== undefined) {
    if (number.length < fewestDigits) return noPhone;
    // Digits that start with 00 may also be the end of a number.
    return { ...noPhone, starts: [number], ends: written.startsWith('+') ? [] : [withoutZero] };
  }
  const digits = digitsOf(written);
  if (digits.length < fewestDigits) return noPhone;
  const national = digits.replace(/^0+/, '');
  // Russia and its neighbours dial 8 before national numbers.
  const afterEight = digits.length === 11 && digits.startsWith('8') ? [digits.slice(1)] : [];
  const ends = [...new Set([digits, national, ...afterEight])];
  return {
    starts: [],
    ends: ends.filter((end) => end.length >= fewestDigits),
    within: [national].filter((piece) => piece.length >= fewestDigitsWithin),
  };
}

/** Quality of a match: smaller is better. */
export type Rank = 0 | 1 | 2 | 3;
export const ranks: readonly Rank[] = [0, 1, 2, 3];

/** @returns undefined when the person doesn't match */
export function rankOf(record: string, search: Search): Rank | undefined {
  const { names, email, employeeId, phone, own } = partsOfRecord(record);
  const { text, words, tokens } = search;
  const values = own === '' || search.own.size === 0 ? [] : valuesIn(own, search.own);
  if (email === text || employeeId === text || isWholeNumber(phone, search.phone)) return 0;
  if (values.includes(text)) return 0;
  if (words.length > 0 && !text.includes('@') && words.every((word) => names.includes(` ${word}`)))
    return 1;
  if (email.startsWith(text) || employeeId.startsWith(text) || isEndOf(phone, search.phone))
    return 2;
  if (values.some((value) => value.startsWith(text))) return 2;
  // A single letter matches nearly everyone.
  if (text.length < 2) return undefined;
  const everywhere = tokens.every(
    ({ typed, inName }) =>
      email.includes(typed) ||
      employeeId.includes(typed) ||
      (inName !== '' && names.includes(inName)) ||
      values.some((value) => value.includes(typed)),
  );
  return everywhere || search.phone.within.some((piece) => phone.includes(piece)) ? 3 : undefined;
}

/** The values of these attributes. */
function valuesIn(own: string, keys: ReadonlySet<string>): string[] {
  return own.split(ownEnd).flatMap((part) => {
    const at = part.indexOf('=');
    return keys.has(part.slice(1, at)) ? [part.slice(at + 1)] : [];
  });
}

function isWholeNumber(phone: string, typed: TypedPhone): boolean {
  if (phone === '') return false;
  if (typed.starts.includes(phone) || typed.ends.includes(phone)) return true;
  return typed.ends.some(
    (end) =>
      end.length >= fewestDigitsOfNumber &&
      phone.length - end.length <= longestCountryCode &&
      phone.endsWith(end),
  );
}

function isEndOf(phone: string, typed: TypedPhone): boolean {
  return (
    typed.starts.some((start) => phone.startsWith(start)) ||
    typed.ends.some((end) => phone.endsWith(end))
  );
}

/**
 * Byte sequences one of which is in the record of everyone with this rank. A record that contains one may have
 * another rank: they only narrow the search.
 */
export function needlesOf(search: Search, rank: Rank): readonly string[] {
  const { text, words, tokens, phone } = search;
  switch (rank) {
    case 0:
      return [
        `${emailMark}${text}${employeeIdMark}`,
        `${employeeIdMark}${text}${phoneMark}`,
        ...phone.starts.map((start) => `${phoneMark}${start}${endMark}`),
        ...phone.ends.map((end) => `${end}${endMark}`),
        ...(search.own.size === 0 ? [] : [`=${text}${ownEnd}`]),
      ];
    case 1:
      return words.length === 0 || text.includes('@') ? [] : [` ${longest(words)}`];
    case 2:
      return [
        `${emailMark}${text}`,
        `${employeeIdMark}${text}`,
        ...phone.starts.map((start) => `${phoneMark}${start}`),
        ...phone.ends.map((end) => `${end}${endMark}`),
        ...(search.own.size === 0 ? [] : [`=${text}`]),
      ];
    case 3: {
      if (text.length < 2) return [];
      const token = tokens.find(({ typed }) => typed === longest(tokens.map((one) => one.typed)));
      const { typed = text, inName = '' } = token ?? {};
      return [...new Set([typed, inName, ...phone.within])].filter((needle) => needle !== '');
    }
  }
}

/** Byte sequences one of which is in the record of everyone who matches. */
export function allNeedlesOf(search: Search): readonly string[] {
  const needles = ranks.flatMap((rank) => needlesOf(search, rank));
  const shortestFirst = [...new Set(needles)].sort((one, other) => one.length - other.length);
  return shortestFirst.filter(
    (needle, index) => !shortestFirst.slice(0, index).some((shorter) => needle.includes(shorter)),
  );
}

function longest(texts: readonly string[]): string {
  return texts.reduce((most, text) => (text.length > most.length ? text : most), '');
}
