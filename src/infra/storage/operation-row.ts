import type { Operation, OperationKind } from '../../domain/operations/operation.ts';
import { keyPart } from './keys.ts';
import { textColumns, textOfColumns } from './long-text.ts';
import type { RowToWrite, StoredRow } from './rows.ts';

/** Columns that hold a text as it is. */
const texts = [
  'tenant',
  'state',
  'at',
  'locale',
  'timeZone',
  'fileName',
  'network',
  'confirmedAt',
  'endedAt',
  'schedule',
  'original',
  'errorLog',
] as const satisfies readonly (keyof Operation)[];

/** Columns that hold a whole number or yes/no. */
const plain = [
  'fileBytes',
  'rowsTotal',
  'rowsDone',
  'tries',
  'cancelAsked',
] as const satisfies readonly (keyof Operation)[];

/** Columns that hold JSON, and how many of a table's columns each may fill at most. */
const json = {
  by: 1,
  counts: 1,
  planned: 1,
  request: 1,
  exported: 1,
  sync: 1,
  undo: 1,
  undone: 1,
  decided: 1,
  confirmedBy: 1,
  failure: 1,
  preview: 4,
  question: 2,
  answers: 1,
  checkpoint: 4,
  card: 1,
} as const satisfies Partial<Record<keyof Operation, number>>;

/**
 * An operation as a row. The kind is in the partition and the id is the row key; an absent fact has no column.
 * @throws AppError `unexpected` when a part is longer than its columns: its maker has to keep it within bounds
 */
export function operationRow(partitionKey: string, operation: Omit<Operation, 'etag'>): RowToWrite {
  const columns: Record<string, unknown> = {};
  for (const name of texts) {
    const value = operation[name];
    if (value !== undefined) Object.assign(columns, textColumns(name, value, 1));
  }
  for (const name of plain) {
    if (operation[name] !== undefined) columns[name] = operation[name];
  }
  for (const [name, most] of Object.entries(json)) {
    const value = operation[name as keyof typeof json];
    if (value !== undefined) Object.assign(columns, textColumns(name, JSON.stringify(value), most));
  }
  return { ...columns, partitionKey, rowKey: keyPart(operation.id) };
}

/** The operation of a row that `operationRow` made. */
export function operationFrom(row: StoredRow, kind: OperationKind): Operation {
  const facts: Record<string, unknown> = { kind, id: row.rowKey, etag: row.etag };
  for (const name of texts) {
    const value = textOfColumns(row, name);
    if (value !== undefined) facts[name] = value;
  }
  for (const name of plain) {
    const value = row[name];
    if (typeof value === 'number' || typeof value === 'boolean') facts[name] = value;
  }
  for (const name of Object.keys(json)) {
    const value = textOfColumns(row, name);
    if (value !== undefined) facts[name] = JSON.parse(value);
  }
  return facts as unknown as Operation;
}
