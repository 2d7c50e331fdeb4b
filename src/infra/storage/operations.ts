import type { TableClient } from '@azure/data-tables';
import type { Operation, OperationKey, OperationKind } from '../../domain/operations/operation.ts';
import type { OperationStore } from '../../domain/operations/ports.ts';
import { inPartition, keyPart, quoted } from './keys.ts';
import { operationFrom, operationRow } from './operation-row.ts';
import { firstRows, insertRow, readRow, replaceRow } from './rows.ts';

/** The history in the table `operations`. Partition: tenant and kind; row: the id, which sorts the newest first. */
export function createOperationStore(table: TableClient): OperationStore {
  return {
    async create(operation) {
      const etag = await insertRow(table, operationRow(partitionOf(operation), operation));
      return etag === undefined ? 'conflict' : { ...operation, etag };
    },
    async read(key) {
      const row = await readRow(table, partitionOf(key), keyPart(key.id));
      return row === undefined ? undefined : operationFrom(row, key.kind);
    },
    async update(operation) {
      const row = operationRow(partitionOf(operation), operation);
      const etag = await replaceRow(table, row, operation.etag);
      return etag === undefined ? 'conflict' : { ...operation, etag };
    },
    async page(tenant, kind, size, from) {
      const rows = await firstRows(table, filterFor(tenant, kind, from), size + 1);
      const operations = rows.slice(0, size).map((row) => operationFrom(row, kind));
      const next = rows[size]?.rowKey;
      return next === undefined ? { operations } : { operations, next };
    },
  };
}

function partitionOf(key: Pick<OperationKey, 'tenant' | 'kind'>): string {
  return `${keyPart(key.tenant)}|${key.kind}`;
}

function filterFor(
  tenant: Operation['tenant'],
  kind: OperationKind,
  from: string | undefined,
): string {
  const partition = inPartition(partitionOf({ tenant, kind }));
  if (from === undefined) return partition;
  return `${partition} and RowKey ge ${quoted(keyPart(from))}`;
}
