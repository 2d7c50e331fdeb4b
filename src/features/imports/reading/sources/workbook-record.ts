import { hasEntities } from '../../../../lib/spreadsheets/html-entities.ts';
import { guardText, unguardCell } from '../../../../lib/spreadsheets/cell-guard.ts';
import type { SentRecord } from '../records.ts';

/** As in a text: a longer row isn't a person's. It is reported and not read. */
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
 * A cell of one of Rollcall's workbooks, which have no added apostrophes, in the form of Rollcall's CSV files.
 * From here on, all cells are read alike.
 */
export function asWhole(cell: string): string {
  const isRead = unguardCell(cell) !== cell || hasEntities(cell);
  return isRead ? guardText(cell) : cell;
}
