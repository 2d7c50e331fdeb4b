import type { AttributeDefinition } from '../../../domain/attributes.ts';
import type { ReadOrder } from '../../../domain/operations/operation.ts';
import {
  maxAskedColumns,
  type AskedColumn,
  type ColumnMeaning,
  type ColumnsQuestion,
} from '../../../domain/operations/import-question.ts';
import { cleanText } from '../../../domain/values.ts';
import { unguardCell } from '../../../lib/spreadsheets/cell-guard.ts';
import { defined } from '../../../lib/defined.ts';
import type { LeaversColumn } from './leavers-column.ts';

const maxHeaderLength = 80;
const maxSampleLength = 40;
const samplesShown = 2;

/** The columns of a file as a card shows them, with the assumed meaning of each. */
export interface AskedColumns {
  readonly columns: readonly AskedColumn[];
  readonly more?: number;
  readonly own?: NonNullable<ColumnsQuestion['own']>;
  /** attributes with several columns: their headers, the first to be used in front */
  readonly order?: readonly ReadOrder[];
  /** headers of columns whose names were split at the comma */
  readonly split?: readonly string[];
  /** headers of columns that are one last name together */
  readonly together?: readonly string[];
  readonly leavers?: LeaversColumn;
}

/**
 * Builds the data of the columns card. A column without a name and without values in the first rows isn't
 * shown.
 * @param headers as sent; none if the file has no header
 * @param rows cells of the first rows
 * @param meanings assumed meaning of each column, by position
 */
export function askedColumns(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  meanings: readonly (ColumnMeaning | undefined)[],
  own: readonly AttributeDefinition[],
): AskedColumns {
  const width = rows.reduce((widest, { length }) => Math.max(widest, length), headers.length);
  const shown = Array.from({ length: width }, (_, column) => column).filter(
    (column) =>
      (headers[column] ?? '') !== '' || rows.some((cells) => (cells[column] ?? '').trim() !== ''),
  );
  // If there are too many, columns with a meaning come first. The rest is left out anyway.
  const kept = shown
    .toSorted(
      (one, other) =>
        Number(meanings[other] !== undefined) - Number(meanings[one] !== undefined) || one - other,
    )
    .slice(0, maxAskedColumns)
    .toSorted((one, other) => one - other);
  return {
    columns: kept.map((column): AskedColumn => {
      const guess = meanings[column];
      return {
        column,
        header: shortened(headers[column] ?? '', maxHeaderLength),
        samples: samplesOf(rows, column),
        ...defined({ guess }),
      };
    }),
    ...(shown.length > kept.length && { more: shown.length - kept.length }),
    ...(own.length > 0 && {
      own: own.map(({ key, name, type, timeZone }) => ({
        key,
        name,
        type,
        ...defined({ timeZone }),
      })),
    }),
  };
}

/** The first different values: a column with the same word in each row says little. */
function samplesOf(rows: readonly (readonly string[])[], column: number): string[] {
  const samples: string[] = [];
  for (const cells of rows) {
    const text = shortened(cleanText(unguardCell(cells[column] ?? '')), maxSampleLength);
    if (text === '' || samples.includes(text)) continue;
    samples.push(text);
    if (samples.length === samplesShown) break;
  }
  return samples;
}

function shortened(text: string, longest: number): string {
  const line = text
    .slice(0, 2 * longest)
    .replace(/\s+/gu, ' ')
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1).toWellFormed()}…`;
}
