import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { SentFilesStore } from '../../edge/ports.ts';
import { jsonOfColumns } from './json-column.ts';
import { hashedKey, keyPart } from './keys.ts';
import { textColumns } from './long-text.ts';
import { insertRow, readRow, replaceRow } from './rows.ts';

const maxColumns = 2;
const files = z.array(z.object({ key: z.string(), at: z.number(), underWay: z.boolean() }));

/**
 * The files that somebody sent of late, over the table `turns`: one row each person, swept like the turns. One that can't be
 * read counts as none sent.
 */
export function createSentFilesStore(table: TableClient): SentFilesStore {
  const keysOf = (tenant: string, person: string) => ({
    partitionKey: keyPart(tenant),
    rowKey: hashedKey(`sent-files|${person}`),
  });
  return {
    async read(tenant, person) {
      const { partitionKey, rowKey } = keysOf(tenant, person);
      const row = await readRow(table, partitionKey, rowKey);
      if (row === undefined) return { sent: [] };
      const sent = files.safeParse(jsonOfColumns(row, 'sent'));
      return { sent: sent.success ? sent.data : [], etag: row.etag };
    },
    async write(tenant, person, sent, etag) {
      const row = {
        ...keysOf(tenant, person),
        at: new Date(Math.max(0, ...sent.map(({ at }) => at))).toISOString(),
        ...textColumns('sent', JSON.stringify(sent), maxColumns),
      };
      const written =
        etag === undefined ? await insertRow(table, row) : await replaceRow(table, row, etag);
      return written === undefined ? 'conflict' : 'written';
    },
  };
}
