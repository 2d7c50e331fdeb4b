import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { SyncState, SyncStateStore } from '../../features/sync/ports.ts';
import { jsonOfColumns } from './json-column.ts';
import { keyPart } from './keys.ts';
import { textColumns } from './long-text.ts';
import { insertRow, readRow, replaceRow } from './rows.ts';

const rowKey = 'sync|state';
/** Graph's links are long, and get longer with what is selected. */
const maxColumns = 4;

/** How far each organization's sync has come, over `organizations`: the row `sync|state`. */
export function createSyncStateStore(table: TableClient): SyncStateStore {
  return {
    async read(tenant) {
      const row = await readRow(table, keyPart(tenant), rowKey);
      const parsed = row === undefined ? undefined : schema.safeParse(jsonOfColumns(row, 'state'));
      if (row === undefined || parsed?.success !== true) return undefined;
      const { deltaLink, revision, operation, isConfirmed, asked, resets } = parsed.data;
      return {
        isConfirmed,
        asked,
        ...(resets !== undefined && { resets }),
        ...(deltaLink !== undefined && { deltaLink }),
        ...(revision !== undefined && { revision }),
        ...(operation !== undefined && { operation }),
        etag: row.etag,
      };
    },
    async write(tenant, state, seen) {
      const row = {
        partitionKey: keyPart(tenant),
        rowKey,
        ...textColumns('state', JSON.stringify(state), maxColumns),
      };
      const etag =
        seen === undefined ? await insertRow(table, row) : await replaceRow(table, row, seen);
      if (etag === undefined) return 'conflict';
      const written: SyncState = { ...state, etag };
      return written;
    },
  };
}

const schema = z.object({
  deltaLink: z.string().optional(),
  revision: z.string().optional(),
  isConfirmed: z.boolean(),
  resets: z.number().optional(),
  operation: z.string().optional(),
  asked: z.array(z.object({ key: z.string(), operation: z.string() })),
});
