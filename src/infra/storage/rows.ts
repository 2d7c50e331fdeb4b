import { randomUUID } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import { codeOf, withStorageErrors, statusOf } from './rest-errors.ts';

/** A row as it goes to a table: keys and columns. */
export interface RowToWrite {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly [column: string]: unknown;
}

/** A row as it came from a table: what the columns hold is known only to who wrote them. */
export interface StoredRow extends Readonly<Record<string, unknown>> {
  readonly rowKey: string;
  readonly etag: string;
}

/*
 * The SDK tries again when an answer is lost, and then a write that had succeeded is refused as if it were someone
 * else's. So each write carries a mark of its own: a refusal is looked into, and a row with our mark is our success.
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

/** Writes a new row. @returns its etag, or undefined when there is a row with this key already */
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

/** Replaces a row of a known version. @returns its new etag, or undefined when it has changed or gone */
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

/** Writes a row whatever was there. */
export async function putRow(table: TableClient, row: RowToWrite): Promise<void> {
  await withStorageErrors(() => table.upsertEntity(row, 'Replace'));
}

/** Writes columns of a row; others that it has stay. A row that isn't there is made. */
export async function mergeRow(table: TableClient, row: RowToWrite): Promise<void> {
  await withStorageErrors(() => table.upsertEntity(row, 'Merge'));
}

/**
 * Writes columns of a row of a known version; others that it has stay.
 * @returns false when it has changed or gone, or when the answer to this very write was lost: look again
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
 * Removes a row; with an etag, only that version. A row that has changed or isn't there is left.
 * @returns whether it was removed; false also where the answer to a removal was lost and it was tried again
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

/** The first rows that match, by key. A page of the service may be shorter than asked for: it goes on. */
export async function firstRows(
  table: TableClient,
  filter: string,
  most: number,
): Promise<StoredRow[]> {
  const rows: StoredRow[] = [];
  if (most <= 0) return rows;
  await withStorageErrors(async () => {
    const pages = table
      .listEntities({ queryOptions: { filter } })
      .byPage({ maxPageSize: Math.min(most, 1_000) });
    for await (const page of pages) {
      rows.push(...(page as unknown as StoredRow[]));
      if (rows.length >= most) break;
    }
  });
  return rows.slice(0, most);
}

/** A text column's value; undefined for an absent one. */
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

/** A missing table is 404 as well, but no answer to whether a row is there. */
function isRowMissing(error: unknown): boolean {
  return statusOf(error) === 404 && codeOf(error) !== 'TableNotFound';
}
