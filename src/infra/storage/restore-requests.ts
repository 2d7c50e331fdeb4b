import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { RestoreRequest } from '../../features/groups/restore-request.ts';
import type { RestoreRequestStore } from '../../features/groups/ports.ts';
import { jsonOfColumns } from './json-column.ts';
import { textColumns } from './long-text.ts';
import { createOrganizationRows } from './organization-rows.ts';
import type { StoredRow } from './rows.ts';
import { defined } from '../../lib/defined.ts';

/**
 * Group admins' requests for deleted people in the table `organizations`: a row `restore|<person>` for each.
 * Rows that this version can't read are skipped.
 */
export function createRestoreRequestStore(table: TableClient): RestoreRequestStore {
  const rows = createOrganizationRows(table, 'restore|');
  const requestFrom = (row: StoredRow): RestoreRequest | undefined => {
    const parsed = schema.safeParse(jsonOfColumns(row, 'request'));
    return parsed.success ? { ...parsed.data, person: rows.idOf(row) } : undefined;
  };
  return {
    async all(tenant) {
      return (await rows.all(tenant)).flatMap((row) => requestFrom(row) ?? []);
    },
    async read(tenant, person) {
      const row = await rows.read(tenant, person);
      const request = row === undefined ? undefined : requestFrom(row);
      return {
        ...defined({ request }),
        ...(row !== undefined && { etag: row.etag }),
      };
    },
    async write(tenant, { person, ...facts }, seen) {
      const columns = textColumns('request', JSON.stringify(facts), 1);
      return (await rows.write(tenant, person, columns, seen)) !== undefined;
    },
    async remove(tenant, person) {
      await rows.remove(tenant, person);
    },
  };
}

const schema = z.object({
  deletedAt: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  group: z.string(),
  name: z.string(),
  at: z.iso.datetime(),
  refusedAt: z.iso.datetime().exactOptional(),
});
