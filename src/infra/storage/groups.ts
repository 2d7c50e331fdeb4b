import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { Group } from '../../features/groups/group.ts';
import type { GroupStore } from '../../features/groups/ports.ts';
import { jsonOfColumns } from './json-column.ts';
import { keyPart } from './keys.ts';
import { textColumns } from './long-text.ts';
import { rowsWithPrefix } from './organizations.ts';
import { insertRow, readRow, replaceRow } from './rows.ts';
import type { RowToWrite, StoredRow } from './rows.ts';

const prefix = 'group|';
/** The owners of a team are 100 at most, and a conversation reference is short. */
const maxColumns = 2;

/**
 * Organization groups, over `organizations`: a row `group|<id>` for each. One that a later version wrote in a way that isn't
 * understood is left out and left alone.
 */
export function createGroupStore(table: TableClient): GroupStore {
  return {
    async read(tenant, id) {
      const row = await readRow(table, keyPart(tenant), keyOf(id));
      return row === undefined ? undefined : groupFrom(tenant, row);
    },
    async all(tenant) {
      const rows = await rowsWithPrefix(table, tenant, prefix);
      return rows.flatMap((row) => groupFrom(tenant, row) ?? []);
    },
    async create(group) {
      const etag = await insertRow(table, rowFrom(group));
      return etag === undefined ? 'conflict' : { ...group, etag };
    },
    async update(group) {
      const { etag: seen, ...facts } = group;
      const etag = await replaceRow(table, rowFrom(facts), seen);
      return etag === undefined ? 'conflict' : { ...facts, etag };
    },
  };
}

function keyOf(id: string): string {
  return `${prefix}${keyPart(id)}`;
}

function rowFrom({ tenant, id, ...facts }: Omit<Group, 'etag'>): RowToWrite {
  return {
    partitionKey: keyPart(tenant),
    rowKey: keyOf(id),
    ...textColumns('group', JSON.stringify(facts), maxColumns),
  };
}

function groupFrom(tenant: string, row: StoredRow): Group | undefined {
  const parsed = schema.safeParse(jsonOfColumns(row, 'group'));
  if (!parsed.success) return undefined;
  return { ...parsed.data, tenant, id: row.rowKey.slice(prefix.length), etag: row.etag };
}

const schema = z.object({
  kind: z.enum(['team', 'groupChat']),
  name: z.string(),
  entraGroupId: z.string().exactOptional(),
  reference: z.string(),
  installedBy: z.object({ id: z.string(), name: z.string() }).exactOptional(),
  installedAt: z.iso.datetime(),
  owners: z.array(z.string()),
  readAt: z.iso.datetime().exactOptional(),
  deletedAt: z.iso.datetime().exactOptional(),
});
