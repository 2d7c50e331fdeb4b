import { getCountryCallingCode } from 'libphonenumber-js/max';
import { isFormulaError, withoutFormula } from '../../../domain/cell-values.ts';
import type { CountryCode, NumberHabit } from '../../../domain/phone.ts';
import { readPhoneCell, type ReadPhoneCell } from '../../../domain/phone-cell.ts';
import { typeOf } from '../../../domain/phone-readings.ts';
import { cleanText, hasDamagedCharacters } from '../../../domain/values.ts';
import { unguardCell } from '../../../lib/spreadsheets/cell-guard.ts';
import type { PhoneColumn } from './phone-columns.ts';
import { isPlaceholder } from '../../../domain/placeholders.ts';
import { countryInCell } from './country-cell.ts';
import { labelInCell, phoneLabels, type PhoneLabel } from './header-sense.ts';
import type { HeaderMap } from './headers.ts';
import type { PhoneReading, RowProblem } from './row.ts';

/** A problem of a cell, with its column. */
interface CellProblem {
  readonly reason: RowProblem;
  readonly column: number;
  readonly value?: string;
}

export interface PickedPhone {
  /** E.164; '' for a person who is marked as deleted and has none; absent: no cell has a usable number */
  readonly phone?: string;
  /** how it was read, where that is uncertain */
  readonly reading?: PhoneReading;
  /** why there is none */
  readonly against: readonly CellProblem[];
  /** of cells before the one that counts, and the rest of that cell */
  readonly leftOut: readonly CellProblem[];
}

/** How to read numbers without a country code. */
export interface NumberRules {
  readonly country: CountryCode | undefined;
  /** how each column writes them */
  readonly habits: ReadonlyMap<number, NumberHabit>;
  /** columns that don't show how they write them */
  readonly open: ReadonlySet<number>;
  /** cells of a column that several people have: their company's number */
  readonly shared: ReadonlyMap<number, ReadonlySet<string>>;
}

interface Candidate {
  readonly phone: string;
  readonly label: PhoneLabel;
  readonly column: number;
  readonly score: number;
  readonly reading?: PhoneReading;
}

/**
 * The number that identifies a row's person: the best filled and readable one of several columns. A mobile
 * number is personal, so one that is called mobile, or is one, comes before numbers that others answer.
 */
export function pickPhone(
  cells: readonly string[],
  { phones, sharedPhones }: HeaderMap,
  numbers: NumberRules,
  deleted: boolean,
): PickedPhone {
  const problems: CellProblem[] = [];
  let left: CellProblem[] = [];
  let best: Candidate | undefined;
  let sharedCell: CellProblem | undefined;
  for (const each of phones) {
    const cell = cells[each.column] ?? '';
    if (cell === '' && phones.length > 1) continue;
    if (numbers.shared.get(each.column)?.has(cleanText(cell)) === true) {
      sharedCell ??= against('phone-shared', each.column, cell);
      continue;
    }
    const read = readWithCode(unguardCell(cell), each, cells, numbers);
    if ('problem' in read) {
      if (read.problem !== 'phone-missing') problems.push(against(read.problem, each.column, cell));
      continue;
    }
    const label = labelOf(each, cells);
    if (label === undefined) continue;
    // Without a choice, or if nothing better can follow, the number's type isn't worth the time.
    const isSurelyBest = phones.length === 1 || (label === 'mobile' && each.isPlain !== true);
    const score = isSurelyBest ? phoneLabels.indexOf(label) : scoreOf(read.phone, label, each);
    if (best !== undefined && best.score <= score) continue;
    const reading = numbers.open.has(each.column) ? readingOf(read) : undefined;
    const { column } = each;
    best = { phone: read.phone, label, column, score, ...(reading !== undefined && { reading }) };
    left =
      read.left === undefined
        ? []
        : [{ reason: read.left.problem, column: each.column, value: read.left.value }];
    if (isSurelyBest) break;
  }
  if (best !== undefined)
    return {
      phone: best.phone,
      ...(best.reading !== undefined && { reading: best.reading }),
      against: [],
      leftOut: [...problems, ...left, ...mobileElsewhere(best, cells, phones, numbers)],
    };
  if (problems.length > 0) return { against: problems, leftOut: [] };
  if (deleted) return { phone: '', against: [], leftOut: [] };
  if (sharedCell !== undefined) return { against: [sharedCell], leftOut: [] };
  const shared = sharedPhones.find((column) => cleanText(cells[column] ?? '') !== '');
  if (shared !== undefined)
    return { against: [against('phone-shared', shared, cells[shared])], leftOut: [] };
  return { against: [{ reason: 'phone-missing', column: phones[0]?.column ?? 0 }], leftOut: [] };
}

/**
 * A mobile number in another column, if the number that counts is a landline in a column for mobile numbers. The column is
 * still believed, since another choice would add a person who is there already under a second number. The admin is told.
 */
function mobileElsewhere(
  { phone, label, column }: Candidate,
  cells: readonly string[],
  phones: readonly PhoneColumn[],
  numbers: NumberRules,
): CellProblem[] {
  if (label !== 'mobile' || phones.length === 1) return [];
  const others = phones.filter(
    (each) => each.column !== column && (cells[each.column] ?? '') !== '',
  );
  if (others.length === 0 || typeOf(phone) !== 'fixed') return [];
  const other = others.find((each) => {
    const cell = cells[each.column] ?? '';
    if (numbers.shared.get(each.column)?.has(cleanText(cell)) === true) return false;
    const read = readWithCode(unguardCell(cell), each, cells, numbers);
    return 'phone' in read && typeOf(read.phone) === 'mobile' && labelOf(each, cells) !== undefined;
  });
  return other === undefined
    ? []
    : [against('mobile-elsewhere', other.column, cells[other.column])];
}

