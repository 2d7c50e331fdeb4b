import {
  isNameAttribute,
  isOwnKey,
  type AttributeType,
  type OwnKey,
} from '../../../domain/attributes.ts';
import { wholeDecimal, type ColumnHabits } from '../../../domain/cell-values.ts';
import { dateTextOf } from '../../../domain/date-times.ts';
import { orderOf } from '../../../domain/dates.ts';
import { decimalOf, parseOwnValue } from '../../../domain/own-values.ts';
import type { DatesQuestion, ImportAnswers } from '../../../domain/operations/import-question.ts';
import type { CountryCode, NumberHabit } from '../../../domain/phone.ts';
import { habitOf } from '../../../domain/phone-readings.ts';
import { isPlaceholder } from '../../../domain/placeholders.ts';
import { mostlyDates } from '../../../domain/unusable-texts.ts';
import { cleanText } from '../../../domain/values.ts';
import { unguardCell } from '../../../lib/spreadsheets/cell-guard.ts';
import type { HeaderMap } from './headers.ts';

/** How each column writes its values, by position. */
export interface Habits {
  readonly values: ReadonlyMap<number, ColumnHabits>;
  readonly phones: ReadonlyMap<number, NumberHabit>;
  /** columns of numbers whose other cells don't show how they are written */
  readonly openPhones: ReadonlySet<number>;
  /** of columns of work numbers: the cells that people with different names have */
  readonly shared: ReadonlyMap<number, ReadonlySet<string>>;
}

export interface HabitRules {
  readonly country: CountryCode | undefined;
  /** of the organization's own attributes */
  readonly types: ReadonlyMap<OwnKey, AttributeType>;
  /** IANA name of the organization's time zone, in which times are read */
  readonly timeZone?: string | undefined;
  readonly answers?: ImportAnswers | undefined;
  /** the workbook counts days from 1904 */
  readonly from1904?: boolean | undefined;
  /** of the file: how its thousands may be written */
  readonly pointMayGroup?: boolean | undefined;
}

type Rows = readonly (readonly string[])[];

/** How each column is written, as its first rows show. The rest is decided row by row. */
export function habitsOf(
  { taken, phones }: Pick<HeaderMap, 'taken' | 'phones'>,
  rows: Rows,
  { country, types, timeZone, answers, from1904 = false, pointMayGroup }: HabitRules,
): Habits {
  const values = new Map<number, ColumnHabits>();
  const typeAt = (attribute: string) => (isOwnKey(attribute) ? types.get(attribute) : undefined);
  const isOfDates = (type: AttributeType | undefined) => type === 'date' || type === 'date-time';
  const columnsOfDates = taken.filter(({ attribute }) => isOfDates(typeAt(attribute)));
  // One program wrote the whole file, so the order of one column of dates holds for the others.
  const datesIn = (column: number) => filledCells(rows, column).map(dateTextOf);
  const shown = new Set(columnsOfDates.map(({ column }) => orderOf(datesIn(column))));
  shown.delete(undefined);
  const [orderOfFile, contrary] = shown;
  for (const { column, attribute } of taken) {
    const cells = filledCells(rows, column);
    const type = typeAt(attribute);
    const empty = cells.filter((cell) => isPlaceholder(cell)).length;
    values.set(column, {
      hasPlaceholders: empty * 2 <= cells.length,
      ...(type === 'date-time' && { timeZone }),
      ...(isOfDates(type) && {
        order:
          answers?.dates?.[String(column)] ??
          orderOf(datesIn(column)) ??
          (contrary === undefined && !isContradictory(datesIn(column)) ? orderOfFile : undefined),
        ...(from1904 && { from1904 }),
      }),
      ...((type === 'text' || attribute === 'employeeId') && { areDates: mostlyDates(cells) }),
      ...(type === 'number' && { decimal: decimalOf(cells), pointMayGroup }),
      ...(attribute === 'employeeId' && {
        areDecimals: cells.length > 1 && cells.every((cell) => wholeDecimal.test(cell)),
      }),
    });
  }
  const openPhones = new Set<number>();
  const numbers = phones.flatMap(({ column }) => {
    const shown = habitOf(filledCells(rows, column), country);
    if (shown === undefined) openPhones.add(column);
    const habit = shown ?? answers?.numbers;
    return habit === undefined ? [] : [[column, habit] as const];
  });
  const shared = sharedNumbers(taken, phones, rows);
  return { values, phones: new Map(numbers), openPhones, shared };
}

/** A work number that two people share is their company's. */
function sharedNumbers(
  taken: HeaderMap['taken'],
  phones: HeaderMap['phones'],
  rows: Rows,
): Map<number, ReadonlySet<string>> {
  const names = taken.filter(({ attribute }) => isNameAttribute(attribute));
  const nameOf = (cells: readonly string[]) =>
    names.map(({ column }) => cleanText(cells[column] ?? '').toLowerCase()).join(' ');
  const found = new Map<number, ReadonlySet<string>>();
  for (const { column, label } of phones) {
    if (label !== 'work' && label !== 'main') continue;
    const owners = new Map<string, string>();
    const shared = new Set<string>();
    for (const cells of rows) {
      const cell = cleanText(cells[column] ?? '');
      if (cell === '') continue;
      const owner = nameOf(cells);
      const known = owners.get(cell);
      if (known === undefined) owners.set(cell, owner);
      else if (known !== owner) shared.add(cell);
    }
    if (shared.size > 0) found.set(column, shared);
  }
  return found;
}

/** One cell shows that the day comes first, another that the month does. */
function isContradictory(cells: readonly string[]): boolean {
  return cells.some((cell) => orderOf([cell]) !== undefined);
}

function filledCells(rows: Rows, column: number): string[] {
  return rows.flatMap((cells) => {
    const text = cleanText(unguardCell(cells[column] ?? ''));
    return text === '' ? [] : [text];
  });
}

const samplesShown = 2;

/**
 * The columns of dates in which day and month can't be told apart, and no cell decides. If cells contradict
 * each other, asking wouldn't help: doubtful values are left out and reported.
 */
export function datesToAsk(
  { taken, headers }: Pick<HeaderMap, 'taken' | 'headers'>,
  rows: Rows,
  habits: Habits,
): DatesQuestion | undefined {
  const columns = taken.flatMap(({ column }) => {
    const habit = habits.values.get(column);
    if (habit === undefined || !('order' in habit) || habit.order !== undefined) return [];
    const cells = filledCells(rows, column);
    if (isContradictory(cells.map(dateTextOf))) return [];
    const doubtful = cells.filter((cell) => isAmbiguous(dateTextOf(cell)));
    if (doubtful.length === 0) return [];
    const samples = [...new Set(doubtful)].slice(0, samplesShown);
    return [{ column, header: headers[column] ?? '', samples }];
  });
  return columns.length === 0 ? undefined : { kind: 'dates', columns };
}

/** Readable in two ways, one of which a known order would choose. A two-digit year may be doubtful in any order. */
function isAmbiguous(cell: string): boolean {
  const read = parseOwnValue('date', cell, { inCell: true });
  if (!('problem' in read) || read.problem !== 'date-ambiguous') return false;
  return !('problem' in parseOwnValue('date', cell, { order: 'day-first', inCell: true }));
}
