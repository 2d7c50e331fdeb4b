import { shards } from '../../src/domain/person-id.ts';
import type { StorageConnection } from '../../src/infra/storage/connect.ts';
import { tableNames } from '../../src/infra/storage/ensure.ts';

/** How many rows stand in each table, and how large Azure takes one of them to be on average. */
export type RowBytes = Readonly<Record<string, { readonly rows: number; readonly bytes: number }>>;

/** Sizes as Azure's documentation reckons them: keys, names and texts with two bytes a letter, 8 bytes for each property. */
export async function measureRows(connection: StorageConnection): Promise<RowBytes> {
  const { people, ...others } = tableNames;
  const tables: (readonly [string, readonly string[]])[] = [['people', shards.map(people)]];
  for (const name of Object.values(others)) tables.push([name, [name]]);
  const sizes: Record<string, { rows: number; bytes: number }> = {};
  for (const [table, names] of tables) {
    let rows = 0;
    let bytes = 0;
    for (const name of names) {
      for await (const row of connection.table(name).listEntities()) {
        rows += 1;
        bytes += bytesOf(row);
      }
    }
    sizes[table] = { rows, bytes: rows === 0 ? 0 : Math.round(bytes / rows) };
  }
  return sizes;
}

const notProperties = new Set(['etag', 'timestamp', 'partitionKey', 'rowKey']);

function bytesOf(row: Readonly<Record<string, unknown>>): number {
  const keys = String(row.partitionKey).length + String(row.rowKey).length;
  let bytes = 4 + 2 * keys;
  for (const [name, value] of Object.entries(row)) {
    if (notProperties.has(name) || name.startsWith('odata')) continue;
    bytes += 8 + 2 * name.length + valueBytes(value);
  }
  return bytes;
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return 2 * value.length + 4;
  return typeof value === 'boolean' ? 1 : 4;
}
