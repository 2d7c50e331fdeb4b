import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { Group } from '../../features/groups/group.ts';
import type { GroupStore } from '../../features/groups/ports.ts';
import { createJsonRecords } from './json-rows.ts';

/** Organization groups in the table `organizations`: a row `group|<id>` for each. */
export function createGroupStore(table: TableClient): GroupStore {
  return createJsonRecords<Group>({
    table,
    prefix: 'group|',
    column: 'group',
    // A team has at most 100 owners, and a conversation reference is short.
    maxColumns: 2,
    schema,
  });
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
