import type { WriteQueue } from '../../domain/operations/ports.ts';
import type { TableClient } from '@azure/data-tables';
import type { ContainerClient } from '@azure/storage-blob';
import { AppError } from '../../errors.ts';
import { inPartition, keyPart } from './keys.ts';
import { firstRows, putRow, removeRow } from './rows.ts';
import { acquireLease } from './write-lock.ts';
import type { LeaseTimes } from './write-lock.ts';

export interface WriteQueueDeps {
  /** `organizations`: a row `writer|<place>` for each waiting operation */
  readonly table: TableClient;
  /** `leases`: a blob for each organization */
  readonly leases: ContainerClient;
  readonly times?: LeaseTimes;
}

export function createWriteQueue({ table, leases, times }: WriteQueueDeps): WriteQueue {
  const waiting = async (tenant: string, limit: number): Promise<readonly string[]> => {
    const rows = await firstRows(table, inPartition(keyPart(tenant), 'writer|'), limit);
    return rows.map((row) => row.rowKey.slice('writer|'.length));
  };
  return {
    async join(tenant, place) {
      await putRow(table, { partitionKey: keyPart(tenant), rowKey: rowKey(place) });
    },
    async isFirst(tenant, place) {
      const [first] = await waiting(tenant, 1);
      return first === place;
    },
    async leave(tenant, place) {
      await removeRow(table, keyPart(tenant), rowKey(place));
    },
    waiting,
    acquire: (tenant) => acquireLease(leases, keyPart(tenant), times),
  };
}

/** A place has to sort, so one of an unexpected form can't be hashed. */
function rowKey(place: string): string {
  if (!/^[\w.:+|-]{1,200}$/.test(place)) {
    throw new AppError('unexpected', {}, { note: 'a place in the write queue of unknown form' });
  }
  return `writer|${place}`;
}
