import {
  likenessReasons,
  type Likeness,
  type LikenessDoubt,
  type LikenessLevel,
  type LikenessReason,
} from '../../domain/likeness.ts';
import { compareNames } from '../../domain/match-keys.ts';
import { phoneLikeness } from '../../domain/phone-likeness.ts';
import { fold } from '../../lib/fold.ts';
import type { Hints, Viewed } from './entry.ts';
import { partsOfRecord, searchRecord } from './search.ts';
import { isNameless } from './segment.ts';

/** The part of a person by which duplicates are found; folded (fold.ts). */
export interface Looks {
  readonly id: string;
  /** words of the name, sorted and joined; empty for a person without one */
  readonly name: string;
  /** the words */
  readonly words: readonly string[];
  /** without that of a guest, which another organization chose */
  readonly email: string;
  readonly employeeId: string;
  /** digits */
  readonly phone: string;
  readonly department: string;
  /** values of the date attributes that count, as `key=YYYY-MM-DD` */
  readonly dates: readonly string[];
  /** seconds since 1970 */
  readonly addedAt: number;
}

/** @param dateKeys keys of the attributes that are dates */
export function looksOf(viewed: Viewed, dateKeys: ReadonlySet<string>): Looks {
  const { entry, likeness } = viewed;
  return looksFrom(searchRecord(viewed), likeness, {
    id: entry.id,
    department: fold(entry.department ?? ''),
    isNameless: isNameless(entry),
    dateKeys,
  });
}

/** @param record the person's search record (search.ts) */
export function looksFrom(
  record: string,
  hints: Hints,
  about: {
    readonly id: string;
    readonly department: string;
    readonly isNameless: boolean;
    readonly dateKeys: ReadonlySet<string>;
  },
): Looks {
  const { names, email, employeeId, phone } = partsOfRecord(record);
  const words = about.isNameless ? [] : names.trim().split(' ').filter(Boolean).sort();
  return {
    id: about.id,
    name: words.join(' '),
    words,
    email: hints.isForeign ? '' : email,
    employeeId,
    phone,
    department: about.department,
    dates: hints.dates.filter((date) => about.dateKeys.has(date.slice(0, date.indexOf('=')))),
    addedAt: hints.addedAt,
  };
}

/** A single word is the name of many in a department. */
export const fewestWordsInDepartment = 2;

/** @returns undefined without evidence that they are one person */
export function likenessOf(one: Looks, other: Looks): Likeness | undefined {
  const reasons = likenessReasons.filter((reason) => applies[reason](one, other));
  if (reasons.length === 0) return undefined;
  const doubts: LikenessDoubt[] = [];
  if (compareNames({ displayName: one.name }, { displayName: other.name }) === 'differs') {
    doubts.push('other-name');
  }
  if (one.employeeId !== '' && other.employeeId !== '' && one.employeeId !== other.employeeId) {
    doubts.push('other-employee-id');
  }
  return { reasons, doubts, level: levelOf(one, other, reasons, doubts) };
}

const isSame = (one: string, other: string) => one !== '' && one === other;

const applies: Readonly<Record<LikenessReason, (one: Looks, other: Looks) => boolean>> = {
  'same-email': (one, other) => isSame(one.email, other.email),
  'same-employee-id': (one, other) => isSame(one.employeeId, other.employeeId),
  'same-name-and-date': (one, other) =>
    isSame(one.name, other.name) && one.dates.some((date) => other.dates.includes(date)),
  'phone-country-code': (one, other) =>
    isSame(one.name, other.name) && phoneLikeness(one.phone, other.phone) === 'country-code',
  'phone-one-digit': (one, other) =>
    isSame(one.name, other.name) && phoneLikeness(one.phone, other.phone) === 'one-digit',
  'same-name-and-department': (one, other) =>
    isSame(one.name, other.name) &&
    one.words.length >= fewestWordsInDepartment &&
    isSame(one.department, other.department),
};

const points: Readonly<Record<LikenessReason, number>> = {
  'same-email': 3,
  'same-employee-id': 3,
  'same-name-and-date': 3,
  'phone-country-code': 3,
  'phone-one-digit': 2,
  'same-name-and-department': 1,
};
const pointsOfDoubt: Readonly<Record<LikenessDoubt, number>> = {
  'other-name': 2,
  'other-employee-id': 1,
};

function levelOf(
  one: Looks,
  other: Looks,
  reasons: readonly LikenessReason[],
  doubts: readonly LikenessDoubt[],
): LikenessLevel {
  const forIt = reasons.reduce((sum, reason) => sum + points[reason], 0);
  const against = doubts.reduce((sum, doubt) => sum + pointsOfDoubt[doubt], 0);
  const sum = forIt - against + (isSame(one.name, other.name) ? 1 : 0);
  if (sum >= 4) return 'very-likely';
  return sum >= 3 ? 'likely' : 'possible';
}
