import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { SentFilesStore } from '../../edge/ports.ts';
import { createRecentStore } from './recent.ts';

const files = z.array(z.object({ key: z.string(), at: z.number(), underWay: z.boolean() }));

/** The files that each person sent recently. */
export function createSentFilesStore(table: TableClient): SentFilesStore {
  const store = createRecentStore(table, 'sent-files', 'sent', files);
  return {
    async read(tenant, person) {
      const { things, ...rest } = await store.read(tenant, person);
      return { sent: things, ...rest };
    },
    write: (tenant, person, sent, etag) => store.write(tenant, person, sent, etag),
  };
}
