import type { Viewed } from './entry.ts';
import { digitsOf, fold, wordsOf } from './fold.ts';

/*
 * What is searched: a record for each person, folded. ` word word␁email␂employee id␃digits of the phone␄`, the signs
 * being control characters, which no folded text has in it.
 */
const emailMark = '\u0001';
const employeeIdMark = '\u0002';
const phoneMark = '\u0003';
const endMark = '\u0004';

export function searchRecord({ entry, names }: Viewed): string {
  const words = new Set([...wordsOf(entry.name), ...wordsOf(names)]);
  const email = fold(entry.email ?? '');
  const employeeId = fold(entry.employeeId ?? '');
  return ` ${[...words].join(' ')}${emailMark}${email}${employeeIdMark}${employeeId}${phoneMark}${digitsOf(entry.phone)}${endMark}`;
}

export interface RecordParts {
  /** begins with a space, and each word after the first too */
  readonly names: string;
  readonly email: string;
  readonly employeeId: string;
  /** digits */
  readonly phone: string;
}

export function partsOfRecord(record: string): RecordParts {
  const email = record.indexOf(emailMark);
  const employeeId = record.indexOf(employeeIdMark, email);
  const phone = record.indexOf(phoneMark, employeeId);
  return {
    names: record.slice(0, email),
    email: record.slice(email + 1, employeeId),
    employeeId: record.slice(employeeId + 1, phone),
    phone: record.slice(phone + 1, -1),
  };
}

/** What a person typed, as it is compared. */
export interface Search {
  /** all of it, folded */
  readonly text: string;
  /** as the words of a name */
  readonly words: readonly string[];
  /** what stands between spaces: as typed, and as it would stand in a name */
  readonly tokens: readonly { readonly typed: string; readonly inName: string }[];
  readonly phone: TypedPhone;
}

/** A phone number as typed, or a piece of one; digits only. */
interface TypedPhone {
  /** what the number begins with, country code first */
  readonly starts: readonly string[];
  /** what it ends with; without the zero that some countries put before national numbers */
  readonly ends: readonly string[];
  /** what is anywhere in it */
  readonly within: readonly string[];
}

const longestTyped = 200;
/** Fewer digits say nothing about a phone. */
const fewestDigits = 4;
const fewestDigitsWithin = 5;
/** An end of this many digits that lacks no more than a country code is the whole number. */
const fewestDigitsOfNumber = 7;
const longestCountryCode = 3;

/** @returns undefined when there is nothing to look for */
export function parseSearch(typed: string): Search | undefined {
  const cut = typed.slice(0, longestTyped);
  const text = fold(cut);
  if (text === '') return undefined;
  const tokens = cut
    .split(/\s+/)
    .map((token) => ({ typed: fold(token), inName: wordsOf(token).join(' ') }))
    .filter((token) => token.typed !== '');
  return { text, words: wordsOf(cut), tokens, phone: parsePhone(text) };
}

const noPhone: TypedPhone = { starts: [], ends: [], within: [] };

function parsePhone(text: string): TypedPhone {
  const written = text.replace(/^tel:/, '');
  if (!/^\+?[\d\s().,/\p{Pd}·]+$/u.test(written)) return noPhone;
  // "+44 (0)20 …": the zero is for those who dial without the country code.
  const withoutZero = digitsOf(written.replace('(0)', ''));
  const number = written.startsWith('+') ? withoutZero : /^00([1-9]\d*)$/.exec(withoutZero)?.[1];
  if (number !== undefined) {
    if (number.length < fewestDigits) return noPhone;
    // What begins with 00 may also be the end of a number.
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

/** How well a person fits: smaller is better. */
export type Rank = 0 | 1 | 2 | 3;
export const ranks: readonly Rank[] = [0, 1, 2, 3];

/** @returns undefined when the person isn't one of those looked for */
export function rankOf(record: string, search: Search): Rank | undefined {
  const { names, email, employeeId, phone } = partsOfRecord(record);
  const { text, words, tokens } = search;
  if (email === text || employeeId === text || isWholeNumber(phone, search.phone)) return 0;
  if (words.length > 0 && !text.includes('@') && words.every((word) => names.includes(` ${word}`)))
    return 1;
  if (email.startsWith(text) || employeeId.startsWith(text) || isEndOf(phone, search.phone))
    return 2;
  // A single letter is in nearly everyone.
  if (text.length < 2) return undefined;
  const everywhere = tokens.every(
    ({ typed, inName }) =>
      email.includes(typed) ||
      employeeId.includes(typed) ||
      (inName !== '' && names.includes(inName)),
  );
  return everywhere || search.phone.within.some((piece) => phone.includes(piece)) ? 3 : undefined;
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
 * What the record of everybody of a rank has in it, one or another. A record that has may be of another rank: they
 * only say where to look.
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
      ];
    case 1:
      return words.length === 0 || text.includes('@') ? [] : [` ${longest(words)}`];
    case 2:
      return [
        `${emailMark}${text}`,
        `${employeeIdMark}${text}`,
        ...phone.starts.map((start) => `${phoneMark}${start}`),
        ...phone.ends.map((end) => `${end}${endMark}`),
      ];
    case 3: {
      if (text.length < 2) return [];
      const token = tokens.find(({ typed }) => typed === longest(tokens.map((one) => one.typed)));
      const { typed = text, inName = '' } = token ?? {};
      return [...new Set([typed, inName, ...phone.within])].filter((needle) => needle !== '');
    }
  }
}

/** What the record of anybody who is found has in it, one or another. */
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
