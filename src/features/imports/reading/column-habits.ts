import { isOwnKey, type AttributeType, type OwnKey } from '../../../domain/attributes.ts';
import type { ColumnHabits } from '../../../domain/cell-values.ts';
import { orderOf } from '../../../domain/dates.ts';
import { decimalOf, parseOwnValue } from '../../../domain/own-values.ts';
import type { DatesQuestion, ImportAnswers } from '../../../domain/operations/import-question.ts';
import type { CountryCode, NumberHabit } from '../../../domain/phone.ts';
import { habitOf } from '../../../domain/phone-readings.ts';
import { isPlaceholder } from '../../../domain/placeholders.ts';
import { cleanText } from '../../../domain/values.ts';
import { unguardCell } from '../../../lib/spreadsheets/cell-guard.ts';
import type { HeaderMap } from './headers.ts';

/** How each column writes its values, by position. */
export interface Habits {
  readonly values: ReadonlyMap<number, ColumnHabits>;
  readonly phones: ReadonlyMap<number, NumberHabit>;
}

export interface HabitRules {
  readonly country: CountryCode | undefined;
  /** of the organization's own attributes */
  readonly types: ReadonlyMap<OwnKey, AttributeType>;
  readonly answers?: ImportAnswers | undefined;
}

type Rows = readonly (readonly string[])[];

/** What the first rows show of how each column is written. What they don't show is told row by row. */
export function habitsOf(
  { taken, phones }: Pick<HeaderMap, 'taken' | 'phones'>,
  rows: Rows,
  { country, types, answers }: HabitRules,
): Habits {
  const values = new Map<number, ColumnHabits>();
  const typeAt = (attribute: string) => (isOwnKey(attribute) ? types.get(attribute) : undefined);
  const columnsOfDates = taken.filter(({ attribute }) => typeAt(attribute) === 'date');
  // One program wrote the whole file: what one column of dates shows holds for the others.
  const shown = new Set(columnsOfDates.map(({ column }) => orderOf(filledCells(rows, column))));
  shown.delete(undefined);
  const [orderOfFile, contrary] = shown;
  for (const { column, attribute } of taken) {
    const cells = filledCells(rows, column);
    const type = typeAt(attribute);
    const empty = cells.filter((cell) => isPlaceholder(cell)).length;
    values.set(column, {
      hasPlaceholders: empty * 2 <= cells.length,
      ...(type === 'date' && {
        order:
          answers?.dates?.[String(column)] ??
          orderOf(cells) ??
          (contrary === undefined && !isContradictory(cells) ? orderOfFile : undefined),
      }),
      ...(type === 'number' && { decimal: decimalOf(cells) }),
    });
  }
  const numbers = phones.flatMap(({ column }) => {
    const habit = habitOf(filledCells(rows, column), country);
    return habit === undefined ? [] : [[column, habit] as const];
  });
  return { values, phones: new Map(numbers) };
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
 * The columns of dates in which day and month can't be told apart, though no cell says otherwise. Where one cell shows that the
 * day comes first and another that the month does, asking wouldn't help: what is doubtful is left out and told.
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
    if (cells.some((cell) => orderOf([cell]) !== undefined)) return [];
    const doubtful = cells.filter((cell) => isAmbiguous(cell));
    if (doubtful.length === 0) return [];
    const samples = [...new Set(doubtful)].slice(0, samplesShown);
    return [{ column, header: headers[column] ?? '', samples }];
  });
  return columns.length === 0 ? undefined : { kind: 'dates', columns };
}

/** In two ways, of which one order would be one: a year of two digits may be doubtful whatever the order. */
function isAmbiguous(cell: string): boolean {
  const read = parseOwnValue('date', cell, { inCell: true });
  if (!('problem' in read) || read.problem !== 'date-ambiguous') return false;
  return !('problem' in parseOwnValue('date', cell, { order: 'day-first', inCell: true }));
}
