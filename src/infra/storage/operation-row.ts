import type { Operation, OperationKind } from '../../domain/operations/operation.ts';
import { keyPart } from './keys.ts';
import { textColumns, textOfColumns } from './long-text.ts';
import type { RowToWrite, StoredRow } from './rows.ts';

/** Columns that hold plain text. */
const texts = [
  'tenant',
  'state',
  'at',
  'locale',
  'timeZone',
  'fileName',
  'network',
  'mode',
  'inbox',
  'madeFrom',
  'confirmedAt',
  'endedAt',
  'schedule',
  'original',
  'contents',
  'errorLog',
  'broughtIn',
] as const satisfies readonly (keyof Operation)[];

/** Columns that hold an integer or a boolean. */
const plain = [
  'fileBytes',
  'rowsTotal',
  'rowsDone',
  'tries',
  'cancelAsked',
  'isUtf8',
] as const satisfies readonly (keyof Operation)[];

/** Columns that hold JSON, and the most table columns that each may fill. */
const json = {
  by: 1,
  counts: 1,
  planned: 1,
  request: 1,
  brings: 1,
  exported: 1,
  sync: 1,
  bulk: 1,
  group: 1,
  restores: 1,
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
 * An operation as a row. The partition contains the kind and the row key is the id; absent fields have no
 * column.
 * @throws AppError `unexpected` when a part exceeds its columns: the code that creates it has to bound it
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

/** Reads a row written by `operationRow`. */
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
