import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { SyncState, SyncStateStore } from '../../features/sync/ports.ts';
import { createJsonRows } from './json-rows.ts';

/** The progress of each organization's sync in the table `organizations`: the row `sync|state`. */
export function createSyncStateStore(table: TableClient): SyncStateStore {
  const rows = createJsonRows<Omit<SyncState, 'etag'>>({
    table,
    prefix: 'sync|',
    column: 'state',
    // Graph's links are long, and grow with the selected fields.
    maxColumns: 4,
    schema,
  });
  return {
    read: (tenant) => rows.read(tenant, 'state'),
    write: (tenant, state, seen) => rows.write(tenant, 'state', state, seen),
  };
}

const schema = z.object({
  deltaLink: z.string().exactOptional(),
  revision: z.string().exactOptional(),
  isConfirmed: z.boolean(),
  resets: z.number().exactOptional(),
  operation: z.string().exactOptional(),
  asked: z.array(z.object({ key: z.string(), operation: z.string() })),
});
