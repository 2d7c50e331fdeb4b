import { randomUUID } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import { codeOf, withStorageErrors, statusOf } from './rest-errors.ts';

/** A row to write: keys and columns. */
export interface RowToWrite {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly [column: string]: unknown;
}

/** A row that was read; the types of its columns are unchecked. */
export interface StoredRow extends Readonly<Record<string, unknown>> {
  readonly rowKey: string;
  readonly etag: string;
}

/*
 * After a lost answer the SDK retries, and a write that had succeeded is refused like a concurrent one. So each
 * write carries a mark: after a refusal the row is read, and one with our mark is our success.
 */
const markColumn = 'writeMark';

/** @returns the row, or undefined when it isn't there */
export async function readRow(
  table: TableClient,
  partitionKey: string,
  rowKey: string,
): Promise<StoredRow | undefined> {
  try {
    return (await withStorageErrors(() =>
      table.getEntity(partitionKey, rowKey),
    )) as unknown as StoredRow;
  } catch (error) {
    if (isRowMissing(error)) return undefined;
    throw error;
  }
}

/** Writes a new row. @returns its etag, or undefined when the key exists already */
export async function insertRow(table: TableClient, row: RowToWrite): Promise<string | undefined> {
  const mark = randomUUID();
  try {
    const answer = await withStorageErrors(() =>
      table.createEntity({ ...row, [markColumn]: mark }),
    );
    return answer.etag ?? (await etagOfOurs(table, row, mark));
  } catch (error) {
    if (statusOf(error) !== 409 || codeOf(error) !== 'EntityAlreadyExists') throw error;
    return etagOfOurs(table, row, mark);
  }
}

/** Replaces a known version of a row. @returns its new etag, or undefined when it has changed or is gone */
export async function replaceRow(
  table: TableClient,
  row: RowToWrite,
  etag: string,
): Promise<string | undefined> {
  const mark = randomUUID();
  try {
    const answer = await withStorageErrors(() =>
      table.updateEntity({ ...row, [markColumn]: mark }, 'Replace', { etag }),
    );
    return answer.etag ?? (await etagOfOurs(table, row, mark));
  } catch (error) {
    if (isRowMissing(error)) return undefined;
    if (statusOf(error) !== 412) throw error;
    return etagOfOurs(table, row, mark);
  }
}

/** Writes a new row when `seen` is undefined, otherwise replaces that version. @returns as these do */
export function writeVersion(
  table: TableClient,
  row: RowToWrite,
  seen: string | undefined,
): Promise<string | undefined> {
  return seen === undefined ? insertRow(table, row) : replaceRow(table, row, seen);
}

/** Writes a row, overwriting any existing one. */
export async function putRow(table: TableClient, row: RowToWrite): Promise<void> {
  await withStorageErrors(() => table.upsertEntity(row, 'Replace'));
}

/** Writes columns of a row and keeps the others. Creates a missing row. */
export async function mergeRow(table: TableClient, row: RowToWrite): Promise<void> {
  await withStorageErrors(() => table.upsertEntity(row, 'Merge'));
}

/**
 * Writes columns of a known version of a row and keeps the others.
 * @returns false when it has changed or is gone, or when the answer to this write was lost: read again
 */
export async function mergeVersion(
  table: TableClient,
  row: RowToWrite,
  etag: string,
): Promise<boolean> {
  try {
    await withStorageErrors(() => table.updateEntity(row, 'Merge', { etag }));
    return true;
  } catch (error) {
    if (!isRowMissing(error) && statusOf(error) !== 412) throw error;
    return false;
  }
}

/**
 * Deletes a row; with an etag, only that version. A changed or missing row is left alone.
 * @returns whether it was deleted; also false when the answer to a deletion was lost and retried
 */
export async function removeRow(
  table: TableClient,
  partitionKey: string,
  rowKey: string,
  etag?: string,
): Promise<boolean> {
  try {
    await withStorageErrors(() =>
      table.deleteEntity(partitionKey, rowKey, etag === undefined ? {} : { etag }),
    );
    return true;
  } catch (error) {
    if (!isRowMissing(error) && statusOf(error) !== 412) throw error;
    return false;
  }
}

/** The first rows that match, by key. The service may return a shorter page than requested; then the next one is read. */
export async function firstRows(
  table: TableClient,
  filter: string,
  most: number,
  columns?: readonly string[],
): Promise<StoredRow[]> {
  return matchingRows(table, filter, most, (row) => row, columns);
}

/**
 * The first rows that match a filter and of which something can be made, by key.
 * @param columns reads only these; absent: all
 */
export async function matchingRows<Made>(
  table: TableClient,
  filter: string,
  most: number,
  make: (row: StoredRow) => Made | undefined,
  columns?: readonly string[],
): Promise<Made[]> {
  const made: Made[] = [];
  if (most <= 0) return made;
  await withStorageErrors(async () => {
    const select = columns === undefined ? {} : { select: ['RowKey', ...columns] };
    const pages = table
      .listEntities({ queryOptions: { filter, ...select } })
      .byPage({ maxPageSize: Math.min(most, 1_000) });
    for await (const page of pages) {
      for (const row of page as unknown as StoredRow[]) {
        const one = make(row);
        if (one !== undefined) made.push(one);
      }
      if (made.length >= most) break;
    }
  });
  return made.slice(0, most);
}

/** A text column's value; undefined when it is absent. */
export function textOf(row: StoredRow, column: string): string | undefined {
  const value = row[column];
  return typeof value === 'string' ? value : undefined;
}

async function etagOfOurs(
  table: TableClient,
  row: RowToWrite,
  mark: string,
): Promise<string | undefined> {
  const there = await readRow(table, row.partitionKey, row.rowKey);
  return there?.[markColumn] === mark ? there.etag : undefined;
}

/** A missing table is a 404 as well, but doesn't mean that the row is missing. */
function isRowMissing(error: unknown): boolean {
  return statusOf(error) === 404 && codeOf(error) !== 'TableNotFound';
}