function readingOf({ other, as }: Extract<Read, { phone: string }>): PhoneReading | undefined {
  return other === undefined || as === undefined ? undefined : { as, other };
}

function against(reason: RowProblem, column: number, cell = ''): CellProblem {
  return { reason, column, value: unguardCell(cell) };
}

const callingCode = /^(?:\+|00)?([1-9]\d{0,3})$/;
const cityCode = /^\(?0?\d{1,5}\)?$/;
const isInternational = /^[^\d]{0,20}(?:\+|00)/;

/**
 * A number with the code from a cell of its own. A city's code may be beside a mobile number, which is whole
 * without it. A number that doesn't fit its country's code is read in no other country.
 */
function readWithCode(
  text: string,
  { column, codeColumn, codeOf, countryColumn }: PhoneColumn,
  cells: readonly string[],
  numbers: NumberRules,
): Read {
  if (text.trim() === '' || isInternational.test(text)) return readCell(text, column, numbers);
  const code = codeColumn === undefined ? '' : cleanText(unguardCell(cells[codeColumn] ?? ''));
  if (code === '') return readInCountry(text, column, cells[countryColumn ?? -1] ?? '', numbers);
  if (countryInCell(code) !== undefined) return readInCountry(text, column, code, numbers);
  if (codeOf === 'country' && !callingCode.test(code) && !cityCode.test(code))
    return readInCountry(text, column, code, numbers);
  // A city may have a country's code, but not with a plus.
  const isCalling = codeOf !== 'city' || isInternational.test(code);
  const calling = isCalling ? callingCode.exec(code)?.[1] : undefined;
  const number = text.trim();
  const together = [
    ...(calling === undefined ? [] : [readCell(joined(calling, number), column, numbers)]),
    ...(cityCode.test(code) ? [readInCity(`${code} ${number}`, column, numbers)] : []),
  ];
  const whole = together.find((read) => 'phone' in read && read.left === undefined);
  if (whole !== undefined) return whole;
  const alone = readCell(text, column, numbers);
  if (calling === undefined || !('phone' in alone)) return alone;
  if (alone.phone.startsWith(`+${calling}`)) return alone;
  return together.find((read) => 'problem' in read) ?? { problem: 'phone-not-valid' };
}

const joined = (calling: string, number: string) =>
  number.startsWith('0') ? `+${calling} (0)${number.slice(1)}` : `+${calling} ${number}`;

/** A city's code in front doesn't make the number one of another country. */
function readInCity(text: string, column: number, numbers: NumberRules): Read {
  const read = readCell(text, column, numbers);
  if (!('phone' in read) || numbers.country === undefined) return read;
  const isHere = read.phone.startsWith(`+${getCountryCallingCode(numbers.country)}`);
  return isHere ? read : { problem: 'phone-not-valid' };
}

/**
 * A number without a code is read in the row's country, if a cell names one, otherwise in the organization's. In a country
 * that isn't known, it would be another person's number.
 */
function readInCountry(text: string, column: number, cell: string, numbers: NumberRules): Read {
  const named = cleanText(unguardCell(cell));
  if (named === '' || isPlaceholder(named)) return readCell(text, column, numbers);
  const country = countryInCell(named);
  if (country === undefined) return { problem: 'phone-no-country' };
  if (country === numbers.country) return readCell(text, column, numbers);
  // How the column writes its numbers was judged by another country.
  return readCell(text, column, { ...numbers, country, habits: noHabits });
}

const noHabits: NumberRules['habits'] = new Map();

type Read = ReadPhoneCell | { readonly problem: 'damaged-characters' | 'formula-error' };

function readCell(text: string, column: number, { country, habits }: NumberRules): Read {
  if (hasDamagedCharacters(text)) return { problem: 'damaged-characters' };
  const first = text.charAt(0);
  if (first === '#' || first === '=') {
    const value = withoutFormula(text);
    if (isFormulaError(value)) return { problem: 'formula-error' };
    return readPhoneCell(value, country, habits.get(column));
  }
  return readPhoneCell(text, country, habits.get(column));
}

/**
 * Which of a person's numbers a cell has: by the cell beside it, if there is one, otherwise by its column.
 * undefined: a fax
 */
function labelOf(
  { label, labelColumn }: PhoneColumn,
  cells: readonly string[],
): PhoneLabel | undefined {
  const said = labelColumn === undefined ? '' : cleanText(cells[labelColumn] ?? '');
  return said === '' ? label : labelInCell(said);
}

/** Lower is better. In most countries, a number's digits show its type. */
function scoreOf(phone: string, label: PhoneLabel, { isPlain }: PhoneColumn): number {
  const place = phoneLabels.indexOf(label);
  const type = typeOf(phone);
  // In North America they don't.
  const isSurelyMobile = type === 'mobile' && !phone.startsWith('+1');
  if (isPlain === true && isSurelyMobile) return -1;
  if (type === 'mobile') return label === 'mobile' ? 0 : 0.5 + place / 10;
  return label === 'mobile' ? 0.2 : place;
}
