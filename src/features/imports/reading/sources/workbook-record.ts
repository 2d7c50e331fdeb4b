import { guardText, unguardCell } from '../../../../lib/spreadsheets/cell-guard.ts';
import type { SentRecord } from '../records.ts';

/** As in a text: what is longer is no row of a person, and is told and not read. */
const maxRecordLength = 64 * 1024;

/** A row of a sheet as a record. */
export function workbookRecord(line: number, cells: readonly string[]): SentRecord {
  let length = cells.length;
  for (const cell of cells) length += cell.length;
  if (length <= maxRecordLength) return { line, cells };
  const start = cells.join(' ').slice(0, maxRecordLength);
  return { line, cells: [start], broken: 'line-too-long' };
}

/**
 * A cell of one of our own workbooks, in which no apostrophe was put before a text, as our CSV files have it: from here on all
 * cells are read alike.
 */
export function asWhole(cell: string): string {
  return unguardCell(cell) === cell ? cell : guardText(cell);
}
