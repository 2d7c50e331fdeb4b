import type { TableClient } from '@azure/data-tables';
import { shards } from '../../domain/person-id.ts';
import type { FormerWorkUnits } from '../../features/imports/ports.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { keyPart } from './keys.ts';
import { removeRow } from './rows.ts';

const concurrency = 8;

/** In the table `operations`. Partition: tenant, `|parts|` and the import; row: the shard. Written until version 1.1. */
export function createFormerWorkUnits(table: TableClient): FormerWorkUnits {
  return {
    async removeAll({ tenant, id }) {
      const partition = `${keyPart(tenant)}|parts|${keyPart(id)}`;
      await forEachConcurrent(shards, concurrency, (shard) => removeRow(table, partition, shard));
    },
  };
}
