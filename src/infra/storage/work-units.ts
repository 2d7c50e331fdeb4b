import type { TableClient } from '@azure/data-tables';
import { shards } from '../../domain/person-id.ts';
import type { ApplyCheckpoint } from '../../features/imports/apply-checkpoint.ts';
import type { WorkUnit, WorkUnitStore } from '../../features/imports/ports.ts';
import type { OperationKey } from '../../domain/operations/operation.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { jsonOfColumns } from './json-column.ts';
import { inPartition, keyPart } from './keys.ts';
import { textColumns } from './long-text.ts';
import { firstRows, insertRow, removeRow, replaceRow, textOf } from './rows.ts';
import type { StoredRow } from './rows.ts';

const concurrency = 8;
/** A hundred rejections are some 15 KB. */
const checkpointColumns = 2;

/** Work units of large imports in the table `operations`. Partition: tenant, `|parts|` and the import; row: the shard. */
export function createWorkUnitStore(table: TableClient): WorkUnitStore {
  const rowOf = (key: OperationKey, part: Omit<WorkUnit, 'etag'>) => ({
    partitionKey: partitionOf(key),
    rowKey: part.shard,
    state: part.state,
    until: new Date(part.until).toISOString(),
    ...textColumns('checkpoint', JSON.stringify(part.checkpoint), checkpointColumns),
  });
  return {
    async create(key, parts) {
      await forEachConcurrent(parts, concurrency, async (part) => {
        await insertRow(table, rowOf(key, part));
      });
    },
    async all(key) {
      const filter = inPartition(partitionOf(key));
      return (await firstRows(table, filter, shards.length)).map(partFrom);
    },
    async update(key, part) {
      const etag = await replaceRow(table, rowOf(key, part), part.etag);
      return etag === undefined ? 'conflict' : { ...part, etag };
    },
    async removeAll(key) {
      await forEachConcurrent(shards, concurrency, (shard) =>
        removeRow(table, partitionOf(key), shard),
      );
    },
  };
}

function partitionOf({ tenant, id }: OperationKey): string {
  return `${keyPart(tenant)}|parts|${keyPart(id)}`;
}

function partFrom(row: StoredRow): WorkUnit {
  return {
    shard: row.rowKey,
    state: (textOf(row, 'state') ?? 'open') as WorkUnit['state'],
    until: Date.parse(textOf(row, 'until') ?? ''),
    checkpoint: jsonOfColumns(row, 'checkpoint') as ApplyCheckpoint,
    etag: row.etag,
  };
}
