import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { RestoreRequest } from '../../features/groups/restore-request.ts';
import type { RestoreRequestStore } from '../../features/groups/ports.ts';
import { jsonOfColumns } from './json-column.ts';
import { keyPart } from './keys.ts';
import { textColumns } from './long-text.ts';
import { rowsWithPrefix } from './organizations.ts';
import { insertRow, readRow, removeRow, replaceRow } from './rows.ts';
import type { RowToWrite, StoredRow } from './rows.ts';
import { defined } from '../../lib/defined.ts';

const prefix = 'restore|';

/**
 * Group admins' requests for deleted people in the table `organizations`: a row `restore|<person>` for each.
 * Rows that this version can't read are skipped.
 */
export function createRestoreRequestStore(table: TableClient): RestoreRequestStore {
  return {
    async all(tenant) {
      const rows = await rowsWithPrefix(table, tenant, prefix);
      return rows.flatMap((row) => requestFrom(row) ?? []);
    },
    async read(tenant, person) {
      const row = await readRow(table, keyPart(tenant), keyOf(person));
      const request = row === undefined ? undefined : requestFrom(row);
      return {
        ...defined({ request }),
        ...(row !== undefined && { etag: row.etag }),
      };
    },
    async write(tenant, request, seen) {
      const row = rowFrom(tenant, request);
      const etag =
        seen === undefined ? await insertRow(table, row) : await replaceRow(table, row, seen);
      return etag !== undefined;
    },
    async remove(tenant, person) {
      await removeRow(table, keyPart(tenant), keyOf(person));
    },
  };
}

function keyOf(person: string): string {
  return `${prefix}${keyPart(person)}`;
}

function rowFrom(tenant: string, { person, ...facts }: RestoreRequest): RowToWrite {
  return {
    partitionKey: keyPart(tenant),
    rowKey: keyOf(person),
    ...textColumns('request', JSON.stringify(facts), 1),
  };
}

function requestFrom(row: StoredRow): RestoreRequest | undefined {
  const parsed = schema.safeParse(jsonOfColumns(row, 'request'));
  if (!parsed.success) return undefined;
  return { ...parsed.data, person: row.rowKey.slice(prefix.length) };
}

const schema = z.object({
  deletedAt: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  group: z.string(),
  name: z.string(),
  at: z.iso.datetime(),
  refusedAt: z.iso.datetime().exactOptional(),
});
